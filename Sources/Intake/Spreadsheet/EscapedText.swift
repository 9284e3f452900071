/// `_x000D_` in the texts of a workbook: a character that XML cannot hold.
enum EscapedText {
  /// Puts the characters in place of their escapes and returns how many bytes are left.
  ///
  /// Halves of surrogate pairs stay as they are written.
  @inline(__always)
  static func unescape(_ text: UnsafeMutableRawBufferPointer) -> Int {
    var index = 0
    while index + 7 <= text.count {
      if text[index] == 0x5F, text[index + 1] == 0x78, scalar(text, index) != nil {
        return rewrite(text, from: index)
      }
      index += 1
    }
    return text.count
  }

  private static func rewrite(_ text: UnsafeMutableRawBufferPointer, from start: Int) -> Int {
    var (from, to) = (start, start)
    while from < text.count {
      if from + 7 <= text.count, text[from] == 0x5F, let scalar = scalar(text, from) {
        for byte in UTF8.encode(scalar) ?? .init() {
          text[to] = byte
          to += 1
        }
        from += 7
      } else {
        text[to] = text[from]
        (from, to) = (from + 1, to + 1)
      }
    }
    return to
  }

  /// The character that the seven bytes from `index` stand for.
  private static func scalar(
    _ text: UnsafeMutableRawBufferPointer, _ index: Int
  ) -> Unicode.Scalar? {
    guard text[index + 1] == 0x78, text[index + 6] == 0x5F else { return nil }
    var value: UInt32 = 0
    for place in 2..<6 {
      guard let digit = Character(Unicode.Scalar(text[index + place])).hexDigitValue else {
        return nil
      }
      value = value << 4 | UInt32(digit)
    }
    return Unicode.Scalar(value)
  }
}
