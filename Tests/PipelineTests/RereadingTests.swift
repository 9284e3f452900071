import Pipeline
import Postgres
import Schools
import Synchronization
import Testing

/// The complete list of a bundle's problems is as long as its receipt says.
@Suite struct RereadingTests {
  private final class Collected: Sendable {
    let problems = Mutex<[Problem]>([])
  }

  private func all(
    _ site: TestSite, _ state: BundleState
  ) async throws -> (problems: [Problem], bundle: ProblemRereading.Bundle) {
    let bundle = try await site.worker.transaction { db in
      try db.value(
        "select max(bundle_id) from intake.bundle where state = \(state.rawValue)", as: Int.self)
    }
    let collected = Collected()
    let found = try await site.rereading.forEachProblem(of: bundle) { _, problem in
      collected.problems.withLock { $0.append(problem) }
    }
    return (collected.problems.withLock { $0 }, try #require(found))
  }

  private func registered() async throws -> TestSite {
    let site = try await TestSite.make()
    _ = try await site.load([TestBundle.register(schools: ["S1"])])
    return site
  }

  private func fields(_ problem: Problem) -> String {
    "\(problem.rule) \(problem.location) \(problem.table ?? "") \(problem.message(.en))"
  }

  private func counted(_ problems: [Problem]) -> [String: Int] {
    problems.reduce(into: [:]) { $0["\($1.code) \($1.severity.rawValue)", default: 0] += 1 }
  }

  private func counted(_ receipt: Receipt) -> [String: Int] {
    receipt.totals.reduce(into: [:]) { $0["\($1.code) \($1.severity)", default: 0] += $1.count }
  }

  @Test func `more than a hundred of a code come all, of cells and of checks, with every field`()
    async throws
  {
    let site = try await registered()
    var school = SoundSchool(2025)
    // 300 marks out of range; 250 of pupils who are not there; a repeated key 120 times; a warning.
    for index in 0..<300 { school.append("period_mark", "p01,rus,q1,period,\(6 + index % 3),") }
    for index in 0..<250 { school.append("period_mark", "x\(index),rus,q1,period,4,") }
    for _ in 0..<121 { school.append("facility", "pool,2024-09-01,1") }
    school.set("social_passport", 2, "roll_count", "40")
    let receipt = try #require(try await site.load([school.bundle()])[0].receipt)
    let expected = [
      "intake.mark_out_of_range rejected": 300, "intake.reference_missing rejected": 250,
      "intake.mark_absent_from_roll rejected": 250, "intake.row_repeated rejected": 120,
      "intake.roll_disagrees warning": 1,
    ]
    #expect(counted(receipt) == expected)
    #expect(receipt.problems.count == 401)
    let (problems, bundle) = try await all(site, .rejected)
    #expect(counted(problems) == expected && bundle.total == problems.count)
    // The stored ones are among them, field by field.
    let kept = Set(receipt.problems.map { fields($0.problem) })
    #expect(kept.subtracting(problems.map(fields)) == [])
    let rules = Set(problems.map { "\($0.rule) \($0.table ?? "")" })
    #expect(
      rules == [
        "cell.integer period_mark", "period_mark__student_key_unknown period_mark",
        "period_mark__not_on_roll period_mark", "facility__key_repeated facility",
        "social_passport__roll_disagrees social_passport",
      ])
    await site.close()
  }

  @Test func `warnings of a loaded bundle are found again after it is merged`() async throws {
    let site = try await registered()
    _ = try await site.load([SoundSchool(2024).bundle()])
    var school = SoundSchool(2025)
    school.set("social_passport", 2, "roll_count", "40")
    school.setAll("staff", "category") { _ in "none" }
    school.remove("exam_result") { _ in true }
    let receipt = try #require(try await site.load([school.bundle()])[0].receipt)
    #expect(receipt.state == .done && receipt.totals.count == 3)
    let (problems, _) = try await all(site, .done)
    #expect(counted(problems) == counted(receipt))
    await site.close()
  }

  @Test func `what reading does not find is given as it was stored`() async throws {
    let site = try await registered()
    _ = try await site.load([SoundSchool(2025).bundle(asOf: "2025-11-03")])
    _ = try await site.load([
      SoundSchool(2025).bundle(asOf: "2025-11-01"),
      TestBundle.school("S9", 2025, SoundSchool(2025).csv),
    ])
    #expect(try await all(site, .superseded).problems.map(\.code) == ["intake.superseded"])
    #expect(try await all(site, .waiting).problems.map(\.code) == ["intake.school_not_registered"])
    #expect(try await site.rereading.forEachProblem(of: 99) { _, _ in } == nil)
    await site.close()
  }

  @Test func `severities are those of the day it was loaded`() async throws {
    let site = try await registered()
    var school = SoundSchool(2025)
    school.set("social_passport", 2, "roll_count", "40")
    func decide(_ severity: Problem.Severity?) async throws {
      try await site.worker.transaction { db in
        try ProblemPolicy.decide(
          severity, code: "intake.roll_disagrees", table: "*", reason: "r", by: "b", on: nil, db)
      }
    }
    try await decide(.rejected)
    _ = try await site.load([school.bundle()])
    try await decide(nil)
    #expect(try await all(site, .rejected).problems.map(\.severity) == [.rejected])
    await site.close()
  }
}
