import Foundation
import Schools
import Testing

@testable import Intake

/// Workbooks as bundles: bare, and among the files of a package.
@Suite struct WorkbookBundleTests {
  private static let classes = TestWorkbook.rows([["class_code", "grade"], ["9А", "9"]])
  private static let students = TestWorkbook.rows([["student_key", "entry_year"], ["p1", "2016"]])

  private static func passport(_ more: [[String]] = []) -> TestWorkbook.Sheet {
    .init(
      name: "soko",
      xml: TestWorkbook.rows(
        [
          ["Что это", "Описание книги"], ["soko:schemaVersion", "1", "Не меняйте."],
          ["soko:schoolCode", "S1"], ["soko:academicYear", "2025", "Год окончания"],
          ["soko:mode", "amend"], ["soko:asOf", "2025-06-21"],
          ["soko:created", "2025-06-22"], ["soko:generator", "soko 0.2"],
          ["soko:synthetic", "true"],
        ] + more))
  }

  @Test func `a workbook with a passport is a bundle by itself`() throws {
    let workbook = TestWorkbook(sheets: [
      Self.passport(), .init(name: "class", xml: Self.classes),
      .init(name: "Обучающийся (псевдоним)", xml: Self.students),
      .init(name: "codes", xml: TestWorkbook.rows([["предмет", "mat"]])),
      .init(name: "Лист5", xml: "<sheetData/>"),
      .init(name: "Заметки", xml: TestWorkbook.rows([["проверить"]])),
    ])
    let found = try BareFile(workbook.bytes(), origin: BundleOrigin())
    #expect(found.rows == ["class 2: 9А|9|||||||", "student 2: p1|2016|"])
    #expect(found.problems == ["intake.sheet_unknown t.xlsx Заметки"])
    #expect(found.format == "workbook")
    let descriptor = try #require(found.descriptor)
    #expect(descriptor.schoolCode == "S1" && descriptor.academicYear == 2025)
    #expect(descriptor.mode == .amend && descriptor.asOf == "2025-06-21")
    #expect(descriptor.created == "2025-06-22" && descriptor.isSynthetic)
    #expect(descriptor.generator == "soko 0.2" && descriptor.name == "t.xlsx")
    #expect(found.forms.map(\.sheet) == ["class", "Обучающийся (псевдоним)"])
  }

  @Test func `the workbook's own word wins over its sender's`() throws {
    let workbook = TestWorkbook(sheets: [
      Self.passport(), .init(name: "class", xml: Self.classes),
    ])
    let origin = BundleOrigin(schoolCode: "S2", academicYear: 2024, asOf: "2024-01-01", mode: .full)
    let descriptor = try #require(try BareFile(workbook.bytes(), origin: origin).descriptor)
    #expect(descriptor.schoolCode == "S1" && descriptor.academicYear == 2025)
    #expect(descriptor.mode == .amend)
  }

  @Test func `a passport by hand, in Russian, with typed cells`() throws {
    let passport = TestWorkbook.Sheet(
      name: "Паспорт",
      xml: """
        <sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>Код школы</t></is></c><c r="B1" t="inlineStr"><is><t>S1</t></is></c></row>\
        <row r="2"><c r="A2" t="inlineStr"><is><t>Учебный год</t></is></c><c r="B2" t="inlineStr"><is><t>2024/25</t></is></c></row>\
        <row r="3"><c r="A3" t="inlineStr"><is><t>По состоянию на</t></is></c><c r="B3" s="1"><v>45829</v></c></row>\
        <row r="4"><c r="A4" t="inlineStr"><is><t>Вид</t></is></c><c r="B4" t="inlineStr"><is><t>полный</t></is></c></row></sheetData>
        """)
    let workbook = TestWorkbook(sheets: [passport, .init(name: "class", xml: Self.classes)])
    let found = try BareFile(workbook.bytes(), origin: BundleOrigin())
    let descriptor = try #require(found.descriptor)
    #expect(descriptor.academicYear == 2025 && descriptor.asOf == "2025-06-21")
    #expect(descriptor.mode == .full && descriptor.created == "2025-06-21")
  }

