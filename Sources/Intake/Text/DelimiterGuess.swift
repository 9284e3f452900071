import Schools

/// Finds out what stands between the cells of a text, by its first records.
///
/// Text between quotes is one cell, as for ``RecordScanner``, which reads the records here too. The same text
/// gives the same answer.
struct DelimiterGuess {
  /// Records that are looked at.
  private static let records = 50

  private let known: ColumnNames
  private let head: [UInt8]
  private let isWhole: Bool

  /// - Parameters:
  ///   - table: a name of one of its columns tells more than any count.
  ///   - head: the beginning of the text in UTF-8.
  ///   - isWhole: the head is the whole text, so that its last record is whole.
  init(of table: RecordTable, _ head: [UInt8], isWhole: Bool) {
    known = ColumnNames.of(table)
    self.head = head
    self.isWhole = isWhole
  }

  /// What a text looks like when it is cut at one delimiter.
  private struct Look {
    let delimiter: UInt8
    /// The most columns of the table that a record names in its cells.
    var names = 0
    /// Cells of most records, when there is more than one; and the share of records that have so many.
    var cells = 1
    var agreement = 0.0
  }

  /// What cells stand apart by: what is declared, unless the text is plainly cut otherwise, else what is found.
  ///
  /// - Throws: ``DelimiterConflict``.
  func delimiter(declared: UInt8?) throws -> UInt8 {
    guard let declared else { return try best() ?? UInt8(ascii: ",") }
    guard try look(declared).names == 0 else { return declared }
    // It gives no name of a column; another may.
    guard let other = try looks().first, other.names > 0 else { return declared }
    throw DelimiterConflict.contradicted(declared, found: other.delimiter)
  }

  /// The delimiter that is found; nil when no record has two cells by any.
  ///
  /// First what gives most names of columns. Where none gives a name, what gives most records the same number of cells,
  /// more than one, then what gives more cells; when all are equal a comma, a semicolon, a tab in this order.
  ///
  /// - Throws: ``DelimiterConflict``.
  func best() throws -> UInt8? {
    let looks = try looks()
    guard let best = looks.first else { return nil }
    if best.names > 0, looks.count > 1, looks[1].names == best.names {
      throw DelimiterConflict.undecided(best.delimiter, looks[1].delimiter)
    }
    return best.delimiter
  }

  /// What gives at least two cells, the best first.
  private func looks() throws -> [Look] {
    let looks = try BundleDescriptor.Dialect.delimiters.map(look).filter { $0.cells > 1 }
    // Equal ones stay in their order.
    return looks.enumerated().sorted { one, other in
      let (left, right) = (one.element, other.element)
      return (left.names, left.agreement, left.cells, -one.offset)
        > (right.names, right.agreement, right.cells, -other.offset)
    }
    .map(\.element)
  }

  private func look(_ delimiter: UInt8) throws -> Look {
    var look = Look(delimiter: delimiter)
    var counts: [Int: Int] = [:]
    var offset = 0
    let scanner = RecordScanner(
      delimiter: delimiter, columns: 256, chunk: max(1, head.count), limit: max(1, head.count)
    ) { buffer in
      let length = min(buffer.count, head.count - offset)
      head.withUnsafeBytes {
        buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[offset..<offset + length]))
      }
      offset += length
      return length
    }
    var pending: Int?
    while scanner.number < Self.records {
      let outcome = try scanner.next()
      if outcome.isLast { break }
      // Counted once another follows: the last record of a head may be cut.
      if let pending { counts[pending, default: 0] += 1 }
      pending = nil
      guard case .record = outcome, !(scanner.count == 1 && scanner[0].isEmpty) else { continue }
      pending = scanner.count
      let cells = (0..<min(scanner.count, 256)).map {
        String(decoding: UTF8Text.trimmed(scanner[$0]), as: UTF8.self)
      }
      let columns = cells.compactMap { known.match(folded: ColumnNames.folded($0))?.column }
      look.names = max(look.names, Set(columns).count)
    }
    if isWhole || counts.isEmpty, let pending { counts[pending, default: 0] += 1 }
    let all = counts.values.reduce(0, +)
    let plural = counts.filter { $0.key > 1 }
    if let most = plural.max(by: { ($0.value, $0.key) < ($1.value, $1.key) }) {
      look.cells = most.key
      look.agreement = Double(most.value) / Double(all)
    }
    return look
  }
}
