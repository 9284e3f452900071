import Foundation

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// An XLSX file read by other means than the program's: Python's zipfile, and a parser of XML.
package struct Spreadsheet {
  package struct Cell: Equatable {
    package enum Kind: Equatable { case text, number, flag, blank }
    package let kind: Kind
    package let value: String

    package init(kind: Kind, value: String) {
      self.kind = kind
      self.value = value
    }
  }

  package let names: [String]
  private let sheets: [Sheet]
  /// The drawings, in the order they were made.
  package let charts: [Chart]

  /// What a drawing is made of.
  package struct Chart {
    /// `bar` or `line`.
    package let kind: String
    /// The text of the title and of the names of the axes, in the order of the file.
    package let texts: [String]
    /// Of each series its name, categories and values, as ranges of cells.
    package let series: [[String]]
    /// What stands for a cell without a value: `gap`, `zero`, `span`.
    package let blanks: String
    /// Numbers that the file holds beside the ranges they are of.
    package let copies: Int
    package let isReversed: Bool
    package let hasHeightLines: Bool
    /// The shapes of the marks.
    package let marks: Set<String>
  }

  /// - Parameter file: the file's bytes.
  package init(_ file: [UInt8]) throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("soko-xlsx-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data(file).write(to: folder.appendingPathComponent("file.xlsx"))
    try Self.unzip(in: folder)
    func part(_ name: String) throws -> Elements {
      try Elements(Data(contentsOf: folder.appendingPathComponent(name)))
    }
    let book = try part("xl/workbook.xml")
    names = book.all.filter { $0.name == "sheet" }.map { $0.attributes["name"] ?? "" }
    let styles = try part("xl/styles.xml")
    sheets = try names.indices.map {
      Sheet(
        try part("xl/worksheets/sheet\($0 + 1).xml"), formats: styles.numberFormats,
        fills: styles.fills)
    }
    let drawings = folder.appendingPathComponent("xl/charts")
    let count = (try? FileManager.default.contentsOfDirectory(atPath: drawings.path))?.count ?? 0
    charts = try (0..<count).map { Chart(try part("xl/charts/chart\($0 + 1).xml")) }
  }

  package subscript(_ name: String) -> Sheet { sheets[names.firstIndex(of: name)!] }

  /// The archive module of Python's own library: every machine that builds soko has it.
  private static func unzip(in folder: URL) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", "-m", "zipfile", "-e", "file.xlsx", "."]
    process.currentDirectoryURL = folder
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw CocoaError(.fileReadCorruptFile) }
  }

  package struct Sheet {
    /// Cells by their address, as `B3`.
    package let cells: [String: Cell]
    /// The number format of each cell by its address.
    package let formats: [String: String]
    package let validations: [(range: String, type: String, formula: String)]
    /// A formula anywhere.
    package let hasFormula: Bool
    /// The fill of each filled cell by its address, as `F8CBAD`.
    package let fills: [String: String]
    /// The number format of each column from A on, where nobody has written yet.
    package let columnFormats: [String]
    /// The number of the last row.
    package let rowCount: Int

    fileprivate init(_ part: Elements, formats known: [String], fills colors: [String?]) {
      var cells: [String: Cell] = [:]
      var formats: [String: String] = [:]
      var fills: [String: String] = [:]
      var last = 0
      for element in part.all where element.name == "c" {
        let address = element.attributes["r"] ?? ""
        let kind: Cell.Kind =
          switch element.attributes["t"] {
          case "inlineStr", "s", "str": .text
          case "b": .flag
          default: element.text.isEmpty ? .blank : .number
          }
        cells[address] = Cell(kind: kind, value: element.text)
        last = max(last, Int(address.drop { $0.isLetter }) ?? 0)
        if let style = element.attributes["s"].flatMap(Int.init), known.indices.contains(style) {
          formats[address] = known[style]
          fills[address] = colors[style]
        }
      }
      self.cells = cells
      self.formats = formats
      self.fills = fills
      rowCount = last
      columnFormats = part.all.filter { $0.name == "col" }.flatMap { element in
        let (first, last) = (element.attributes["min"] ?? "1", element.attributes["max"] ?? "1")
        let style = element.attributes["style"].flatMap(Int.init) ?? 0
        let count = (Int(last) ?? 1) - (Int(first) ?? 1) + 1
        return Array(repeating: known.indices.contains(style) ? known[style] : "", count: count)
      }
      validations = part.all.filter { $0.name == "dataValidation" }.map {
        ($0.attributes["sqref"] ?? "", $0.attributes["type"] ?? "", $0.text)
      }
      hasFormula = part.all.contains { $0.name == "f" }
    }

    /// The values of a row from column A to its last cell; empty where there is none.
    package func row(_ number: Int) -> [String] {
      let found = cells.filter { $0.key.drop { $0.isLetter } == "\(number)" }
      let columns = found.map { (Self.column($0.key), $0.value.value) }
      var row = Array(repeating: "", count: (columns.map(\.0).max() ?? -1) + 1)
      for (column, value) in columns { row[column] = value }
      return row
    }

    private static func column(_ address: String) -> Int {
      address.prefix { $0.isLetter }.unicodeScalars
        .reduce(0) { $0 * 26 + Int($1.value) - 64 } - 1
    }
  }
}

