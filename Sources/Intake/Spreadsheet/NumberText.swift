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
    guard (1...64).contains(text.count) else { return nil }
    for byte in text {
      switch byte {
      case 0x30...0x39, 0x2B, 0x2D, 0x2E, 0x45, 0x65: break
      default: return nil
      }
    }
    guard let value = Double(String(decoding: text, as: UTF8.self)), value.isFinite else {
      return nil
    }
    return value
  }

  /// `value` times 10 to the power of `shift`, to 15 significant digits, without an exponent.
  static func decimal(_ value: Double, shift: Int = 0) -> [UInt8] {
    if value == 0 { return [0x30] }
    // -d.dddddddddddddde±ddd
    var buffer = [CChar](repeating: 0, count: 32)
    let length = withVaList([Int32(digits - 1), value]) {
      vsnprintf(&buffer, buffer.count, "%.*e", $0)
    }
    var text = buffer[..<Int(length)].map { UInt8(bitPattern: $0) }[...]
    let isNegative = text.first == 0x2D
    if isNegative { text = text.dropFirst() }
    let parts = text.split(separator: 0x65)
    var mantissa = parts[0].filter { $0 != 0x2E }
    while mantissa.count > 1, mantissa.last == 0x30 { mantissa.removeLast() }
    let exponent = (Int(String(decoding: parts[1], as: UTF8.self)) ?? 0) + shift
    var result: [UInt8] = isNegative ? [0x2D] : []
    if exponent < 0 {
      result += [0x30, 0x2E] + Array(repeating: 0x30, count: -exponent - 1) + mantissa
    } else if exponent + 1 >= mantissa.count {
      result += mantissa + Array(repeating: 0x30, count: exponent + 1 - mantissa.count)
    } else {
      result += mantissa[...exponent] + [0x2E] + mantissa[(exponent + 1)...]
    }
    return result
  }
}
