/// Checks of UTF-8 bytes without making a `String`.
enum UTF8Text {
  /// Whether `bytes` are well-formed UTF-8 (Unicode 16, table 3-7). Complexity: O(*n*).
  static func isValid(_ bytes: UnsafeRawBufferPointer) -> Bool {
    var index = 0
    let count = bytes.count
    func isTrail(_ offset: Int, _ range: ClosedRange<UInt8> = 0x80...0xBF) -> Bool {
      index + offset < count && range.contains(bytes[index + offset])
    }
    while index < count {
      switch bytes[index] {
      case 0x00...0x7F: index += 1
      case 0xC2...0xDF:
        guard isTrail(1) else { return false }
        index += 2
      case let lead where lead & 0xF0 == 0xE0:
        let second: ClosedRange<UInt8> =
          lead == 0xE0 ? 0xA0...0xBF : lead == 0xED ? 0x80...0x9F : 0x80...0xBF
        guard isTrail(1, second), isTrail(2) else { return false }
        index += 3
      case let lead where (0xF0...0xF4).contains(lead):
        let second: ClosedRange<UInt8> =
          lead == 0xF0 ? 0x90...0xBF : lead == 0xF4 ? 0x80...0x8F : 0x80...0xBF
        guard isTrail(1, second), isTrail(2), isTrail(3) else { return false }
        index += 4
      default: return false
      }
    }
    return true
  }

  /// The number of scalars in well-formed UTF-8.
  static func scalarCount(_ bytes: UnsafeRawBufferPointer) -> Int {
    var count = 0
    for byte in bytes where byte & 0xC0 != 0x80 { count += 1 }
    return count
  }

  /// `bytes` without spaces, tabs and no-break spaces around them.
  @inline(__always)
  static func trimmed(_ bytes: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    var start = 0
    var end = bytes.count
    while start < end {
      if isBlank(bytes[start]) {
        start += 1
      } else if bytes[start] == 0xC2, start + 1 < end, bytes[start + 1] == 0xA0 {
        start += 2
      } else {
        break
      }
    }
    while end > start {
      if isBlank(bytes[end - 1]) {
        end -= 1
      } else if bytes[end - 1] == 0xA0, end - 2 >= start, bytes[end - 2] == 0xC2 {
        end -= 2
      } else {
        break
      }
    }
    return UnsafeRawBufferPointer(rebasing: bytes[start..<end])
  }

  @inline(__always)
  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
  }
}
