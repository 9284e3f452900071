/// A character encoding in which a table's text may come, under the name that IANA gives it, in lower case.
package enum TextEncoding: String, Hashable, Sendable, CaseIterable {
  case utf8 = "utf-8"
  /// Declared only: the byte order mark, or the place of the zeros, says which of the two below it is.
  case utf16 = "utf-16"
  case utf16LittleEndian = "utf-16le"
  case utf16BigEndian = "utf-16be"
  case windows1251 = "windows-1251"
  case ibm866 = "ibm866"
  case koi8r = "koi8-r"

  /// The encoding of a name or one of its aliases, whatever its case; nil when it is not among ours.
  package init?(name: String) {
    let name = name.lowercased()
    if let encoding = TextEncoding(rawValue: name) ?? Self.aliases[name] {
      self = encoding
    } else {
      return nil
    }
  }

  /// Aliases of IANA, and the names that Windows and Python use.
  private static let aliases: [String: TextEncoding] = [
    "utf8": .utf8, "csutf8": .utf8, "us-ascii": .utf8, "ascii": .utf8, "utf-8-sig": .utf8,
    "utf16": .utf16, "csutf16": .utf16, "csutf16le": .utf16LittleEndian,
    "utf16le": .utf16LittleEndian, "csutf16be": .utf16BigEndian, "utf16be": .utf16BigEndian,
    "cswindows1251": .windows1251, "cp1251": .windows1251, "cp-1251": .windows1251,
    "windows1251": .windows1251, "1251": .windows1251,
    "cp866": .ibm866, "866": .ibm866, "csibm866": .ibm866, "dos-866": .ibm866,
    "cskoi8r": .koi8r, "koi8r": .koi8r,
  ]

  /// Bytes of its smallest unit.
  var unit: Int {
    switch self {
    case .utf16, .utf16LittleEndian, .utf16BigEndian: 2
    case .utf8, .windows1251, .ibm866, .koi8r: 1
    }
  }

  /// Whether text in `other` is what this declaration promises.
  func covers(_ other: TextEncoding) -> Bool {
    self == other || self == .utf16 && other.unit == 2
  }

  /// The names of all, after a try at each.
  ///
  /// - Throws: ``IntakeError/encodingUnavailable(_:)`` for the first that this machine cannot read.
  package static func readable() throws -> [String] {
    for encoding in allCases where encoding != .utf8 { _ = try TextConverter(from: encoding) }
    return allCases.map(\.rawValue)
  }

  /// Those in which a byte from 0x80 is one character of Russian text, the likeliest first.
  static let singleByte: [TextEncoding] = [.windows1251, .ibm866, .koi8r]
}
