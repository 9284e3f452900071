/// A workbook (.xlsx) with one sheet, in pieces.
package struct RawWorkbook: Sendable {
  package var parts: [(name: String, text: String)]

  private static let relations =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

  /// A workbook of rows of texts.
  ///
  /// - Parameter sharesTexts: whether the texts stand in a part of their own.
  package init(sheet: String, rows: [[String]], sharesTexts: Bool) {
    var shared: [String] = []
    let lines = rows.enumerated().map { index, cells in
      let number = index + 1
      let written = cells.enumerated().map { column, text in
        guard !text.isEmpty else { return "" }
        let place = "\(Self.letters(column))\(number)"
        guard sharesTexts else {
          return "<c r=\"\(place)\" t=\"inlineStr\"><is><t>\(Self.escaped(text))</t></is></c>"
        }
        shared.append("<si><t>\(Self.escaped(text))</t></si>")
        return "<c r=\"\(place)\" t=\"s\"><v>\(shared.count - 1)</v></c>"
      }
      return "<row r=\"\(number)\">\(written.joined())</row>"
    }
    self.init(sheet: sheet, xml: "<sheetData>\(lines.joined())</sheetData>", texts: shared)
  }

  package init(sheet: String, xml: String, texts: [String] = []) {
    let xmlns = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    let count = texts.count
    parts = [
      (
        "[Content_Types].xml",
        "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>"
      ),
      (
        "_rels/.rels",
        "<Relationships><Relationship Id=\"rId1\" Type=\"\(Self.relations)/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
      ),
      (
        "xl/workbook.xml",
        "<workbook xmlns=\"\(xmlns)\" xmlns:r=\"\(Self.relations)\"><sheets><sheet name=\"\(sheet)\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
      ),
      (
        "xl/_rels/workbook.xml.rels",
        "<Relationships><Relationship Id=\"rId1\" Type=\"\(Self.relations)/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"rId2\" Type=\"\(Self.relations)/sharedStrings\" Target=\"sharedStrings.xml\"/></Relationships>"
      ),
      ("xl/worksheets/sheet1.xml", "<worksheet xmlns=\"\(xmlns)\">\(xml)</worksheet>"),
      (
        "xl/sharedStrings.xml",
        "<sst xmlns=\"\(xmlns)\" count=\"\(count)\" uniqueCount=\"\(count)\">\(texts.joined())</sst>"
      ),
    ]
  }

  package var zip: RawZip { RawZip(parts.map { RawZip.Entry($0.name, Array($0.text.utf8)) }) }

  package var sheet: String {
    get { self["xl/worksheets/sheet1.xml"] }
    set { self["xl/worksheets/sheet1.xml"] = newValue }
  }

  package var texts: String {
    get { self["xl/sharedStrings.xml"] }
    set { self["xl/sharedStrings.xml"] = newValue }
  }

  package subscript(_ part: String) -> String {
    get { parts.first { $0.name == part }?.text ?? "" }
    set {
      if let index = parts.firstIndex(where: { $0.name == part }) {
        parts[index].text = newValue
      } else {
        parts.append((part, newValue))
      }
    }
  }

  private static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
  }

  static func letters(_ column: Int) -> String {
    let letter = String(UnicodeScalar(UInt8(65 + column % 26)))
    return column < 26 ? letter : letters(column / 26 - 1) + letter
  }
}
