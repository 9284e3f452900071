import Logging
import Postgres
import Schools
import Testing

@testable import Reports

/// What is done of the plan and who is late, derived by hand from the bundles of the fixture: A's came on 21 June with the
/// table `student` and was loaded; B's was rejected.
@Suite struct PlanRowsTests {
  private func lines(_ scope: Scope, _ filters: [String: String] = [:]) async throws -> [String] {
    try await Region.read(scope) { db in
      let table = try ReportQuery(.plan, where: filters).rows(db)
      let keys = ["school", "code", "state", "missing"]
      let places = keys.map { key in table.columns.firstIndex { $0.key == key }! }
      return table.rows.map { row in places.map { row[$0] ?? "" }.joined(separator: " ") }
    }
  }

  @Test func `what came in time is done, what came later is late, what did not come is missing`()
    async throws
  {
    #expect(
      try await lines(.operator) == [
        // The value was computed on 23 June, the table came on the 21st; due was the 18th.
        "A good done_late ", "A roll done ", "B roll late student", "C classes ahead class",
      ])
    #expect(try await lines(.region).count == 4)
    #expect(try await lines(.operator, ["state": "late"]) == ["B roll late student"])
  }

  @Test func `a school sees its own and its municipality's, and nobody outside anything`()
    async throws
  {
    #expect(try await lines(.school("A")) == ["A good done_late ", "A roll done "])
    #expect(try await lines(.school("B")) == ["B roll late student"])
    #expect(try await lines(.school("C")) == ["C classes ahead class"])
    #expect(try await lines(.municipality("90101")).count == 3)
    #expect(try await lines(.municipality("90102")) == ["C classes ahead class"])
    #expect(try await lines(.public) == [])
  }

  @Test func `how many days late is counted from the deadline`() async throws {
    let found = try await Region.read(.operator) { db in
      try db.rows(
        """
        select days_late = greatest(current_date - date '2025-06-25', 0) as is_counted
        from report_v1.plan where school = 'B'
        """
      ).map { try $0.get("is_counted", as: Bool.self) }
    }
    #expect(found == [true])
  }

  @Test func `the page shows deadlines by month, who is late, and no markup of a file`()
    async throws
  {
    let html = try await Region.page("/plan") { try $0.plan($1, $2) }
    #expect(html.contains("Февраль 2999") && !html.contains("Июнь 2025"))
    let earlier = try await Region.page("/plan", ["year": "2025"]) { try $0.plan($1, $2) }
    #expect(earlier.contains("Июнь 2025") && earlier.contains("Кто опаздывает"))
    #expect(earlier.contains("1 из 2; не сдали 1") && earlier.contains("1 из 1; с опозданием 1"))
    #expect(earlier.contains("Качество &lt;b&gt;") && !earlier.contains("<b>Ка"))
    let own = try await Region.page("/plan", ["year": "2025"], .school("A")) {
      try $0.plan($1, $2)
    }
    #expect(own.contains("Никто не опаздывает") && own.contains("1 из 1"))
  }

  /// Changes the plan for a reader and undoes it.
  private func inPlan<T: Sendable>(
    _ rows: String, _ scope: Scope = .operator, _ body: @escaping @Sendable (Database) throws -> T
  ) async throws -> T {
    let pool = Pool(
      try await Region.address.value, size: 1, name: "test", logger: Logger(label: "test.plan"))
    let found = await #expect(throws: Undone<T>.self) {
      try await pool.transaction { db in
        try scope.enter(db)
        try db.script(
          """
          insert into core.plan_item (
              oktmo, school_code, item_code, academic_year, object, indicator_codes,
              record_tables, periodicity, form, responsible, opens_on, due_on
          ) values \(rows)
          """)
        try db.script("set local role soko_web")
        throw Undone(value: try body(db))
      }
    }
    await pool.close()
    return try #require(found).value
  }

  private struct Undone<T: Sendable>: Error { let value: T }

  /// A deadline of the municipality for `class`, which nobody sent.
  private func row(_ code: String, opens: String, due: String) -> String {
    "('90101', null, '\(code)', 2025, 'o', '{}', '{class}', 'once', 'periodic', 'директор', "
      + "current_date + (\(opens)), current_date + (\(due)))"
  }

  @Test func `who has not answered is reminded from a week before, once bundles are taken`()
    async throws
  {
    let rows = [
      row("today", opens: "-9", due: "0"), row("week", opens: "0", due: "7"),
      row("far", opens: "-9", due: "8"), row("shut", opens: "1", due: "3"),
      row("over", opens: "-9", due: "-1"),
    ].joined(separator: ", ")
    let reminders = try await inPlan(rows) { try Reminder.all($0) }
    // Beside them the fixture's own deadline, over since 2025.
    #expect(
      reminders.filter { $0.code != "roll" }.map { "\($0.school) \($0.code) \($0.daysLeft)" } == [
        "A over -1", "B over -1", "A today 0", "B today 0", "A week 7", "B week 7",
      ])
    #expect(reminders.filter { $0.code == "roll" }.map(\.school) == ["B"])
    #expect(reminders.filter(\.isLate).count == 3)
    #expect(reminders.allSatisfy { $0.code == "roll" || $0.missing == "class" })
    let own = try await inPlan(rows, .school("A")) { try Reminder.all($0) }
    #expect(Set(own.map(\.school)) == ["A"])
  }

  @Test func `the morning tells what is over and what comes, with who is late`() async throws {
    let rows = [
      row("today", opens: "-9", due: "0"), row("week", opens: "0", due: "7"),
      row("over", opens: "-9", due: "-1"),
    ].joined(separator: ", ")
    let section = try await inPlan(rows) { db in
      PlanSection(
        try PlanDeadline.all(.everybody, .ru, db), names: try SchoolName.all(db, .ru),
        try PageRequest(path: "/"))
    }
    let found = try #require(section)
    // A and B missed yesterday's; B the one of 2025 as well.
    #expect(
      found.sentence
        == "Просрочено: 2 срока, не сдали — 2 школы. Напомнить сегодня: 2 срока, ждём ответов — 4.")
    #expect(
      found.rows.map(\.days).filter { !$0.contains("просрочен на") || $0.hasSuffix(" 1 день") } == [
        "просрочен на 1 день", "сегодня", "через 7 дней", found.rows[4].days,
      ])
    #expect(found.rows.map(\.late.count) == [2, 1, 0, 0, 0])
    #expect(found.rows[0].isLate && !found.rows[2].isLate)
  }

  @Test func `the page of the morning has the deadlines, escaped, and leads to the plan`()
    async throws
  {
    let html = try await Region.page("/") { try $0.home($1, $2) }
    #expect(html.contains("Сроки плана") && html.contains("Контингент"))
    #expect(html.contains("href=\"/plan\">Весь план"))
    #expect(html.contains("Просрочено: 1 срок, не сдали — 1 школа."))
    let plan = try await Region.page("/plan", ["year": "2025"]) { try $0.plan($1, $2) }
    #expect(plan.contains("href=\"/plan.ics?year=2025\""))
    // To whoever has no plan nothing is said of it.
    let none = try await Region.page("/", [:], .school("Z")) { try $0.home($1, $2) }
    #expect(!none.contains("Сроки плана"))
  }
}
