import Pipeline
import Postgres
import Schools
import Testing

/// What goes when its time is over, and what stays as it was.
@Suite struct RetentionTests {
  private static let order = Removal.Order(by: "operator", ground: "срок хранения")

  private struct Line: Decodable { let line: String }

  private func lines(_ site: TestSite, _ select: String) async throws -> [String] {
    try await site.worker.transaction { db in
      try db.all(SQL(raw: select), as: Line.self).map(\.line)
    }
  }

  private func count(_ site: TestSite, _ table: String, _ condition: String) async throws -> Int {
    try await site.worker.transaction { db in
      try db.value(SQL(raw: "select count(*) from \(table) where \(condition)"), as: Int.self)
    }
  }

  /// Two computed years of a school: `g01`…`g12` and nobody else are in the first only.
  private func site() async throws -> TestSite {
    let site = try await TestSite.make()
    let fates = try await site.load([
      TestBundle.register(schools: ["S1"]), SoundSchool(2024).bundle(), SoundSchool(2025).bundle(),
    ])
    #expect(fates.map(\.state) == [.done, .done, .done])
    #expect(try await site.analyze() != nil)
    return site
  }

  private static let values = """
    select concat_ws(' ', academic_year, code, cut, numerator, denominator, sum_squares) as line
    from result.indicator_value inner join result.indicator using (indicator_id)
    where until_run is null order by 1
    """
  private static let comparisons = """
    select concat_ws(' ', academic_year, code, cut, analogue, value, verdict, reasons) as line
    from result.comparison inner join result.indicator using (indicator_id)
    where until_run is null and academic_year = 2024 order by 1
    """

