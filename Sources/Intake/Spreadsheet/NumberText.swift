#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Numbers of a workbook as decimal text.
///
/// A workbook stores the shortest text of a binary number, often 17 digits (`0.45000000000000001`); a person
/// sees and means at most 15. So a number is given as its nearest decimal of 15 significant digits.
enum NumberText {
  static let digits = 15
  /// The most bytes that ``write(_:shift:to:)`` puts down.
  static let capacity = 400

  /// `mantissa` times ten to the power of `exponent`.
  private struct Decimal {
    var isNegative = false
    var mantissa: UInt64 = 0
    var exponent = 0
    /// Significant digits of the text; those beyond 17 are not in the mantissa.
    var count = 0
  }

  /// Whether `text` is plain digits, with a point and a minus if need be, and at most 15 of them significant.
  @inline(__always)
  static func isPlain(_ text: UnsafeRawBufferPointer) -> Bool {
    var (significant, total) = (0, 0)
    var hasPoint = false
    for index in 0..<text.count {
      let byte = text[index]
      if byte &- 0x30 <= 9 {
        if significant > 0 || byte != 0x30 { significant += 1 }
        total += 1
      } else if byte == 0x2E, !hasPoint, total > 0 {
        hasPoint = true
      } else if byte != 0x2D || index > 0 {
        return false
      }
    }
    return total > 0 && significant <= digits && text[text.count - 1] != 0x2E
  }

  /// The number that `text` spells; nil when it spells none, or none that is finite.
  static func number(_ text: UnsafeRawBufferPointer) -> Double? {
    guard decimal(text) != nil else { return nil }
    let value = Double(String(decoding: text, as: UTF8.self)) ?? .nan
    return value.isFinite ? value : nil
  }

  /// Writes the number that `text` spells, times 10 to the power of `shift`, to 15 significant digits and without
  /// an exponent; returns its length, or nil when `text` spells no finite number.
  static func write(
    _ text: UnsafeRawBufferPointer, shift: Int = 0, to target: UnsafeMutablePointer<UInt8>
  ) -> Int? {
    guard var number = decimal(text) else { return nil }
    if number.count > digits, !round(&number), !round(&number, text, through: target) {
      guard let value = Self.number(text) else { return nil }
      number = nearest(value)
    }
    number.exponent += shift
    guard number.exponent > -340, number.exponent < 310 else { return nil }
    return write(number, to: target)
  }

  /// A sign, digits with a point, an exponent; nil when `text` is something else.
  private static func decimal(_ text: UnsafeRawBufferPointer) -> Decimal? {
    var number = Decimal()
    var index = 0
    if let sign = text.first, sign == 0x2D || sign == 0x2B {
      number.isNegative = sign == 0x2D
      index = 1
    }
    var (total, hasPoint) = (0, false)
    while index < text.count, index < 64 {
      let byte = text[index]
      if byte &- 0x30 <= 9 {
        if number.count > 0 || byte != 0x30 { number.count += 1 }
        if number.count <= 17 {
          number.mantissa = number.mantissa &* 10 &+ UInt64(byte &- 0x30)
          if hasPoint { number.exponent -= 1 }
        } else if !hasPoint {
          number.exponent += 1
        }
        total += 1
      } else if byte == 0x2E, !hasPoint {
        hasPoint = true
      } else {
        break
      }
      index += 1
    }
    guard total > 0 else { return nil }
    if index == text.count { return number }
    guard text[index] | 0x20 == 0x65,
      let power = Int(
        String(decoding: UnsafeRawBufferPointer(rebasing: text[(index + 1)...]), as: UTF8.self)),
      (-400...400).contains(power)
    else { return nil }
    number.exponent += power
    return number
  }

