/// Numbers of a plain table: digits with a point, an exponent if need be.
enum PlainNumber {
  private static let powers: [Double] = (0...22).map { exponent in
    (0..<exponent).reduce(1.0) { power, _ in power * 10 }
  }

  /// The number that `text` spells, the nearest binary one; nil when it spells none that is finite.
  ///
  /// O(*n*). Up to 19 digits that fit into 53 bits, and a power of ten up to 22, are one exact operation on exact numbers; the
  /// rest goes the long way, with the same result.
  static func parse(_ text: UnsafeRawBufferPointer) -> Double? {
    var index = 0
    let isNegative = text.first == UInt8(ascii: "-")
    if isNegative || text.first == UInt8(ascii: "+") { index = 1 }
    var (mantissa, digits, fraction) = (UInt64(0), 0, 0)
    var hasPoint = false
    while index < text.count {
      let byte = text[index]
      if byte &- 0x30 <= 9 {
        if mantissa > 0 || byte != 0x30 { digits += 1 }
        guard digits <= 19 else { return NumberText.number(text) }
        mantissa = mantissa &* 10 &+ UInt64(byte &- 0x30)
        if hasPoint { fraction += 1 }
      } else if byte == UInt8(ascii: "."), !hasPoint {
        hasPoint = true
      } else {
        return NumberText.number(text)
      }
      index += 1
    }
    guard mantissa < 1 << 53, fraction <= 22, text.contains(where: { $0 &- 0x30 <= 9 }) else {
      return NumberText.number(text)
    }
    let value = Double(mantissa) / powers[fraction]
    return isNegative ? -value : value
  }
}
