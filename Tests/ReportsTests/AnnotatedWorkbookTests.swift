import Schools
import TestSupport
import Testing

@testable import Reports

@Suite struct AnnotatedWorkbookTests {
  private static let student = AnnotatedWorkbook.File(table: .student, path: "student.csv")
  private static let rows: [[String]?] = [
    ["student_key", "entry_year", "sex"], ["p1", "=1+1", "f"], ["p2", "2016", "m"], [""],
    ["p3", "2017", "x"],
  ]

  private func annotated(
    _ problems: [Problem], rows: [[String]?] = rows, totals: [String: Int] = [:],
    rowLimit: Int = Workbook.rowLimit, isComplete: Bool = true, _ language: Language = .ru
  ) throws -> Spreadsheet {
    let counts = Dictionary(grouping: problems, by: \.code).mapValues(\.count)
    var workbook = AnnotatedWorkbook(
      WorkbookDescription(
        schoolCode: "S1", academicYear: 2025, asOf: "2025-06-21", created: 1_750_000_000,
        generator: "soko test"),
      fileName: "s1.zip", files: [Self.student], problems: problems,
      totals: counts.merging(totals) { $1 }, language: language)
    workbook.rowLimit = rowLimit
    var bytes: [UInt8] = []
    try TemporaryFile.pieces(
      { path in
        try workbook.write(at: path) { _, body in
          for (index, cells) in rows.enumerated() { try body(index + 1, cells) }
          return isComplete
        }
      }, to: { bytes += $0 })
    return try Spreadsheet(bytes)
  }

  private func problem(_ code: String, _ row: Int?, _ column: String? = nil) -> Problem {
    Problem(code, at: .init(file: "student.csv", row: row, column: column), ["expected": "…"])
  }

  @Test func `a record stands in the row of its number, its cells as text, as they were sent`()
    throws
  {
    let file = try annotated([problem("intake.value_malformed", 2, "entry_year")])
    #expect(file.names == ["Замечания", "soko", "student"])
    let sheet = file["student"]
    #expect(sheet.row(1) == ["student_key", "entry_year", "sex", "Замечания"])
    #expect(sheet.row(2).prefix(3) == ["p1", "=1+1", "f"])
    #expect(sheet.cells["B2"]?.kind == .text && sheet.formats["B2"] == "@" && !sheet.hasFormula)
    #expect(sheet.row(3) == ["p2", "2016", "m"] && sheet.row(5) == ["p3", "2017", "x"])
    #expect(sheet.cells["B3"]?.kind == .text)
  }

