/// A file's bytes as UTF-8, in bounded memory, from whichever encoding they are in.
///
/// - What is declared holds; a declaration that the bytes contradict is an ``EncodingConflict``.
/// - Undeclared text is told by its byte order mark, by the zeros of UTF-16, or by the first 64 KiB from its
///   first byte beyond ASCII on. Until that byte nothing need be known: all the others agree on ASCII.
/// - UTF-8 is handed on as it is, valid or not. What cannot be read in another encoding becomes a byte that
///   no UTF-8 has, so that ``RecordScanner`` finds the row that holds it.
final class TextDecoder {
  typealias Source = (UnsafeMutableRawBufferPointer) throws -> Int

  private enum Mode {
    /// ASCII so far.
    case undecided
    case utf8
    case converted(TextConverter)
  }

  /// The encoding the text is read in; ASCII throughout is UTF-8.
  private(set) var encoding = TextEncoding.utf8
  let declared: TextEncoding?

  private let source: Source
  private var mode = Mode.undecided
  /// Read from the source and not yet turned into text, from `rawStart` on.
  private var raw: [UInt8] = []
  private var rawStart = 0
  private var isSourceAtEnd = false
  /// Bytes that the source has given, and those at its beginning that are a mark.
  private var taken = 0
  private var markLength = 0
  /// Text that is ready, from `heldStart` on.
  private var held: [UInt8] = []
  private var heldStart = 0
  /// Bytes of text that were converted or came before what was.
  private var converted = 0
  /// Where bytes that could not be read stand in the text and in the file; what was asked for is forgotten.
  private var misread: [(text: Int, file: Int)] = []
  private var nextMisread = 0
  private var witness: UTF8Witness?

  /// - Parameter source: fills a buffer; fewer bytes than asked, or none, only at the end.
  init(declared: TextEncoding?, source: @escaping Source) {
    self.declared = declared
    self.source = source
  }

  // MARK: The beginning

  /// Reads the beginning and settles what can be; returns what is wrong with the declaration.
  func start() throws -> EncodingConflict? {
    try fill(to: EncodingGuess.sample)
    if let mark = EncodingGuess.mark(raw) {
      guard case .of(let found, let length) = mark else { return .unsupported("utf-32") }
      if let declared, !declared.covers(found) { return .contradicted(declared, found: found) }
      (rawStart, markLength) = (length, length)
      try use(found)
      return nil
    }
    let wide = EncodingGuess.wide(raw)
    guard let declared, !raw.isEmpty else {
      if let wide { try use(wide) } else { try decideIfBeyondASCII() }
      return nil
    }
    if declared.unit == 2 || wide != nil {
      guard let wide, declared.covers(wide) else {
        return .contradicted(declared, found: try wide ?? narrow())
      }
      try use(wide)
      return nil
    }
    return try useDeclared(declared)
  }

  private func useDeclared(_ declared: TextEncoding) throws -> EncodingConflict? {
    guard declared != .utf8 else {
      try use(.utf8)
      return nil
    }
    var witness = UTF8Witness()
    raw.withUnsafeBytes { witness.look($0) }
    if witness.sequences >= UTF8Witness.many, witness.isUTF8 {
      return .contradicted(declared, found: .utf8)
    }
    if let found = try CyrillicEvidence.contradicts(declared, raw) {
      return .contradicted(declared, found: found)
    }
    self.witness = UTF8Witness()
    try use(declared)
    return nil
  }

  /// What the whole text, read to its end, says against the declaration.
  var conflict: EncodingConflict? {
    guard let declared, let witness, witness.sequences > 0, witness.isUTF8 else { return nil }
    return .contradicted(declared, found: .utf8)
  }

  /// The first bytes of the text, after ``start()``; they are read again by ``read(into:)``.
  ///
  /// Shorter than ``EncodingGuess/sample`` only when they are the whole text, give or take a mark.
  func head() throws -> [UInt8] {
    while case .converted = mode, held.count - heldStart < EncodingGuess.sample, !isSpent {
      try convert()
    }
    return Array(held[heldStart...].prefix(EncodingGuess.sample))
  }

  /// Whether nothing is left but what is held.
  var isSpent: Bool { isSourceAtEnd && rawStart == raw.count }

  // MARK: Reading

