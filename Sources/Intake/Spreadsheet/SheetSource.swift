/// The rows of a sheet, one by one, as they come out of the archive.
final class SheetSource: RecordSource {
  static let isRagged = true

  private(set) var number = 0
  private(set) var count = 0
  private(set) var isHidden = false
  private(set) var mergedCount = 0

  private let stream: EntryStream
  private let part: String
  private let parser: SheetParser
  private let texts: SharedTexts
  private let merges: MergedRanges
  private let columns: Int
  let countsFrom1904: Bool
  private let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 15, alignment: 16)
  private var nextRow = 0
  private var isAtEnd = false
  /// The row's cells by column; those beyond `columns` are counted and not kept.
  private let dense: UnsafeMutableBufferPointer<UnsafeRawBufferPointer>
  private let details: UnsafeMutableBufferPointer<Detail>
  private var filled: [Int] = []
  /// Of cells that were merged last, by column.
  private var mergedForms: [Int: CellForm] = [:]

  private struct Detail {
    var form = CellForm.text
    var defect: CellDefect?
  }

  init(
    _ stream: EntryStream, _ context: SheetParser.Context, merges: MergedRanges
  ) {
    self.stream = stream
    self.merges = merges
    part = context.part
    texts = context.texts
    columns = context.limits.columns
    countsFrom1904 = context.dates.isFrom1904
    parser = SheetParser(context)
    dense = .allocate(capacity: columns)
    dense.initialize(repeating: UnsafeRawBufferPointer(start: nil, count: 0))
    details = .allocate(capacity: columns)
    details.initialize(repeating: Detail())
  }

  deinit {
    chunk.deallocate()
    dense.deallocate()
    details.deallocate()
  }

  @inline(__always)
  subscript(_ index: Int) -> UnsafeRawBufferPointer { dense[index] }

  func form(at index: Int) -> CellForm { details[index].form }

  func defect(at index: Int) -> CellDefect? { details[index].defect }

  /// Texts that stand in the sheet but in none of its cells, as far as it was read.
  var asides: [[UInt8]] { parser.asides }

  func isColumnHidden(_ index: Int) -> Bool {
    parser.hiddenColumns.contains { $0.contains(index) }
  }

  /// Reads the next row that has a value.
  ///
  /// - Throws: ``WorkbookDefect`` when the sheet cannot be read further, ``ArchiveDefect``.
  func next() throws -> RecordOutcome {
    while nextRow == parser.rows.count {
      guard !isAtEnd else { return .end }
      try readChunk()
    }
    try show(parser.rows[nextRow])
    nextRow += 1
    return .record
  }

  private func readChunk() throws {
    parser.forgetRows()
    nextRow = 0
    let length = try stream.read(into: chunk)
    isAtEnd = length < chunk.count
    do throws(any Error) {
      try parser.push(UnsafeRawBufferPointer(rebasing: chunk[..<length]), isLast: isAtEnd)
    } catch let defect as XMLDefect {
      throw WorkbookDefect(defect, part: part)
    }
  }

  private func show(_ row: SheetParser.Row) throws(WorkbookDefect) {
    for column in filled {
      dense[column] = UnsafeRawBufferPointer(start: nil, count: 0)
      details[column] = Detail()
    }
    filled.removeAll(keepingCapacity: true)
    number = row.number
    isHidden = row.isHidden
    count = 0
    for index in row.cells {
      let cell = parser.cells[index]
      let column = Int(cell.column)
      count = column + 1
      guard column < columns else { continue }
      filled.append(column)
      dense[column] =
        cell.isShared
        ? texts[cell.start]
        : UnsafeRawBufferPointer(start: parser.bytes + cell.start, count: Int(cell.length))
      if cell.form != .text || cell.defect != nil {
        details[column] = Detail(form: cell.form, defect: cell.defect)
      }
    }
    mergedCount = 0
    try merges.fill(row: number) { column, text in
      guard dense[column].isEmpty, details[column].defect == nil else { return }
      dense[column] = text
      details[column].form = mergedForms[column] ?? .text
      filled.append(column)
      count = max(count, column + 1)
      mergedCount += 1
    } noting: { column in
      mergedForms[column] = details[column].form
      return dense[column]
    }
  }
}
