/// How the numbers of a column may be written.
///
/// Undeclared, a number has digits, in one piece or in threes divided by one kind of space or apostrophe,
/// and a fraction after a point or a comma. A comma is always the decimal mark: `1,234` is 1.234.
/// What a descriptor declares takes the place of this.
struct NumberNotation: Equatable {
  /// The decimal mark; nil where a point and a comma both are.
  private let mark: UInt8?
  /// What divides thousands, one of these.
  private let dividers: [[UInt8]]
  let isDeclared: Bool

  static let undeclared = NumberNotation(
    mark: nil, dividers: [" ", "\u{A0}", "\u{2009}", "\u{202F}", "\u{2007}", "'", "’"],
    isDeclared: false)

  /// Digits with a point, as a workbook keeps a number.
  static let plain = NumberNotation(mark: UInt8(ascii: "."), dividers: [String](), isDeclared: true)

  /// By `decimalChar` and `groupChar` of a Data Package; nil when they cannot be.
  ///
  /// - `decimalChar` is a point or a comma, `groupChar` any of the signs above, a point or a comma, and
  ///   the two differ; a point is the decimal mark where only `groupChar` is declared.
  init?(decimalChar: String?, groupChar: String?) {
    let decimal = decimalChar ?? (groupChar == nil ? nil : ".")
    guard decimal.map({ [".", ","].contains($0) }) ?? true, groupChar == nil || groupChar != decimal
    else { return nil }
    guard let groupChar else {
      self = NumberNotation(
        mark: decimal?.utf8.first, dividers: decimal == nil ? Self.undeclared.dividers : [],
        isDeclared: decimal != nil)
      return
    }
    guard
      groupChar == "." || groupChar == ","
        || Self.undeclared.dividers.contains(Array(groupChar.utf8))
    else { return nil }
    self = NumberNotation(
      mark: decimal?.utf8.first, dividers: [Array(groupChar.utf8)], isDeclared: true)
  }

  private init(mark: UInt8?, dividers: [[UInt8]], isDeclared: Bool) {
    self.mark = mark
    self.dividers = dividers
    self.isDeclared = isDeclared
  }

  private init(mark: UInt8?, dividers: [String], isDeclared: Bool) {
    self.init(mark: mark, dividers: dividers.map { Array($0.utf8) }, isDeclared: isDeclared)
  }

  /// The number 0.25 as it may be written.
  var example: String {
    switch mark {
    case UInt8(ascii: "."): "0.25"
    case nil: "0.25 | 0,25"
    default: "0,25"
    }
  }
}

extension NumberNotation {
  /// A number that was read, exact: `mantissa` / 10^`scale`.
  struct Number {
    var mantissa: Int64
    /// Without zeros at the end of the fraction.
    var scale: Int
    /// Digits after the mark as they are written.
    var fraction = 0
    var hasComma = false
    var isGrouped = false
    var isPercent = false
    /// As `1,234`: what stands for the decimal mark may divide thousands.
    var isThousandLike = false
  }

  /// The number that `bytes` write, with a percent sign if need be.
  func number(_ bytes: UnsafeRawBufferPointer) throws(CellParser.Defect) -> Number {
    var text = bytes
    var number = Number(mantissa: 0, scale: 0)
    if text.last == UInt8(ascii: "%") {
      number.isPercent = true
      text = UTF8Text.trimmed(UnsafeRawBufferPointer(rebasing: text.dropLast()))
      for space in Self.thinSpaces where text.suffix(3).elementsEqual(space) {
        text = UnsafeRawBufferPointer(rebasing: text.dropLast(3))
      }
    }
    let isNegative = Self.takeMinus(&text)
    // Significant digits, and digits since the beginning or the last divider.
    var (digits, run, total) = (0, 0, 0)
    var divider: [UInt8]?
    var isFraction = false
    var index = 0
    while index < text.count {
      let byte = text[index]
      let digit = byte &- UInt8(ascii: "0")
      if digit <= 9 {
        if digits > 0 || digit > 0 { digits += 1 }
        guard digits <= CellParser.decimalDigits else { throw .outOfRange }
        number.mantissa = number.mantissa &* 10 &+ Int64(digit)
        total += 1
        run += 1
        if isFraction { number.fraction += 1 }
        index += 1
      } else if !isFraction, total > 0, isMark(byte) {
        guard divider == nil || run == 3 else { throw .malformed }
        number.hasComma = byte == UInt8(ascii: ",")
        isFraction = true
        index += 1
      } else if !isFraction, let found = self.divider(text, at: index), total > 0,
        divider.map({ $0 == found && run == 3 }) ?? (run <= 3 && text[0] != UInt8(ascii: "0"))
      {
        divider = found
        run = 0
        index += found.count
      } else {
        throw .malformed
      }
    }
    number.isThousandLike =
      divider == nil && number.fraction == 3 && (4...6).contains(total)
      && text[0] != UInt8(ascii: "0")
    guard total > 0, !isFraction || number.fraction > 0,
      divider == nil || isFraction || run == 3
    else { throw .malformed }
    number.isGrouped = divider != nil
    number.scale = number.fraction
    while number.scale > 0, number.mantissa % 10 == 0 {
      number.mantissa /= 10
      number.scale -= 1
    }
    guard number.scale <= CellParser.decimalDigits else { throw .outOfRange }
    if isNegative { number.mantissa = -number.mantissa }
    return number
  }

  private static let thinSpaces = ["\u{2009}", "\u{202F}"].map { Array($0.utf8) }

  private func isMark(_ byte: UInt8) -> Bool {
    mark.map { $0 == byte } ?? (byte == UInt8(ascii: ".") || byte == UInt8(ascii: ","))
  }

  private func divider(_ text: UnsafeRawBufferPointer, at index: Int) -> [UInt8]? {
    dividers.first { text[index...].starts(with: $0) }
  }

  /// Takes a hyphen or a minus sign off the beginning; returns whether there was one.
  private static func takeMinus(_ text: inout UnsafeRawBufferPointer) -> Bool {
    for sign in [[UInt8(ascii: "-")], [0xE2, 0x88, 0x92]] where text.starts(with: sign) {
      text = UnsafeRawBufferPointer(rebasing: text.dropFirst(sign.count))
      return true
    }
    return false
  }
}
