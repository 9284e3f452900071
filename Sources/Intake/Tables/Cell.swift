/// A typed cell of a row.
///
/// `text` points into the reader's buffer and lives as long as the row.
package enum Cell {
  case null
  case integer(Int64)
  /// `mantissa` / 10^`scale`, exact, without zeros at the end of its fraction; at most 18 digits.
  case decimal(mantissa: Int64, scale: Int)
  case date(daysSince1970: Int32)
  case flag(Bool)
  /// Well-formed UTF-8 without control characters, not empty.
  case text(UnsafeRawBufferPointer)
}

/// One row of a table: a cell for every field of the table, in its order.
package struct RowView: ~Copyable {
  /// The row's number in its file; the header is row 1, and blank lines count.
  package let number: Int
  /// The row removes the record with its key; then only the key's cells have values.
  package let isDeleted: Bool
  private let cells: UnsafeBufferPointer<Cell>

  init(number: Int, isDeleted: Bool, cells: UnsafeBufferPointer<Cell>) {
    self.number = number
    self.isDeleted = isDeleted
    self.cells = cells
  }

  package var count: Int { cells.count }

  package subscript(_ index: Int) -> Cell { cells[index] }
}
