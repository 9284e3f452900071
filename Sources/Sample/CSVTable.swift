import Schools

/// One table of a bundle as CSV text: RFC 4180, UTF-8, a header, `\r\n` after every row.
struct CSVTable {
  enum Cell {
    case text(String)
    case integer(Int)
    /// A decimal number with one digit after the point, given as tenths.
    case tenths(Int)
    /// A decimal number with two digits after the point, given as hundredths.
    case hundredths(Int)
    case day(Day)
    case flag(Bool)
    case empty
  }

  let name: String
  private(set) var bytes: [UInt8] = []
  private let columns: [String]

  /// An empty table: the header alone.
  init(_ table: RecordTable) {
    name = table.name
    columns = table.fields.map(\.name)
    append(columns.map { .text($0) })
  }

  /// Adds a row with a cell for every field of the table, in its order.
  mutating func append(_ cells: Cell...) { append(cells) }

  /// Adds a row by the names of its columns; those not named are empty.
  mutating func append(_ cells: [String: Cell]) {
    for column in cells.keys { precondition(columns.contains(column), "\(name) has no \(column)") }
    append(columns.map { cells[$0] ?? .empty })
  }

  private mutating func append(_ cells: [Cell]) {
    precondition(
      cells.count == columns.count, "\(name) has \(columns.count) columns, not \(cells.count)")
    for (index, cell) in cells.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      switch cell {
      case .text(let text): append(text)
      case .integer(let number): bytes.append(contentsOf: String(number).utf8)
      case .tenths(let tenths):
        bytes.append(contentsOf: "\(tenths / 10).\(tenths % 10)".utf8)
      case .hundredths(let number):
        let fraction = String(100 + number % 100).dropFirst()
        bytes.append(contentsOf: "\(number / 100).\(fraction)".utf8)
      case .day(let day): bytes.append(contentsOf: day.iso.utf8)
      case .flag(let flag): bytes.append(contentsOf: (flag ? "true" : "false").utf8)
      case .empty: break
      }
    }
    bytes.append(contentsOf: [0x0D, 0x0A])
  }

  private mutating func append(_ text: String) {
    let quote = UInt8(ascii: "\"")
    guard text.utf8.contains(where: { $0 == UInt8(ascii: ",") || $0 == quote }) else {
      bytes.append(contentsOf: text.utf8)
      return
    }
    bytes.append(quote)
    for byte in text.utf8 {
      if byte == quote { bytes.append(quote) }
      bytes.append(byte)
    }
    bytes.append(quote)
  }
}

extension CSVTable.Cell {
  static func text(orEmpty text: String?) -> Self { text.map { .text($0) } ?? .empty }
  static func integer(orEmpty number: Int?) -> Self { number.map { .integer($0) } ?? .empty }
  static func day(orEmpty day: Day?) -> Self { day.map { .day($0) } ?? .empty }
  static func flag(orEmpty flag: Bool?) -> Self { flag.map { .flag($0) } ?? .empty }
}

extension CSVTable.Cell: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByBooleanLiteral, ExpressibleByNilLiteral
{
  init(stringLiteral value: String) { self = .text(value) }
  init(integerLiteral value: Int) { self = .integer(value) }
  init(booleanLiteral value: Bool) { self = .flag(value) }
  init(nilLiteral: ()) { self = .empty }
}
