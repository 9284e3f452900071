import Sample
import Testing

@Suite struct RegionTests {
  private let standard = SampledRegion.standard

  @Test func `the register holds a region, its municipalities and every school`() throws {
    let territories = try #require(standard.register["territory"])
    #expect(territories.column("level").count { $0 == "region" } == 1)
    #expect(territories.column("level").count { $0 == "municipality" } == 4)
    for (level, parent) in zip(territories.column("level"), territories.column("parent_oktmo")) {
      #expect((level == "region") == parent.isEmpty)
    }
    let schools = try #require(standard.register["school"])
    #expect(schools.rows.count == 40)
    #expect(Set(schools.column("school_code")) == Set(standard.region.truth.schools.map(\.code)))
    #expect(Set(schools.column("oktmo")).isSubset(of: territories.column("oktmo")))
  }

  @Test func `every name says that it is synthetic`() throws {
    let territories = try #require(standard.register["territory"])
    let schools = try #require(standard.register["school"])
    #expect(
      (territories.column("name_ru") + schools.column("name_ru")).allSatisfy {
        $0.contains("синт")
      })
    #expect(
      (territories.column("name_en") + schools.column("name_en")).allSatisfy {
        $0.contains("synthetic")
      })
    #expect(schools.column("name_ru").contains { $0.contains(", г. ") })
  }

  @Test func `a few school-years are never sent, and the truth names them`() {
    let sent = Set(standard.deliveries.map { "\($0.school) \($0.year)" })
    let missing = standard.region.truth.missing
    #expect(missing.count == 2)
    #expect(sent.count == 40 * 3 - 2)
    for absent in missing { #expect(!sent.contains("\(absent.schoolCode) \(absent.academicYear)")) }
    #expect(missing.contains { $0.academicYear == 2025 })
  }

  @Test func `file names order the register first`() {
    let names = standard.deliveries.map(\.fileName)
    #expect(names.contains("s001-2023.zip"))
    #expect(names.allSatisfy { $0 > "00-register.zip" })
  }

  @Test func `every year has enough schools with grade 11 for both analogues`() throws {
    let schools = try #require(standard.register["school"])
    let municipality = Dictionary(
      uniqueKeysWithValues: schools.columns("school_code", "oktmo").map { ($0[0], $0[1]) })
    for year in 2023...2025 {
      var byMunicipality: [String: Int] = [:]
      for delivery in standard.deliveries where delivery.year == year {
        if delivery.table("class").column("grade").contains("11") {
          byMunicipality[municipality[delivery.school]!, default: 0] += 1
        }
      }
      #expect(byMunicipality.count == 4)
      #expect(byMunicipality.values.allSatisfy { $0 >= 7 }, "\(year): \(byMunicipality)")
      #expect(byMunicipality.values.reduce(0, +) >= 33, "\(year): \(byMunicipality)")
    }
  }

  @Test func `schools are of many kinds and sizes, down to four pupils in grade 11`() {
    var kinds: Set<String> = []
    var leavers: [String: [Int]] = [:]
    var sizes: [Int] = []
    for delivery in standard.deliveries {
      kinds.formUnion(delivery.table("school_year").column("school_kind"))
      let grades = gradeOfClass(delivery)
      let roll = delivery.table("enrolment").columns("class_code", "entered_on", "left_on")
        .filter { isOnRoll($0[1], $0[2], "\(delivery.year)-05-25") }
      sizes.append(roll.count)
      leavers[delivery.school, default: []].append(roll.count { grades[$0[0]] == 11 })
    }
    #expect(kinds == ["basic", "secondary", "gymnasium", "lyceum", "advanced"])
    #expect(sizes.max()! > 800)
    #expect(sizes.min()! < 80)
    #expect(leavers.values.contains([4, 4, 4]))
    // Basic schools end with grade 9.
    #expect(leavers.values.count { $0.allSatisfy { $0 == 0 } } == 4)
  }

  @Test func `a pupil has one key in a school, and no key is in two schools`() {
    var schoolsOfKey: [String: Set<String>] = [:]
    var gradeOfKey: [String: [Int: Int]] = [:]
    for delivery in standard.deliveries {
      let grades = gradeOfClass(delivery)
      for row in delivery.table("enrolment").columns("student_key", "class_code") {
        schoolsOfKey[row[0], default: []].insert(delivery.school)
        gradeOfKey[row[0], default: [:]][delivery.year] = grades[row[1]]
      }
    }
    #expect(schoolsOfKey.values.allSatisfy { $0.count == 1 })
    let moved = gradeOfKey.values.compactMap { years -> Int? in
      guard let before = years[2024], let after = years[2025] else { return nil }
      return after - before
    }
    #expect(moved.allSatisfy { $0 == 0 || $0 == 1 })
    #expect(moved.count { $0 == 1 } > 5000)
    #expect(schoolsOfKey.keys.allSatisfy { $0.utf8.count == 26 })
  }

  @Test func `pupils leave and enter while the year runs`() {
    var left = 0
    var entered = 0
    for delivery in standard.deliveries {
      for row in delivery.table("enrolment").columns("entered_on", "left_on", "exit_reason") {
        let isLate = row[0] > "\(delivery.year - 1)-10-01"
        if isLate { entered += 1 }
        if row[2] == "transfer_out" { left += 1 }
      }
    }
    // About one pupil in sixty of some ten thousand in each of three years.
    #expect((200...900).contains(left))
    #expect((200...900).contains(entered))
  }

  private func gradeOfClass(_ delivery: SampledRegion.Delivery) -> [String: Int] {
    Dictionary(
      uniqueKeysWithValues: delivery.table("class").columns("class_code", "grade")
        .map { ($0[0], Int($0[1])!) })
  }

  private func isOnRoll(_ entered: String, _ left: String, _ day: String) -> Bool {
    entered <= day && (left.isEmpty || left > day)
  }
}
