import Schools

/// The first records of a text of which nothing is known yet, cut at each delimiter that there may be.
struct TextSample {
  struct Cut {
    let delimiter: UInt8
    let rows: [HeaderSearch.Names]
    /// Where each stands in the file.
    let numbers: [Int]
  }

  /// One for each delimiter by which a record has two cells; empty when none is found or the bytes are no text.
  let cuts: [Cut]

  init(_ source: ByteSource) throws {
    var offset = 0
    let decoder = TextDecoder(declared: nil) { buffer in
      let count = try source.read(at: offset, into: buffer)
      offset += count
      return count
    }
    guard try decoder.start() == nil else {
      cuts = []
      return
    }
    let head = try decoder.head()
    guard !head.contains(0) else {
      cuts = []
      return
    }
    cuts = try BundleDescriptor.Dialect.delimiters.compactMap { delimiter in
      let cut = try Self.cut(head, at: delimiter)
      return cut.rows.contains { $0.texts.count > 1 } ? cut : nil
    }
  }

  private static func cut(_ head: [UInt8], at delimiter: UInt8) throws -> Cut {
    let text = ByteSource(head)
    var offset = 0
    let records = RecordScanner(
      delimiter: delimiter, columns: 256, chunk: max(1, head.count), limit: max(1, head.count)
    ) { buffer in
      let count = try text.read(at: offset, into: buffer)
      offset += count
      return count
    }
    var (rows, numbers): ([HeaderSearch.Names], [Int]) = ([], [])
    while rows.count < HeaderSearch.limit {
      let outcome = try records.next()
      if outcome.isLast { break }
      guard case .record = outcome else { continue }
      numbers.append(records.number)
      rows.append(
        HeaderSearch.Names(
          (0..<min(records.count, 256)).map { Array(UTF8Text.trimmed(records[$0])) }))
    }
    return Cut(delimiter: delimiter, rows: rows, numbers: numbers)
  }
}
