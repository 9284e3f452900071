package import Schools

/// Columns of a CSV file (`.csv` or `.csv.gz`) that belongs to no bundle: UTF-8, commas, a header, a row a line.
///
/// Only the columns that are asked for are kept. An empty cell is missing; lines without a character are left
/// out. Numbers have a decimal point.
package struct PlainTable: Sendable {
  /// A column of text: each row's place in the list of different texts, −1 for an empty cell.
  package struct Labels: Sendable {
    /// In the order of their first rows.
    package let names: [String]
    package let codes: [Int32]

    /// The text of a row, or nil.
    package subscript(_ row: Int) -> String? { codes[row] < 0 ? nil : names[Int(codes[row])] }
  }

  package let path: String
  /// Each row's number in the file; the header is 1.
  package let lines: [Int32]
  /// The text columns that were asked for, in that order.
  package let texts: [Labels]
  /// The number columns that were asked for, in that order; nan is missing.
  package let numbers: [[Double]]

  package var rows: Int { lines.count }

  /// Reads a file.
  ///
  /// - Parameters:
  ///   - texts, numbers: names of columns; a name may be in both.
  /// - Throws: ``TableRefused`` for what is wrong in the file, ``IntakeError`` when it cannot be read.
  /// - Complexity: O(bytes); memory of 8 bytes for each number kept, 4 for each text, and the different texts.
  package static func read(
    path: String, texts: [String], numbers: [String]
  ) throws -> PlainTable {
    let source = try ByteSource(path: path)
    do {
      guard path.lowercased().hasSuffix(".gz") else {
        var offset = 0
        return try read(path, texts, numbers) { buffer in
          let count = try source.read(at: offset, into: buffer)
          offset += count
          return count
        }
      }
      let reader = try GzipReader(source, limit: BundleLimits().bytes)
      return try read(path, texts, numbers, reader.read)
    } catch let defect as ArchiveDefect {
      if case .tooLarge(let limit) = defect {
        throw TableRefused(
          Problem(
            "intake.archive_too_large", at: .init(file: path),
            ["limit": BundleLimits.text(limit)]))
      }
      throw TableRefused(Problem("method.gzip_malformed", at: .init(file: path)))
    }
  }

  private static func read(
    _ path: String, _ texts: [String], _ numbers: [String],
    _ source: @escaping (UnsafeMutableRawBufferPointer) throws -> Int
  ) throws -> PlainTable {
    let limits = BundleLimits()
    let scanner = RecordScanner(
      delimiter: UInt8(ascii: ","), columns: limits.columns, chunk: limits.chunkBytes,
      limit: limits.rowBytes, source: source)
    var reader = PlainTableReader(path: path, texts: texts, numbers: numbers)
    try reader.read(scanner)
    return PlainTable(
      path: path, lines: reader.lines, texts: reader.labels, numbers: reader.values)
  }
}

/// A file that is not read further, with what is wrong in it.
package struct TableRefused: Error, Sendable {
  /// The first of them.
  package let problems: [Problem]

  package init(_ problem: Problem) { problems = [problem] }

  init(_ problems: [Problem]) { self.problems = problems }
}
