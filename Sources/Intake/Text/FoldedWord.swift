/// Words as they are compared: what a person takes for the same word has the same folded form.
enum FoldedWord {
  /// Bytes of a folded word at most; longer text is no word of a list.
  static let capacity = 128

  /// Writes the folded form of well-formed UTF-8 into `target`; nil when it does not fit.
  ///
  /// Capital letters of ASCII and Russian become small, ё becomes е, dashes a hyphen, spaces of any kind one
  /// space; a letter and its mark written apart become one, and a point at the end goes.
  static func write(
    _ bytes: UnsafeRawBufferPointer, to target: UnsafeMutableRawBufferPointer
  ) -> Int? {
    guard bytes.count <= min(capacity, target.count) else { return nil }
    var count = 0
    var index = 0
    func put(_ byte: UInt8) {
      target[count] = byte
      count += 1
    }
    func putSpace() {
      if count > 0, target[count - 1] != UInt8(ascii: " ") { put(UInt8(ascii: " ")) }
    }
    while index < bytes.count {
      let length = UTF8Text.length(bytes[index])
      let second = length > 1 ? bytes[index + 1] : 0
      switch (bytes[index], second) {
      case (UInt8(ascii: "A")...UInt8(ascii: "Z"), _): put(bytes[index] | 0x20)
      case (UInt8(ascii: " "), _), (UInt8(ascii: "\t"), _), (0xC2, 0xA0): putSpace()
      case (0xD0, 0x81), (0xD1, 0x91):
        put(0xD0)
        put(0xB5)
      case (0xD0, 0x90...0x9F):
        put(0xD0)
        put(second + 0x20)
      case (0xD0, 0xA0...0xAF):
        put(0xD1)
        put(second - 0x20)
      // A breve makes й of и, a diaeresis ё of е.
      case (0xCC, 0x86) where count >= 2 && target[count - 1] == 0xB8 && target[count - 2] == 0xD0:
        target[count - 1] = 0xB9
      case (0xCC, 0x88) where count >= 2 && target[count - 1] == 0xB5 && target[count - 2] == 0xD0:
        break
      case (0xE2, 0x80) where (0x80...0x8A).contains(bytes[index + 2]) || bytes[index + 2] == 0xAF:
        putSpace()
      case (0xE2, 0x80) where (0x90...0x95).contains(bytes[index + 2]): put(UInt8(ascii: "-"))
      case (0xE2, 0x88) where bytes[index + 2] == 0x92: put(UInt8(ascii: "-"))
      default: for byte in bytes[index..<index + length] { put(byte) }
      }
      index += length
    }
    while count > 1,
      target[count - 1] == UInt8(ascii: " ") || target[count - 1] == UInt8(ascii: ".")
    { count -= 1 }
    return count
  }

  static func folded(_ text: String) -> [UInt8] {
    var text = text
    return text.withUTF8 { bytes in
      [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
        count =
          write(UnsafeRawBufferPointer(bytes), to: UnsafeMutableRawBufferPointer(buffer)) ?? 0
      }
    }
  }
}
