/// The first records of a source, held to look at, and then given once more.
final class RecordBuffer<Source: RecordSource>: RecordSource {
  static var isRagged: Bool { Source.isRagged }

  struct Record {
    let number: Int
    let outcome: RecordOutcome
    let count: Int
    /// At most as many as there may be columns.
    let cells: [[UInt8]]
    let isHidden: Bool
    let mergedCount: Int
    let defects: [CellDefect?]
    let forms: [CellForm]

    var isBlank: Bool { cells.allSatisfy(\.isEmpty) && defects.allSatisfy { $0 == nil } }
  }

  private(set) var records: [Record] = []
  private let source: Source
  /// Where the header stands, or what was taken for it.
  var head = 0
  /// Records that are not given again.
  private(set) var skipped = 0
  private var index = -1
  private let cells = HeldCells()

  init(_ source: Source) { self.source = source }

  /// Reads a record from the source and keeps it; false when there is none, or none can follow it.
  func take(columns: Int) throws -> Bool {
    let outcome = try source.next()
    if case .end = outcome { return false }
    let isRecord = if case .record = outcome { true } else { false }
    let kept = 0..<(isRecord ? min(source.count, columns) : 0)
    records.append(
      Record(
        number: source.number, outcome: outcome, count: isRecord ? source.count : 0,
        cells: kept.map { Array(UTF8Text.trimmed(source[$0])) },
        isHidden: source.isHidden, mergedCount: source.mergedCount,
        defects: kept.map { source.defect(at: $0) }, forms: kept.map { source.form(at: $0) }))
    return !outcome.isLast
  }

  /// Leaves out the first `count` records when they are given again.
  func skip(_ count: Int) {
    skipped = count
    index = count - 1
  }

  // MARK: The records once more

  var number: Int { records[index].number }
  var count: Int { records[index].count }
  var isHidden: Bool { records[index].isHidden }
  var mergedCount: Int { records[index].mergedCount }

  subscript(_ column: Int) -> UnsafeRawBufferPointer { cells[column] }

  func defect(at column: Int) -> CellDefect? {
    column < cells.count ? records[index].defects[column] : nil
  }

  func form(at column: Int) -> CellForm {
    column < cells.count ? records[index].forms[column] : .text
  }

  func isColumnHidden(_ column: Int) -> Bool { source.isColumnHidden(column) }

  func next() -> RecordOutcome {
    guard index + 1 < records.count else { return .end }
    index += 1
    cells.hold(records[index].cells)
    return records[index].outcome
  }
}
