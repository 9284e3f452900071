import Foundation
import Schools

@testable import Intake

/// A small workbook written by hand, part by part, so that everything in it is under control.
struct TestWorkbook {
  struct Sheet {
    var name: String
    var state = "visible"
    /// What stands between the tags of `worksheet`.
    var xml: String
  }

  var sheets: [Sheet] = []
  /// The `si` elements of the shared texts; nil for a workbook without.
  var texts: String?
  var isFrom1904 = false
  /// Parts that replace or join those written here.
  var parts: [String: String] = [:]

  static let declaration = #"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#
  static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  static let relations =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

  /// Styles 0 to 9: general, date 14, percent 9, `dd.mm.yyyy`, `0.0%`, `ДД.ММ.ГГГГ`, 22, 20, text, `0" чел."`.
  static let styles = """
    <styleSheet xmlns="\(main)"><numFmts count="4">\
    <numFmt numFmtId="164" formatCode="dd\\.mm\\.yyyy;@"/><numFmt numFmtId="165" formatCode="0.0%"/>\
    <numFmt numFmtId="166" formatCode="ДД.ММ.ГГГГ"/>\
    <numFmt numFmtId="167" formatCode="0&quot; чел.&quot;"/></numFmts>\
    <cellStyleXfs count="1"><xf numFmtId="14"/></cellStyleXfs><cellXfs count="10">\
    \([0, 14, 9, 164, 165, 166, 22, 20, 49, 167].map { "<xf numFmtId=\"\($0)\"/>" }.joined())\
    </cellXfs></styleSheet>
    """

  init(_ xml: String, name: String = "Лист1", texts: String? = nil) {
    sheets = [Sheet(name: name, xml: xml)]
    self.texts = texts
  }

  init(sheets: [Sheet]) { self.sheets = sheets }

  /// A sheet of rows of texts, the first in row 1; an empty text is no cell.
  static func rows(_ rows: [[String]], from first: Int = 1) -> String {
    let lines = rows.enumerated().map { index, cells in
      let written = cells.enumerated().map { column, text in
        text.isEmpty
          ? ""
          : "<c r=\"\(CellAddress.letters(column))\(first + index)\" t=\"inlineStr\"><is><t>\(text)</t></is></c>"
      }
      return "<row r=\"\(first + index)\">\(written.joined())</row>"
    }
    return "<sheetData>\(lines.joined())</sheetData>"
  }

  func bytes() throws -> [UInt8] {
    var files: [(String, String)] = [
      ("[Content_Types].xml", "<Types xmlns=\"x\"/>"),
      (
        "_rels/.rels",
        "<Relationships><Relationship Id=\"rId1\" Type=\"\(Self.relations)/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
      ),
      (
        "xl/workbook.xml",
        "\(Self.declaration)<workbook xmlns=\"\(Self.main)\" xmlns:r=\"\(Self.relations)\"><workbookPr date1904=\"\(isFrom1904 ? 1 : 0)\"/><sheets>"
          + sheets.enumerated().map {
            "<sheet name=\"\($1.name)\" sheetId=\"\($0 + 1)\" state=\"\($1.state)\" r:id=\"rId\($0 + 1)\"/>"
          }.joined() + "</sheets></workbook>"
      ),
      (
        "xl/_rels/workbook.xml.rels",
        "<Relationships>"
          + sheets.indices.map {
            "<Relationship Id=\"rId\($0 + 1)\" Type=\"\(Self.relations)/worksheet\" Target=\"worksheets/sheet\($0 + 1).xml\"/>"
          }.joined()
          + "<Relationship Id=\"rIdS\" Type=\"\(Self.relations)/styles\" Target=\"styles.xml\"/><Relationship Id=\"rIdT\" Type=\"\(Self.relations)/sharedStrings\" Target=\"/xl/sharedStrings.xml\"/></Relationships>"
      ),
      ("xl/styles.xml", Self.styles),
    ]
    if let texts {
      files.append(("xl/sharedStrings.xml", "<sst xmlns=\"\(Self.main)\">\(texts)</sst>"))
    }
    for (index, sheet) in sheets.enumerated() {
      files.append(
        (
          "xl/worksheets/sheet\(index + 1).xml",
          "\(Self.declaration)<worksheet xmlns=\"\(Self.main)\">\(sheet.xml)</worksheet>"
        ))
    }
    let writer = try ZipWriter()
    for (name, text) in files {
      try writer.add(name, Array((parts[name] ?? text).utf8))
    }
    for (name, text) in parts.sorted(by: { $0.key < $1.key })
    where !files.contains(where: { $0.0 == name }) {
      try writer.add(name, Array(text.utf8))
    }
    return try writer.finish()
  }

