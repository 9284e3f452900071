/// Files that would take hours or all memory of a reader that is not careful; each is small itself.
package struct DangerousFile: Sendable {
  package let name: String
  package let fileName: String
  /// One of these is said of it; when there is none, it is read.
  package let codes: [String]
  package let bytes: @Sendable () -> [UInt8]

  package static let all: [DangerousFile] = archives + tables + workbooks + pages

  // MARK: Archives

  private static let archives: [DangerousFile] = [
    package("ten gigabytes of zeros for a table", ["intake.row_too_long"]) { draft, zip in
      zip.entries[1] = .bomb(draft.tables[0].path, count: 10 << 30)
    },
    package("ten gigabytes of zeros for a descriptor", ["intake.descriptor_invalid"]) { _, zip in
      zip.entries[0] = .bomb("datapackage.json", count: 10 << 30)
    },
    package("ten gigabytes of zeros that no one asked for", ["intake.file_unchecked"]) { _, zip in
      zip.entries.append(.bomb("readme.txt", count: 10 << 30))
    },
    package("files that share one bomb", ["intake.archive_ambiguous"]) { draft, zip in
      zip.entries.append(.bomb("x", count: 1 << 30))
      var other = zip.entries[zip.entries.count - 1]
      other.sharesWith = zip.entries.count - 1
      for index in 0..<2000 {
        other.name = Array("x\(index)".utf8)
        zip.entries.append(other)
      }
    },
    package("a bomb in a zip in a zip", ["intake.file_unchecked"]) { _, zip in
      var inner = RawZip([.bomb("x", count: 1 << 30)]).bytes()
      for _ in 0..<5 { inner = RawZip([RawZip.Entry("x.zip", inner)]).bytes() }
      zip.entries.append(RawZip.Entry("x.zip", inner))
    },
    DangerousFile(
      name: "a million entries", fileName: "s1.zip", codes: ["intake.archive_entries_too_many"]
    ) {
      var zip = RawZip((0..<1_000_000).map { RawZip.Entry(name: Array("\($0)".utf8), []) })
      zip.countSaid = 9000
      return zip.bytes()
    },
    package("as many entries as may be", []) { _, zip in
      let left = 10_000 - zip.entries.count
      zip.entries.insert(contentsOf: (0..<left).map { RawZip.Entry("x\($0)", []) }, at: 0)
    },
    package("a file beside of nothing but commas", []) { _, zip in
      let text = Array(String(repeating: "a,", count: 4 << 20 - 1).utf8)
      zip.entries.append(RawZip.Entry("readme.txt", text))
    },
    package("millions of values", ["intake.descriptor_invalid"]) { _, zip in
      let text = "{\"x\": [\(String(repeating: "0,", count: 2_000_000))0]}"
      zip.entries[0] = RawZip.Entry("datapackage.json", Array(text.utf8))
    },
    package("millions of brackets", ["intake.descriptor_invalid"]) { _, zip in
      let text = String(repeating: "[", count: 4 << 20 - 1)
      zip.entries[0] = RawZip.Entry("datapackage.json", Array(text.utf8))
    },
  ]

  // MARK: Tables

  private static let tables: [DangerousFile] = [
    student("a million columns", ["intake.columns_too_many", "intake.header_missing"]) {
      String(repeating: "a,", count: 500_000) + "\n" + String(repeating: "1,", count: 500_000)
    },
    student("a row of a million cells", []) {
      "student_key,entry_year\n" + String(repeating: ",", count: 1_000_000)
    },
    student("one quoted cell to the end", ["intake.quote_unclosed"]) {
      "student_key,entry_year\n\"" + String(repeating: "x\n", count: 8 << 20)
    },
    student(
      "a title of a megabyte over a thousand columns",
      ["intake.header_missing", "intake.column_missing"]
    ) {
      let row = String(repeating: "x", count: 1_000_000) + String(repeating: ",", count: 999) + "\n"
      let names = (0..<1000).map { "n\($0)" }.joined(separator: ",") + "\n"
      return String(repeating: row + names, count: 15)
    },
    student("a thousand long names", ["intake.header_missing", "intake.column_missing"]) {
      let names = String(repeating: String(repeating: "x", count: 1000) + ",", count: 999) + "\n"
      return String(repeating: names, count: 31)
    },
    student("telephones without end", []) {
      "student_key,note\n"
        + String(repeating: "p,\(String(repeating: "8 300 ", count: 170_000))\n", count: 3)
    },
    student("words without end", ["intake.personal_data", "intake.value_missing"]) {
      "student_key,note\n"
        + String(repeating: ",\(String(repeating: "Аа Б. ", count: 100_000))\n", count: 8)
    },
  ]

  // MARK: Workbooks

  private static let workbooks: [DangerousFile] = [
    workbook("one long text in every cell", ["intake.row_too_long"]) { book in
      book.texts = "<sst><si><t>\(String(repeating: "x", count: 1_000_000))</t></si></sst>"
      let cells = String(repeating: "<c t=\"s\"><v>0</v></c>", count: 900)
      book.sheet = sheet(String(repeating: "<row>\(cells)</row>", count: 40))
    },
    workbook("one long text in every row", ["intake.workbook_too_large"]) { book in
      book.texts = "<sst><si><t>\(String(repeating: "x", count: 1_000_000))</t></si></sst>"
      book.sheet = sheet(String(repeating: "<row><c t=\"s\"><v>0</v></c></row>", count: 1_000_000))
    },
    workbook("ten thousand parts", []) { book in
      for index in 0..<9990 { book.parts.append(("xl/x\(index).xml", "<x/>")) }
    },
    workbook("a thousand sheets", []) { book in
      let entries = (2...1000).map { "<sheet name=\"s\($0)\" sheetId=\"\($0)\" r:id=\"s\($0)\"/>" }
      book["xl/workbook.xml"] = book["xl/workbook.xml"]
        .replacing("</sheets>", with: entries.joined() + "</sheets>")
      let type = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"
      let links = (2...1000).map {
        "<Relationship Id=\"s\($0)\" Type=\"\(type)\" Target=\"worksheets/s\($0).xml\"/>"
      }
      book["xl/_rels/workbook.xml.rels"] = book["xl/_rels/workbook.xml.rels"]
        .replacing("</Relationships>", with: links.joined() + "</Relationships>")
      for index in 2...1000 {
        book.parts.append(("xl/worksheets/s\(index).xml", sheet("<row><c><v>1</v></c></row>")))
      }
    },
    workbook("entities that multiply", ["intake.workbook_unsafe"]) { book in
      let levels = (1...60).map { "<!ENTITY e\($0) \"&e\($0 - 1);&e\($0 - 1);\">" }
      book.sheet =
        "<!DOCTYPE x [<!ENTITY e0 \"ha\">\(levels.joined())]><worksheet>&e60;</worksheet>"
    },
    workbook(
      "a merged cell down to the last row",
      [
        "intake.value_malformed", "intake.workbook_too_large", "intake.value_too_long",
        "intake.value_unknown",
      ]
    ) { book in
      let text = String(repeating: "x", count: 1000)
      let head =
        "<row r=\"2\">\((0..<26).map { "<c r=\"\(RawWorkbook.letters($0))2\" t=\"inlineStr\"><is><t>\(text)</t></is></c>" }.joined())</row>"
      let rows = (3...60_000).map { "<row r=\"\($0)\"><c r=\"ZZ\($0)\"><v>1</v></c></row>" }
      let merges = (0..<26).map {
        "<mergeCell ref=\"\(RawWorkbook.letters($0))2:\(RawWorkbook.letters($0))1048576\"/>"
      }
      let names = ["student_key", "entry_year", "sex"].enumerated().map {
        "<c r=\"\(RawWorkbook.letters($0.offset))1\" t=\"inlineStr\"><is><t>\($0.element)</t></is></c>"
      }
      book.sheet = sheet("<row r=\"1\">\(names.joined())</row>\(head)\(rows.joined())", merges)
    },
  ]

  private static func sheet(_ rows: String, _ merges: [String] = []) -> String {
    "<worksheet><sheetData>\(rows)</sheetData><mergeCells>\(merges.joined())</mergeCells></worksheet>"
  }

  // MARK: Pages

  private static let pages: [DangerousFile] = [
    page("a million rows under open spans", ["intake.page_too_large"]) {
      "<tr>" + String(repeating: "<td colspan=1000 rowspan=2>", count: 16)
        + "<tr>" + String(repeating: "<td rowspan=65534>", count: 1)
        + String(repeating: "<tr>", count: 1_000_000)
    },
    page("rows of nothing but wide cells", ["intake.page_too_large"]) {
      String(
        repeating: "<tr>" + String(repeating: "<td colspan=1000>", count: 16), count: 60_000)
    },
    page("a long text over many rows", ["intake.page_too_large"]) {
      let texts = String(
        repeating: "<td rowspan=65534>\(String(repeating: "x", count: 4000))", count: 200)
      return "<tr>\(texts)\(String(repeating: "<tr><td>x", count: 60_000))"
    },
    page("tables within tables", ["intake.page_malformed"]) {
      String(repeating: "<tr><td><table>", count: 500_000)
    },
    page("a million cells", ["intake.page_too_large"]) {
      "<tr>" + String(repeating: "<td>1", count: 3_000_000)
    },
  ]

  // MARK: Making them

  private static func package(
    _ name: String, _ codes: [String],
    _ change: @escaping @Sendable (Draft, inout RawZip) -> Void
  ) -> DangerousFile {
    DangerousFile(name: name, fileName: "s1.zip", codes: codes) {
      var dice = Dice(seed: 7)
      let draft = Draft(&dice)
      var zip = draft.zip
      change(draft, &zip)
      return zip.bytes()
    }
  }

  private static func student(
    _ name: String, _ codes: [String], _ csv: @escaping @Sendable () -> String
  ) -> DangerousFile {
    DangerousFile(name: name, fileName: "s1.zip", codes: codes) {
      var dice = Dice(seed: 7)
      var draft = Draft(&dice)
      draft.tables = [.init(name: "student", path: "student.csv", csv: Array(csv().utf8))]
      draft.descriptor = Draft.descriptor(draft.tables, ",")
      return draft.zip.bytes()
    }
  }

  private static func workbook(
    _ name: String, _ codes: [String], _ change: @escaping @Sendable (inout RawWorkbook) -> Void
  ) -> DangerousFile {
    DangerousFile(name: name, fileName: "student.xlsx", codes: codes) {
      var book = RawWorkbook(
        sheet: "student", rows: [["student_key", "entry_year"], ["p1", "2016"]], sharesTexts: false)
      change(&book)
      return book.zip.bytes()
    }
  }

  private static func page(
    _ name: String, _ codes: [String], _ rows: @escaping @Sendable () -> String
  ) -> DangerousFile {
    DangerousFile(name: name, fileName: "student.xls", codes: codes) {
      Array("<html><table><tr><td>student_key<td>entry_year\n\(rows())</table>".utf8)
    }
  }
}
