import Schools
import Statistics
import Testing

@testable import Pipeline

/// Ten schools that differ in one variable: everything can be followed by hand.
@Suite struct SimilarSchoolTests {
  static let limits = Thresholds([
    "similar_pupils": 10, "similar_context": 0.7, "similar_group_part": 8, "similar_least": 8,
    "similar_most": 30, "similar_caliper": 0.95, "similar_weight_floor": 0.02,
    "similar_weight_schools": 60, "similar_weight_fit": 0.1, "similar_balance": 0.25,
    "similar_distant": 1.5, "similar_hub": 3, "context_schools": 30,
  ])

  private let similar = SimilarSchools(limits: limits)
  private let key = ContextModel.Key(
    region: 1, year: 2025, level: .secondary, schoolClass: .general)

  private func school(_ number: Int, _ known: [ContextVariable: Double]) -> SchoolContext {
    SchoolContext(
      id: number, code: "s\(number)",
      values: ContextVariable.allCases.map { known[$0] ?? .nan })
  }

  /// Nine schools at 0…8, and one far away.
  private var line: [SchoolContext] {
    (0..<10).map { school($0, [.size: $0 < 9 ? Double($0) : 30]) }
  }

  private func found(_ schools: [SchoolContext]) -> (ContextModel, [SimilarSchools.Found]) {
    let model = similar.model(key, of: schools, outcomes: [:], earlier: nil, version: 1)
    let vectors = schools.map {
      SimilarSchools.Vector(
        id: $0.id, code: $0.code, scores: model.scores($0), carried: $0.carried)
    }
    let method = model.method(leastWeight: 0.7)
    let all = vectors.filter { similar.hasContext($0.scores, method) }
    return (model, similar.lists(model, among: all, asked: vectors))
  }

  // The median is 4.5; distances to it are 0.5 0.5 1.5 1.5 2.5 2.5 3.5 3.5 4.5 25.5, their median 2.5.
  private let unit = 1.4826 * 2.5
  // The far school is cut to three units above the median.
  private var far: Double { 4.5 + 3 * unit }

  @Test func `the scale is the median's, and a strange school is cut to three units`() throws {
    let (model, _) = found(line)
    #expect(model.variables.map(\.variable) == [.size])
    #expect(model.variables[0].center == 4.5)
    #expect(abs(model.variables[0].unit - unit) < 1e-12)
    #expect(model.scores(line[9]) == [3])
    #expect(model.variables[0].weight == 1)
  }

  @Test func `eight are sought of nine, and the caliper is the quantile of the eighth distances`()
    throws
  {
    let (model, found) = found(line)
    #expect(model.neighborCount == 8 && model.schoolCount == 10)
    // The eighth neighbor of 0 … 7 is max(i, 8 − i) away; of 8 it is the far school, at 15.62 − 8; of that, school 1.
    // In order 4 5 5 6 6 7 7 7.62 8 14.62; at 0.95·9 = 8.55 lies 8 + 0.55·(14.62 − 8).
    let caliper = 8 + 0.55 * (far - 1 - 8)
    #expect(abs(try #require(model.caliper) * unit - caliper) < 1e-9)
    // Only schools 4 … 8 are within 11.64 of the far one.
    #expect(found[9].reason == .noSimilarSchools && found[9].members.isEmpty)
    #expect(found.dropLast().allSatisfy { $0.reason == nil && $0.members.count == 8 })
    // Likeness is not mutual: the far school stands in the list of 8.
    #expect(found[8].members.map(\.school) == [7, 6, 5, 4, 3, 2, 1, 9])
  }

  @Test func `ties go by the school's code`() {
    let (_, found) = found(line)
    #expect(found[4].members.map(\.school) == [3, 5, 2, 6, 1, 7, 0, 8])
    let distances = found[4].members.map { ($0.distance * unit).rounded() }
    #expect(distances == [1, 1, 2, 2, 3, 3, 4, 4])
  }

  @Test func `how well they match is told in three words`() throws {
    let (model, found) = found(line)
    // Mean distances are 4.5 3.625 3 2.625 2.5 2.625 3 3.625 4.452: the median is 3.
    #expect(abs(try #require(model.typicalDistance) * unit - 3) < 1e-9)
    #expect(abs(try #require(found[4].basis.meanDistance) * unit - 2.5) < 1e-9)
    #expect(found[4].basis.quality == .close && found[3].basis.quality == .close)
    // 3.625 is above 3 and below 4.5.
    #expect(found[1].basis.quality == .fair)
    #expect(found[9].basis.quality == nil)
  }

