import Schools
import Testing

@testable import Intake

/// Workbooks made to harm: each ends in a problem, soon.
@Suite struct HostileWorkbookTests {
  /// Problems of the file, which must come within ten seconds of the processor.
  private func problems(
    _ workbook: TestWorkbook, limits: BundleLimits = BundleLimits()
  ) throws -> [String] {
    let started = ProcessorTime.seconds
    let found = try BareFile(workbook.bytes(), name: "class.xlsx", limits: limits)
    #expect(ProcessorTime.seconds - started < 10)
    #expect(found.rows.isEmpty)
    return found.problems
  }

  @Test func `entities that multiply are refused with their declaration`() throws {
    var workbook = TestWorkbook("")
    workbook.parts["xl/worksheets/sheet1.xml"] = """
      <?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;">]>\
      <worksheet><sheetData><row><c t="inlineStr"><is><t>&c;</t></is></c></row></sheetData></worksheet>
      """
    #expect(try problems(workbook) == ["intake.workbook_unsafe class.xlsx"])
  }

  @Test func `an entity that names a file is not opened`() throws {
    var workbook = TestWorkbook(TestWorkbook.rows([["a"]]))
    workbook.parts["xl/sharedStrings.xml"] =
      "<!DOCTYPE s SYSTEM \"file:///etc/passwd\"><sst><si><t>x</t></si></sst>"
    #expect(try problems(workbook) == ["intake.workbook_unsafe class.xlsx"])
  }

  @Test(arguments: [
    // Beyond the last column, beyond the last row, in another row, before the last cell.
    "<row r=\"1\"><c r=\"ZZZZZZ1\"><v>1</v></c></row>",
    "<row r=\"1\"><c r=\"XFE1\"><v>1</v></c></row>",
    "<row r=\"1\"><c r=\"A2\"><v>1</v></c></row>", "<row r=\"1\"><c r=\"1A\"><v>1</v></c></row>",
    "<row r=\"1\"><c r=\"B1\"><v>1</v></c><c r=\"A1\"><v>1</v></c></row>",
    "<row r=\"2147483648\"><c><v>1</v></c></row>", "<row r=\"1048577\"><c><v>1</v></c></row>",
    "<row r=\"-1\"><c><v>1</v></c></row>", "<row r=\"\"><c><v>1</v></c></row>",
    "<row r=\"5\"><c><v>1</v></c></row><row r=\"4\"><c><v>1</v></c></row>",
    "<row r=\"5\"><c><v>1</v></c></row><row r=\"5\"><c><v>1</v></c></row>",
    "<row r=\"99999999999999999999\"><c><v>1</v></c></row>",
    // No XML, or not to the end.
    "<row><c><v>1</c></row>", "<row><c><v>&nbsp;</v></c></row>", "<row><c>",
  ])
  func `places that no sheet has are refused`(_ rows: String) throws {
    let found = try problems(TestWorkbook("<sheetData>\(rows)</sheetData>"))
    #expect(found == ["intake.workbook_malformed class.xlsx"])
  }

