import Schools

/// A table as delimited text, in the encoding and with the delimiter that are declared or found out.
struct DelimitedText {
  /// The file's name, for problems.
  let file: String
  /// What the descriptor says of the file; nil where it says nothing.
  let encoding: TextEncoding?
  let delimiter: UInt8?
  let limits: BundleLimits

  /// Gives rows without a problem to `body`.
  ///
  /// - Parameter source: fills a buffer with the file's bytes; fewer than asked only at the end.
  func read(
    _ reader: TableReader, from source: @escaping TextDecoder.Source,
    _ problems: inout ProblemList, _ body: (borrowing RowView) throws -> Void
  ) throws -> TableRead {
    let decoder = TextDecoder(declared: encoding, source: source)
    if let conflict = try decoder.start() {
      problems.append(conflict.problem(file: file))
      return TableRead()
    }
    guard let cut = try cut(decoder, reader.table, &problems) else { return TableRead() }
    let scanner = RecordScanner(
      delimiter: cut, columns: limits.columns, chunk: limits.chunkBytes, limit: limits.rowBytes,
      source: decoder.read(into:))
    var read = try reader.read(scanner, &problems, body)
    if let conflict = decoder.conflict {
      problems.append(conflict.problem(file: file))
      read.isComplete = false
    }
    read.form = form(decoder.encoding, cut)
    return read
  }

  /// The delimiter to read by; nil when the declared one is plainly wrong, which the problem then says.
  private func cut(
    _ decoder: TextDecoder, _ table: RecordTable, _ problems: inout ProblemList
  ) throws -> UInt8? {
    let head = try decoder.head()
    let isWhole = decoder.isSpent && head.count < EncodingGuess.sample
    let guess = DelimiterGuess(of: table, head, isWhole: isWhole)
    guard let delimiter else { return try guess.best() ?? UInt8(ascii: ",") }
    if let found = try guess.contradicting(delimiter) {
      problems.append(
        Problem(
          "intake.delimiter_contradicted", at: .init(file: file, row: 1),
          ["declared": Self.text(delimiter), "found": Self.text(found)]))
      return nil
    }
    return delimiter
  }

  private func form(_ encoding: TextEncoding, _ delimiter: UInt8) -> TableForm {
    var form = TableForm(container: .text)
    form.encoding = encoding.rawValue
    form.isEncodingDeclared = self.encoding != nil
    form.delimiter = String(UnicodeScalar(delimiter))
    form.isDelimiterDeclared = self.delimiter != nil
    form.isDetected = self.encoding == nil || self.delimiter == nil
    return form
  }

  private static func text(_ delimiter: UInt8) -> String {
    delimiter == UInt8(ascii: "\t") ? "\\t" : String(UnicodeScalar(delimiter))
  }
}
