import Foundation
import Intake
import Postgres
import Schools
import Testing

@testable import Pipeline

/// A bundle that is taken back leaves what the school's other bundles make of its tables, or everything as it was.
@Suite struct RevertTests {
  private static func pupils(_ keys: [String], year: String = "2016") -> String {
    "student_key,entry_year,sex\r\n" + keys.map { "\($0),\(year),f\r\n" }.joined()
  }

  private static func results(_ rows: [String]) -> String {
    "student_key,exam_kind,subject_code,held_on,mark5,status,is_final\r\n"
      + rows.map { row in
        let parts = row.split(separator: " ")
        return "\(parts[0]),oge,mat,2025-06-03,\(parts[1]),valid,1\r\n"
      }.joined()
  }

  private static func amendment(_ rows: [String], asOf: String) throws -> TestBundle.Named {
    let csv =
      "student_key,exam_kind,subject_code,held_on,mark5,status,is_final,_deleted\r\n"
      + rows.map { row in
        let parts = row.split(separator: " ")
        return parts[1] == "x"
          ? "\(parts[0]),oge,mat,2025-06-03,,,,1\r\n"
          : "\(parts[0]),oge,mat,2025-06-03,\(parts[1]),valid,1,\r\n"
      }.joined()
    return try TestBundle.school("S1", 2025, ["exam_result": csv], mode: .amend, asOf: asOf)
  }

  /// In the order of their own time: a full one, an amendment, a full one of both tables, a full one of results alone, an amendment.
  private static func bundles() throws -> [TestBundle.Named] {
    [
      try TestBundle.school(
        "S1", 2025,
        [
          "student": pupils(["p1", "p2", "p3"]), "exam_result": results(["p1 4", "p2 5", "p3 3"]),
        ],
        asOf: "2025-06-01"),
      try amendment(["p1 2", "p3 x"], asOf: "2025-06-02"),
      try TestBundle.school(
        "S1", 2025,
        [
          "student": pupils(["p1", "p2", "p4"], year: "2015"),
          "exam_result": results(["p1 4", "p2 3", "p4 5"]),
        ], asOf: "2025-06-03"),
      try TestBundle.school(
        "S1", 2025, ["exam_result": results(["p1 3", "p2 5"])], asOf: "2025-06-04"),
      try amendment(["p2 4"], asOf: "2025-06-05"),
    ]
  }

  /// Rows with the day of the bundle they are of and their number in it.
  private func records(_ site: TestSite) async throws -> [String] {
    struct Line: Decodable { let line: String }
    return try await site.worker.transaction { db in
      try db.all(
        """
        select concat_ws(' ', 'student', student.student_key, student.entry_year,
            bundle.as_of_at::date, student.row_number) as line
        from core.student inner join intake.bundle using (bundle_id)
        union all
        select concat_ws(' ', 'result', exam_result.student_key, exam_result.mark5,
            bundle.as_of_at::date, exam_result.row_number)
        from core.exam_result inner join intake.bundle using (bundle_id)
        union all
        select concat_ws(' ', 'slice', slice.table_name, slice.mode, bundle.as_of_at::date,
            slice.row_count)
        from intake.slice inner join intake.bundle using (bundle_id)
        order by line
        """, as: Line.self
      ).map(\.line)
    }
  }

  private func registered() async throws -> TestSite {
    let site = try await TestSite.make()
    _ = try await site.load([TestBundle.register(schools: ["S1"])])
    return site
  }

  /// Numbers of bundles begin after the register's.
  private func revert(
    _ site: TestSite, _ bundle: Int, because reason: String = "прислан не тот файл"
  ) async throws -> BundleReversal.Outcome? {
    try await site.worker.transaction { db in
      try BundleReversal.ask(bundle, reason: reason, db)
    }
    _ = try await site.load([(name: String, bytes: [UInt8])]())
    return try await site.worker.transaction { db in
      try BundleReversal.outcome(of: bundle, db)
    }
  }

