import Foundation
import Schools
import Testing

@testable import Intake

/// Tables of HTML pages, as they are saved under the name `.xls`.
@Suite struct PageTests {
  private static let report = """
    <html><head><meta http-equiv="Content-Type" content="text/html; charset=windows-1251">
    <style>td { color: red }</style><script>var t = "<table><tr><td>Класс</td></tr></table>";</script></head><body>
    <table><tr><td>МБОУ «Школа № 1»</td><td>2024/25</td></tr></table>
    <h3>Итоговые отметки</h3>
    <table class="table-print" border=1>
    <tr><th rowspan="2">№</th><th rowspan=2>Ключ&nbsp;ученика</th><th colspan="2">Сведения</th><th colspan=2>Отметка</th></tr>
    <tr><th>Предмет</th><th>Период</th><th>Вид отметки</th><th><b>Оценка</b></th></tr>
    <tr><td>1<td>p1<td rowspan=2>mat<td>q1<td>period<td><b>5</b>
    <tr><td>2<td>p2<td>q1<td>period<td><span
      class="m">&#52;</span></td></tr>
    <tr style="display: none"><td>3</td><td>p3</td><td>rus</td><td>q1</td><td>period</td><td>3</td></tr>
    <tr><td colspan="5">Итого</td><td>4</td></tr>
    </table></body></html>
    """

