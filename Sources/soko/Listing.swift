import Foundation
import Reports

/// Rows of text under a header, in the formats every command that prints data has.
struct Listing {
  let header: [String]
  let rows: [[String]]

  /// The text of `format`; `text` is columns, without the header where the rows speak for themselves.
  func text(_ format: OutputFormat, showsHeader: Bool = true) throws -> String {
    switch format {
    case .text: return aligned((showsHeader ? [header] : []) + rows)
    case .csv: return CommaSeparated.text(header: header, rows: rows)
    case .json:
      let objects = rows.map { row in Dictionary(uniqueKeysWithValues: zip(header, row)) }
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
      return String(decoding: try encoder.encode(["rows": objects]), as: UTF8.self)
    }
  }

  private func aligned(_ rows: [[String]]) -> String {
    let count = rows.first?.count ?? 0
    let widths = (0..<count).map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
      zip(row, widths).map { $0.padding(toLength: max($1, $0.count), withPad: " ", startingAt: 0) }
        .joined(separator: "  ")
        .replacing(/\ +$/, with: "")
    }.joined(separator: "\n")
  }
}
