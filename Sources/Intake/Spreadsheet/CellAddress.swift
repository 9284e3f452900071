/// Places of cells: `C17`.
enum CellAddress {
  static let columns = 16_384
  static let rows = 1_048_576

  /// The letters of a column counted from 0: `A` … `XFD`.
  static func letters(_ column: Int) -> String {
    column < first.count ? first[column] : spelled(column)
  }

  /// Those of the columns that a table may have.
  private static let first = (0..<BundleLimits().columns).map(spelled)

  private static func spelled(_ column: Int) -> String {
    var rest = column
    var letters: [UInt8] = []
    repeat {
      letters.append(UInt8(ascii: "A") + UInt8(rest % 26))
      rest = rest / 26 - 1
    } while rest >= 0
    return String(decoding: letters.reversed(), as: UTF8.self)
  }

  /// Column and row of an address that ends with a zero or a colon; nil when there is no such cell.
  @inline(__always)
  static func parse(_ text: UnsafePointer<CChar>) -> (column: Int, row: Int)? {
    var index = 0
    var column = 0
    while text[index] >= 0x41, text[index] <= 0x5A, index < 3 {
      column = column &* 26 &+ Int(text[index]) &- 0x40
      index += 1
    }
    guard (1...columns).contains(column), let row = row(text + index) else { return nil }
    return (column - 1, row)
  }

  /// The number of a row, in digits up to a zero or a colon; nil when there is no such row.
  @inline(__always)
  static func row(_ text: UnsafePointer<CChar>) -> Int? {
    var index = 0
    var row = 0
    while text[index] >= 0x30, text[index] <= 0x39, index < 8 {
      row = row &* 10 &+ Int(text[index]) &- 0x30
      index += 1
    }
    guard text[index] == 0 || text[index] == 0x3A, (1...rows).contains(row) else { return nil }
    return row
  }

  /// A range `A1:B2`; one cell is a range too.
  static func range(_ text: String) -> (rows: ClosedRange<Int>, columns: ClosedRange<Int>)? {
    text.withCString { start in
      guard let first = parse(start) else { return nil }
      var index = 0
      while start[index] != 0, start[index] != 0x3A { index += 1 }
      guard start[index] == 0x3A else {
        return (first.row...first.row, first.column...first.column)
      }
      guard let last = parse(start + index + 1), last.row >= first.row,
        last.column >= first.column
      else { return nil }
      return (first.row...last.row, first.column...last.column)
    }
  }
}
