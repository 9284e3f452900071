/// A reader of CSV of its own, so that the writer is not judged by itself.
///
/// It knows what a bundle's file may hold: commas, quotes doubled within quotes, rows ended by `\r\n`.
struct CSVText {
  let header: [String]
  let rows: [[String]]
  private let places: [String: Int]

  init(_ bytes: [UInt8]) {
    let lines = String(decoding: bytes, as: UTF8.self).split(
      separator: "\r\n", omittingEmptySubsequences: true
    ).map { CSVText.cells($0) }
    header = lines.first ?? []
    rows = Array(lines.dropFirst())
    places = Dictionary(uniqueKeysWithValues: header.enumerated().map { ($1, $0) })
  }

  private static func cells(_ line: Substring) -> [String] {
    guard line.utf8.contains(UInt8(ascii: "\"")) else {
      return line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    var cells = [""]
    var isQuoted = false
    for character in line {
      switch character {
      case "\"": isQuoted.toggle()
      case "," where !isQuoted: cells.append("")
      default: cells[cells.count - 1].append(character)
      }
    }
    return cells
  }

  /// The place of a column, which must exist.
  func place(_ column: String) -> Int { places[column]! }

  func column(_ column: String) -> [String] {
    let place = place(column)
    return rows.map { $0[place] }
  }

  /// The given columns of every row.
  func columns(_ columns: String...) -> [[String]] {
    let chosen = columns.map(place)
    return rows.map { row in chosen.map { row[$0] } }
  }

  /// A column of whole numbers.
  func numbers(_ column: String) -> [Int] { self.column(column).map { Int($0)! } }
}
