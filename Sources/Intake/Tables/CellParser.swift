import Schools

/// Turns the bytes of a cell into a typed value, as a field of the profile asks.
struct CellParser {
  /// Why a cell has no value.
  enum Defect: Error {
    case malformed, unknown, outOfRange, tooLong, unprintable
  }

  let field: RecordTable.Field
  private let rule: Rule
  /// What `{expected}` or `{range}` says of this field.
  private let expected: String
  private let range: String

  private enum Rule {
    case code
    case text
    case integer(Int64, Int64)
    case decimal(Int64, Int64)
    case date
    case flag
    case choice([[UInt8]])
  }

  static let codeLength = 64
  static let textLength = 200
  static let decimalDigits = 18

  /// Days of 1900-01-01 and 2100-12-31, between which a date of a record lies.
  private static let dates: ClosedRange<Int32> = -25_567...47_846

  init(_ field: RecordTable.Field) {
    self.field = field
    switch field.kind {
    case .code: (rule, expected, range) = (.code, "", "")
    case .text: (rule, expected, range) = (.text, "", "")
    case .integer(let minimum, let maximum):
      let (low, high) = (minimum ?? Int(Int32.min), maximum ?? Int(Int32.max))
      rule = .integer(Int64(low), Int64(high))
      expected = low < 0 ? "…, -1, 0, 1, 2, …" : "0, 1, 2, …"
      range = Self.text(low, high)
    case .decimal(let minimum, let maximum):
      rule = .decimal(minimum.map(Int64.init) ?? .min, maximum.map(Int64.init) ?? .max)
      expected = "0.25 | 0,25"
      range = Self.text(minimum, maximum)
    case .date:
      (rule, expected, range) = (.date, "YYYY-MM-DD (2025-06-21)", "1900-01-01…2100-12-31")
    case .flag: (rule, expected, range) = (.flag, "1 | 0 | true | false | да | нет", "")
    case .choice(let words):
      (rule, expected, range) = (
        .choice(words.map { Array($0.utf8) }), words.joined(separator: ", "), ""
      )
    }
  }

  private static func text(_ minimum: Int?, _ maximum: Int?) -> String {
    switch (minimum, maximum) {
    case (let low?, let high?): "\(low)…\(high)"
    case (let low?, nil): "≥ \(low)"
    case (nil, let high?): "≤ \(high)"
    case (nil, nil): ""
    }
  }

  /// The problem that a defect makes of a cell; its arguments never hold the cell's value.
  func problem(_ defect: Defect, at location: Problem.Location) -> Problem {
    switch defect {
    case .malformed: Problem("intake.value_malformed", at: location, ["expected": expected])
    case .unknown: Problem("intake.value_unknown", at: location, ["expected": expected])
    case .outOfRange: Problem(field.outOfRange, at: location, ["range": range])
    case .tooLong:
      Problem(
        "intake.value_too_long", at: location,
        ["limit": "\(field.kind == .code ? Self.codeLength : Self.textLength)"])
    case .unprintable: Problem("intake.value_unprintable", at: location)
    }
  }

  /// The value of `bytes`, which are well-formed UTF-8, trimmed and not empty.
  @inline(__always)
  func parse(_ bytes: UnsafeRawBufferPointer) throws(Defect) -> Cell {
    switch rule {
    case .code: return try Self.text(bytes, limit: Self.codeLength, allowsLineBreaks: false)
    case .text: return try Self.text(bytes, limit: Self.textLength, allowsLineBreaks: true)
    case .integer(let low, let high):
      let (value, scale) = try Self.decimal(bytes, allowsFraction: false)
      _ = scale
      guard value >= low, value <= high else { throw .outOfRange }
      return .integer(value)
    case .decimal(let low, let high):
      let (mantissa, scale) = try Self.decimal(bytes, allowsFraction: true)
      let value = Int128(mantissa)
      let unit = Self.power10(scale)
      guard low == .min || value >= Int128(low) * unit,
        high == .max || value <= Int128(high) * unit
      else { throw .outOfRange }
      return .decimal(mantissa: mantissa, scale: scale)
    case .date:
      guard let days = CalendarDate.daysSince1970(bytes) else { throw .malformed }
      guard Self.dates.contains(days) else { throw .outOfRange }
      return .date(daysSince1970: days)
    case .flag:
      guard let flag = Self.flag(bytes) else { throw .malformed }
      return .flag(flag)
    case .choice(let words):
      for word in words where word.count == bytes.count && bytes.elementsEqual(word) {
        return .text(bytes)
      }
      throw .unknown
    }
  }

  @inline(__always)
  private static func text(
    _ bytes: UnsafeRawBufferPointer, limit: Int, allowsLineBreaks: Bool
  ) throws(Defect) -> Cell {
    for byte in bytes where byte < 0x20 || byte == 0x7F {
      let isBreak = byte == 0x0A || byte == 0x0D || byte == 0x09
      guard allowsLineBreaks, isBreak else { throw .unprintable }
    }
    if bytes.count > limit, UTF8Text.scalarCount(bytes) > limit { throw .tooLong }
    return .text(bytes)
  }

  /// An optional minus, digits and, if allowed, a fraction after a point or a comma.
  @inline(__always)
  static func decimal(
    _ bytes: UnsafeRawBufferPointer, allowsFraction: Bool
  ) throws(Defect) -> (mantissa: Int64, scale: Int) {
    var index = 0
    let isNegative = bytes.count > 0 && bytes[0] == UInt8(ascii: "-")
    if isNegative { index = 1 }
    var mantissa: Int64 = 0
    // Significant digits, digits in all, digits after the point.
    var (digits, total, scale) = (0, 0, 0)
    var hasPoint = false
    while index < bytes.count {
      let byte = bytes[index]
      let digit = byte &- UInt8(ascii: "0")
      if digit <= 9 {
        if digits > 0 || digit > 0 { digits += 1 }
        guard digits <= decimalDigits else { throw .outOfRange }
        mantissa = mantissa &* 10 &+ Int64(digit)
        total += 1
        if hasPoint { scale += 1 }
      } else if allowsFraction, !hasPoint, total > 0,
        byte == UInt8(ascii: ".") || byte == UInt8(ascii: ",")
      {
        hasPoint = true
      } else {
        throw .malformed
      }
      index += 1
    }
    guard total > 0, !hasPoint || scale > 0 else { throw .malformed }
    while scale > 0, mantissa % 10 == 0 {
      mantissa /= 10
      scale -= 1
    }
    guard scale <= decimalDigits else { throw .outOfRange }
    return (isNegative ? -mantissa : mantissa, scale)
  }

  private static func power10(_ exponent: Int) -> Int128 {
    var result: Int128 = 1
    for _ in 0..<exponent { result *= 10 }
    return result
  }

  @inline(__always)
  static func flag(_ bytes: UnsafeRawBufferPointer) -> Bool? {
    if bytes.count == 1 {
      switch bytes[0] {
      case UInt8(ascii: "1"): return true
      case UInt8(ascii: "0"): return false
      default: return nil
      }
    }
    for (word, value) in flagWords where word.utf8CodeUnitCount == bytes.count {
      let isEqual = word.withUTF8Buffer { $0.elementsEqual(bytes) }
      if isEqual { return value }
    }
    return nil
  }

  private static var flagWords: [(StaticString, Bool)] {
    [
      ("true", true), ("false", false), ("да", true), ("нет", false),
      ("TRUE", true), ("FALSE", false), ("True", true), ("False", false),
      ("Да", true), ("Нет", false), ("ДА", true), ("НЕТ", false),
    ]
  }
}
