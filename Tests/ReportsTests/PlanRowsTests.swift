import Postgres
import Reports
import Testing

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
}
