extension UTF8Text {
  /// How many bytes at the beginning are well-formed UTF-8 (Unicode 16, table 3-7). Complexity: O(*n*).
  static func validCount(_ bytes: UnsafeRawBufferPointer) -> Int {
    var index = 0
    let count = bytes.count
    func isTrail(_ offset: Int, _ range: ClosedRange<UInt8> = 0x80...0xBF) -> Bool {
      index + offset < count && range.contains(bytes[index + offset])
    }
    while index < count {
      switch bytes[index] {
      case 0x00...0x7F: index += 1
      case 0xC2...0xDF:
        guard isTrail(1) else { return index }
        index += 2
      case let lead where lead & 0xF0 == 0xE0:
        let second: ClosedRange<UInt8> =
          lead == 0xE0 ? 0xA0...0xBF : lead == 0xED ? 0x80...0x9F : 0x80...0xBF
        guard isTrail(1, second), isTrail(2) else { return index }
        index += 3
      case let lead where (0xF0...0xF4).contains(lead):
        let second: ClosedRange<UInt8> =
          lead == 0xF0 ? 0x90...0xBF : lead == 0xF4 ? 0x80...0x8F : 0x80...0xBF
        guard isTrail(1, second), isTrail(2), isTrail(3) else { return index }
        index += 4
      default: return index
      }
    }
    return count
  }

  /// Where the first byte that is no ASCII stands; nil when all are.
  static func firstBeyondASCII(_ bytes: UnsafeRawBufferPointer) -> Int? {
    var index = 0
    while index + 8 <= bytes.count {
      let word = bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      if word & 0x8080_8080_8080_8080 != 0 { break }
      index += 8
    }
    while index < bytes.count {
      if bytes[index] >= 0x80 { return index }
      index += 1
    }
    return nil
  }

  /// Bytes of the sequence that `lead` begins; 1 for a byte that begins none.
  static func length(_ lead: UInt8) -> Int {
    switch lead {
    case 0xC2...0xDF: 2
    case 0xE0...0xEF: 3
    case 0xF0...0xF4: 4
    default: 1
    }
  }

  /// Whether `bytes` may be the beginning of a sequence that goes on after them.
  static func isCutShort(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard let lead = bytes.first, bytes.count < length(lead) else { return false }
    return bytes.dropFirst().allSatisfy { $0 & 0xC0 == 0x80 }
  }
}
