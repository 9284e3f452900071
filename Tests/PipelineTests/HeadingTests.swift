import Foundation
import Intake
import Pipeline
import Postgres
import Schools
import Testing

/// Headings that are said once of a school and remembered.
@Suite struct HeadingTests {
  private static let heading = "Балл за отчётный период"

  private func bundle(_ school: String, asOf: String) throws -> TestBundle.Named {
    try TestBundle.school(
      school, 2025,
      [
        "period": "period_code,period_kind,starts_on,ends_on\nq1,quarter,2024-09-01,2024-10-27\n",
        "student": "student_key\np1\np2\n",
        "period_mark": """
        student_key,subject_code,period_code,mark_kind,\(Self.heading)
        p1,mat,q1,period,4
        p2,mat,q1,period,5

        """,
      ], asOf: asOf)
  }

  private func marks(_ site: TestSite) async throws -> [String] {
    struct Line: Decodable { let line: String }
    return try await site.worker.transaction { db in
      try db.all(
        """
        select school_code || ' ' || student_key || ' ' || mark as line
        from core.period_mark inner join core.school using (school_id)
        order by line
        """, as: Line.self)
    }.map(\.line)
  }

  @Test
  func `a heading said once is read from then on, for its school alone, until it is taken back`()
    async throws
  {
    let site = try await TestSite.make()
    let unknown = try await site.load([
      TestBundle.register(schools: ["S1", "S2"]), bundle("S1", asOf: "2025-01-20"),
    ])[1]
    #expect(unknown.state == .rejected)
    #expect((unknown.receipt?.problems ?? []).contains { $0.code == "intake.column_unknown" })

    try await site.worker.transaction { db in
      try RememberedHeadings.remember(
        .init(table: "period_mark", heading: "балл за отчетный  Период:", column: "mark"),
        school: "S1",
        by: "operator", db)
    }
    // It was typed otherwise than it stands in the file.
    let known = try await site.load([
      bundle("S1", asOf: "2025-01-21"), bundle("S2", asOf: "2025-01-21"),
    ])
    #expect(known.map(\.state) == [.done, .rejected], "\(known[0].receipt?.problems ?? [])")
    #expect(try await marks(site) == ["S1 p1 4", "S1 p2 5"])
    let form = known[0].receipt?.tables.first { $0.name == "period_mark" }?.form
    #expect(form?.layout?.remembered == [Self.heading: "mark"])

    let isForgotten = try await site.worker.transaction { db in
      try RememberedHeadings.forget(
        table: "period_mark", heading: " балл за ОТЧЕТНЫЙ период", school: "S1", db)
    }
    #expect(isForgotten)
    let again = try await site.load([bundle("S1", asOf: "2025-01-22")])[0]
    #expect(again.state == .rejected)
    // What was loaded stays, and what was said can still be looked up.
    #expect(try await marks(site) == ["S1 p1 4", "S1 p2 5"])
    let all = try await site.worker.transaction { db in
      try RememberedHeadings.all(db, school: "S1")
    }
    #expect(all.map(\.columnName) == ["mark"] && all[0].revokedAt != nil)
    await site.close()
  }

  @Test(arguments: [
    ("period_mark", "ФИО ученика", RememberedHeadings.Entry.Refusal.personal),
    ("period_mark", "Дата рождения", .personal), ("period_mark", "Телефон", .personal),
    ("staff", "Комментарий", .personal), ("period_mark", "Проверкина Мария", .personal),
    ("period_mark", "Оценка", .known(as: "mark")), ("period_mark", " – ", .empty),
    ("nothing", "Балл", .tableUnknown), ("student", "Балл", .columnUnknown),
  ])
  func `a heading that speaks of a person, or says nothing new, is not remembered`(
    table: String, heading: String, refusal: RememberedHeadings.Entry.Refusal
  ) async throws {
    let entry = RememberedHeadings.Entry(
      table: table, heading: heading, column: table == "staff" ? "position_code" : "mark")
    #expect(entry.refusal == refusal)
    #expect(RememberedHeadings([entry]).entries.isEmpty)
  }

  @Test func `the headings of a file are read without a database`() async throws {
    let folder = FileManager.default.temporaryDirectory.path + "/headings-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    func write(_ name: String, _ bytes: [UInt8]) throws -> String {
      try Data(bytes).write(to: URL(fileURLWithPath: "\(folder)/\(name)"))
      return "\(folder)/\(name)"
    }
    let path = try write("b.zip", bundle("S1", asOf: "2025-01-20").bytes)
    let list = try write(
      "h.csv",
      Array("school,table,heading,column\nS1,period_mark,\(Self.heading),mark\n".utf8))
    #expect(
      try BundleReader.check(path).problems.totals == ["intake.column_unknown": 1])
    let headings = try RememberedHeadings(file: list)
    let summary = try BundleReader.check(path, headings: headings)
    #expect(summary.problems.isEmpty)
    let wrong = try write("w.csv", Array("table,heading,column\nperiod_mark,ФИО,mark\n".utf8))
    #expect(throws: RememberedHeadings.FileDefect.self) { try RememberedHeadings(file: wrong) }
  }
}
