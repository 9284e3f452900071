import Schools

/// Finds out what stands between the cells of a text, by its first records.
///
/// Text between quotes is one cell, as for ``RecordScanner``, which reads the records here too. The same text
/// gives the same answer.
struct DelimiterGuess {
  /// Records that are looked at.
  private static let records = 50

  private let known: Set<String>
  private let head: [UInt8]
  private let isWhole: Bool

  /// - Parameters:
  ///   - table: a name of one of its columns tells more than any count.
  ///   - head: the beginning of the text in UTF-8.
  ///   - isWhole: the head is the whole text, so that its last record is whole.
  init(of table: RecordTable, _ head: [UInt8], isWhole: Bool) {
    known = Set(table.fields.map(\.name) + ExtraColumn.allCases.map(\.rawValue))
    self.head = head
    self.isWhole = isWhole
  }

  /// What a text looks like when it is cut at one delimiter.
  private struct Look {
    let delimiter: UInt8
    /// The most names of columns that a record has as cells.
    var names = 0
    /// Cells of most records, when there is more than one; and the share of records that have so many.
    var cells = 1
    var agreement = 0.0
  }

  /// The delimiter; nil when no record has two cells by any.
  ///
  /// First what gives most names of columns, then what gives most records the same number of cells, more
  /// than one, then what gives more cells; when all are equal a comma, a semicolon, a tab in this order.
  func best() throws -> UInt8? {
    var best: Look?
    for delimiter in BundleDescriptor.Dialect.delimiters {
      let look = try look(delimiter)
      guard look.cells > 1 else { continue }
      if let other = best,
        (look.names, look.agreement, look.cells) <= (other.names, other.agreement, other.cells)
      {
        continue
      }
      best = look
    }
    return best?.delimiter
  }

  /// What the text is cut by, when it is plainly not by `declared`: that gives one cell, or no name of a
  /// column, where another delimiter gives names.
  func contradicting(_ declared: UInt8) throws -> UInt8? {
    guard let best = try best(), best != declared else { return nil }
    let (own, other) = (try look(declared), try look(best))
    return own.names == 0 && other.names > 0 ? best : nil
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
      look.names = max(look.names, Set(cells).intersection(known).count)
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
