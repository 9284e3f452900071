/// Reads one JSON document (RFC 8259) from UTF-8 bytes, in one pass; what is not JSON is no value.
///
/// - A number that is a whole one is an integer, however it is written; one too large for any is no JSON.
/// - Members with the same name are all kept.
/// - A comma may stand after the last value, as people leave it there.
struct JSONParser {
  /// Arrays and objects in one another, at most.
  private static let depth = 512

  private let bytes: UnsafeRawBufferPointer
  private var place = 0
  private var level = 0

  /// The value of `text`; nil when it is not JSON.
  static func parse(_ text: [UInt8]) -> JSONValue? {
    text.withUnsafeBytes { bytes in
      guard UTF8Text.isValid(bytes) else { return nil }
      var parser = JSONParser(bytes: bytes)
      guard let value = parser.value() else { return nil }
      parser.skipBlanks()
      return parser.place == bytes.count ? value : nil
    }
  }

  private init(bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  private var next: UInt8? { place < bytes.count ? bytes[place] : nil }

  private mutating func skipBlanks() {
    while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
      place += 1
    }
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard next == byte else { return false }
    place += 1
    return true
  }

  private mutating func take(_ word: StaticString) -> Bool {
    let count = word.utf8CodeUnitCount
    guard place + count <= bytes.count,
      word.withUTF8Buffer({ $0.elementsEqual(bytes[place..<place + count]) })
    else { return false }
    place += count
    return true
  }

  private mutating func value() -> JSONValue? {
    skipBlanks()
    switch next {
    case UInt8(ascii: "{"): return nested { $0.object() }
    case UInt8(ascii: "["): return nested { $0.array() }
    case UInt8(ascii: "\""): return string().map(JSONValue.string)
    case UInt8(ascii: "t"): return take("true") ? .flag(true) : nil
    case UInt8(ascii: "f"): return take("false") ? .flag(false) : nil
    case UInt8(ascii: "n"): return take("null") ? .null : nil
    default: return number()
    }
  }

  private mutating func nested(_ body: (inout JSONParser) -> JSONValue?) -> JSONValue? {
    guard level < Self.depth else { return nil }
    level += 1
    defer { level -= 1 }
    place += 1
    skipBlanks()
    return body(&self)
  }

  private mutating func array() -> JSONValue? {
    var values: [JSONValue] = []
    while !take(UInt8(ascii: "]")) {
      guard let value = value() else { return nil }
      values.append(value)
      guard isFollowed(by: UInt8(ascii: "]")) else { return nil }
    }
    return .array(values)
  }

  private mutating func object() -> JSONValue? {
    var members: [JSONValue.Member] = []
    while !take(UInt8(ascii: "}")) {
      guard let name = string() else { return nil }
      skipBlanks()
      guard take(UInt8(ascii: ":")), let value = value() else { return nil }
      members.append(JSONValue.Member(name, value))
      guard isFollowed(by: UInt8(ascii: "}")) else { return nil }
    }
    return .object(members)
  }

  /// Whether a comma stands here, which is taken, or the end, which is not.
  private mutating func isFollowed(by end: UInt8) -> Bool {
    skipBlanks()
    let isSeparated = take(UInt8(ascii: ","))
    skipBlanks()
    return isSeparated || next == end
  }
}

// MARK: Texts and numbers

extension JSONParser {
  private mutating func string() -> String? {
    guard take(UInt8(ascii: "\"")) else { return nil }
    var text = ""
    var start = place
    while let byte = next {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        text += String(decoding: bytes[start..<place], as: UTF8.self)
        place += 1
        if byte == UInt8(ascii: "\"") { return text }
        guard let scalar = escaped() else { return nil }
        text.unicodeScalars.append(scalar)
        start = place
      case 0..<0x20: return nil
      default: place += 1
      }
    }
    return nil
  }

  /// What follows a backslash.
  private mutating func escaped() -> Unicode.Scalar? {
    guard let byte = next else { return nil }
    place += 1
    switch byte {
    case UInt8(ascii: "\""): return "\""
    case UInt8(ascii: "\\"): return "\\"
    case UInt8(ascii: "/"): return "/"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"):
      guard let unit = fourDigits() else { return nil }
      guard (0xD800..<0xDC00).contains(unit) else { return Unicode.Scalar(unit) }
      // The first half of a pair: alone it is no text.
      guard take("\\u"), let second = fourDigits(), (0xDC00..<0xE000).contains(second) else {
        return nil
      }
      return Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (second - 0xDC00))
    default: return nil
    }
  }

  private mutating func fourDigits() -> UInt32? {
    guard place + 4 <= bytes.count else { return nil }
    var value: UInt32 = 0
    for byte in bytes[place..<place + 4] {
      let digit: UInt8
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte - UInt8(ascii: "0")
      case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = byte - UInt8(ascii: "a") + 10
      case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = byte - UInt8(ascii: "A") + 10
      default: return nil
      }
      value = value << 4 | UInt32(digit)
    }
    place += 4
    return value
  }

  private mutating func number() -> JSONValue? {
    let start = place
    _ = take(UInt8(ascii: "-"))
    if !take(UInt8(ascii: "0")) { guard digits() else { return nil } }
    var isWhole = true
    if take(UInt8(ascii: ".")) {
      isWhole = false
      guard digits() else { return nil }
    }
    if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
      isWhole = false
      if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
      guard digits() else { return nil }
    }
    let text = String(decoding: bytes[start..<place], as: UTF8.self)
    if isWhole, let value = Int(text) { return .integer(value) }
    guard let value = Double(text), value.isFinite else { return nil }
    return Int(exactly: value).map(JSONValue.integer) ?? .number(value)
  }

  /// Digits, at least one.
  private mutating func digits() -> Bool {
    let start = place
    while let byte = next, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { place += 1 }
    return place > start
  }
}
