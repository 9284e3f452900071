/// The character encoding of an HTML page.
struct PageEncoding: Hashable {
  /// As IANA names it, in lower case.
  private(set) var name: String
  /// Bytes of a mark at the beginning, which are no text.
  var markLength = 0
  /// Whether the page does not say it itself.
  var isDetected = false

  private static let known: [String: String] = [
    "utf-8": "utf-8", "utf8": "utf-8", "windows-1251": "windows-1251", "cp1251": "windows-1251",
    "x-cp1251": "windows-1251", "koi8-r": "koi8-r", "ibm866": "ibm866", "cp866": "ibm866",
    "iso-8859-5": "iso-8859-5", "iso-8859-1": "windows-1252", "windows-1252": "windows-1252",
    "us-ascii": "us-ascii",
    // A page that can be read so far is not in UTF-16, whatever it says.
    "utf-16": "utf-8", "unicode": "utf-8",
  ]

  /// What a page's beginning says: a mark, else a declaration, else the bytes themselves, which are UTF-8 or
  /// Windows-1251. Nil when an unknown encoding is declared.
  init?(of head: [UInt8]) {
    if head.starts(with: [0xEF, 0xBB, 0xBF]) {
      (name, markLength) = ("utf-8", 3)
    } else if head.starts(with: [0xFF, 0xFE]) {
      (name, markLength) = ("utf-16le", 2)
    } else if head.starts(with: [0xFE, 0xFF]) {
      (name, markLength) = ("utf-16be", 2)
    } else if let declared = Self.declared(head.prefix(4096)) {
      guard let known = Self.known[declared] else { return nil }
      name = known
    } else {
      isDetected = true
      // The last character may be cut.
      let isUnicode = (0..<4).contains { cut in
        head.dropLast(cut).withUnsafeBytes { UTF8Text.isValid($0) }
      }
      name = isUnicode ? "utf-8" : "windows-1251"
    }
  }

  /// This encoding where it is what a descriptor declares, and what is declared where the page says nothing of ours.
  ///
  /// - Parameter head: the page's beginning.
  func held(
    to declared: TextEncoding, _ head: [UInt8]
  ) throws(EncodingConflict) -> PageEncoding {
    let found = TextEncoding(name: name)
    if let found, declared.covers(found), !isDetected { return self }
    let isPlain = head.allSatisfy { $0 < 0x80 }
    let isUnicode = found == .utf8 && !isPlain
    // What bytes look like counts only as far as UTF-8 and other text are told apart by them.
    let fits = isDetected && declared.unit == 1 && (isPlain || isUnicode == (declared == .utf8))
    guard fits || !isDetected && found == nil && declared.unit == 1 else {
      throw .contradicted(declared, found: found ?? .utf8)
    }
    var result = self
    result.name = declared.rawValue
    result.isDetected = false
    return result
  }

  /// What stands behind `charset=`, in lower case.
  private static func declared(_ head: ArraySlice<UInt8>) -> String? {
    let text = String(decoding: head.map { $0 < 0x80 ? $0 : 0x20 }, as: UTF8.self).lowercased()
    guard let match = text.firstMatch(of: /charset\s*=\s*["']?\s*([a-z0-9_\-]+)/) else {
      return nil
    }
    return String(match.1)
  }
}
