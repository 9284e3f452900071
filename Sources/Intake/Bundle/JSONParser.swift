/// Reads JSON (RFC 8259) into a ``JSONValue``, strictly and in bounded memory.
///
/// A key that stands twice is refused: of two values other programs take the one or the other. So are text that is
/// not UTF-8, halves of surrogate pairs, numbers beyond those of a machine, deep nesting and too many values.
struct JSONParser {
  enum Defect: Error {
    case malformed, tooDeep, tooMany, keyRepeated

    /// What is allowed, as `intake.descriptor_invalid` says it.
    var allowed: String {
      switch self {
      case .malformed: "JSON {…}"
      case .tooDeep: "JSON {…}: ≤ \(JSONParser.depthLimit) × { ["
      case .tooMany: "JSON {…}: ≤ \(JSONParser.valueLimit) × …"
      case .keyRepeated: "JSON {…}: {\"…\": 1 ×}"
      }
    }
  }

  static let depthLimit = 32
  static let valueLimit = 100_000

  private let text: UnsafeRawBufferPointer
  private var index = 0
  private var values = 0

  /// - Throws: ``Defect``.
  static func value(of text: UnsafeRawBufferPointer) throws(Defect) -> JSONValue {
    guard UTF8Text.isValid(text) else { throw .malformed }
    var parser = JSONParser(text: text)
    if text.starts(with: [0xEF, 0xBB, 0xBF]) { parser.index = 3 }
    let value = try parser.value(depth: 0)
    parser.skipBlanks()
    guard parser.index == text.count else { throw .malformed }
    return value
  }

  private init(text: UnsafeRawBufferPointer) { self.text = text }

  // MARK: Values

  private mutating func value(depth: Int) throws(Defect) -> JSONValue {
    values += 1
    guard values <= Self.valueLimit else { throw .tooMany }
    guard depth <= Self.depthLimit else { throw .tooDeep }
    skipBlanks()
    switch peek {
    case UInt8(ascii: "{"): return try object(depth: depth)
    case UInt8(ascii: "["): return try array(depth: depth)
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .flag(true))
    case UInt8(ascii: "f"): return try word("false", .flag(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    default: return try number()
    }
  }

  private mutating func object(depth: Int) throws(Defect) -> JSONValue {
    index += 1
    var members: [JSONValue.Member] = []
    var names: Set<String> = []
    if takes("}") { return .object([]) }
    repeat {
      skipBlanks()
      guard peek == UInt8(ascii: "\"") else { throw .malformed }
      let name = try string()
      guard names.insert(name).inserted else { throw .keyRepeated }
      guard takes(":") else { throw .malformed }
      members.append(.init(name, try value(depth: depth + 1)))
    } while takes(",")
    guard takes("}") else { throw .malformed }
    return .object(members)
  }

  private mutating func array(depth: Int) throws(Defect) -> JSONValue {
    index += 1
    var elements: [JSONValue] = []
    if takes("]") { return .array([]) }
    repeat { elements.append(try value(depth: depth + 1)) } while takes(",")
    guard takes("]") else { throw .malformed }
    return .array(elements)
  }

  private mutating func word(_ word: StaticString, _ value: JSONValue) throws(Defect) -> JSONValue {
    let end = index + word.utf8CodeUnitCount
    guard end <= text.count,
      word.withUTF8Buffer({ $0.elementsEqual(text[index..<end]) })
    else { throw .malformed }
    index = end
    return value
  }

  // MARK: Numbers

  private mutating func number() throws(Defect) -> JSONValue {
    let start = index
    if peek == UInt8(ascii: "-") { index += 1 }
    let isZero = peek == UInt8(ascii: "0")
    guard digits() > 0, !isZero || index - start <= (text[start] == UInt8(ascii: "-") ? 2 : 1)
    else { throw .malformed }
    var isWhole = true
    if peek == UInt8(ascii: ".") {
      index += 1
      isWhole = false
      guard digits() > 0 else { throw .malformed }
    }
    if let exponent = peek, exponent | 0x20 == UInt8(ascii: "e") {
      index += 1
      isWhole = false
      if peek == UInt8(ascii: "+") || peek == UInt8(ascii: "-") { index += 1 }
      guard digits() > 0 else { throw .malformed }
    }
    guard index - start <= 400 else { throw .malformed }
    let spelled = String(decoding: text[start..<index], as: UTF8.self)
    if isWhole, let integer = Int(spelled) { return .integer(integer) }
    guard let number = Double(spelled), number.isFinite else { throw .malformed }
    // 2025.0 and 2.025e3 are the integer.
    return Int(exactly: number).map { .integer($0) } ?? .number(number)
  }

  private mutating func digits() -> Int {
    let start = index
    while let byte = peek, byte &- 0x30 <= 9 { index += 1 }
    return index - start
  }

  // MARK: Strings

  private mutating func string() throws(Defect) -> String {
    index += 1
    var bytes: [UInt8] = []
    var start = index
    while let byte = peek {
      switch byte {
      case UInt8(ascii: "\""):
        bytes.append(contentsOf: text[start..<index])
        index += 1
        return String(decoding: bytes, as: UTF8.self)
      case UInt8(ascii: "\\"):
        bytes.append(contentsOf: text[start..<index])
        index += 1
        let scalar = try escaped()
        bytes.append(contentsOf: UTF8.encode(scalar) ?? .init())
        start = index
      case ..<0x20: throw .malformed
      default: index += 1
      }
    }
    throw .malformed
  }

  private mutating func escaped() throws(Defect) -> Unicode.Scalar {
    guard let byte = peek else { throw .malformed }
    index += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): break
    default: throw .malformed
    }
    let first = try codeUnit()
    if let scalar = Unicode.Scalar(first) { return scalar }
    guard UTF16.isLeadSurrogate(UInt16(first)), peek == UInt8(ascii: "\\") else { throw .malformed }
    index += 1
    guard peek == UInt8(ascii: "u") else { throw .malformed }
    index += 1
    let second = try codeUnit()
    guard (0xDC00...0xDFFF).contains(second),
      let scalar = Unicode.Scalar(0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00))
    else { throw .malformed }
    return scalar
  }

  private mutating func codeUnit() throws(Defect) -> UInt32 {
    guard index + 4 <= text.count else { throw .malformed }
    var value: UInt32 = 0
    for byte in text[index..<index + 4] {
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue, byte < 0x80 else {
        throw .malformed
      }
      value = value << 4 | UInt32(digit)
    }
    index += 4
    return value
  }

  // MARK: Between values

  private var peek: UInt8? { index < text.count ? text[index] : nil }

  private mutating func skipBlanks() {
    while let byte = peek, [0x20, 0x09, 0x0A, 0x0D].contains(byte) { index += 1 }
  }

  /// Whether `mark` is next, after blanks; it is passed then.
  private mutating func takes(_ mark: Unicode.Scalar) -> Bool {
    skipBlanks()
    guard peek == UInt8(ascii: mark) else { return false }
    index += 1
    return true
  }
}
