import Foundation
import Postgres
import Reports
import Testing

/// What the first reader after a publication asks costs what it is about, and not the region. Tables are small here, so plans
/// are looked at with sequential scans forbidden: what no index serves stands out.
@Suite struct FirstAnswerTests {
  /// A node of a plan as PostgreSQL writes it in JSON.
  private struct Node: Decodable {
    let relation: String?
    let index: String?
    let indexCondition: String?
    let filter: String?
    let children: [Node]?

    private enum CodingKeys: String, CodingKey {
      case relation = "Relation Name"
      case index = "Index Name"
      case indexCondition = "Index Cond"
      case filter = "Filter"
      case children = "Plans"
    }

    var all: [Node] { [self] + (children ?? []).flatMap(\.all) }
  }

  private struct Plan: Decodable {
    let root: Node
    private enum CodingKeys: String, CodingKey { case root = "Plan" }
  }

  /// The nodes of a plan made under the policies of `scope`.
  private func plan(_ query: String, _ scope: Scope = .municipality("90101")) async throws -> [Node]
  {
    let text = try await Region.read(scope) { db in
      try db.execute("set local enable_seqscan = off")
      return try db.rows(SQL(raw: "explain (format json, costs off) \(query)"))
        .map { try $0.get("QUERY PLAN", as: String.self) }.joined()
    }
    return try JSONDecoder().decode([Plan].self, from: Data(text.utf8)).flatMap(\.root.all)
  }

  /// Conditions by which a table's rows are found in an index.
  private func conditions(_ nodes: [Node], index: String) -> [String] {
    nodes.filter { $0.index?.hasPrefix(index) == true }.compactMap(\.indexCondition)
  }

  @Test func `comparisons of a school's year are found by school and year`() async throws {
    let nodes = try await plan(
      "select * from report_v1.comparison where school = 'A' and year = 2025")
    let found = conditions(nodes, index: "comparison_")
    #expect(!found.isEmpty)
    #expect(found.allSatisfy { $0.contains("school_id =") && $0.contains("academic_year =") })
  }

  @Test func `what is hidden, counted and tested beside a comparison is found by all of its key`()
    async throws
  {
    let nodes = try await plan(
      "select * from report_v1.comparison where school = 'A' and year = 2025")
    for index in ["hidden_cell_", "indicator_value_"] {
      let found = conditions(nodes, index: index)
      #expect(!found.isEmpty, "\(index)")
      for key in ["school_id =", "academic_year =", "indicator_id =", "cut ="] {
        #expect(found.allSatisfy { $0.contains(key) }, "\(index): \(key) in \(found)")
      }
    }
  }

  @Test func `comparisons of an indicator are found by it, in an earlier publication too`()
    async throws
  {
    let nodes = try await plan(
      """
      select * from report_v1.comparison
      where indicator = 'x.good_share' and year = 2025 and cut = 'all'
      """, .region)
    let found = conditions(nodes, index: "comparison_")
    #expect(!found.isEmpty)
    #expect(found.allSatisfy { $0.contains("academic_year =") && $0.contains("cut =") })
    // An index of what is in force alone would not serve what holds at a run.
    let partial = try await Region.read { db in
      try db.value(
        """
        select count(*) from pg_index
        where indrelid in ('result.comparison'::regclass, 'result.indicator_value'::regclass)
            and indisunique and indpred is not null
        """, as: Int.self)
    }
    #expect(partial == 0)
  }

  @Test func `to count verdicts or values nothing is read that is not counted`() async throws {
    let verdicts = try await plan(
      """
      select school, count(*) filter (where verdict = 'above')
      from report_v1.comparison where analogue = 'regional' and year = 2025 group by school
      """)
    let needed: Set = [
      "publication", "comparison", "indicator", "school", "territory", "hidden_cell",
      "hidden_total",
    ]
    #expect(Set(verdicts.compactMap(\.relation)).subtracting(needed) == [])
    #expect(verdicts.contains { $0.relation == "hidden_cell" })
    let values = try await plan(
      """
      select indicator, count(distinct school) from report_v1.indicator_value
      where year = 2025 group by indicator
      """)
    #expect(values.contains { $0.relation == "indicator_value" })
    #expect(!values.contains { ["comparison", "hidden_cell"].contains($0.relation) })
    #expect(verdicts.contains { $0.index == "comparison_verdict_index" })
  }

  @Test func `of two schools the second is asked figure by figure`() async throws {
    let nodes = try await plan(
      """
      select * from report_v1.school_difference
      where school = 'A' and other = 'B' and year = 2025
      """)
    let found = conditions(nodes, index: "indicator_value_")
    #expect(
      found.contains { $0.contains("indicator_id =") && $0.contains("cut = value.cut") }, "\(found)"
    )
  }

  @Test func `a passport is not read row by row`() async throws {
    for view in ["comparison", "indicator_value", "pooled_comparison"] {
      let text = try await Region.read { db in
        try db.value(
          "select pg_get_viewdef(\("report_v1.\(view)")::regclass)", as: String.self)
      }
      #expect(!text.contains("passport"), "\(view)")
    }
  }

  @Test func `a scope asks for its schools once, and holds those and no others`() async throws {
    struct Held: Decodable {
      let kept: String?
      let asked: String?
      let hasRows: Bool
    }
    let held = """
      select nullif(current_setting('soko.schools', true), '') as kept,
          (select ',' || string_agg(school_id || ',', '') from core.school) as asked,
          exists (select from report_v1.comparison) as has_rows
      """
    for (scope, isListed) in [
      (Scope.municipality("90101"), true), (.school("A"), true), (.region, false),
      (.operator, false), (.public, false),
    ] {
      let found = try await Region.read(scope) { try $0.first(SQL(raw: held), as: Held.self) }
      #expect(found?.hasRows == true)
      #expect(found?.kept == (isListed ? found?.asked : nil), "\(scope)")
    }
    let none = try await Region.read(.municipality("00000")) {
      try $0.first(SQL(raw: held), as: Held.self)
    }
    #expect(none?.kept == "," && none?.hasRows == false)
  }
}