  @Test func `records go on the first day after the years they are kept`() async throws {
    let site = try await site()
    // 2023/24 ended with August 2024; one year and five more are over with August 2030.
    let early = try await Retention.perform(Self.order, on: "2030-08-31", in: site.worker)
    #expect(early.isEmpty && early.number == nil)
    let due = try await Retention.perform(Self.order, on: "2030-09-01", in: site.worker)
    // By the fixture: twelve pupils of 9A, two marks, two exams, an enrolment and a certificate each; one event.
    #expect(
      due.records == [
        "student": 12, "enrolment": 12, "period_mark": 24, "exam_result": 24, "graduation": 12,
        "event_participation": 1,
      ])
    #expect(due.bundles == 1 && due.retiredYears == 1)
    #expect(try await count(site, "core.student", "student_key like 'g%'") == 0)
    #expect(try await count(site, "core.student", "academic_year = 2024") == 24)
    #expect(try await count(site, "core.staff", "academic_year = 2024") == 10)
    #expect(try await count(site, "intake.retired_year", "academic_year = 2024") == 1)
    let kept = try await lines(
      site,
      "select distinct academic_year::text as line from intake.bundle_part inner join intake.bundle using (bundle_id) where kind = 'school'"
    )
    #expect(kept == ["2025"])
    let again = try await Retention.perform(Self.order, on: "2030-09-01", in: site.worker)
    #expect(again.isEmpty)
    await site.close()
  }

  @Test func `values and comparisons of a retired year stand, whatever is computed after`()
    async throws
  {
    let site = try await site()
    let (values, comparisons) = (
      try await lines(site, Self.values), try await lines(site, Self.comparisons)
    )
    #expect(values.contains { $0.hasPrefix("2024 ext.gia9") } && comparisons.count > 20)
    _ = try await Retention.perform(Self.order, on: "2030-09-01", in: site.worker)
    // Everything is computed anew, also what rests on records of 2024.
    try await site.forgetPublication()
    #expect(try await site.analyze()?.slices == 2)
    #expect(try await lines(site, Self.values) == values)
    #expect(try await lines(site, Self.comparisons) == comparisons)
    await site.close()
  }

  @Test func `a bundle for a retired year is refused and says why`() async throws {
    let site = try await site()
    _ = try await Retention.perform(Self.order, on: "2030-09-01", in: site.worker)
    let late = try await site.load([SoundSchool(2024).bundle(asOf: "2024-12-01")])[0]
    #expect(late.state == .rejected)
    #expect(late.receipt?.totals.map(\.code) == ["intake.year_retired"])
    #expect(try await count(site, "core.student", "student_key like 'g%'") == 0)
    let current = try await site.load([SoundSchool(2025).bundle(asOf: "2025-12-01")])[0]
    #expect(current.state == .done)
    await site.close()
  }

  @Test func `a year that is loaded and not computed keeps its records`() async throws {
    let site = try await site()
    try await site.worker.transaction { db in
      try db.execute(
        "insert into intake.touched select school_id, 2024 from core.school on conflict do nothing")
    }
    let refusal = try await #require(throws: Retention.Refusal.self) {
      try await Retention.perform(Self.order, on: "2030-09-01", in: site.worker)
    }
    #expect(refusal.pending == 1)
    #expect(try await count(site, "core.student", "student_key like 'g%'") == 12)
    await site.close()
  }

  @Test func `a dry run says what would go, and removes nothing`() async throws {
    let site = try await site()
    let told = try await Retention.perform(
      Removal.Order(by: "operator", ground: "проверка", isDryRun: true), on: "2030-09-01",
      in: site.worker)
    #expect(told.recordCount == 85 && told.bundles == 1 && told.bytes > 0 && told.number == nil)
    #expect(try await count(site, "core.student", "student_key like 'g%'") == 12)
    #expect(try await count(site, "intake.removal", "true") == 0)
    let done = try await Retention.perform(Self.order, on: "2030-09-01", in: site.worker)
    #expect(done.records == told.records && done.bytes == told.bytes)
    #expect(
      try await lines(
        site,
        "select concat_ws(' ', kind, removed_by, record_count, bundle_count, byte_count) as line from intake.removal"
      ) == ["retention operator 85 1 \(done.bytes)"])
    await site.close()
  }

  /// A bundle that was replaced before anything was published, one that was replaced after, one that changed
  /// nothing, one that was rejected, and the one in force; all came on 2025-07-01.
  @Test func `bytes stay a year, and longer while a publication rests on them`() async throws {
    let site = try await TestSite.make()
    _ = try await site.load([TestBundle.register(schools: ["S1"])])
    func send(_ asOf: String, shift: Int) async throws -> BundleState {
      var school = SoundSchool(2025)
      school.set("period_mark", 2, "mark", "\(3 + shift)")
      return try await site.load([school.bundle(asOf: asOf)])[0].state
    }
    #expect(try await send("2025-11-01", shift: 0) == .done)
    #expect(try await send("2025-11-02", shift: 1) == .done)
    _ = try await site.analyze()
    #expect(try await send("2025-11-03", shift: 1) == .done)
    #expect(try await send("2025-11-04", shift: 2) == .done)
    var wrong = SoundSchool(2025)
    wrong.set("period_mark", 2, "mark", "9")
    #expect(try await site.load([wrong.bundle(asOf: "2025-11-05")])[0].state == .rejected)
    try await site.worker.transaction { db in
      try db.execute("update intake.bundle set received_at = '2025-07-01 12:00+00'")
    }
    let early = try await Retention.perform(Self.order, on: "2026-07-01", in: site.worker)
    #expect(early.isEmpty)
    let due = try await Retention.perform(Self.order, on: "2026-07-02", in: site.worker)
    #expect(due.bundles == 3 && due.recordCount == 0 && due.retiredYears == 0)
    let kept = try await lines(
      site,
      """
      select distinct as_of_at::date::text as line
      from intake.bundle inner join intake.bundle_part using (bundle_id)
      where kind = 'school' order by 1
      """)
    #expect(kept == ["2025-11-02", "2025-11-04"])
    #expect(try await count(site, "intake.bundle", "receipt ->> 'isErased' = 'true'") == 3)
    await site.close()
  }
}
