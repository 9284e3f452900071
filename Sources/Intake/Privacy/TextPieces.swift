/// Texts of a file beside its tables, put together from pieces and looked at one by one.
struct TextPieces {
  /// A longer text is looked at in parts.
  private static let limit = 1 << 14

  private let detector = PersonalDataDetector(year: nil)
  private var text: [UInt8] = []
  /// What was found first of each kind.
  private(set) var found: [PersonalData] = []

  mutating func add(_ bytes: UnsafeRawBufferPointer) {
    text.append(contentsOf: bytes)
    if text.count >= Self.limit { end() }
  }

  /// Looks at what was added since the last end.
  mutating func end() {
    guard !text.isEmpty else { return }
    defer { text.removeAll(keepingCapacity: true) }
    // A part may end within a character.
    let kind = detector.find(String(decoding: text, as: UTF8.self), .title)
    if let kind, !found.contains(kind) { found.append(kind) }
  }

  /// Looks at a text by itself.
  mutating func look(at bytes: UnsafeRawBufferPointer) {
    guard bytes.count >= 6 else { return }
    end()
    add(bytes)
    end()
  }
}
