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

  /// Whether a record ends with its last filled cell, and what is beyond it is empty.
  static var isRagged: Bool { get }
  /// Whether a person does not see the record.
  var isHidden: Bool { get }
  /// Cells of the record whose text stands in a merged cell above.
  var mergedCount: Int { get }
  /// Why a cell without text is not empty in the file.
  func defect(at index: Int) -> CellDefect?
  /// What the file says of a cell.
  func form(at index: Int) -> CellForm
  /// Whether a person does not see the column.
  func isColumnHidden(_ index: Int) -> Bool
  /// Whether a plain number means a day counted from 1904 rather than from 1900.
  var countsFrom1904: Bool { get }
}

/// Text files know nothing of the kind.
extension RecordSource {
  static var isRagged: Bool { false }
  var isHidden: Bool { false }
  var mergedCount: Int { 0 }
  func defect(at index: Int) -> CellDefect? { nil }
  func form(at index: Int) -> CellForm { .text }
  func isColumnHidden(_ index: Int) -> Bool { false }
  var countsFrom1904: Bool { false }
}

/// What came of reading a record.
enum RecordOutcome {
  /// A record, numbered by ``RecordSource/number``.
  case record
  case end
  /// Not in the encoding of the file from this byte of it on, counted from 0; what follows is read on.
  case malformed(offset: Int?)
  /// Not to be used; what follows is read on.
  case quoteMisplaced
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
