import Foundation
import Pipeline
import Testing

/// Every check that looks from table to table or from year to year: broken once, and once nearly.
@Suite struct CheckTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let rule: String
    /// What is found, and where: `rule row column`, a row of 0 being the table as a whole.
    let found: [String]
    let broken: @Sendable (inout SoundSchool) -> Void
    let sound: (@Sendable (inout SoundSchool) -> Void)?

    init(
      _ rule: String, _ places: String...,
      sound: (@Sendable (inout SoundSchool) -> Void)? = nil,
      broken: @escaping @Sendable (inout SoundSchool) -> Void
    ) {
      self.rule = rule
      found = places.map { "\(rule) \($0)" }
      self.broken = broken
      self.sound = sound
    }

    var testDescription: String { rule }
  }

  /// A school with last year's records, in which the bundles of this year are tried and never kept.
  private static let site = Task {
    let site = try await TestSite.make()
    _ = try await site.load([TestBundle.register(schools: ["S1"]), SoundSchool(2024).bundle()])
    return site
  }

  private func found(_ school: SoundSchool) async throws -> [String] {
    let receipt = try #require(try await Self.site.value.rehearse([school.bundle()])[0].receipt)
    return receipt.problems.map { "\($0.rule ?? "") \($0.row ?? 0) \($0.column ?? "-")" }.sorted()
  }

  @Test func `the sound school has no problem, this year or the last`() async throws {
    #expect(try await found(SoundSchool(2025)) == [])
    #expect(try await found(SoundSchool(2024)) == [])
  }

  @Test(arguments: cases)
  func `a check finds what is broken, there alone`(_ one: Case) async throws {
    var broken = SoundSchool(2025)
    one.broken(&broken)
    #expect(try await found(broken) == one.found.sorted(), "\(one.rule)")
    if let change = one.sound {
      var sound = SoundSchool(2025)
      change(&sound)
      #expect(try await found(sound) == [], "nearly \(one.rule)")
    }
  }

  @Test func `what follows from an error in another table is not told as an error of its own`()
    async throws
  {
    var school = SoundSchool(2025)
    school.set("enrolment", 14, "entered_on", "1 сентября")
    school.append("period_mark", "p13,rus,q1,period,7,")
    // Without the enrolment of p13 all its marks would be of no one on roll, and the passport of one too many.
    #expect(
      try await found(school) == ["cell.date 14 entered_on", "cell.integer 50 mark"])
  }

  @Test func `a table of which no row can be read did not come empty`() async throws {
    var school = SoundSchool(2025)
    school.setAll("exam_result", "held_on") { _ in "в июне" }
    let found = try await found(school)
    #expect(found.count == 24 && found.allSatisfy { $0.hasPrefix("cell.date ") })
  }

  @Test func `a first year is asked nothing of years before`() async throws {
    let site = try await TestSite.make()
    _ = try await site.load([TestBundle.register(schools: ["S1"])])
    var school = SoundSchool(2025)
    school.setAll("period_mark", "mark") { $0 == "3" ? "4" : $0 }
    school.setAll("staff", "category") { _ in "none" }
    let fate = try await site.load([school.bundle()])[0]
    #expect(fate.state == .done && fate.receipt?.totals == [])
    await site.close()
  }

  @Test
  func `a sample region breaks no rule, and is doubted only where chance or a plant makes it`()
    async throws
  {
    let site = try await TestSite.make()
    let paths = try TestSample.bundles(schools: 12, municipalities: 2, years: 2, seed: 7)
    let fates = try await site.load(paths.map(\.path))
    let groups = fates.flatMap { $0.receipt?.problems ?? [] }
    #expect(groups.filter { $0.severity == "rejected" }.isEmpty)
    let doubted = Set(groups.compactMap(\.rule))
    #expect(
      doubted.isSubset(of: [
        "staff_pd__hours_unusual", "period_mark__all_equal", "exam_result__mean_changed",
      ]), "\(doubted)")
    await site.close()
  }

  @Test func `marks without any enrolment submitted say nothing of the roll`() async throws {
    let site = try await TestSite.make()
    _ = try await site.load([TestBundle.register(schools: ["S1"])])
    let school = SoundSchool(2025)
    let part = school.csv.filter { ["student", "period", "period_mark"].contains($0.key) }
    let fate = try await site.load([TestBundle.school("S1", 2025, part)])[0]
    #expect(fate.state == .done && fate.receipt?.totals == [])
    await site.close()
  }
}
