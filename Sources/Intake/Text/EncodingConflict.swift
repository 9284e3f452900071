import Schools

/// Why a file's bytes cannot be read as its descriptor says.
enum EncodingConflict: Error, Equatable {
  case contradicted(TextEncoding, found: TextEncoding)
  /// A byte order mark of an encoding that is not read.
  case unsupported(String)

  func problem(file: String) -> Problem {
    switch self {
    case .contradicted(let declared, let found):
      Problem(
        "intake.encoding_contradicted", at: .init(file: file),
        ["declared": declared.rawValue, "found": found.rawValue])
    case .unsupported(let name):
      Problem("intake.encoding_unsupported", at: .init(file: file), ["encoding": name])
    }
  }
}

/// Watches text declared to be in an encoding of single bytes: if all of it that is no ASCII is well-formed
/// UTF-8, it is UTF-8.
struct UTF8Witness {
  /// So many sequences and no other byte beyond ASCII are no accident.
  static let many = 8

  private(set) var isUTF8 = true
  private(set) var sequences = 0
  /// A sequence that the last piece cut.
  private var rest: [UInt8] = []

  mutating func look(_ piece: UnsafeRawBufferPointer) {
    guard isUTF8 else { return }
    let bytes = rest + Array(piece)
    bytes.withUnsafeBytes { bytes in
      let count = UTF8Text.validCount(bytes)
      for byte in bytes[..<count] where byte & 0xC0 == 0xC0 { sequences += 1 }
      let tail = UnsafeRawBufferPointer(rebasing: bytes[count...])
      rest = Array(tail)
      isUTF8 = tail.isEmpty || UTF8Text.isCutShort(tail)
    }
  }
}