  @Test func `a million columns are refused by their number`() throws {
    let cells = String(repeating: "<c><v>1</v></c>", count: 16_384)
    #expect(
      try problems(TestWorkbook("<sheetData><row r=\"1\">\(cells)</row></sheetData>"))
        == ["intake.columns_too_many class.xlsx Лист1 1"])
    let more = String(repeating: "<c><v>1</v></c>", count: 1_000_000)
    #expect(
      try problems(TestWorkbook("<sheetData><row r=\"1\">\(more)</row></sheetData>"))
        == ["intake.workbook_malformed class.xlsx"])
  }

  @Test func `deep tags, endless tags and endless names are refused`() throws {
    let deep = String(repeating: "<a>", count: 100_000)
    #expect(
      try problems(TestWorkbook("<sheetData>\(deep)")) == ["intake.workbook_unsafe class.xlsx"])
    let long = "<row a=\"\(String(repeating: "x", count: 2_000_000))\"></row>"
    #expect(
      try problems(TestWorkbook("<sheetData>\(long)</sheetData>"))
        == ["intake.workbook_unsafe class.xlsx"])
    let names = (0..<100_000).map { "<n\($0)/>" }.joined()
    #expect(try problems(TestWorkbook(names)) == ["intake.workbook_unsafe class.xlsx"])
    let attributes = (0..<100_000).map { "<a b\($0)=\"\"/>" }.joined()
    #expect(try problems(TestWorkbook(attributes)) == ["intake.workbook_unsafe class.xlsx"])
  }

  @Test func `a sheet that unpacks to far more than itself is cut off`() throws {
    let blank = String(repeating: " ", count: 4 << 20)
    var limits = BundleLimits()
    limits.workbookBytes = 1 << 20
    #expect(
      try problems(TestWorkbook("<sheetData>\(blank)</sheetData>"), limits: limits)
        == ["intake.archive_too_large class.xlsx"])
  }

  @Test func `texts are limited by what is read and not by what is claimed`() throws {
    var workbook = TestWorkbook(TestWorkbook.rows([["class_code", "grade"], ["9А", "9"]]))
    workbook.parts["xl/sharedStrings.xml"] =
      "<sst count=\"999999999\" uniqueCount=\"999999999\"><si><t>9А</t></si></sst>"
    let found = try BareFile(workbook.bytes(), name: "class.xlsx")
    #expect(found.rows == ["class 2: 9А|9|||||||"] && found.problems.isEmpty)

    var limits = BundleLimits()
    limits.sharedTextBytes = 1 << 20
    let long = String(
      repeating: "<si><t>\(String(repeating: "x", count: 30_000))</t></si>", count: 50)
    workbook.parts["xl/sharedStrings.xml"] = "<sst>\(long)</sst>"
    #expect(try problems(workbook, limits: limits) == ["intake.workbook_too_large class.xlsx"])

    limits = BundleLimits()
    limits.sharedTexts = 10
    workbook.parts["xl/sharedStrings.xml"] =
      "<sst>\(String(repeating: "<si/>", count: 11))</sst>"
    #expect(try problems(workbook, limits: limits) == ["intake.workbook_too_large class.xlsx"])
  }

  @Test func `a row is limited in its bytes`() throws {
    let text = String(repeating: "x", count: 200_000)
    let cells = String(
      repeating: "<c t=\"inlineStr\"><is><t>\(text)</t></is></c>", count: 10)
    #expect(
      try problems(TestWorkbook("<sheetData><row r=\"7\">\(cells)</row></sheetData>"))
        == ["intake.row_too_long class.xlsx Лист1 7"])
  }

  @Test func `merged ranges are limited, and those that overlap harm nothing`() throws {
    let rows = TestWorkbook.rows([["class_code", "grade"], ["9А", "9"], ["9Б", "9"]])
    let merges = (1...200).map { "<mergeCell ref=\"A\($0):A1048576\"/>" }.joined()
    let workbook = TestWorkbook("\(rows)<mergeCells>\(merges)</mergeCells>")
    let found = try BareFile(workbook.bytes(), name: "class.xlsx")
    #expect(found.rows == ["class 2: 9А|9|||||||", "class 3: 9Б|9|||||||"])
    var limits = BundleLimits()
    limits.mergedRanges = 100
    #expect(
      try problems(workbook, limits: limits) == ["intake.workbook_too_large class.xlsx Лист1"])
  }

  @Test func `cells filled from merged ones are limited`() throws {
    let rows = TestWorkbook.rows(
      [["class_code", "grade"]] + (1...100).map { [$0 == 1 ? "9А" : "", "9"] })
    let merges = "<mergeCells><mergeCell ref=\"A2:A101\"/></mergeCells>"
    var limits = BundleLimits()
    limits.mergedCells = 98
    let found = try BareFile(
      TestWorkbook(rows + merges).bytes(), name: "class.xlsx", limits: limits)
    #expect(found.problems == ["intake.workbook_too_large class.xlsx Лист1"])
    limits.mergedCells = 99
    let whole = try BareFile(
      TestWorkbook(rows + merges).bytes(), name: "class.xlsx", limits: limits)
    #expect(whole.problems == ["intake.cells_merged class.xlsx Лист1"])
    #expect(whole.rows.count == 100)
  }

  @Test func `one part under many names is refused`() throws {
    var workbook = TestWorkbook(
      sheets: (1...3).map { .init(name: "Лист\($0)", xml: TestWorkbook.rows([["a"]])) })
    workbook.parts["xl/_rels/workbook.xml.rels"] =
      "<Relationships>"
      + (1...3).map {
        "<Relationship Id=\"rId\($0)\" Type=\"\(TestWorkbook.relations)/worksheet\" Target=\"worksheets/sheet1.xml\"/>"
      }.joined() + "</Relationships>"
    #expect(try problems(workbook) == ["intake.workbook_malformed class.xlsx"])
  }

  @Test func `an encoding that XML does not promise is refused`() throws {
    var workbook = TestWorkbook("")
    let sheet =
      "<worksheet>\(TestWorkbook.rows([["class_code", "grade"], ["9А", "9"]]))</worksheet>"
    workbook.parts["xl/worksheets/sheet1.xml"] =
      "<?xml version=\"1.0\" encoding=\"windows-1251\"?>\(sheet)"
    #expect(try problems(workbook) == ["intake.workbook_malformed class.xlsx"])
  }

  @Test func `a broken workbook is a problem wherever it is cut`() throws {
    let whole = try TestWorkbook(
      TestWorkbook.rows([["class_code", "grade"], ["9А", "9"]]), name: "class"
    ).bytes()
    for length in stride(from: 8, to: whole.count, by: 5) {
      let found = try BareFile(Array(whole.prefix(length)), name: "class.xlsx")
      #expect(!found.problems.isEmpty && found.rows.isEmpty, "cut at \(length)")
    }
  }

  @Test func `flipped bits are refused or change nothing that is read`() throws {
    let whole = try TestWorkbook(
      TestWorkbook.rows([["class_code", "grade"], ["9А", "9"], ["9Б", "9"]]), name: "class"
    ).bytes()
    let sound = try BareFile(whole, name: "class.xlsx").rows
    for index in whole.indices {
      var bytes = whole
      bytes[index] ^= UInt8(1) << UInt8(index % 8)
      let found = try BareFile(bytes, name: "class.xlsx")
      #expect(found.rows == sound || !found.problems.isEmpty, "byte \(index)")
    }
  }
}