  /// Rounds a number of more than 15 digits by its text; false when that would not be safe.
  ///
  /// The text is within half a unit of the binary number, which is at most 12 units of a 17th digit. So the
  /// number itself rounds as its text does, unless the text is that near to the middle.
  private static func round(_ number: inout Decimal) -> Bool {
    let unit: UInt64 = number.count == 16 ? 10 : 100
    let (kept, rest) = number.mantissa.quotientAndRemainder(dividingBy: unit)
    let hundredths = unit == 10 ? rest * 10 : rest
    guard hundredths < 35 || hundredths > 65 else { return false }
    number.mantissa = hundredths > 50 ? kept + 1 : kept
    number.exponent += number.count == 16 ? 1 : 2
    return true
  }

  /// Rounds by the binary number itself: it is above or below the middle as it is above or below the binary
  /// number nearest to that; false when it is that one.
  private static func round(
    _ number: inout Decimal, _ text: UnsafeRawBufferPointer,
    through buffer: UnsafeMutablePointer<UInt8>
  ) -> Bool {
    let unit: UInt64 = number.count == 16 ? 10 : 100
    let kept = number.mantissa / unit
    guard let value = binary(text, through: buffer) else { return false }
    let at = write(Decimal(mantissa: 10 * kept + 5), to: buffer)
    var middle = buffer + at
    middle[0] = 0x65
    middle += 1
    let exponent = number.exponent + (number.count == 16 ? 0 : 1)
    if exponent < 0 {
      middle[0] = 0x2D
      middle += 1
    }
    middle[write(Decimal(mantissa: UInt64(exponent.magnitude)), to: middle)] = 0
    let nearest = buffer.withMemoryRebound(to: CChar.self, capacity: 64) { strtod($0, nil) }
    guard value.magnitude != nearest, value.isFinite, nearest.isFinite else { return false }
    number.mantissa = value.magnitude > nearest ? kept + 1 : kept
    number.exponent += number.count == 16 ? 1 : 2
    return true
  }

  /// The binary number that a text spells which ``decimal(_:)`` has understood.
  private static func binary(
    _ text: UnsafeRawBufferPointer, through buffer: UnsafeMutablePointer<UInt8>
  ) -> Double? {
    guard text.count < 64, let source = text.baseAddress else { return nil }
    buffer.update(from: source.assumingMemoryBound(to: UInt8.self), count: text.count)
    buffer[text.count] = 0
    return buffer.withMemoryRebound(to: CChar.self, capacity: 64) { strtod($0, nil) }
  }

  private static func nearest(_ value: Double) -> Decimal {
    // -d.dddddddddddddde±ddd
    var buffer = [CChar](repeating: 0, count: 32)
    let length = withVaList([Int32(digits - 1), value]) {
      vsnprintf(&buffer, buffer.count, "%.*e", $0)
    }
    return buffer[..<Int(length)].withUnsafeBytes { decimal($0) } ?? Decimal()
  }

  private static func write(_ number: Decimal, to target: UnsafeMutablePointer<UInt8>) -> Int {
    var (mantissa, exponent) = (number.mantissa, number.exponent)
    guard mantissa > 0 else {
      target[0] = 0x30
      return 1
    }
    while mantissa.isMultiple(of: 10) { (mantissa, exponent) = (mantissa / 10, exponent + 1) }
    var size = 0
    var rest = mantissa
    while rest > 0 { (rest, size) = (rest / 10, size + 1) }
    var at = 0
    func put(_ byte: UInt8, _ count: Int = 1) {
      for _ in 0..<max(count, 0) {
        target[at] = byte
        at += 1
      }
    }
    if number.isNegative { put(0x2D) }
    // Digits before the point.
    let whole = size + exponent
    if whole <= 0 {
      put(0x30)
      put(0x2E)
      put(0x30, -whole)
    }
    let start = at
    let point = whole > 0 && exponent < 0 ? whole : -1
    at += size + (point > 0 ? 1 : 0)
    var place = at
    for index in stride(from: size - 1, through: 0, by: -1) {
      if index + 1 == point {
        place -= 1
        target[place] = 0x2E
      }
      place -= 1
      target[place] = 0x30 + UInt8(mantissa % 10)
      mantissa /= 10
    }
    assert(place == start)
    put(0x30, exponent)
    return at
  }
}