  /// The rows of the first sheet as they are given to a reader: `3: a|b`.
  func records(limits: BundleLimits = BundleLimits()) throws -> [String] {
    var problems = ProblemList()
    guard
      let workbook = try Workbook.open(
        ByteSource(try bytes()), file: "t.xlsx", limits: limits, problems: &problems)
    else { return problems.problems.map(\.place) }
    do {
      let records = try workbook.records(of: workbook.sheets[0])
      var lines: [String] = []
      while case .record = try records.next() {
        let cells = (0..<records.count).map { index in
          records.defect(at: index).map { "!\($0)" }
            ?? String(decoding: records[index], as: UTF8.self)
        }
        lines.append("\(records.number): " + cells.joined(separator: "|"))
      }
      return lines
    } catch let defect as WorkbookDefect {
      return [defect.problem(file: "t.xlsx", limits: limits).place]
    } catch let defect as ArchiveDefect {
      return [defect.problem(file: "t.xlsx", limits: limits).place]
    }
  }
}

extension Problem {
  /// `code file sheet row column cell`, as far as they are known.
  var place: String {
    ([code, location.file, location.sheet, location.row.map(String.init), location.column]
      + [location.cell]).compactMap(\.self).joined(separator: " ")
  }
}

/// What a bare file gives: rows of all its tables as `table: cell|cell`, and the problems.
struct BareFile {
  var rows: [String] = []
  /// The same without their places, as a person would write them.
  var plainRows: [String] = []
  var problems: [String] = []
  var forms: [TableForm] = []
  var descriptor: BundleDescriptor?
  var format: String?

  static let origin = BundleOrigin(
    schoolCode: "S1", academicYear: 2025, asOf: "2025-06-21", mode: .full)

  init(
    _ bytes: [UInt8], name: String = "t.xlsx", origin: BundleOrigin = BareFile.origin,
    limits: BundleLimits = BundleLimits()
  ) throws {
    var origin = origin
    origin.fileName = name
    var found = ProblemList()
    try TemporaryFile.with(bytes) { path in
      let reader = try BundleReader.open(path, origin: origin, limits: limits, problems: &found)
      guard let reader else { return }
      descriptor = reader.descriptor
      format = reader.format
      for resource in reader.resources {
        let read = try reader.read(resource, problems: &found) { row in
          let cells = (0..<row.count).map { Self.text(row[$0]) }
          rows.append("\(resource.table.name) \(row.number): " + cells.joined(separator: "|"))
          plainRows.append((0..<row.count).map { row[$0].plain }.joined(separator: "|"))
        }
        if let form = read.form { forms.append(form) }
      }
    }
    problems = found.problems.map(\.place)
  }

  private static func text(_ cell: Cell) -> String {
    switch cell {
    case .null: ""
    case .integer(let value): "\(value)"
    case .decimal(let mantissa, let scale): "\(mantissa)e-\(scale)"
    case .date(let days): "day \(days)"
    case .flag(let value): value ? "yes" : "no"
    case .text(let bytes): String(decoding: bytes, as: UTF8.self)
    }
  }
}
