import Foundation
import Intake
import Pipeline
import Postgres
import Schools
import Testing

/// A plan of monitoring as a file brings it.
@Suite struct MonitoringPlanTests {
  private static let header = MonitoringPlan.header.joined(separator: ",")

  private func plan(_ rows: [String]) throws -> MonitoringPlan {
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("plan-\(UUID().uuidString).csv")
    defer { try? FileManager.default.removeItem(at: file) }
    try ([Self.header] + rows).joined(separator: "\n").write(
      to: file, atomically: true, encoding: .utf8)
    return try MonitoringPlan.read(path: file.path)
  }

  private static func row(_ changes: [String: String] = [:]) -> String {
    let sound = [
      "municipality": "90101", "school": "", "code": "roll", "year": "2026",
      "object": "Контингент", "indicators": "", "tables": "student;enrolment",
      "periodicity": "quarter", "form": "periodic",
      "responsible": "заместитель директора по УВР", "opens": "2025-09-01", "due": "2025-09-20",
      "note": "",
    ].merging(changes) { $1 }
    return MonitoringPlan.header.map { sound[$0] ?? "" }.joined(separator: ",")
  }

  @Test(
    arguments: [
      (["due": "20.09.2025"], "plan.date_malformed", "due"),
      (["due": "2025-02-30"], "plan.date_malformed", "due"),
      (["due": "2025-08-31"], "plan.dates_out_of_order", "due"),
      (["tables": ""], "plan.nothing_asked", "tables"),
      (["responsible": "Кузнецова Мария Петровна"], "plan.responsible_named", "responsible"),
      (["responsible": ""], "plan.cell_missing", "responsible"),
      (["periodicity": "weekly"], "plan.word_unknown", "periodicity"),
      (["form": "often"], "plan.word_unknown", "form"),
      (["year": "26"], "plan.year_malformed", "year"),
      (["object": ""], "plan.cell_missing", "object"),
    ] as [([String: String], String, String)])
  func `a defect of a row has its code and place`(_ change: ([String: String], String, String))
    throws
  {
    let refusal = #expect(throws: MonitoringPlan.Refusal.self) {
      _ = try plan([Self.row(), Self.row(change.0.merging(["code": "other"]) { $1 })])
    }
    let problem = try #require(refusal?.problems.first)
    #expect(refusal?.problems.count == 1 && problem.code == change.1)
    #expect(problem.location.row == 3 && problem.location.column == change.2)
  }

  @Test func `the same deadline twice is refused, and each defect is told`() throws {
    let refusal = #expect(throws: MonitoringPlan.Refusal.self) {
      _ = try plan([Self.row(), Self.row(), Self.row(["due": "x", "form": "x"])])
    }
    #expect(
      refusal?.problems.map(\.code) == [
        "plan.item_twice", "plan.date_malformed", "plan.word_unknown",
      ])
  }

  @Test
  func `a plan takes the place of those of its municipalities and years, whole or not at all`()
    async throws
  {
    let site = try await TestSite.make()
    _ = try await site.load([try TestBundle.register(schools: ["S1", "S2"])])
    let municipality = try await site.worker.transaction { db in
      try db.value(
        """
        select oktmo from core.territory
        inner join core.school on municipality_id = territory_id where school_code = 'S1'
        """, as: String.self)
    }
    func row(_ changes: [String: String]) -> String {
      Self.row(["municipality": municipality].merging(changes) { $1 })
    }
    func load(_ rows: [String]) async throws {
      let plan = try plan(rows)
      try await site.worker.transaction { db in try plan.load(db) }
    }
    func all() async throws -> [MonitoringPlan.Item] {
      try await site.worker.transaction { db in try MonitoringPlan.all(db) }
    }
    let earlier = row(["year": "2025", "opens": "2024-09-01", "due": "2024-09-20"])
    let rows = [row([:]), row(["due": "2025-12-20"]), row(["school": "S1", "note": "отдельно"])]
    try await load([earlier])
    try await load(rows)
    let kept = try await all()
    #expect(kept.count == 4)
    // What is printed can be loaded again, and gives the same.
    let printed = kept.map { $0.cells.joined(separator: ",") }
    try await load(printed)
    #expect(try await all() == kept)
    for (change, code) in [
      (["municipality": "77"], "plan.municipality_unknown"),
      (["school": "S9"], "plan.school_unknown"),
      (["tables": "student;pupil"], "plan.table_unknown"),
      (["indicators": "int.none"], "plan.indicator_unknown"),
    ] {
      let refusal = await #expect(throws: MonitoringPlan.Refusal.self) {
        try await load([row(["code": "new"]), row(change)])
      }
      #expect(refusal?.problems.map(\.code) == [code])
    }
    #expect(try await all() == kept)
    try await load([row([:])])
    #expect(try await all().count == 2)
    await site.close()
  }
}
