import Foundation
import Reports
import Schools
import TestSupport
import Testing

@Suite struct SchoolTemplateTests {
  private func empty(_ tables: [String] = []) throws -> [UInt8] {
    let template = try SchoolTemplate.empty(
      tables: tables, indicators: [("x.good_share", "Доля успевающих")], created: 1_750_000_000,
      generator: "soko test")
    return try bytes { try template.write(at: $0) }
  }

  private func bytes(_ make: (String) throws -> Void) throws -> [UInt8] {
    var bytes: [UInt8] = []
    try TemporaryFile.pieces(make, to: { bytes += $0 })
    return bytes
  }

  private func filled(
    _ scope: Scope, school: String = "A", tables: [String] = []
  ) async throws -> [UInt8] {
    try await Region.read(scope) { db in
      try self.bytes {
        try SchoolTemplate.write(
          db, school: school, year: 2025, tables: tables, created: 1_750_000_000,
          generator: "soko test", at: $0)
      }
    }
  }

  @Test func `an empty template has a sheet a table, with titles, names and what is required`()
    throws
  {
    let file = try Spreadsheet(try empty())
    #expect(file.names == ["soko"] + RecordTable.all.map(\.name) + ["codes"])
    let sheet = file["class"]
    #expect(sheet.row(1)[0].hasPrefix("Класс. Заполняйте с 4-й строки."))
    #expect(
      sheet.row(2).prefix(3) == [
        "Код класса, например 9А\nобязательно", "Параллель\nобязательно", "Литера",
      ])
    #expect(sheet.row(3) == RecordTable.class.fields.map(\.name))
    #expect(sheet.rowCount == 3)
    #expect(file.names.allSatisfy { !file[$0].hasFormula })
  }

  @Test func `a workbook says of itself what a descriptor says of a bundle`() throws {
    let sheet = try Spreadsheet(try empty(["class"]))["soko"]
    let lines = (1...8).map { Array(sheet.row($0).prefix(2)) }
    // 2025-06-15T15:06:40Z is 1,750,000,000 seconds after 1970.
    #expect(
      lines == [
        ["soko:schemaVersion", "1"], ["soko:schoolCode", ""], ["soko:academicYear", ""],
        ["soko:mode", "full"], ["soko:asOf", "2025-06-15"],
        ["soko:created", "2025-06-15T15:06:40Z"], ["soko:generator", "soko test"],
        ["soko:synthetic", "false"],
      ])
  }

  @Test func `a cell of a closed list is chosen from the sheet of codes`() throws {
    let file = try Spreadsheet(try empty(["class", "exam_result", "indicator_return"]))
    func offered(_ table: String, _ column: String) throws -> [String] {
      let rule = try #require(
        file[table].validations.first { $0.range.hasPrefix("\(column)4:\(column)1048576") })
      #expect(rule.type == "list")
      let rows = try #require(rule.formula.wholeMatch(of: /codes!\$B\$(\d+):\$B\$(\d+)/))
      return (Int(rows.1)!...Int(rows.2)!).map { file["codes"].cells["B\($0)"]?.value ?? "" }
    }
    #expect(try offered("class", "E") == ["general", "adapted"])
    #expect(try offered("class", "I") == ["да", "нет"])
    #expect(try offered("exam_result", "C") == Subject.all.map(\.code))
    #expect(try offered("indicator_return", "A") == ["x.good_share"])
    let codes = (2...80).map { file["codes"].row($0) }
    #expect(codes.contains(["Программа", "adapted", "адаптированная (АООП)"]))
    #expect(codes.contains(["Предмет", "mat_prof", "Математика (профильный уровень)"]))
  }

  @Test func `a column keeps its type where nobody has written yet`() throws {
    let sheet = try Spreadsheet(try empty(["enrolment"]))["enrolment"]
    // A code typed as 0123 stays so, and 01.09.2024 is a day.
    #expect(
      sheet.columnFormats == ["@", "@", "dd.mm.yyyy", "dd.mm.yyyy", "@", "@", "@"])
    let marks = try Spreadsheet(try empty(["period_mark"]))["period_mark"]
    let whole = marks.validations.filter { $0.type == "whole" }
    #expect(whole.map(\.range) == ["E4:E1048576"] && marks.columnFormats[4] == "0")
  }

  @Test func `the same moment gives the same bytes`() throws {
    #expect(try empty(["class"]) == empty(["class"]))
  }

  @Test func `a table that is none is refused`() {
    #expect(throws: ReportError.invalidValue(parameter: "table")) { try self.empty(["klass"]) }
  }

  @Test func `a school's own records stand in its template`() async throws {
    for scope in [Scope.operator, .school("A")] {
      let file = try Spreadsheet(
        try await filled(scope, tables: ["class", "student", "enrolment"]))
      #expect(file["class"].row(4).prefix(2) == ["9А", "9"])
      #expect(file["class"].cells["B4"]?.kind == .number)
      #expect((4...5).map { file["student"].row($0) } == [["p1"], ["p2"]])
      // 2024-09-01 and 2025-02-01 as Excel's DATEVALUE counts them.
      #expect(file["enrolment"].row(5).prefix(4) == ["p2", "9А", "45536", "45689"])
      #expect(file["enrolment"].formats["C5"] == "dd.mm.yyyy")
      let about = (1...8).map { file["soko"].row($0) }
      #expect(about[1][1] == "A" && about[2][1] == "2025" && about[7][1] == "true")
    }
  }

  @Test func `no one else gets them, nor a workbook that says there are none`() async throws {
    for scope in [Scope.school("B"), .municipality("90101"), .region] {
      await #expect(throws: ReportError.notFound(.school)) {
        try await self.filled(scope, tables: ["student"])
      }
    }
    await #expect(throws: ReportError.notFound(.school)) {
      try await self.filled(.operator, school: "nobody")
    }
  }
}
