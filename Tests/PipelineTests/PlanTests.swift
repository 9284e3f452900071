import Foundation
import Pipeline
import Postgres
import SQLFiles
import Schools
import Testing

/// One slice must cost one slice: no plan for a school and a year may read the whole of a table that grows.
@Suite struct PlanTests {
  /// A node of a plan as PostgreSQL writes it in JSON.
  private struct Node: Decodable {
    let type: String
    let relation: String?
    let indexCondition: String?
    let recheckCondition: String?
    let children: [Node]?

    private enum CodingKeys: String, CodingKey {
      case type = "Node Type"
      case relation = "Relation Name"
      case indexCondition = "Index Cond"
      case recheckCondition = "Recheck Cond"
      case children = "Plans"
    }

    /// Every table read under this node otherwise than by its school.
    func readWhole(_ growing: Set<String>) -> [String] {
      var found = (children ?? []).flatMap { $0.readWhole(growing) }
      if let relation, growing.contains(relation) {
        let condition = indexCondition ?? recheckCondition ?? ""
        if !condition.contains("school_id") { found.append("\(type) on \(relation)") }
      }
      return found
    }
  }

  private struct Plan: Decodable {
    let root: Node
    private enum CodingKeys: String, CodingKey { case root = "Plan" }
  }

  /// Every table that a query reads otherwise than by its school.
  private func readWhole(_ query: String, _ db: Database) throws -> [String] {
    let lines = try db.rows(SQL(raw: "explain (format json, costs off) \(query)"))
      .map { try $0.get("QUERY PLAN", as: String.self) }
    let growing = Set(RecordTable.all.map(\.name))
    return try JSONDecoder().decode([Plan].self, from: Data(lines.joined().utf8))
      .flatMap { $0.root.readWhole(growing) }
  }

  @Test func `an indicator of one school and year is found by indexes`() async throws {
    let site = try await TestSite.make()
    let definitions = try Catalog(CatalogFile.program(ProgramFiles())).definitions
    for definition in definitions {
      let view = "indicator.\(definition.view)"
      let (slice, all) = try await site.worker.transaction { db in
        // Tables are small here, where reading one whole is right; the plan must not need it.
        try db.execute("set local enable_seqscan = off")
        return (
          try readWhole(
            "select * from \(view) where school_id = 1::bigint and academic_year = 2025::bigint",
            db),
          try readWhole("select * from \(view)", db)
        )
      }
      #expect(slice.isEmpty, "\(definition.indicator.code): \(slice.joined(separator: ", "))")
      // Without a school something must be read whole, or this test sees nothing.
      #expect(!all.isEmpty, "\(definition.indicator.code)")
    }
    await site.close()
  }
}
