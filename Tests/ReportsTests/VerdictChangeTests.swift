import Logging
import Postgres
import Testing

@testable import Reports

/// Verdicts that moved while the school's own figure stood: rows beside the fixture's, whose publications are runs 1 and 2.
@Suite struct VerdictChangeTests {
  /// What is laid down of one comparison: the analogue's value and the verdict before and now, and the school's value.
  private struct Pair {
    var school = 1
    var indicator = 1
    var analogue = "regional"
    var cut = "subject=a"
    var value = (0.7, 0.7)
    var beside = (0.6, 0.5)
    var verdict = ("within", "above")

    var rows: String {
      [(value.0, beside.0, verdict.0, "1, 2"), (value.1, beside.1, verdict.1, "2, null")].map {
        """
        (\(school), 2025, \(indicator), '\(cut)', '\(analogue)', 28, 40, \($0.0), 30, \($0.1), '\($0.2)',
        '{}', \($0.3))
        """
      }.joined(separator: ",\n")
    }
  }

  private struct Undone: Error { let lines: [String] }

  /// The report's rows as `scope` reads them while `pairs` and what `also` says stand.
  private func lines(
    _ pairs: [Pair], _ scope: Scope = .operator, also: String = "select"
  ) async throws -> [String] {
    let pool = Pool(
      try await Region.address.value, size: 1, name: "test", logger: Logger(label: "test.verdict"))
    let rows = pairs.map(\.rows).joined(separator: ",\n")
    let undone = await #expect(throws: Undone.self) {
      try await pool.transaction { db in
        try scope.enter(db)
        try db.script(
          """
          insert into result.comparison (
              school_id, academic_year, indicator_id, cut, analogue, numerator, denominator, value,
              school_count, analogue_value, verdict, reasons, since_run, until_run
          ) values \(rows); \(also); set local role soko_web
          """)
        let table = try ReportQuery(.verdictChanges, where: ["cut": "subject=a"]).rows(db)
        let keys = ["school", "indicator", "analogue", "verdictBefore", "verdict", "cause", "run"]
        let places = keys.map { key in table.columns.firstIndex { $0.key == key }! }
        throw Undone(
          lines: table.rows.map { row in
            places.map { row[$0] ?? "" }.joined(separator: " ")
          })
      }
    }
    await pool.close()
    return try #require(undone).lines
  }

  @Test
  func `a verdict that moved with its analogue is listed, one that moved with the school is not`()
    async throws
  {
    #expect(
      try await lines([
        Pair(),
        // Its own figure moved: that is among the changes of values.
        Pair(analogue: "similar", value: (0.6, 0.7)),
        // The analogue moved, and the verdict did not.
        Pair(analogue: "previous", verdict: ("within", "within")),
        // Neither the figure nor the analogue is another: what a verdict asks for is.
        Pair(school: 2, beside: (0.5, 0.5), verdict: ("not_comparable", "below")),
      ]) == [
        "A x.good_share regional within above analogue 2",
        "B x.good_share regional not_comparable below rules 2",
      ])
  }

  @Test func `a school reads its own, a municipality its schools', and everybody nothing`()
    async throws
  {
    let pairs = [Pair(), Pair(school: 2), Pair(school: 3)]
    let schools = { (scope: Scope) in
      try await lines(pairs, scope).map { String($0.prefix(1)) }
    }
    #expect(try await schools(.operator) == ["A", "B", "C"])
    #expect(try await schools(.region) == ["A", "B", "C"])
    #expect(try await schools(.municipality("90101")) == ["A", "B"])
    #expect(try await schools(.school("B")) == ["B"])
    #expect(try await schools(.public) == [])
  }

  @Test(arguments: ["1, 2", "2, null"])
  func `what either publication hid from the reader is not told`(_ runs: String) async throws {
    let cell = """
      insert into result.hidden_cell (
          school_id, academic_year, indicator_id, cut, level, cause, since_run, until_run
      ) values (1, 2025, 1, 'subject=a', 2, 'primary', \(runs))
      """
    #expect(try await lines([Pair()], .operator, also: cell).count == 1)
    #expect(try await lines([Pair()], .region, also: cell).isEmpty)
    // A school reads all of its own.
    #expect(try await lines([Pair()], .school("A"), also: cell).count == 1)

    let total = """
      insert into result.hidden_total (
          territory_id, academic_year, indicator_id, cut, level, cause, since_run, until_run
      ) values (1, 2025, 1, 'subject=a', 2, 'primary', \(runs))
      """
    #expect(try await lines([Pair()], .municipality("90101"), also: total).count == 1)
    for scope in [Scope.region, .school("A")] {
      #expect(try await lines([Pair()], scope, also: total).isEmpty)
      // Of the region only: a list of similar schools is not made of that total.
      #expect(try await lines([Pair(analogue: "similar")], scope, also: total).count == 1)
    }

    let year = """
      insert into result.hidden_cell (
          school_id, academic_year, indicator_id, cut, level, cause, since_run, until_run
      ) values (1, 2024, 1, 'subject=a', 2, 'primary', \(runs))
      """
    #expect(try await lines([Pair(analogue: "previous")], .region, also: year).isEmpty)
    #expect(try await lines([Pair()], .region, also: year).count == 1)
  }
}