  private func bytes(_ text: String, _ encoding: String.Encoding) throws -> [UInt8] {
    Array(try #require(text.data(using: encoding)))
  }

  @Test func `a report of two header rows in Windows-1251`() throws {
    let found = try BareFile(try bytes(Self.report, .windowsCP1251), name: "period_mark.xls")
    #expect(
      found.rows == [
        "period_mark 3: p1|mat|q1|period|5|", "period_mark 4: p2|mat|q1|period|4|",
        "period_mark 5: p3|rus|q1|period|3|",
      ])
    #expect(
      found.problems == [
        "intake.column_unknown period_mark.xls 2 №", "intake.row_total period_mark.xls 6",
        "intake.rows_hidden period_mark.xls", "intake.cells_merged period_mark.xls",
      ])
    #expect(found.format == "page")
    let form = try #require(found.forms.first)
    #expect(form.container == .page && form.encoding == "windows-1251" && !form.isDetected)
    #expect(form.layout?.headerRow == 2 && form.layout?.totalRows == 1)
    #expect(form.layout?.mergedCells == 1)
  }

  @Test func `the table is known by its header when the file's name says nothing`() throws {
    let found = try BareFile(try bytes(Self.report, .windowsCP1251), name: "report (3).xls")
    #expect(found.rows.count == 3)
  }

  private static let plain =
    "<table><tr><td>Класс</td><td>Параллель</td></tr><tr><td>9Ё</td><td>9</td></tr></table>"

  @Test func `the encoding is declared, marked, or told by the bytes`() throws {
    func found(_ bytes: [UInt8]) throws -> (rows: [String], form: TableForm?) {
      let found = try BareFile(bytes, name: "class.xls")
      return (found.rows, found.forms.first)
    }
    let rows = ["class 2: 9Ё|9|||||||"]
    let unicode = try found(Array(Self.plain.utf8))
    #expect(unicode.rows == rows && unicode.form?.encoding == "utf-8")
    #expect(unicode.form?.isDetected == true)
    let windows = try found(try bytes(Self.plain, .windowsCP1251))
    #expect(windows.rows == rows && windows.form?.encoding == "windows-1251")
    let marked = try found([0xEF, 0xBB, 0xBF] + Array(Self.plain.utf8))
    #expect(marked.rows == rows && marked.form?.isDetected == false)
    let wide = try found([0xFF, 0xFE] + (try bytes(Self.plain, .utf16LittleEndian)))
    #expect(wide.rows == rows && wide.form?.encoding == "utf-16le")
  }

  @Test func `bytes that are not in the declared encoding are a problem, not other letters`() throws
  {
    let declared = "<meta charset=utf-8>" + Self.plain
    let found = try BareFile(try bytes(declared, .windowsCP1251), name: "class.xls")
    #expect(found.rows.isEmpty)
    #expect(found.problems == ["intake.page_malformed class.xls"])
    let unknown = try BareFile(
      Array(("<html><meta charset=ebcdic>" + Self.plain).utf8), name: "class.xls")
    #expect(unknown.problems == ["intake.page_malformed class.xls"])
  }

  @Test func `what a descriptor declares of a page holds, and is not contradicted in silence`()
    throws
  {
    func found(_ page: String, _ encoding: TextEncoding, declared: String) throws -> BareFile {
      let bundle = try TestPackage.bytes([
        (
          "class", "class.xls", EncodedText.bytes(page, encoding),
          "\"format\": \"html\", \"encoding\": \"\(declared)\""
        )
      ])
      return try BareFile(bundle, name: "s1.zip", origin: BundleOrigin())
    }
    let rows = ["class 2: 9Ё|9|||||||"]
    let dos = try found(Self.plain, .ibm866, declared: "cp866")
    #expect(dos.rows == rows && dos.forms.first?.isEncodingDeclared == true)
    let latin = "<meta charset=iso-8859-1>" + Self.plain
    #expect(try found(latin, .windows1251, declared: "windows-1251").rows == rows)
    let contradicted = ["intake.encoding_contradicted class.xls"]
    #expect(try found(Self.plain, .utf8, declared: "windows-1251").problems == contradicted)
    #expect(try found(Self.plain, .windows1251, declared: "utf-8").problems == contradicted)
    let unicode = "<meta charset=utf-8>" + Self.plain
    #expect(try found(unicode, .utf8, declared: "windows-1251").problems == contradicted)
    #expect(try found(unicode, .utf8, declared: "utf-8").rows == rows)
  }

  @Test func `a table inside a cell is a table of its own`() throws {
    let page = """
      <table><tr><td><table><tr><th>class_code<th>grade<tr><td>9А<br>нов.<td> 9 </table></td><td>рядом</td></tr></table>
      """
    let found = try BareFile(Array(page.utf8), name: "class.html")
    #expect(found.rows == ["class 2: 9А нов.|9|||||||"])
    #expect(found.problems.isEmpty)
  }

  @Test func `a page among the files of a package`() throws {
    let descriptor = """
      {"name": "s1", "created": "2025-06-21", "soko:schemaVersion": 1, "soko:kind": "school",
      "soko:schoolCode": "S1", "soko:academicYear": 2025, "soko:mode": "full", "soko:asOf": "2025-06-21",
      "resources": [{"name": "class", "path": "классы.xls", "format": "html"}]}
      """
    let writer = try ZipWriter()
    try writer.add(BundleDescriptor.fileName, Array(descriptor.utf8))
    try writer.add("классы.xls", Array(Self.plain.utf8))
    let found = try BareFile(try writer.finish(), name: "s1.zip")
    #expect(found.rows == ["class 2: 9Ё|9|||||||"])
    #expect(found.problems.isEmpty)
  }

  @Test(arguments: [
    String(repeating: "<div>", count: 200_000),
    "<table><tr><td a=\"" + String(repeating: "x", count: 8 << 20),
    "<table><!--" + String(repeating: "-", count: 8 << 20),
    String(repeating: "<b>", count: 250) + String(repeating: "</i>", count: 1_000_000),
    "<table><tr><td colspan=1000 rowspan=65534>x" + String(repeating: "<tr><td>", count: 100_000),
    String(repeating: "<table><tr><td>", count: 100_000),
    String(repeating: "<table><tr><td></table>", count: 20_000),
    "<table><tr>" + String(repeating: "<td>", count: 100_000),
    "<table><tr>" + (0..<100_000).map { "<td a\($0)=1>" }.joined(),
  ])
  func `a page made to harm ends in a problem, soon`(_ text: String) throws {
    let started = ProcessorTime.seconds
    let page = "<html><table><tr><td>class_code<td>grade</table>" + text
    let found = try BareFile(Array(page.utf8), name: "class.html")
    #expect(ProcessorTime.seconds - started < 10)
    #expect(!found.problems.isEmpty && found.rows.isEmpty)
  }

  @Test func `a page is limited in its bytes`() throws {
    var limits = BundleLimits()
    limits.pageBytes = 100_000
    let page = Self.plain + String(repeating: " ", count: 200_000)
    let found = try BareFile(Array(page.utf8), name: "class.html", limits: limits)
    #expect(found.problems == ["intake.page_too_large class.html"])
  }
}