  @Test(arguments: 0..<5) func `what is left is what the other bundles alone give`(
    _ taken: Int
  ) async throws {
    let bundles = try Self.bundles()
    let site = try await registered()
    for bundle in bundles { #expect(try await site.load([bundle]).map(\.state) == [.done]) }
    let whole = try await records(site)
    guard case .done = try await revert(site, taken + 2) else {
      Issue.record("bundle \(taken) is not taken back")
      return
    }
    let other = try await registered()
    for (index, bundle) in bundles.enumerated() where index != taken {
      _ = try await other.load([bundle])
    }
    #expect(try await records(site) == records(other))
    let states = try await site.states()
    #expect(states[taken + 1] == "reverted" && !states.contains("queued"))

    // Loaded again, everything is as it was.
    #expect(try await Queue(pool: site.worker).requeue([taken + 2]) == [taken + 2])
    _ = try await site.load([(name: String, bytes: [UInt8])]())
    #expect(try await records(site) == whole)
    await site.close()
    await other.close()
  }

  @Test func `the only bundle taken back leaves nothing, and figures follow`() async throws {
    let site = try await registered()
    _ = try await site.load([try Self.bundles()[0]])
    _ = try await site.analyze()
    func values() async throws -> Int {
      try await site.worker.transaction { db in
        try db.value(
          """
          select count(*) from result.indicator_value
          inner join result.indicator using (indicator_id)
          where until_run is null and code = 'ext.gia9.mean_mark5'
          """, as: Int.self)
      }
    }
    #expect(try await values() > 0)
    let outcome = try await revert(site, 2)
    guard case .done(let added, let changed, let removed)? = outcome else {
      Issue.record("not taken back")
      return
    }
    // Three pupils and three results.
    #expect((added, changed, removed) == (0, 0, 6))
    #expect(try await records(site).isEmpty)
    #expect(try await site.analyze() != nil)
    #expect(try await values() == 0)
    await site.close()
  }

  @Test func `what others rest on stays, and says why`() async throws {
    let site = try await registered()
    let pupils = try TestBundle.school(
      "S1", 2025, ["student": Self.pupils(["p1"])], asOf: "2025-06-01")
    let results = try TestBundle.school(
      "S1", 2025, ["exam_result": Self.results(["p1 4"])], asOf: "2025-06-02")
    for bundle in [pupils, results] { _ = try await site.load([bundle]) }
    let before = try await records(site)
    guard case .refused(let problem)? = try await revert(site, 2) else {
      Issue.record("taken back although results rest on its pupils")
      return
    }
    #expect(problem.code == "intake.revert_conflicts")
    #expect(try await records(site) == before)
    #expect(try await site.states() == ["done", "done", "done"])

    // A file that is gone cannot stand in its place.
    let again = try TestBundle.school(
      "S1", 2025, ["exam_result": Self.results(["p1 5"])], asOf: "2025-06-03")
    _ = try await site.load([again])
    try await site.worker.transaction { db in
      try db.execute("delete from intake.bundle_part where bundle_id = 3")
    }
    guard case .refused(let gone)? = try await revert(site, 4) else {
      Issue.record("taken back without what would stand in its place")
      return
    }
    #expect(gone.code == "intake.revert_basis_gone" && gone.arguments == ["bundle": "3"])
    #expect(try await site.states() == ["done", "done", "done", "done"])
    await site.close()
  }

  @Test func `a register, a refused bundle and an empty reason are no cases for it`() async throws {
    let site = try await registered()
    _ = try await site.load([
      try TestBundle.school("S1", 2025, ["exam_result": Self.results(["p9 4"])])
    ])
    #expect(try await site.states() == ["done", "rejected"])
    for (bundle, reason, code) in [
      (1, "другой", "intake.revert_unfit"), (2, "другой", "intake.revert_unfit"),
      (7, "другой", "intake.revert_unfit"), (2, "  ", "intake.revert_reason_missing"),
    ] {
      let refusal = await #expect(throws: ProblemRefusal.self) {
        _ = try await revert(site, bundle, because: reason)
      }
      #expect(refusal?.problem.code == code)
    }
    await site.close()
  }

  @Test func `a reversal that came to no end three times leaves the bundle loaded`() async throws {
    let site = try await registered()
    _ = try await site.load([try Self.bundles()[0]])
    let before = try await records(site)
    try await site.worker.transaction { db in
      try BundleReversal.ask(2, reason: "прислан не тот файл", db)
      try db.execute("update intake.bundle set attempt_count = 3 where bundle_id = 2")
    }
    _ = try await site.load([(name: String, bytes: [UInt8])]())
    #expect(try await site.states() == ["done", "done"])
    #expect(try await records(site) == before)
    await site.close()
  }
}
