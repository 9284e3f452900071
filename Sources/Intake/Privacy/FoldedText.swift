/// A short text as folded letters, for looking for people: lower case, `ё` as `е`, composed, with a note of what
/// each letter was.
struct FoldedText {
  enum Kind: UInt8 {
    case upper, lower, digit, blank, other
  }

  /// Lower-case scalars.
  private(set) var scalars: [UInt32] = []
  private(set) var kinds: [Kind] = []

  init(_ bytes: UnsafeRawBufferPointer) {
    scalars.reserveCapacity(bytes.count)
    kinds.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte < 0x80 {
        append(UInt32(byte))
        index += 1
        continue
      }
      let length = byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
      guard index + length <= bytes.count else { break }
      var scalar = UInt32(byte) & (0xFF >> UInt32(length + 1))
      for offset in 1..<length { scalar = scalar << 6 | UInt32(bytes[index + offset] & 0x3F) }
      append(scalar)
      index += length
    }
  }

  init(_ text: String) {
    var text = text
    self = text.withUTF8 { FoldedText(UnsafeRawBufferPointer($0)) }
  }

  var count: Int { scalars.count }

  private mutating func append(_ scalar: UInt32) {
    switch scalar {
    case 0x30...0x39: add(scalar, .digit)
    case 0x61...0x7A, 0x430...0x44F: add(scalar, .lower)
    case 0x41...0x5A, 0x410...0x42F: add(scalar + 0x20, .upper)
    case 0x20, 0x09, 0x0A, 0x0D, 0xA0, 0x2009, 0x202F, 0x2007: add(0x20, .blank)
    case 0x2010...0x2015, 0x2212: add(0x2D, .other)
    case 0x401: add(0x435, .upper)
    case 0x451: add(0x435, .lower)
    // Marks that make й and ё of и and е, as some systems write names of files.
    case 0x306 where scalars.last == 0x438: scalars[count - 1] = 0x439
    case 0x308 where scalars.last == 0x435: break
    // Soft hyphens, joiners and marks of direction part no word.
    case 0xAD, 0x200B...0x200F, 0x2060, 0xFEFF: break
    default: appendRare(scalar)
    }
  }

  private mutating func appendRare(_ scalar: UInt32) {
    guard let value = Unicode.Scalar(scalar), value.properties.isAlphabetic else {
      add(scalar, .other)
      return
    }
    let lower = value.properties.lowercaseMapping.unicodeScalars.first?.value ?? scalar
    add(lower, lower == scalar ? .lower : .upper)
  }

  private mutating func add(_ scalar: UInt32, _ kind: Kind) {
    scalars.append(scalar)
    kinds.append(kind)
  }

  func isLetter(_ index: Int) -> Bool {
    kinds[index] == .upper || kinds[index] == .lower
  }

  func isWordPart(_ index: Int) -> Bool { isLetter(index) || kinds[index] == .digit }

  /// Whether `word`, in lower case, stands anywhere in the text.
  func contains(_ word: StaticString) -> Bool { first(word) != nil }

  /// Where `word`, in lower case, first stands.
  func first(_ word: StaticString, from start: Int = 0) -> Int? {
    let wanted = String(describing: word).unicodeScalars.map(\.value)
    guard count >= wanted.count, start <= count - wanted.count else { return nil }
    return (start...(count - wanted.count)).first { index in
      scalars[index] == wanted[0] && scalars[index..<index + wanted.count].elementsEqual(wanted)
    }
  }
}
