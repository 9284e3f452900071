import Foundation
import Intake
import Pipeline
import Postgres
import Testing

/// What a bundle may and may not do to the records.
@Suite struct LoadTests {
  private static let pupils = "student_key,entry_year,sex\r\np1,2016,f\r\np2,2016,m\r\np3,2016,\r\n"
  private static let results = """
    student_key,exam_kind,subject_code,held_on,score100,mark5,status,is_final\r
    p1,oge,mat,2025-06-03,,4,valid,1\r
    p2,oge,mat,2025-06-03,,5,valid,1\r
    p3,oge,mat,2025-06-03,,3,valid,1\r

    """

  private func registered() async throws -> TestSite {
    let site = try await TestSite.make()
    let fates = try await site.load([TestBundle.register(schools: ["S1", "S2"])])
    #expect(fates.map(\.state) == [.done])
    return site
  }

  private func results(of site: TestSite) async throws -> [String] {
    struct Line: Decodable { let line: String }
    return try await site.worker.transaction { db in
      try db.all(
        """
        select student_key || ' ' || mark5 as line from core.exam_result
        order by student_key
        """, as: Line.self
      ).map(\.line)
    }
  }

  @Test func `a bundle loads, and the same bytes again are the first receipt`() async throws {
    let site = try await registered()
    let bundle = try TestBundle.school(
      "S1", 2025, ["student": Self.pupils, "exam_result": Self.results])
    let first = try await site.load([bundle])
    let again = try await site.load([bundle])
    #expect(first[0].state == .done)
    #expect(first[0].receipt?.tables.map(\.added) == [3, 3])
    #expect(again[0].receipt == first[0].receipt)
    #expect(try await results(of: site) == ["p1 4", "p2 5", "p3 3"])
    await site.close()
  }

