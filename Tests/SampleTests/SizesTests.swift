import Intake
import Sample
import Testing

@Suite struct SizesTests {
  private func bytes(_ region: SampleRegion) -> [String: [UInt8]] {
    var all: [String: [UInt8]] = [:]
    region.forEachBundle { bundle in
      for (name, csv) in bundle.tables { all["\(bundle.fileName)/\(name)"] = csv }
    }
    return all
  }

  @Test func `the same seed gives the same bytes and another seed gives others`() throws {
    let first = bytes(try SampleRegion(schools: 6, municipalities: 2, years: 2, seed: 5))
    let again = bytes(try SampleRegion(schools: 6, municipalities: 2, years: 2, seed: 5))
    let other = bytes(try SampleRegion(schools: 6, municipalities: 2, years: 2, seed: 6))
    #expect(first == again)
    #expect(first["s001-2025.zip/enrolment"] != other["s001-2025.zip/enrolment"])
  }

  @Test(arguments: [(1, 1, 1), (3, 1, 3), (3, 3, 1), (25, 6, 1)])
  func `other sizes work`(schools: Int, municipalities: Int, years: Int) throws {
    let region = try SampleRegion(
      schools: schools, municipalities: municipalities, years: years, seed: 2)
    var count = 0
    region.forEachBundle { bundle in
      count += 1
      let tables = [BundleKind.register: 3, .school: 31, .aggregate: 1]
      #expect(bundle.tables.count == tables[bundle.descriptor.kind])
    }
    // A register, and what is published of each year.
    #expect(count == 1 + schools * years - region.truth.missing.count + years)
  }

  @Test(arguments: 1...6 as ClosedRange<UInt64>)
  func `with any seed the smallest school has four pupils in grade 11`(seed: UInt64) throws {
    let region = try SampleRegion(schools: 2, municipalities: 1, years: 3, seed: seed)
    var counts: [Int] = []
    region.forEachBundle { bundle in
      guard bundle.descriptor.schoolCode == "s002" else { return }
      let tables = Dictionary(uniqueKeysWithValues: bundle.tables.map { ($0.name, $0.csv) })
      let top = CSVText(tables["class"]!).columns("class_code", "grade").filter { $0[1] == "11" }
      let roll = CSVText(tables["enrolment"]!).columns("student_key", "class_code")
      counts.append(roll.count { $0[1] == top[0][0] })
    }
    #expect(counts == [4, 4, 4])
  }

  @Test func `a thousand schools have a truth of their own`() throws {
    let truth = try SampleRegion(schools: 1000, municipalities: 20).truth
    #expect(truth.schools.count == 1000)
    #expect(truth.schools.first?.code == "s0001")
    #expect(truth.schools.last?.code == "s1000")
    // One school-year in sixty.
    #expect(truth.missing.count == 50)
  }

  @Test func `impossible sizes are refused with their bounds`() {
    #expect(throws: SampleError.sizeOutOfRange(what: "schools", value: 0, allowed: 1...5000)) {
      try SampleRegion(schools: 0)
    }
    #expect(throws: SampleError.sizeOutOfRange(what: "municipalities", value: 4, allowed: 1...3)) {
      try SampleRegion(schools: 3, municipalities: 4)
    }
    #expect(throws: SampleError.sizeOutOfRange(what: "years", value: 11, allowed: 1...10)) {
      try SampleRegion(years: 11)
    }
  }
}