extension Spreadsheet.Chart {
  fileprivate init(_ part: Elements) {
    func value(_ name: String) -> String? {
      part.all.first { $0.name == name }?.attributes["val"]
    }
    kind = part.all.contains { $0.name == "c:barChart" } ? "bar" : "line"
    texts = part.all.filter { $0.name == "a:t" }.map(\.text)
    var series: [[String]] = []
    for element in part.all {
      if element.name == "c:ser" { series.append([]) }
      if element.name == "c:f", !series.isEmpty { series[series.count - 1].append(element.text) }
    }
    self.series = series
    blanks = value("c:dispBlanksAs") ?? ""
    copies = part.all.count { $0.name == "c:v" }
    isReversed = part.all.contains {
      $0.name == "c:orientation" && $0.attributes["val"] == "maxMin"
    }
    hasHeightLines = part.all.contains { $0.name == "c:hiLowLines" }
    marks = Set(
      part.all.filter { $0.name == "c:symbol" }.compactMap { $0.attributes["val"] })
  }
}

/// The elements of an XML document in order, each with the text inside it.
private final class Elements: NSObject, XMLParserDelegate {
  struct Element {
    let name: String
    let attributes: [String: String]
    var text = ""
  }

  private(set) var all: [Element] = []
  private var open: [Int] = []

  init(_ data: Data) throws {
    super.init()
    let parser = XMLParser(data: data)
    parser.delegate = self
    guard parser.parse() else { throw CocoaError(.propertyListReadCorrupt) }
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    open.append(all.count)
    all.append(Element(name: name, attributes: attributes))
  }

  func parser(_ parser: XMLParser, foundCharacters text: String) {
    for index in open where ["c", "dataValidation", "f", "c:f", "a:t"].contains(all[index].name) {
      all[index].text += text
    }
  }

  func parser(
    _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
  ) {
    open.removeLast()
  }

  /// The number format of every cell style.
  var numberFormats: [String] {
    var own: [String: String] = [:]
    for element in all where element.name == "numFmt" {
      own[element.attributes["numFmtId"] ?? ""] = element.attributes["formatCode"]
    }
    return cellStyles.map {
      let id = $0.attributes["numFmtId"] ?? "0"
      return own[id] ?? (id == "49" ? "@" : id)
    }
  }

  /// The color of every cell style, nil when it is not filled.
  var fills: [String?] {
    var colors: [String?] = []
    for element in all {
      if element.name == "fill" { colors.append(nil) }
      if element.name == "fgColor", !colors.isEmpty, let color = element.attributes["rgb"] {
        colors[colors.count - 1] = String(color.suffix(6))
      }
    }
    return cellStyles.map { style in
      style.attributes["fillId"].flatMap(Int.init).flatMap {
        colors.indices.contains($0) ? colors[$0] : nil
      }
    }
  }

  private var cellStyles: [Element] {
    guard let start = all.firstIndex(where: { $0.name == "cellXfs" }) else { return [] }
    let count = all[start].attributes["count"].flatMap(Int.init) ?? 0
    return Array(all[start...].filter { $0.name == "xf" }.prefix(count))
  }
}
