/// How rows are written.
package enum ReportFormat: String, CaseIterable, Sendable {
  /// One object `{"asOf": …, "rows": […], "run": …}` with sorted keys.
  case json
  /// RFC 4180: a header, CRLF, quotes where needed, an empty field where there is no value. Text that a
  /// spreadsheet would take for a formula has an apostrophe before it.
  case csv
  /// The same as a Russian Excel opens it by a click: a byte order mark, semicolons, decimal commas.
  case csvExcel = "csv-excel"
  /// A table for a terminal.
  case text
  /// A workbook: typed cells, and a sheet that says where they come from.
  case xlsx

  /// The media type, with its parameters.
  package var mediaType: String {
    switch self {
    case .json: "application/json; charset=utf-8"
    case .csv, .csvExcel: "text/csv; charset=utf-8; header=present"
    case .text: "text/plain; charset=utf-8"
    case .xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    }
  }
}

/// Rows as JSON objects: numbers as numbers, null where there is no value, keys sorted.
struct JSONRows {
  private let order: [(index: Int, key: String, kind: Report.Column.Kind)]

  init(columns: [Report.Column]) {
    order = columns.enumerated()
      .map { ($0.offset, Self.quoted($0.element.key), $0.element.kind) }
      .sorted { $0.1 < $1.1 }
  }

  func opening(asOf: String?) -> String {
    "{\"asOf\":\(asOf.map(Self.quoted) ?? "null"),\"rows\":["
  }

  /// - Parameter next: of a page, the mark that the next begins after, or nil of the last; without a page no key is written.
  func closing(run: Int?, next: String??, isEmpty: Bool) -> String {
    let mark = next.map { ",\"next\":" + ($0.map(Self.quoted) ?? "null") } ?? ""
    return (isEmpty ? "" : "\n") + "],\"run\":\(run.map(String.init) ?? "null")\(mark)}\n"
  }

  func row(_ cells: [String?]) -> String {
    var text = "{"
    for (index, key, kind) in order {
      if text.utf8.count > 1 { text += "," }
      text += key
      text += ":"
      text += Self.value(cells[index], kind)
    }
    return text + "}"
  }

  private static func value(_ cell: String?, _ kind: Report.Column.Kind) -> String {
    guard let cell else { return "null" }
    switch kind {
    case .text: return quoted(cell)
    case .flag: return cell
    // JSON has no infinities.
    case .number: return cell.utf8.last.map { $0 < 0x3A } ?? false ? cell : "null"
    case .list:
      let items = cell.split(separator: ";").map { quoted(String($0)) }
      return "[\(items.joined(separator: ","))]"
    }
  }

  /// A JSON string literal.
  static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case _ where scalar.value < 0x20:
        let code = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - code.count) + code
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}

/// Rows as lines of CSV.
struct CSVRows {
  let columns: [Report.Column]
  /// Between fields, and between whole and decimals.
  private let (separator, point): (String, String)
  private let mark: String

  init(columns: [Report.Column], forExcel: Bool) {
    self.columns = columns
    (separator, point) = forExcel ? (";", ",") : (",", ".")
    mark = forExcel ? "\u{FEFF}" : ""
  }

  var header: String {
    mark + columns.map { field($0.key) }.joined(separator: separator) + "\r\n"
  }

  func line(_ cells: [String?]) -> String {
    zip(cells, columns).map { cell, column in
      guard let cell else { return "" }
      switch column.kind {
      case .text, .list: return field(cell.withoutFormula)
      case .number: return field(point == "." ? cell : cell.replacing(".", with: point))
      case .flag: return field(cell)
      }
    }.joined(separator: separator) + "\r\n"
  }

  private func field(_ text: String) -> String {
    let needsQuotes =
      text.utf8.contains { $0 == 0x22 || $0 == 0x0A || $0 == 0x0D } || text.contains(separator)
    return needsQuotes ? "\"\(text.replacing("\"", with: "\"\""))\"" : text
  }
}

extension String {
  /// The text with an apostrophe before what a spreadsheet would take for a formula when it opens CSV.
  ///
  /// Names of files and columns come from outside, and `=HYPERLINK(…)` is one of them.
  package var withoutFormula: String {
    switch utf8.first {
    case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), 0x09, 0x0D:
      "'" + self
    default: self
    }
  }
}

extension ReportTable {
  /// Columns aligned by spaces, numbers to the right, with a line of keys above.
  ///
  /// For people to read: fractions have four digits here; JSON and CSV have all of them.
  package var text: String {
    let cells =
      [columns.map { Optional($0.key) }]
      + rows.map { row in
        zip(row, columns).map { cell, column in
          column.kind == .number ? cell.map(Self.shortened) : cell
        }
      }
    let widths = columns.indices.map { column in
      cells.reduce(0) { max($0, $1[column]?.count ?? 0) }
    }
    var text = ""
    for row in cells {
      var line = ""
      for (column, width) in widths.enumerated() {
        let cell = row[column] ?? ""
        let padding = String(repeating: " ", count: width - cell.count)
        line += columns[column].kind == .number ? padding + cell : cell + padding
        line += "  "
      }
      while line.hasSuffix(" ") { line.removeLast() }
      text += line + "\n"
    }
    return text
  }

  private static func shortened(_ number: String) -> String {
    guard number.contains(where: { $0 == "." || $0 == "e" }), let value = Double(number) else {
      return number
    }
    return "\((value * 10_000).rounded() / 10_000)"
  }
}
