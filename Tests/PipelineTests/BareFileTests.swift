import Foundation
import Intake
import Pipeline
import Postgres
import Schools
import Testing

/// Workbooks and pages on their whole way into the database.
@Suite struct BareFileTests {
  private static let relations =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

  /// A workbook with a sheet of texts per table.
  func workbook(_ sheets: [(name: String, rows: [[String]])]) throws -> [UInt8] {
    func relation(_ id: String, _ type: String, _ target: String) -> String {
      "<Relationship Id=\"\(id)\" Type=\"\(Self.relations)/\(type)\" Target=\"\(target)\"/>"
    }
    let archive = try ZipWriter()
    func add(_ name: String, _ text: String) throws { try archive.add(name, Array(text.utf8)) }
    try add("[Content_Types].xml", "<Types/>")
    try add(
      "_rels/.rels",
      "<Relationships>\(relation("a", "officeDocument", "xl/workbook.xml"))</Relationships>")
    let list = sheets.enumerated().map { "<sheet name=\"\($1.name)\" r:id=\"s\($0)\"/>" }
    try add(
      "xl/workbook.xml",
      "<workbook xmlns:r=\"\(Self.relations)\"><sheets>\(list.joined())</sheets></workbook>")
    let parts = sheets.indices.map { relation("s\($0)", "worksheet", "sheet\($0).xml") }
    try add("xl/_rels/workbook.xml.rels", "<Relationships>\(parts.joined())</Relationships>")
    for (index, sheet) in sheets.enumerated() {
      let rows = sheet.rows.map { row in
        "<row>" + row.map { "<c t=\"inlineStr\"><is><t>\($0)</t></is></c>" }.joined() + "</row>"
      }
      try add(
        "xl/sheet\(index).xml", "<worksheet><sheetData>\(rows.joined())</sheetData></worksheet>")
    }
    return try archive.finish()
  }

  private func passport(_ mode: String, asOf: String) -> (name: String, rows: [[String]]) {
    (
      "soko",
      [
        ["soko:schoolCode", "S1"], ["soko:academicYear", "2025"], ["soko:mode", mode],
        ["soko:asOf", asOf], ["soko:synthetic", "true"],
      ]
    )
  }

  @Test func `a workbook loads, and again changes nothing`() async throws {
    let site = try await TestSite.make()
    let periods = [
      ["Учебные периоды школы"], ["Код периода", "Вид периода", "Начало", "Конец"],
      ["q1", "quarter", "2024-09-01", "2024-10-27"], ["q2", "quarter", "2024-11-05", "2024-12-29"],
    ]
    let first = try workbook([passport("full", asOf: "2025-06-21"), ("Учебный период", periods)])
    let fates = try await site.load([
      TestBundle.register(schools: ["S1"]), ("periods.xlsx", first),
    ])
    #expect(fates.map(\.state) == [.done, .done], "\(fates[1].receipt?.problems ?? [])")
    let receipt = try #require(fates[1].receipt)
    #expect(receipt.school == "S1" && receipt.year == 2025 && receipt.isSynthetic)
    #expect(receipt.tables.map(\.name) == ["period"] && receipt.tables[0].added == 2)
    #expect(receipt.tables[0].form?.sheet == "Учебный период")
    #expect(receipt.tables[0].form?.layout?.headerRow == 2)
    let format = try await site.worker.transaction { db in
      try db.value(
        "select format from intake.bundle order by bundle_id desc limit 1", as: String.self)
    }
    #expect(format == "workbook")

    let second = try workbook([passport("full", asOf: "2025-06-22"), ("period", periods)])
    let again = try await site.load([("periods.xlsx", second)])[0]
    #expect(again.state == .done)
    #expect(again.receipt?.hasChanged == false)
    await site.close()
  }

  @Test func `problems keep their sheet and their cell, those of whole tables too`() async throws {
    let site = try await TestSite.make()
    let periods = [
      ["period_code", "period_kind", "starts_on", "ends_on"],
      ["q1", "quarter", "2024-10-27", "2024-09-01"], ["q2", "quarter", "2024-11-05", "2024-12-29"],
    ]
    let fate = try await site.load([
      TestBundle.register(schools: ["S1"]),
      ("periods.xlsx", try workbook([passport("full", asOf: "2025-06-21"), ("period", periods)])),
    ])[1]
    #expect(fate.state == .rejected)
    let complaint = try #require(fate.receipt?.problems.first)
    #expect(complaint.file == "1-periods.xlsx" && complaint.sheet == "period")
    #expect(complaint.row == 2 && complaint.column == "ends_on" && complaint.cell == "D2")
    #expect(complaint.problem.location.cell == "D2")
    struct Stored: Decodable, Equatable {
      let sheet: String?
      let cell: String?
    }
    let stored = try await site.worker.transaction { db in
      try db.all("select sheet, cell from intake.problem", as: Stored.self)
    }
    #expect(stored == [Stored(sheet: "period", cell: "D2")])
    await site.close()
  }
}