  @Test func `a cell with a problem is filled, and the last column says what is wrong in words`()
    throws
  {
    let wrong = problem("intake.value_malformed", 2, "entry_year")
    let sheet = try annotated([wrong, problem("intake.marks_in_first_grade", 3, "sex")])["student"]
    #expect(sheet.fills["B2"] == "F8CBAD" && sheet.fills["C3"] == "FFE699")
    #expect(sheet.fills["A2"] == nil && sheet.fills["B3"] == nil)
    #expect(
      sheet.cells["D2"]?.value == "Ошибка (entry_year): \(wrong.message(.ru)) \(wrong.hint(.ru))")
    #expect(sheet.cells["D3"]?.value.hasPrefix("Предупреждение (sex): ") == true)
    #expect(sheet.cells["D5"] == nil)
  }

  @Test func `a problem of a key marks every column of it, one of a row none`() throws {
    let sheet = try annotated([
      problem("intake.row_repeated", 5, "student_key, sex"), problem("intake.row_width", 3),
    ])["student"]
    #expect(sheet.fills["A5"] != nil && sheet.fills["B5"] == nil && sheet.fills["C5"] != nil)
    #expect(["A3", "B3", "C3"].allSatisfy { sheet.fills[$0] == nil })
    #expect(sheet.fills["D3"] != nil)
  }

  @Test func `every problem is listed, and what is not marked is counted`() throws {
    let sheet = try annotated(
      [problem("intake.value_malformed", 2, "entry_year"), Problem("intake.file_undescribed")],
      totals: ["intake.value_malformed": 40], .en)["Problems"]
    let lines = (1...sheet.rowCount).map { sheet.row($0) }
    #expect(lines.contains(["intake.value_malformed: 1 of 40 are marked."]))
    #expect(lines.contains { $0.starts(with: ["student.csv", "2", "entry_year", "Error"]) })
    #expect(lines.contains { $0.starts(with: ["", "", "", "Warning"]) })
  }

  @Test(arguments: ["intake.column_personal", "intake.personal_data"])
  func `of a file refused for personal data nothing is repeated`(_ code: String) throws {
    guard ProblemCatalog.all.contains(where: { $0.code == code }) else { return }
    let secret = "Иванов"
    let rows: [[String]?] = [["student_key", "ФИО"], ["p1", secret]]
    for place in [Problem.Location(file: "student.csv", row: 1, column: "ФИО"), .init()] {
      let file = try annotated([Problem(code, at: place)], rows: rows)
      #expect(file["student"].cells.count == 1)
      for name in file.names {
        #expect(!file[name].cells.values.contains { $0.value.contains(secret) }, "\(name)")
      }
      let remarks = file["Замечания"].cells.values.map(\.value)
      #expect(
        remarks.contains { $0.hasPrefix("student.csv: Файл отклонён из-за персональных данных") })
    }
  }

  @Test func `of a column that is not loaded the name alone is shown, wherever its cells stand`()
    throws
  {
    let rows: [[String]?] = [
      ["student_key", "entry_year", "sex", "Заметка"], ["p1", "2016", "f", "болел Иванов"],
      ["p2", "2016", "болел Петров", "f", "лишнее"],
    ]
    let sheet = try annotated(
      [problem("intake.column_unknown", 1, "Заметка"), problem("intake.row_width", 3)], rows: rows
    )["student"]
    #expect(sheet.row(1).prefix(4) == ["student_key", "entry_year", "sex", "Заметка"])
    #expect(sheet.row(2) == ["p1", "2016", "f"])
    #expect(!sheet.cells.values.contains { $0.value.contains("болел") })
    #expect(sheet.cells["F3"]?.value.contains("не показана") == true)
  }

  @Test func `a row that cannot be read is said to be so`() throws {
    let sheet = try annotated(
      [problem("intake.text_malformed", 2)], rows: [["student_key"], nil, ["p2"]])["student"]
    #expect(sheet.row(3) == ["p2"])
    // No column takes a text of that length, so that the row is not lost when the workbook is sent back.
    let text = try #require(sheet.cells["A2"]?.value)
    #expect(text.hasPrefix("не показано") && text.unicodeScalars.count > 200)
    #expect(sheet.cells["B2"]?.value.contains("не показана") == true)
  }

  @Test func `a file longer than a sheet comes with its header and the rows that have problems`()
    throws
  {
    let rows: [[String]?] =
      [["student_key", "entry_year", "sex"]] + (2...40).map { ["p\($0)", "2016", "f"] }
    let file = try annotated(
      [problem("intake.value_malformed", 17, "entry_year"), problem("intake.row_width", 39)],
      rows: rows, rowLimit: 30)
    // By another name it is no table: a part, sent back, would replace the whole.
    #expect(file.names == ["Замечания", "soko", "student (строки)"])
    let sheet = file["student (строки)"]
    #expect(sheet.rowCount == 3)
    #expect(sheet.row(1) == ["Строка", "student_key", "entry_year", "sex", "Замечания"])
    #expect(sheet.row(2).prefix(3) == ["17", "p17", "2016"] && sheet.fills["C2"] != nil)
    #expect(sheet.row(3).prefix(2) == ["39", "p39"])
    #expect(
      file["Замечания"].cells.values.contains { $0.value.contains("в файле 40 строк") })
  }

  @Test func `a file that breaks off ends with a row that cannot be loaded`() throws {
    let file = try annotated([problem("intake.archive_unreadable", nil)], isComplete: false)
    let last = file["student"].row(6)
    #expect(last.count == 3 && last.allSatisfy { $0.hasPrefix("не показано") })
    #expect(
      file["Замечания"].cells.values.contains { $0.value.contains("не читается до конца") })
  }

  @Test func `rows above the header stay above it`() throws {
    let rows: [[String]?] = [
      ["Список обучающихся"], ["student_key", "entry_year", "sex"], ["p1", "год", "f"],
    ]
    let sheet = try annotated([problem("intake.value_malformed", 3, "entry_year")], rows: rows)[
      "student"]
    #expect(sheet.row(1) == ["Список обучающихся"])
    #expect(sheet.row(2).last == "Замечания" && sheet.fills["B3"] == "F8CBAD")
  }
}
