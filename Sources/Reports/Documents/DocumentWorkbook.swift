import Foundation
import Schools

/// The tables of a document as a workbook: a sheet each.
///
/// A number is a number, with the digits it has in the document and no more; all else is text as the document has it.
struct DocumentWorkbook {
  let document: Document

  func bytes() throws -> [UInt8] {
    var bytes: [UInt8] = []
    try TemporaryFile.pieces(write(at:), to: { bytes += $0 })
    return bytes
  }

  private func write(at path: String) throws {
    let workbook = try Workbook(at: path, created: document.moment, title: document.title)
    for (index, table) in document.tables.enumerated() {
      let sheet = try workbook.addSheet("Таблица \(index + 1)")
      for (column, told) in table.columns.enumerated() {
        try sheet.setColumns(column...column, width: Double(told.percent) * 1.3, .text)
      }
      var row = 0
      let above =
        [document.title] + document.subtitle
        + [document.banner, table.caption]
        .compactMap(\.self)
      for line in above {
        try sheet.write(text: line, row, 0, Style(form: .text, isBold: true))
        row += 1
      }
      for (column, told) in table.columns.enumerated() {
        try sheet.write(
          text: told.title, row, column,
          Style(form: .text, fill: .heading, isBold: true, isWrapped: true))
      }
      for line in table.rows {
        row += 1
        switch line {
        case .heading(let title):
          try sheet.write(text: title, row, 0, Style(form: .text, isBold: true))
        case .cells(let cells):
          for (column, cell) in cells.enumerated() {
            if table.columns[column].isNumber, let number = Self.number(cell) {
              try sheet.write(number: number, row, column)
            } else {
              try sheet.write(text: cell, row, column, Style(form: .text, isWrapped: true))
            }
          }
        }
      }
      sheet.printWide()
    }
    try workbook.close()
  }

  /// A cell such as «1 234» or «−0,5» as a number; of «47,1 %» the 47.1. Nil for what is none.
  private static func number(_ cell: String) -> Double? {
    let plain = cell.replacing("\u{202F}", with: "").replacing("\u{00A0}%", with: "")
      .replacing("−", with: "-").replacing(",", with: ".")
    return Double(plain)
  }
}
