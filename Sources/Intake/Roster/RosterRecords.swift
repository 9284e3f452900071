/// Rows that a roster makes, as the records of a table: a header in the profile's names, then the rows.
final class RosterRecords: RecordSource {
  private let header: [String]
  private let rows: [(row: RosterRow, isDeleted: Bool)]
  private let cells = HeldCells()
  private var index = -2

  /// - Parameter isAmend: whether each row says if it removes its record.
  init(columns: [String], _ rows: [(row: RosterRow, isDeleted: Bool)], isAmend: Bool) {
    header = columns + (isAmend ? [ExtraColumn.deleted.rawValue] : [])
    self.rows = rows
  }

  var number: Int { index < 0 ? 1 : rows[index].row.number }
  var count: Int { header.count }
  subscript(_ column: Int) -> UnsafeRawBufferPointer { cells[column] }

  func next() -> RecordOutcome {
    guard index + 1 < rows.count else { return .end }
    index += 1
    guard index >= 0 else {
      cells.hold(header.map { Array($0.utf8) })
      return .record
    }
    let (row, isDeleted) = rows[index]
    let texts = row.cells + (isDeleted ? ["1"] : [])
    cells.hold(texts.map { Array($0.utf8) })
    return .record
  }
}
