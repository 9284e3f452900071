/// Finds out in which encoding text is, from its bytes alone: the same bytes give the same answer.
enum EncodingGuess {
  /// Bytes that are looked at: the first of the text, or from its first byte beyond ASCII on.
  static let sample = 1 << 16

  // MARK: What the beginning says

  /// A byte order mark: the encoding it stands for and its length.
  enum Mark: Equatable {
    case of(TextEncoding, length: Int)
    /// UTF-32, which no program of a school writes.
    case utf32
  }

  static func mark(_ head: [UInt8]) -> Mark? {
    if head.starts(with: [0xFF, 0xFE, 0, 0]) || head.starts(with: [0, 0, 0xFE, 0xFF]) {
      return .utf32
    }
    if head.starts(with: [0xEF, 0xBB, 0xBF]) { return .of(.utf8, length: 3) }
    if head.starts(with: [0xFF, 0xFE]) { return .of(.utf16LittleEndian, length: 2) }
    if head.starts(with: [0xFE, 0xFF]) { return .of(.utf16BigEndian, length: 2) }
    return nil
  }

  /// Which UTF-16 text without a mark is in; nil when in none.
  ///
  /// The upper byte of a letter, digit or sign of Russian text is 00, 04, 20 or 21. At least nine of ten
  /// units must have it so, in one order and not in the other, and a tenth must have 00: a delimiter, a
  /// digit or a line's end. Text of single bytes has none of the four but, rarely, a space or `!`.
  static func wide(_ head: [UInt8]) -> TextEncoding? {
    let units = min(head.count, 4096) / 2
    guard units > 0 else { return nil }
    var upper = (even: 0, odd: 0)
    var zeros = (even: 0, odd: 0)
    func isUpper(_ byte: UInt8) -> Bool {
      byte == 0 || byte == 0x04 || byte == 0x20 || byte == 0x21
    }
    for index in 0..<units {
      if isUpper(head[2 * index]) { upper.even += 1 }
      if isUpper(head[2 * index + 1]) { upper.odd += 1 }
      if head[2 * index] == 0 { zeros.even += 1 }
      if head[2 * index + 1] == 0 { zeros.odd += 1 }
    }
    func isMost(_ upper: Int, _ zeros: Int, _ others: Int) -> Bool {
      10 * upper >= 9 * units && 10 * zeros >= units && others == 0
    }
    if isMost(upper.odd, zeros.odd, zeros.even) { return .utf16LittleEndian }
    if isMost(upper.even, zeros.even, zeros.odd) { return .utf16BigEndian }
    return nil
  }

  // MARK: What the first bytes beyond ASCII say

  /// The encoding of text whose units are bytes, by a sample that holds bytes beyond ASCII.
  ///
  /// - UTF-8 when four of five such bytes belong to well-formed sequences of letters and signs that Russian
  ///   tables use: a broken byte here and there leaves it UTF-8, and its row is malformed.
  /// - Otherwise the encoding of single bytes that explains the bytes best.
  /// - UTF-8 again when none of them explains four of five.
  ///
  /// - Parameter isCut: the text goes on after the sample, so that a letter may end beyond it.
  static func narrow(_ sample: [UInt8], isCut: Bool) throws -> TextEncoding {
    if usualShare(ofUTF8: sample, isCut: isCut) >= CyrillicEvidence.least { return .utf8 }
    return try CyrillicEvidence.best(sample) ?? .utf8
  }

  /// The share of bytes beyond ASCII that stand in well-formed sequences of usual characters.
  private static func usualShare(ofUTF8 sample: [UInt8], isCut: Bool) -> Double {
    var (usual, all, index) = (0, 0, 0)
    sample.withUnsafeBytes { bytes in
      while index < bytes.count {
        guard bytes[index] >= 0x80 else {
          index += 1
          continue
        }
        let length = UTF8Text.length(bytes[index])
        let rest = UnsafeRawBufferPointer(rebasing: bytes[index...].prefix(length))
        if isCut, rest.count < length, UTF8Text.isCutShort(rest) { break }
        if length > 1, UTF8Text.isValid(rest) {
          all += length
          if let scalar = String(decoding: rest, as: UTF8.self).unicodeScalars.first,
            isLetter(scalar) || CyrillicEvidence.isUsual(scalar)
          {
            usual += length
          }
          index += length
        } else {
          all += 1
          index += 1
        }
      }
    }
    return all == 0 ? 1 : Double(usual) / Double(all)
  }

  /// A letter of Cyrillic or of Latin with a mark: peoples of Russia write with more than Russian letters.
  /// Beyond the basic plane too: a sequence of four bytes is no accident.
  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0xC0...0x24F, 0x400...0x52F, 0x10000...: true
    default: false
    }
  }
}
