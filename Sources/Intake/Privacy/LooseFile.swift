import Schools

/// A file of an archive that the descriptor does not name: it is not loaded, but its bytes would be stored.
struct LooseFile {
  /// As problems name it.
  let name: String

  /// Files that systems add by themselves; they hold how a folder is shown.
  static func isIgnored(_ name: String) -> Bool {
    name == ".DS_Store" || name.hasSuffix("/.DS_Store")
  }

  /// Beginnings of files that are no text although they may hold no zero byte.
  private static let containers = ["PK", "%PDF", "{\\rtf", "\u{1F}", "GIF8", "Rar!", "7z"].map {
    Array($0.utf8)
  }
  /// A longer line is looked at in pieces.
  private static let pieceLength = 1 << 14

  /// Reads the file to its end and notes what of a person it holds, or that it cannot be looked into.
  ///
  /// - Parameter budget: bytes that may yet be read of such files.
  func inspect(
    _ stream: EntryStream, budget: inout Int, problems: inout ProblemList
  ) throws {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
    defer { buffer.deallocate() }
    var line: [UInt8] = []
    var row = 1
    var isFirst = true
    while true {
      let count = try stream.read(into: buffer)
      let bytes = buffer[..<count]
      let isContainer = isFirst && Self.containers.contains { bytes.starts(with: $0) }
      budget -= count
      guard !isContainer, !bytes.contains(0), budget >= 0 else {
        problems.append(Problem("intake.file_unchecked", at: .init(file: name)))
        return
      }
      isFirst = false
      for byte in bytes {
        line.append(byte)
        if byte == UInt8(ascii: "\n") || line.count >= Self.pieceLength {
          inspect(line, row, &problems)
          line.removeAll(keepingCapacity: true)
          if byte == UInt8(ascii: "\n") { row += 1 }
        }
      }
      if count < buffer.count { break }
    }
    inspect(line, row, &problems)
  }

  /// Looks at a line, and at what stands between its delimiters.
  private func inspect(_ line: [UInt8], _ row: Int, _ problems: inout ProblemList) {
    let text = Self.text(line)
    let detector = PersonalDataDetector(year: nil)
    let cells = text.split { ",;\t|\"\r\n".contains($0) }
    let pieces = cells.count > 1 ? cells.filter { $0.utf8.count >= PersonalDataSieve.least } : []
    for piece in [text] + pieces.map(String.init) {
      guard let kind = detector.find(piece, .plain) else { continue }
      problems.append(kind.problem(at: .init(file: name, row: row)))
      return
    }
  }

  /// UTF-8, or else Windows-1251.
  private static func text(_ bytes: [UInt8]) -> String {
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    var text = ""
    for byte in bytes {
      let scalar: Unicode.Scalar? =
        switch byte {
        case ..<0x80: Unicode.Scalar(byte)
        case 0xC0...: Unicode.Scalar(0x410 + UInt32(byte - 0xC0))
        case 0xA8: "Ё"
        case 0xB8: "ё"
        case 0xA0: " "
        case 0xB9: "№"
        default: "\u{FFFD}"
        }
      text.unicodeScalars.append(scalar ?? "\u{FFFD}")
    }
    return text
  }
}
