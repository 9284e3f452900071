/// The records of a table as they stand in a file, one by one, each cell as UTF-8 bytes.
///
/// What reads a text file, a sheet of a workbook or a table of a page gives this; ``TableReader`` finds the
/// header and types the cells, the same for all of them.
protocol RecordSource: AnyObject {
  /// The number of the record as a person finds it in the file; the first is 1.
  var number: Int { get }
  /// Cells of the record.
  var count: Int { get }
  /// A cell's text as it stands, without quotes; valid until ``next()``.
  subscript(_ index: Int) -> UnsafeRawBufferPointer { get }
  /// Reads the next record.
  func next() throws -> RecordOutcome
}

/// What came of reading a record.
enum RecordOutcome {
  /// A record, numbered by ``RecordSource/number``.
  case record
  case end
  /// Not to be used, and what follows it is read on.
  case malformed, quoteMisplaced
  /// Nothing after it can be read.
  case quoteUnclosed, tooLong

  /// Whether reading ends here.
  var isLast: Bool {
    switch self {
    case .record, .malformed, .quoteMisplaced: false
    case .end, .quoteUnclosed, .tooLong: true
    }
  }
}