  /// Fills `buffer` with text and returns how many bytes; fewer than asked only at the end.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    var filled = 0
    while filled < buffer.count {
      let room = UnsafeMutableRawBufferPointer(rebasing: buffer[filled...])
      if heldStart < held.count {
        let length = min(room.count, held.count - heldStart)
        held.withUnsafeBytes {
          room.copyMemory(
            from: UnsafeRawBufferPointer(rebasing: $0[heldStart..<heldStart + length]))
        }
        heldStart += length
        filled += length
        continue
      }
      if isSpent { break }
      switch mode {
      case .converted: try convert()
      case .utf8: filled += try take(into: room)
      case .undecided:
        let length = try take(into: room)
        let fresh = UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(room)[..<length])
        guard let first = UTF8Text.firstBeyondASCII(fresh) else {
          filled += length
          continue
        }
        filled += first
        raw = Array(fresh[first...])
        rawStart = 0
        try decide()
      }
    }
    return filled
  }

  private func take(into room: UnsafeMutableRawBufferPointer) throws -> Int {
    let length = try source(room)
    taken += length
    if length < room.count { isSourceAtEnd = true }
    return length
  }

  /// Where a byte of the text that could not be read stands in the file; nil when it is one of too many.
  ///
  /// - Parameter offset: not less than at the last call.
  func place(ofText offset: Int) -> Int? {
    guard case .converted = mode else { return markLength + offset }
    while nextMisread < misread.count, misread[nextMisread].text < offset { nextMisread += 1 }
    guard nextMisread < misread.count, misread[nextMisread].text == offset else { return nil }
    return misread[nextMisread].file
  }

  /// Places that are kept at a time.
  private static let misreadLimit = 10_000

  // MARK: Deciding

  private func decideIfBeyondASCII() throws {
    guard let first = raw.withUnsafeBytes({ UTF8Text.firstBeyondASCII($0) }) else {
      hold()
      return
    }
    try fill(to: first + EncodingGuess.sample)
    let ascii = raw[..<first]
    raw.removeFirst(first)
    try decide()
    held.insert(contentsOf: ascii, at: heldStart)
  }

  /// Settles the encoding by the first bytes of `raw`, which begin beyond ASCII.
  private func decide() throws {
    try fill(to: EncodingGuess.sample)
    try use(narrow())
  }

  private func narrow() throws -> TextEncoding {
    let sample = Array(raw.prefix(EncodingGuess.sample))
    return try EncodingGuess.narrow(
      sample, isCut: !isSourceAtEnd || sample.count < raw.count)
  }

  private func use(_ found: TextEncoding) throws {
    encoding = found
    if found == .utf8 {
      mode = .utf8
      hold()
    } else {
      mode = .converted(try TextConverter(from: found))
      converted = taken - (raw.count - rawStart) - markLength
    }
  }

  /// Makes the rest of `raw` text as it is.
  private func hold() {
    held = Array(raw[rawStart...])
    heldStart = 0
    raw = []
    rawStart = 0
  }

  // MARK: Converting

  /// Turns the next bytes into text, behind what is held.
  private func convert() throws {
    guard case .converted(let converter) = mode else { return }
    if raw.count - rawStart < EncodingGuess.sample { try fill(to: EncodingGuess.sample) }
    let piece = raw[rawStart...].prefix(EncodingGuess.sample)
    let isLast = isSourceAtEnd && piece.endIndex == raw.count
    var read = 0
    let text = [UInt8](unsafeUninitializedCapacity: piece.count * TextConverter.growth) {
      buffer, count in
      piece.withUnsafeBytes { bytes in
        (read, count) = converter.convert(
          bytes, into: UnsafeMutableRawBufferPointer(buffer), isLast: isLast)
        witness?.look(UnsafeRawBufferPointer(rebasing: bytes[..<read]))
      }
    }
    let place = taken - (raw.count - rawStart)
    misread.removeFirst(nextMisread)
    nextMisread = 0
    for (input, output) in converter.misread where misread.count < Self.misreadLimit {
      misread.append((converted + output, place + input))
    }
    converted += text.count
    held = heldStart == held.count ? text : held[heldStart...] + text
    heldStart = 0
    rawStart += read
  }

  /// Reads on until `raw` holds `wanted` bytes or the source has ended.
  private func fill(to wanted: Int) throws {
    if rawStart > 0 {
      raw.removeFirst(rawStart)
      rawStart = 0
    }
    while raw.count < wanted, !isSourceAtEnd {
      let missing = wanted - raw.count
      let piece = try [UInt8](unsafeUninitializedCapacity: missing) { buffer, count in
        count = try take(into: UnsafeMutableRawBufferPointer(buffer))
      }
      if raw.isEmpty { raw = piece } else { raw += piece }
    }
  }
}