  @Test func `a malformed bundle changes no row and lists every problem with its place`()
    async throws
  {
    let site = try await registered()
    _ = try await site.load([
      TestBundle.school("S1", 2025, ["student": Self.pupils, "exam_result": Self.results])
    ])
    let before = try await site.records()
    let bad = Self.results
      .replacing("p1,oge,mat,2025-06-03,,4", with: "p1,oge,mat,2025-06-03,104,4")
      .replacing("p2,oge,mat,2025-06-03,,5", with: "p9,oge,mat,2025-06-03,,5")
      .replacing("p3,oge,mat,2025-06-03,,3", with: "p3,oge,mat,03.06.20x5,,7")
    let fate = try await site.load([
      TestBundle.school(
        "S1", 2025, ["student": Self.pupils, "exam_result": bad], asOf: "2025-07-01")
    ])[0]
    #expect(fate.state == .rejected)
    let found = Set(
      (fate.receipt?.problems ?? []).map { "\($0.code) \($0.row ?? 0) \($0.column ?? "")" })
    #expect(
      found.isSuperset(of: [
        "intake.score_out_of_range 2 score100", "intake.reference_missing 3 student_key",
        "intake.value_malformed 4 held_on", "intake.mark_out_of_range 4 mark5",
      ]), "\(found)")
    #expect(try await results(of: site) == ["p1 4", "p2 5", "p3 3"])
    #expect(before.count > 6)
    #expect(try await site.records() == before)
    await site.close()
  }

  @Test func `a receipt tells of each table what was added, changed, removed and left`()
    async throws
  {
    let site = try await registered()
    let header = "item_code,as_of_on,is_present"
    func facilities(_ rows: [String], columns: String = "") -> [String: String] {
      ["facility": ([header + columns] + rows).joined(separator: "\r\n") + "\r\n"]
    }
    func counts(_ bundle: TestBundle.Named) async throws -> [Int] {
      let table = try #require(try await site.load([bundle])[0].receipt?.tables.first)
      return [table.rows, table.added, table.changed, table.removed, table.unchanged]
    }
    let (gym, pool, hall) = ("gym,2024-09-01,1", "pool,2024-09-01,1", "canteen,2024-09-01,1")
    let first = facilities([gym, pool, hall])
    #expect(
      try await counts(TestBundle.school("S1", 2025, first, asOf: "2025-06-01")) == [3, 3, 0, 0, 0])
    let second = facilities([gym, "pool,2024-09-01,0", "stadium,2024-09-01,1"])
    #expect(
      try await counts(TestBundle.school("S1", 2025, second, asOf: "2025-06-02")) == [
        3, 1, 1, 1, 1,
      ])
    // Of an amendment: one removed, one changed, one the same, one to be removed that is not there.
    let third = facilities(
      [
        "gym,2024-09-01,,1", "pool,2024-09-01,1,", "stadium,2024-09-01,1,", "library,2024-09-01,,1",
      ],
      columns: ",_deleted")
    #expect(
      try await counts(TestBundle.school("S1", 2025, third, mode: .amend, asOf: "2025-06-03"))
        == [4, 0, 1, 1, 2])
    // Nothing is compared of a bundle that is not loaded.
    let bad = facilities([gym, gym])
    #expect(
      try await counts(TestBundle.school("S1", 2025, bad, asOf: "2025-06-04")) == [2, 0, 0, 0, 0])
    await site.close()
  }

  @Test func `a school that is not registered waits, and loads when the register comes`()
    async throws
  {
    let site = try await TestSite.make()
    let bundle = try TestBundle.school("S1", 2025, ["student": Self.pupils])
    #expect(try await site.load([bundle]).map(\.state) == [.waiting])
    _ = try await site.load([TestBundle.register(schools: ["S1"])])
    #expect(try await site.load([bundle]).map(\.state) == [.done])
    await site.close()
  }

  @Test func `full, amendment and late full give the same records in every order`() async throws {
    let full = try TestBundle.school(
      "S1", 2025, ["student": Self.pupils, "exam_result": Self.results], asOf: "2025-06-10")
    let amendment = try TestBundle.school(
      "S1", 2025,
      [
        "exam_result": """
        student_key,exam_kind,subject_code,held_on,score100,mark5,status,is_final,_deleted\r
        p1,oge,mat,2025-06-03,,5,valid,1,\r
        p3,oge,mat,2025-06-03,,,,,1\r

        """
      ], mode: .amend, asOf: "2025-06-20")
    let stale = try TestBundle.school(
      "S1", 2025,
      ["student": Self.pupils, "exam_result": Self.results.replacing(",4,", with: ",2,")],
      asOf: "2025-06-01")
    let bundles = [full, amendment, stale]
    for order in [[0, 1, 2], [0, 2, 1], [2, 0, 1], [2, 1, 0]] {
      let site = try await registered()
      for index in order { _ = try await site.load([bundles[index]]) }
      #expect(try await results(of: site) == ["p1 5", "p2 5"], "order \(order)")
      await site.close()
    }
  }

  @Test func `an absent table stays, an empty one is a true zero`() async throws {
    let site = try await registered()
    _ = try await site.load([
      TestBundle.school("S1", 2025, ["student": Self.pupils, "exam_result": Self.results])
    ])
    _ = try await site.load([
      TestBundle.school("S1", 2025, ["student": Self.pupils], asOf: "2025-07-01")
    ])
    #expect(try await results(of: site).count == 3)
    let header = String(Self.results.prefix(while: { $0 != "\r\n" })) + "\r\n"
    _ = try await site.load([
      TestBundle.school("S1", 2025, ["exam_result": header], asOf: "2025-07-02")
    ])
    #expect(try await results(of: site).isEmpty)
    await site.close()
  }

  @Test func `a share of a class is judged by a full bundle, not by an amendment of one mark`()
    async throws
  {
    let site = try await registered()
    let pupils = (1...10).map { "p\($0)" }
    func marks(_ subjects: [(String, [String])]) -> String {
      "student_key,subject_code,period_code,mark_kind,mark,mark_code\r\n"
        + subjects.flatMap { subject, keys in
          keys.map { "\($0),\(subject),year,year,\($0 == "p1" ? 3 : 4),\r\n" }
        }.joined()
    }
    let roster = [
      "class": "class_code,grade\r\n5А,5\r\n",
      "student": "student_key,entry_year\r\n" + pupils.map { "\($0),2020\r\n" }.joined(),
      "enrolment": "student_key,class_code,entered_on\r\n"
        + pupils.map { "\($0),5А,2024-09-01\r\n" }.joined(),
      "period": "period_code,period_kind,starts_on,ends_on\r\nyear,year,2024-09-01,2025-05-31\r\n",
    ]
    func codes(_ marks: String, _ mode: BundleMode, asOf: String) async throws -> [String] {
      let tables = roster.merging(["period_mark": marks]) { $1 }
      let fate = try await site.load([
        TestBundle.school(
          "S1", 2025, mode == .full ? tables : ["period_mark": marks], mode: mode, asOf: asOf)
      ])[0]
      #expect(fate.state == .done, "\(fate.receipt?.problems ?? [])")
      return (fate.receipt?.problems ?? []).map(\.code)
    }
    let missing = "intake.required_mark_missing"
    let whole = marks([("rus", pupils), ("mat", pupils)])
    #expect(!(try await codes(whole, .full, asOf: "2025-06-01")).contains(missing))
    let one = marks([("eng", ["p1"])])
    #expect(!(try await codes(one, .amend, asOf: "2025-06-02")).contains(missing))
    let eight = marks([("rus", pupils), ("mat", Array(pupils.prefix(8)))])
    #expect(try await codes(eight, .full, asOf: "2025-06-03").contains(missing))
    await site.close()
  }

  @Test func `a third attempt that does not end quarantines the bundle, and the queue goes on`()
    async throws
  {
    let site = try await registered()
    let bad = try TestBundle.school("S1", 2025, ["student": Self.pupils])
    try await site.store([bad])
    try await site.worker.transaction { db in
      try db.execute("update intake.bundle set attempt_count = 3 where state = 'queued'")
    }
    let fates = try await site.load([
      bad, TestBundle.school("S2", 2025, ["student": Self.pupils]),
    ])
    #expect(fates.map(\.state) == [.quarantined, .done])
    #expect(fates[0].receipt?.problems.map(\.code) == ["intake.quarantined"])
    await site.close()
  }

  @Test func `a correction recomputes its slice alone`() async throws {
    let site = try await registered()
    _ = try await site.load([
      TestBundle.school("S1", 2025, ["student": Self.pupils, "exam_result": Self.results]),
      TestBundle.school("S2", 2025, ["student": Self.pupils, "exam_result": Self.results]),
    ])
    #expect(try await site.analyze()?.slices == 2)
    _ = try await site.load([
      TestBundle.school(
        "S1", 2025,
        ["student": Self.pupils, "exam_result": Self.results.replacing(",4,", with: ",5,")],
        asOf: "2025-07-01")
    ])
    #expect(try await site.analyze()?.slices == 1)
    struct Total: Decodable {
      let numerator: Double
      let denominator: Double
    }
    let total = try await site.worker.transaction { db in
      try db.first(
        """
        select numerator, denominator from result.group_value
        inner join result.indicator using (indicator_id)
        inner join core.territory using (territory_id)
        where until_run is null and code = 'ext.gia9.mean_mark5' and cut = 'subject=mat'
            and territory.level = 'region'
        """, as: Total.self)
    }
    // 5 + 5 + 3 at the corrected school, 4 + 5 + 3 at the other.
    #expect(total?.numerator == 25 && total?.denominator == 6)
    await site.close()
  }
}
