import Schools
import Testing

@testable import Intake

/// Cells of workbooks mean what the same text means in a file of text.
@Suite struct SheetNotationTests {
  private func read(_ table: String, _ rows: [[String]]) throws -> BareFile {
    try BareFile(try TestWorkbook(TestWorkbook.rows(rows), name: table).bytes())
  }

  private func notations(_ found: BareFile) -> [TableForm.Notation.Name] {
    found.forms.first?.notations.map(\.name) ?? []
  }

  @Test func `classes, dates and words as people write them`() throws {
    let found = try read(
      "enrolment",
      [
        ["Ключ ученика", "Класс", "Зачислен", "Дата выбытия", "Причина выбытия"],
        ["p1", "9 «а»", "01.09.2024", "-", ""], ["p2", "9-A", "2.9.24", "31.05.2025", "Выпуск"],
      ])
    #expect(found.problems == [])
    #expect(
      found.plainRows == [
        "p1|9А|2024-09-01||||", "p2|9А|2024-09-02|2025-05-31||graduate|",
      ])
    #expect(
      notations(found) == [.dayMonthYear, .shortYear, .classSpelling, .words, .absence])
  }

  @Test func `marks in words, numbers with spaces and commas`() throws {
    let marks = try read(
      "period_mark",
      [
        ["student_key", "subject_code", "period_code", "mark_kind", "mark"],
        ["p1", "mat", "y", "годовая", "н/а"], ["p2", "mat", "y", "годовая", "осв."],
        ["p3", "mat", "y", "годовая", "зач"], ["p4", "mat", "y", "годовая", "5,0"],
      ])
    #expect(marks.problems == [])
    #expect(
      marks.plainRows.map { String($0.split(separator: "year")[1]) } == [
        "||na", "||osv", "||zach", "|5|",
      ])
    let staff = try read(
      "staff_pd",
      [
        ["staff_key", "completed_on", "program_code", "hours", "pd_kind"],
        ["w1", "2025-05-01", "c1", "1\u{202F}250", "переподготовка"],
        ["w2", "2025-05-01", "c1", "1\u{2009}250", "курсы"],
        ["w3", "2025-05-01", "c1", "1\u{A0}250", "курсы"],
      ])
    #expect(staff.problems == [])
    #expect(staff.plainRows.allSatisfy { $0.contains("|1250|") })
    #expect(notations(staff) == [.groupedDigits, .words])
  }

  /// 2024-09-01 is day 45536 of the system of 1900 and 44074 of that of 1904.
  @Test(arguments: [(false, 45_536), (true, 44_074)])
  func `a plain number in a column of dates is a day as the workbook counts`(
    _ isFrom1904: Bool, _ day: Int
  ) throws {
    let texts = ["student_key", "class_code", "entered_on", "left_on"]
    let header = texts.map { "<c t=\"inlineStr\"><is><t>\($0)</t></is></c>" }.joined()
    var workbook = TestWorkbook(
      "<sheetData><row r=\"1\">\(header)</row><row r=\"2\"><c t=\"inlineStr\"><is><t>p1</t></is></c>"
        + "<c t=\"inlineStr\"><is><t>9А</t></is></c><c><v>\(day)</v></c><c s=\"1\"><v>\(day + 1)</v></c>"
        + "</row></sheetData>", name: "enrolment")
    workbook.isFrom1904 = isFrom1904
    let found = try BareFile(try workbook.bytes())
    #expect(found.problems == [])
    #expect(found.plainRows == ["p1|9А|2024-09-01|2024-09-02|||"])
    #expect(notations(found) == [.serialDate])
  }

  @Test func `what is declared holds for texts of a workbook, and its own dates are dates`() throws
  {
    let header = ["student_key", "class_code", "entered_on", "left_on"]
      .map { "<c t=\"inlineStr\"><is><t>\($0)</t></is></c>" }.joined()
    let workbook = TestWorkbook(
      "<sheetData><row r=\"1\">\(header)</row><row r=\"2\"><c t=\"inlineStr\"><is><t>p1</t></is></c>"
        + "<c t=\"inlineStr\"><is><t>9А</t></is></c><c t=\"inlineStr\"><is><t>09/01/2024</t></is></c>"
        + "<c s=\"1\"><v>45537</v></c></row></sheetData>", name: "enrolment")
    let fields = ["entered_on", "left_on"]
      .map { "{\"name\": \"\($0)\", \"format\": \"%m/%d/%Y\"}" }.joined(separator: ", ")
    let bundle = try TestPackage.bytes([
      ("enrolment", "a.xlsx", try workbook.bytes(), "\"schema\": {\"fields\": [\(fields)]}")
    ])
    let found = try BareFile(bytes: bundle)
    #expect(found.problems == [])
    #expect(found.plainRows == ["p1|9А|2024-09-01|2024-09-02|||"])
    #expect(found.forms.first?.notations == [.init(.declaredDate, isDeclared: true)])
  }

  @Test func `a number of a workbook is itself, whatever texts beside it are`() throws {
    let names = ["staff_key", "is_teacher", "is_pedagogical", "employment", "category", "fte"]
    func text(_ text: String) -> String { "<c t=\"inlineStr\"><is><t>\(text)</t></is></c>" }
    func workbook(_ posts: [String]) throws -> [UInt8] {
      let rows = posts.enumerated().map { index, cell in
        "<row r=\"\(index + 2)\">"
          + ["w\(index)", "да", "да", "main", "none"].map(text).joined() + cell + "</row>"
      }
      return try TestWorkbook(
        "<sheetData><row r=\"1\">\(names.map(text).joined())</row>\(rows.joined())</sheetData>",
        name: "staff"
      ).bytes()
    }
    let numbers = try workbook(["<c><v>1.234</v></c>", text("1,234"), "<c><v>0.5</v></c>"])
    let plain = try BareFile(numbers)
    #expect(plain.problems == [])
    #expect(plain.plainRows.map { $0.contains("|1.234|") } == [true, true, false])
    // Declared to stand between thousands, a point of a text is one; that of a number is not.
    let fields = #""schema": {"fields": [{"name": "fte", "decimalChar": ",", "groupChar": "."}]}"#
    let declared = try BareFile(
      bytes: try TestPackage.bytes([("staff", "a.xlsx", numbers, fields)]))
    #expect(declared.problems == [])
    #expect(declared.plainRows == plain.plainRows)
    let grouped = try workbook([text("1.234"), "<c><v>1.234</v></c>"])
    let read = try BareFile(bytes: try TestPackage.bytes([("staff", "a.xlsx", grouped, fields)]))
    #expect(read.problems == ["intake.value_out_of_range a.xlsx staff 2 fte F2"])
    #expect(read.plainRows.count == 1)
    #expect(
      try BareFile(workbook([text("1,234"), text("0.5")])).problems == [
        "intake.decimal_mark_ambiguous t.xlsx staff fte"
      ])
  }

  @Test func `percent formats are shares`() throws {
    let names = [
      "oktmo", "population", "published_code", "cut", "mean", "status", "as_of_on", "source",
      "coverage_share",
    ]
    let texts = ["99", "все", "a1", "all", "1", "окончательно", "20.06.2025", "s"]
    func cells(_ texts: [String]) -> String {
      texts.map { "<c t=\"inlineStr\"><is><t>\($0)</t></is></c>" }.joined()
    }
    let workbook = TestWorkbook(
      "<sheetData><row r=\"1\">\(cells(names))</row><row r=\"2\">\(cells(texts))"
        + "<c s=\"4\"><v>0.28999999999999998</v></c></row></sheetData>", name: "external_aggregate")
    let bundle = try TestPackage.bytes(
      kind: "aggregate", [("external_aggregate", "a.xlsx", try workbook.bytes(), "")])
    let found = try BareFile(bytes: bundle)
    #expect(found.problems == [])
    #expect(
      found.plainRows.first?.contains("|0.29|final|2025-06-20|") == true, "\(found.plainRows)")
  }
}

extension BareFile {
  fileprivate init(bytes: [UInt8]) throws {
    try self.init(bytes, name: "s1.zip", origin: BundleOrigin())
  }
}
