import Foundation
import Postgres
import Schools
import TestSupport
import Testing

@testable import Reports

@Suite struct ReportWorkbookTests {
  private func workbook(
    _ report: Report, _ filters: [String: String] = [:]
  ) async throws -> [UInt8] {
    let query = try ReportQuery(report, where: filters)
    return try await Region.read { db in
      var bytes: [UInt8] = []
      try query.write(db, as: .xlsx) { bytes += $0 }
      return bytes
    }
  }

  @Test func `a workbook has the rows of the CSV, numbers as numbers`() async throws {
    let file = try Spreadsheet(try await workbook(.ranking))
    #expect(file.names == ["ranking", "Паспорт"])
    let sheet = file["ranking"]
    #expect(
      sheet.row(1).prefix(9) == [
        "school", "year", "scope", "score", "rank", "rankLow", "rankHigh", "tier", "reason",
      ])
    #expect(sheet.row(2).prefix(8) == ["A", "2025", "region", "75.5", "1", "1", "2", "1"])
    #expect(sheet.row(4) == ["C", "2025", "region", "", "", "", "", "", "too_few_criteria"])
    #expect(sheet.cells["D2"]?.kind == .number && sheet.cells["A2"]?.kind == .text)
    #expect(sheet.cells["D4"] == nil)
  }

  @Test func `the passport says run, days, filters, rows and definitions`() async throws {
    let sheet = try Spreadsheet(
      try await workbook(.comparison, ["school": "A", "indicator": "x.good_share"]))["Паспорт"]
    let lines = (1...12).map { sheet.row($0) }
    #expect(lines[0] == ["Отчёт", "Сопоставление с аналогами (comparison)"])
    #expect(lines[1] == ["Отбор", "indicator=x.good_share, school=A"])
    #expect(lines[2] == ["Строк", "4"])
    #expect(lines[3] == ["Расчёт №", "2"])
    #expect(lines[4] == ["Данные на", "2025-06-20T00:00:00Z"])
    #expect(lines[5] == ["Опубликовано", "2025-06-23T23:07:00Z"])
    #expect(lines.contains(["Определение показателя", "x.good_share v1 · f1"]))
  }

  @Test func `the same publication gives the same bytes`() async throws {
    let first = try await workbook(.comparison)
    try await Task.sleep(for: .milliseconds(1100))
    #expect(try await workbook(.comparison) == first)
  }

  @Test func `what looks like a formula is text in a workbook, and has an apostrophe in CSV`()
    async throws
  {
    // A school sends a bundle called `=cmd|'/C calc'!A1.zip`.
    let (xlsx, csv) = try await Region.read(as: "postgres", nil) { db in
      try db.execute(
        """
        insert into intake.bundle (sender, sha256, file_name, byte_count)
        values ('A', sha256('formula'), '=cmd|''/C calc''!A1.zip', 1)
        """)
      defer { _ = try? db.execute("delete from intake.bundle where sha256 = sha256('formula')") }
      let query = try ReportQuery(.bundles)
      var files: [[UInt8]] = []
      for format in [ReportFormat.xlsx, .csv] {
        var bytes: [UInt8] = []
        try query.write(db, as: format) { bytes += $0 }
        files.append(bytes)
      }
      return (files[0], String(decoding: files[1], as: UTF8.self))
    }
    let sheet = try Spreadsheet(xlsx)["bundles"]
    let cell = sheet.cells.first { $0.value.value.hasPrefix("=cmd") }
    #expect(cell?.value == .init(kind: .text, value: "=cmd|'/C calc'!A1.zip"))
    #expect(sheet.formats[cell?.key ?? ""] == "@")
    #expect(!sheet.hasFormula)
    #expect(csv.contains(",'=cmd|'/C calc'!A1.zip,"))
  }

  @Test func `rows beyond the limit of a sheet go on in another`() async throws {
    let bytes = try await Region.read { db in
      let query = try ReportQuery(.ranking)
      var bytes: [UInt8] = []
      try TemporaryFile.pieces(
        { try ReportWorkbook(query: query).write(db, at: $0, rowLimit: 3) }, to: { bytes += $0 })
      return bytes
    }
    let file = try Spreadsheet(bytes)
    #expect(file.names == ["ranking", "ranking 2", "Паспорт"])
    #expect(file["ranking"].row(3)[0] == "B" && file["ranking"].row(4).isEmpty)
    #expect(file["ranking 2"].row(1)[0] == "school" && file["ranking 2"].row(2)[0] == "C")
    #expect(file["Паспорт"].row(3) == ["Строк", "4"])
  }
}

