/// Names of files inside an archive.
enum EntryName {
  static let lengthLimit = 1024

  /// Whether a name stays inside the bundle on every system: relative, `/` between parts, no `.`, `..`
  /// or empty part, no backslash, drive letter or control character, at most 1,024 bytes.
  static func isSafe(_ name: String) -> Bool {
    guard !name.isEmpty, name.utf8.count <= lengthLimit, isPrintable(name), !name.contains("\\"),
      !name.contains(":")
    else { return false }
    return name.split(separator: "/", omittingEmptySubsequences: false)
      .allSatisfy { !$0.isEmpty && $0 != "." && $0 != ".." }
  }

  /// Whether no scalar of `text` is a control character.
  static func isPrintable(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy { !isControl($0) }
  }

  /// `text` for a report: control characters replaced, at most 100 characters; hidden when it speaks of a
  /// person.
  static func printable(_ text: String) -> String {
    guard !PersonalText.isPersonal(fileName: text), PersonalText.masked(text) == text else {
      return PersonalText.masked(fileName: text)
    }
    var result = ""
    for scalar in text.unicodeScalars.prefix(100) {
      result.unicodeScalars.append(isControl(scalar) ? "\u{FFFD}" : scalar)
    }
    return result
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    // C0, DEL and C1; line and paragraph separators; marks that turn the direction of text.
    case 0..<0x20, 0x7F..<0xA0, 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
  }

  /// A name's text: UTF-8 when it is valid, else CP866, as Windows archivers write it.
  static func decoded(_ bytes: UnsafeRawBufferPointer) -> String {
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    var text = ""
    for byte in bytes { text.unicodeScalars.append(cp866(byte)) }
    return text
  }

  private static func cp866(_ byte: UInt8) -> Unicode.Scalar {
    switch byte {
    case ..<0x80: Unicode.Scalar(byte)
    case 0x80...0xAF: Unicode.Scalar(0x410 + UInt32(byte - 0x80)) ?? "\u{FFFD}"
    case 0xE0...0xEF: Unicode.Scalar(0x440 + UInt32(byte - 0xE0)) ?? "\u{FFFD}"
    case 0xF0: "Ё"
    case 0xF1: "ё"
    // Box drawing and the like: no name of a file of the profile has them.
    default: "\u{FFFD}"
    }
  }
}