  @Test func `the balance is in standard deviations, and off from a quarter on`() throws {
    let (_, found) = found(line)
    let values = (0..<9).map(Double.init) + [far]
    // School 0 beside 1 … 8, whose mean is 4.5.
    let item = found[0].basis.variables[0]
    #expect(abs(try #require(item.balance) - -4.5 / sampleDeviation(values)) < 1e-9)
    #expect(item.isOff)
    // School 4 beside 0 … 3 and 5 … 8: 4 beside 4.
    #expect(abs(try #require(found[4].basis.variables[0].balance)) < 1e-12)
    #expect(!found[4].basis.variables[0].isOff)
  }

  @Test func `a school that stands in far more lists than they are long is a hub`() {
    // Four in the middle of two rows that go outward: K is 8, a hub stands in more than 24 lists.
    var schools: [SchoolContext] = []
    for number in 0..<36 {
      let side: Double = number % 2 == 0 ? 1 : -1
      schools.append(school(number, [.size: side * Double(100 + number)]))
    }
    for number in 36..<40 { schools.append(school(number, [.size: Double(number) / 10])) }
    let (model, found) = found(schools)
    #expect(model.neighborCount == 8)
    let hubs = Set(found.filter { $0.basis.isHub }.map { $0.school })
    for list in found {
      let standing = found.filter { other in
        other.members.contains { $0.school == list.school }
      }
      #expect(list.basis.lists == standing.count)
      #expect(list.basis.isHub == (standing.count > 24))
      let known = list.members.map { $0.school }.filter { hubs.contains($0) }
      #expect(list.basis.hubs == known.map { "s\($0)" }.sorted())
    }
  }

  @Test func `a school of which too little is known has no list, and is in none`() {
    // Two variables of equal weight: with one missing half is known, and 0.7 are needed.
    let schools = (0..<12).map { number in
      school(
        number,
        number == 5
          ? [.size: 5] : [.size: Double(number), .movedIn: Double(number % 4)])
    }
    let (model, found) = found(schools)
    #expect(model.variables.map(\.weight) == [0.5, 0.5])
    #expect(model.schoolCount == 11)
    #expect(found[5].reason == .noContext && found[5].basis.coverage == 0.5)
    #expect(!found.contains { $0.members.contains { $0.school == 5 } })
    #expect(found[5].basis.variables.map { $0.score == nil } == [false, true])
  }

  @Test func `what does not vary is dropped, what hardly does is measured by its deviation`()
    throws
  {
    let schools = (0..<12).map { number in
      school(
        number,
        [.size: Double(number), .selective: 0, .village: number < 2 ? 1 : 0])
    }
    let (model, _) = found(schools)
    #expect(model.variables.map(\.variable) == [.size, .village])
    // Two of twelve: the median deviation is 0, the standard deviation √(2·10/12/11).
    let deviation = (20.0 / 132).squareRoot()
    #expect(abs(model.variables[1].unit - deviation) < 1e-12)
    // Flags of settlement count 0.7: two are needed to tell three kinds.
    #expect(abs(model.scores(schools[0])[1] - 0.7 * min(3, 1 / deviation)) < 1e-12)
  }

  @Test(arguments: [
    (9, 8), (60, 8), (68, 9), (159, 20), (160, 20), (236, 30), (1000, 30),
  ]) func `as many are sought as an eighth of the others, 8 to 30`(others: Int, count: Int) {
    #expect(similar.neighborCount(others) == count)
  }

  @Test func `the other measures of likeness give the share of the list that stays`() throws {
    let (_, found) = found(line)
    // With one variable every measure orders alike.
    #expect(found[4].basis.stability.map(\.share) == [1, 1])
    #expect(found[9].basis.stability.isEmpty)
  }

  @Test func `lists are the same on one thread and on many`() throws {
    var source = RandomSource(seed: 3)
    let schools = (0..<120).map { number in
      school(
        number,
        Dictionary(uniqueKeysWithValues: ContextVariable.allCases.map { ($0, source.normal()) }))
    }
    let many = try found(schools).1.map { try StableJSON.text($0.basis) }
    let one = try Parallel.$threads.withValue(1) {
      try found(schools).1.map { try StableJSON.text($0.basis) }
    }
    #expect(many == one)
  }
}