@Suite struct WorkbookTests {
  private func sheet(_ body: (Sheet) throws -> Void) throws -> Spreadsheet.Sheet {
    var bytes: [UInt8] = []
    try TemporaryFile.pieces(
      { path in
        let workbook = try Workbook(at: path, created: 1, title: "test")
        try body(try workbook.addSheet("a"))
        try workbook.close()
      }, to: { bytes += $0 })
    return try Spreadsheet(bytes)["a"]
  }

  @Test func `text is text, whatever it holds`() throws {
    let texts = [
      "=1+1", "+7", "-5", "@a", "2025-06-21", "007", "_x0041_", "_x41_", "a\u{1}b", "  a  ",
      "<&\">", "строка\nвторая", "😀",
    ]
    let sheet = try sheet { sheet in
      for (row, text) in texts.enumerated() { try sheet.write(text: text, row, 0) }
    }
    for (row, text) in texts.enumerated() {
      let cell = try #require(sheet.cells["A\(row + 1)"])
      // What cannot stand in XML is written `_xHHHH_`, and so is a text that looks like that.
      let expected =
        switch text {
        case "_x0041_": "_x005F_x0041_"
        case "a\u{1}b": "a_x0001_b"
        default: text
        }
      #expect(cell == .init(kind: .text, value: expected))
      #expect(sheet.formats["A\(row + 1)"] == "@")
    }
  }

  @Test func `a text that no cell can hold is cut or cleaned, and the file is sound`() throws {
    let sheet = try sheet { sheet in
      try sheet.write(text: "a\0b\u{FFFE}c", 0, 0)
      try sheet.write(text: String(repeating: "ы", count: 50_000), 1, 0)
      try sheet.write(text: String(repeating: "_x0041_", count: 6_000), 2, 0)
      try sheet.write(text: String(repeating: "😀", count: 20_000), 3, 0)
    }
    #expect(sheet.cells["A1"]?.value == "a\u{FFFD}b\u{FFFD}c")
    for row in 2...4 {
      let text = try #require(sheet.cells["A\(row)"]?.value)
      #expect(text.hasSuffix("…") && text.utf16.count <= 32_767, "row \(row)")
    }
  }

  @Test func `a day is the number spreadsheets count it by, and none before March 1900`() throws {
    let sheet = try sheet { sheet in
      // 2025-06-21 is day 45,829 of the 1900 system (Excel's own DATEVALUE), day 20,260 since 1970.
      var isWritten: [Bool] = []
      for (row, days) in [20_260, -25_567, -25_508].enumerated() {
        isWritten.append(try sheet.write(daysSince1970: days, row, 0))
      }
      #expect(isWritten == [true, false, true])
    }
    #expect(sheet.cells["A1"] == .init(kind: .number, value: "45829"))
    #expect(sheet.formats["A1"] == "dd.mm.yyyy")
    // 1 March 1900 is day 61.
    #expect(sheet.cells["A3"]?.value == "61")
  }

  @Test func `a number that is none is text`() throws {
    let sheet = try sheet { sheet in
      try sheet.write(number: .nan, 0, 0)
      try sheet.write(number: -.infinity, 1, 0)
      try sheet.write(number: 0.25, 2, 0)
    }
    #expect(sheet.cells["A1"]?.kind == .text && sheet.cells["A2"]?.kind == .text)
    #expect(sheet.cells["A3"] == .init(kind: .number, value: "0.25"))
  }

  @Test func `a file that cannot be written is an error that says so`() throws {
    #expect(throws: WorkbookError.self) {
      let workbook = try Workbook(at: "/nonexistent/a.xlsx", created: 1, title: "")
      _ = try workbook.addSheet("a")
      try workbook.close()
    }
    #expect(throws: WorkbookError.self) {
      let workbook = try Workbook(at: "/tmp/soko-never.xlsx", created: 1, title: "")
      _ = try workbook.addSheet("a:b")
    }
  }
}
