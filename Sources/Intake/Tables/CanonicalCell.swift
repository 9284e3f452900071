/// How a program writes a cell: the spelling of the profile, told without a second look.
///
/// It is of plain values, so that a row costs no counting of references. What it does not take may still be
/// a value in another notation, or a problem: ``CellParser`` says which.
enum CanonicalCell {
  case code
  case classCode
  case text
  case integer(Int64, Int64)
  /// Bounds of the value; nil where there is none. What signs its numbers have is noted.
  case decimal(Int64?, Int64?, UnsafeMutablePointer<ColumnMarks>)
  case share(UnsafeMutablePointer<ColumnMarks>)
  case date
  case flag
  case choice(UnsafeMutableBufferPointer<WordList.Word>)
  /// Nothing: the column is declared to be written in another way.
  case none

  /// The value of `bytes`, which are well-formed UTF-8, trimmed and not empty; nil when there is more to it.
  @inline(__always)
  func value(_ bytes: UnsafeRawBufferPointer) -> Cell? {
    switch self {
    case .code: return Self.isPlain(bytes, limit: CellParser.codeLength) ? .text(bytes) : nil
    case .classCode: return Self.isClassCode(bytes) ? .text(bytes) : nil
    case .text: return Self.isPlain(bytes, limit: CellParser.textLength) ? .text(bytes) : nil
    case .integer(let low, let high):
      guard let (value, _) = Self.number(bytes, allowsPoint: false), value >= low, value <= high
      else { return nil }
      return .integer(value)
    case .decimal(let low, let high, let marks):
      guard let (mantissa, scale) = Self.number(bytes, allowsPoint: true) else { return nil }
      if scale > 0 { marks.pointee.hasPoint = true }
      return CellParser.decimal(mantissa, scale, low, high)
    case .share(let marks):
      guard let (mantissa, scale) = Self.number(bytes, allowsPoint: true) else { return nil }
      if scale > 0 { marks.pointee.hasPoint = true }
      if mantissa != 0 { marks.pointee.hasPlain = true }
      return CellParser.decimal(mantissa, scale, 0, 1)
    case .date:
      guard let days = CalendarDate.daysSince1970(bytes), CellParser.dates.contains(days) else {
        return nil
      }
      return .date(daysSince1970: days)
    case .flag:
      guard bytes.count == 1, bytes[0] & 0xFE == UInt8(ascii: "0") else { return nil }
      return .flag(bytes[0] == UInt8(ascii: "1"))
    case .choice(let words):
      for word in words where word.isEqual(to: bytes) { return .text(bytes) }
      return nil
    case .none: return nil
    }
  }

  /// Whether text is short enough, without control characters, and no sign for an empty cell.
  @inline(__always)
  private static func isPlain(_ bytes: UnsafeRawBufferPointer, limit: Int) -> Bool {
    guard bytes.count <= limit else { return false }
    if bytes.count == 1 || bytes.count == 3, Absence.isSign(bytes) { return false }
    for byte in bytes where byte < 0x20 || byte == 0x7F { return false }
    return true
  }

  /// A grade and a capital Russian letter: `9А`, `10Ё`.
  @inline(__always)
  private static func isClassCode(_ bytes: UnsafeRawBufferPointer) -> Bool {
    let count = bytes.count
    guard count == 3 || count == 4 else { return false }
    let (first, second) = (bytes[count - 2], bytes[count - 1])
    guard first == 0xD0, (0x90...0xAF).contains(second) || second == 0x81 else { return false }
    let units = bytes[count - 3]
    return count == 3
      ? (UInt8(ascii: "1")...UInt8(ascii: "9")).contains(units)
      : bytes[0] == UInt8(ascii: "1") && (UInt8(ascii: "0")...UInt8(ascii: "2")).contains(units)
  }

  /// An optional minus, digits, and if allowed a fraction after a point: 18 bytes at most. Not one as `1.234`, whose
  /// point may divide thousands.
  @inline(__always)
  private static func number(
    _ bytes: UnsafeRawBufferPointer, allowsPoint: Bool
  ) -> (mantissa: Int64, scale: Int)? {
    let count = bytes.count
    let start = bytes[0] == UInt8(ascii: "-") ? 1 : 0
    guard count > start, count <= CellParser.decimalDigits else { return nil }
    var value: Int64 = 0
    var point = -1
    for index in start..<count {
      let digit = bytes[index] &- UInt8(ascii: "0")
      if digit <= 9 {
        value = value &* 10 &+ Int64(digit)
      } else if allowsPoint, bytes[index] == UInt8(ascii: "."), point < 0, index > start {
        point = index
      } else {
        return nil
      }
    }
    if start == 1 { value = -value }
    if point < 0 { return (value, 0) }
    var scale = count - point - 1
    guard scale > 0 else { return nil }
    if scale == 3, point - start <= 3, bytes[start] != UInt8(ascii: "0") { return nil }
    while scale > 0, value % 10 == 0 {
      value /= 10
      scale -= 1
    }
    return (value, scale)
  }
}

/// Signs that stand for an empty cell where nothing is declared: a hyphen, a dash, a point.
enum Absence {
  @inline(__always)
  static func isSign(_ bytes: UnsafeRawBufferPointer) -> Bool {
    switch bytes.count {
    case 1: bytes[0] == UInt8(ascii: "-") || bytes[0] == UInt8(ascii: ".")
    case 3:
      bytes[0] == 0xE2
        && (bytes[1] == 0x80 && (0x90...0x95).contains(bytes[2])
          || bytes[1] == 0x88 && bytes[2] == 0x92)
    default: false
    }
  }
}