  @Test func `what neither the file nor its sender says is asked for`() throws {
    let workbook = TestWorkbook(Self.classes, name: "class")
    let bytes = try workbook.bytes()
    var found = ProblemList()
    try TemporaryFile.with(bytes) { path in
      let origin = BundleOrigin(fileName: "t.xlsx", schoolCode: "S1")
      let reader = try BundleReader.open(path, origin: origin, problems: &found)
      #expect(reader == nil)
    }
    #expect(found.problems.map(\.place) == ["intake.origin_missing t.xlsx"])
    #expect(
      found.problems[0].arguments == ["what": "soko:academicYear, soko:asOf, soko:mode"])
    // A note is no value.
    let silent = TestWorkbook(sheets: [
      .init(
        name: "soko",
        xml: TestWorkbook.rows([
          ["soko:schoolCode", "", "Код школы в реестре"], ["soko:mode", "full"],
        ])),
      .init(name: "class", xml: Self.classes),
    ])
    let origin = BundleOrigin(academicYear: 2025, asOf: "2025-06-21")
    #expect(
      try BareFile(silent.bytes(), origin: origin).problems == ["intake.origin_missing t.xlsx"])
    let wrong = TestWorkbook(sheets: [
      Self.passport([["soko:asOf", "вчера"]]), .init(name: "class", xml: Self.classes),
    ])
    #expect(try BareFile(wrong.bytes()).problems == ["intake.origin_invalid t.xlsx soko"])
  }

  @Test func `a sheet of no name is known by the file's name or by its header`() throws {
    let bytes = try TestWorkbook(Self.classes).bytes()
    #expect(try BareFile(bytes, name: "class_2025.xlsx").rows == ["class 2: 9А|9|||||||"])
    #expect(try BareFile(bytes, name: "Класс.xlsx").rows == ["class 2: 9А|9|||||||"])
    // Only classes have both columns required of them.
    #expect(try BareFile(bytes, name: "выгрузка.xlsx").rows == ["class 2: 9А|9|||||||"])
    let unclear = try TestWorkbook(TestWorkbook.rows([["as_of_on", "чепуха"], ["x", "y"]])).bytes()
    #expect(
      try BareFile(unclear, name: "выгрузка.xlsx").problems == [
        "intake.table_unnamed выгрузка.xlsx", "intake.sheet_unknown выгрузка.xlsx Лист1",
      ])
    #expect(TableNames.table(file: "staff_pd-s1.xlsx")?.name == "staff_pd")
    #expect(TableNames.table(file: "staffing.xlsx") == nil)
    #expect(TableNames.table(sheet: "Повышение квалификации за 36 ме")?.name == "staff_pd")
  }

  @Test func `two sheets of one table are refused`() throws {
    let workbook = TestWorkbook(sheets: [
      .init(name: "class", xml: Self.classes), .init(name: "Класс", xml: Self.classes),
    ])
    #expect(try BareFile(workbook.bytes()).problems == ["intake.sheet_repeated t.xlsx Класс"])
  }

  @Test func `what is hidden is read and reported, and a sheet with a header alone has no rows`()
    throws
  {
    let hidden = """
      <cols><col min="2" max="3" width="9" hidden="1"/></cols><sheetData>\
      <row r="1" hidden="1"><c t="inlineStr"><is><t>class_code</t></is></c><c t="inlineStr"><is><t>grade</t></is></c></row>\
      <row r="2"><c t="inlineStr"><is><t>9А</t></is></c><c><v>9</v></c></row>\
      <row r="3" hidden="1"><c t="inlineStr"><is><t>9Б</t></is></c><c><v>9</v></c></row></sheetData>
      """
    let workbook = TestWorkbook(sheets: [
      .init(name: "class", state: "hidden", xml: hidden),
      .init(name: "student", xml: TestWorkbook.rows([["student_key", "sex"]])),
    ])
    let found = try BareFile(workbook.bytes())
    #expect(found.rows == ["class 2: 9А|9|||||||", "class 3: 9Б|9|||||||"])
    #expect(
      found.problems == [
        "intake.sheet_hidden t.xlsx class", "intake.rows_hidden t.xlsx class",
        "intake.columns_hidden t.xlsx class",
      ])
    #expect(found.forms[0].layout?.hiddenRows == 1 && found.forms[0].layout?.hiddenColumns == 1)
  }

  @Test func `defects of cells have their addresses`() throws {
    let sheet = """
      <sheetData><row r="3"><c r="B3" t="inlineStr"><is><t>Код класса</t></is></c><c r="D3" t="inlineStr"><is><t>Параллель</t></is></c></row>\
      <row r="4"><c r="B4" s="1"><v>45536</v></c><c r="D4"><v>9</v></c></row>\
      <row r="5"><c r="B5" t="inlineStr"><is><t>9А</t></is></c><c r="D5" t="e"><f>A1</f><v>#REF!</v></c></row>\
      <row r="6"><c r="B6" t="inlineStr"><is><t>9Б</t></is></c><c r="D6"><f>A1</f></c></row>\
      <row r="7"><c r="B7" t="inlineStr"><is><t>9В</t></is></c><c r="D7"><v>13</v></c></row>\
      <row r="8"><c r="B8" t="inlineStr"><is><t>9Г</t></is></c></row></sheetData>
      """
    let found = try BareFile(TestWorkbook(sheet, name: "class").bytes())
    #expect(found.rows.isEmpty)
    #expect(
      found.problems == [
        "intake.code_is_date t.xlsx class 4 class_code B4",
        "intake.cell_error t.xlsx class 5 grade D5",
        "intake.formula_unsaved t.xlsx class 6 grade D6",
        "intake.value_out_of_range t.xlsx class 7 grade D7",
        "intake.value_missing t.xlsx class 8 grade D8",
      ])
  }

  @Test func `merged data cells are filled and counted`() throws {
    let sheet =
      TestWorkbook.rows([
        ["student_key", "class_code", "entered_on"], ["p1", "9А", "2024-09-01"],
        ["p2", "", "2024-09-01"],
        ["p3", "", "2024-09-01"],
      ]) + "<mergeCells><mergeCell ref=\"B2:B4\"/></mergeCells>"
    let found = try BareFile(TestWorkbook(sheet, name: "enrolment").bytes())
    // 2024-09-01: 54 years of 365 days, 13 leap days before 2024, 244 days of it.
    let day = 54 * 365 + 13 + 244
    #expect(found.rows == (1...3).map { "enrolment \($0 + 1): p\($0)|9А|day \(day)||||" })
    #expect(found.problems == ["intake.cells_merged t.xlsx enrolment"])
    #expect(found.forms[0].layout?.mergedCells == 2)
  }

  @Test(arguments: [
    ("\"dialect\": {\"sheetName\": \"Ученики\"}", []), ("\"dialect\": {\"sheetNumber\": 2}", []),
    ("\"dialect\": {\"sheetName\": \"Нет\"}", ["intake.sheet_missing a.xlsx Нет"]),
    ("\"dialect\": {\"sheetNumber\": 9}", ["intake.sheet_missing a.xlsx"]),
    (
      "\"hash\": \"sha256:\(String(repeating: "0", count: 64))\", \"dialect\": {\"sheetNumber\": 2}",
      ["intake.file_changed a.xlsx"]
    ),
  ])
  func `a package names a workbook's sheet`(_ more: String, _ expected: [String]) throws {
    let workbook = TestWorkbook(sheets: [
      .init(name: "class", xml: Self.classes), .init(name: "Ученики", xml: Self.students),
    ])
    let descriptor = """
      {"name": "s1", "created": "2025-06-21", "soko:schemaVersion": 1, "soko:kind": "school",
      "soko:schoolCode": "S1", "soko:academicYear": 2025, "soko:mode": "full", "soko:asOf": "2025-06-21",
      "resources": [{"name": "class", "path": "a.xlsx"},
      {"name": "student", "path": "a.xlsx", "format": "xlsx", \(more)}]}
      """
    let writer = try ZipWriter()
    try writer.add(BundleDescriptor.fileName, Array(descriptor.utf8))
    try writer.add("a.xlsx", try workbook.bytes())
    let found = try BareFile(try writer.finish(), name: "s1.zip", origin: BundleOrigin())
    #expect(found.problems == expected)
    #expect(found.rows.contains("class 2: 9А|9|||||||"))
    #expect(
      found.rows.contains("student 2: p1|2016|") == !(expected.first?.contains("sheet") ?? false))
    #expect(found.format == "data package")
  }

  @Test func `bytes of a workbook within a package count among those of the package`() throws {
    let blank = String(repeating: " ", count: 900 << 10)
    let workbook = TestWorkbook(Self.classes + blank, name: "class")
    let descriptor = BundleDescriptor(
      kind: .school, name: "s1", created: "2025-06-21", schoolCode: "S1", academicYear: 2025,
      asOf: "2025-06-21",
      resources: [
        {
          var resource = BundleDescriptor.Resource(name: "class", path: "class.xlsx")
          resource.form = .workbook(.byTable)
          return resource
        }()
      ])
    let writer = try ZipWriter()
    try writer.add(BundleDescriptor.fileName, descriptor.json())
    try writer.add("class.xlsx", try workbook.bytes())
    var limits = BundleLimits()
    limits.freeBytes = 256 << 10
    limits.ratio = 2
    let bytes = try writer.finish()
    let found = try BareFile(bytes, name: "s1.zip", limits: limits)
    #expect(found.problems == ["intake.archive_too_large class.xlsx"])
    let allowed = try BareFile(bytes, name: "s1.zip").problems
    #expect(allowed == [])
  }

  @Test(arguments: [
    FileMark.oldWorkbook + Array(repeating: 0, count: 600),
    Array(
      "<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"></Workbook>"
        .utf8),
  ])
  func `a workbook of the old kind is told what to do`(_ bytes: [UInt8]) throws {
    let found = try BareFile(bytes, name: "class.xls")
    #expect(found.problems == ["intake.workbook_old class.xls"])
    #expect(found.rows.isEmpty)
  }

  @Test func `a zip without a descriptor that is no workbook still lacks its descriptor`() throws {
    let writer = try ZipWriter()
    try writer.add("student.csv", Array("student_key\np1\n".utf8))
    #expect(
      try BareFile(try writer.finish(), name: "a.zip").problems == ["intake.descriptor_missing"])
  }
}
