/// Ranges of merged cells: what the first cell of a range holds is meant for each of its rows.
///
/// The value goes down the range's first column. It does not go to the right: a merged title over two columns
/// belongs to neither of them alone.
final class MergedRanges {
  struct Range {
    let rows: ClosedRange<Int>
    let column: Int
  }

  /// A text longer than this is no value of any field and is not carried on.
  private static let textLimit = 1024

  private let limit: Int
  private var filled = 0
  /// By their first row.
  private let ranges: [Range]
  private var nextRange = 0
  /// Of each column: the range that is being filled, and its text.
  private var open: [Int: (lastRow: Int, text: UnsafeMutableRawBufferPointer)] = [:]

  /// Ranges that begin beyond the limit of columns are left out.
  init(_ ranges: [Range] = [], limits: BundleLimits) {
    limit = limits.mergedCells
    self.ranges = ranges.filter { $0.rows.count > 1 && $0.column < limits.columns }
      .sorted { $0.rows.lowerBound < $1.rows.lowerBound }
  }

  deinit { for entry in open.values { entry.text.deallocate() } }

  /// Gives `body` the columns of `row` that take their text from above; rows come in order.
  ///
  /// - Parameter text: the text of a column of this row.
  /// - Throws: when more cells than allowed would be filled.
  @inline(__always)
  func fill(
    row: Int, _ body: (Int, UnsafeRawBufferPointer) -> Void,
    noting text: (Int) -> UnsafeRawBufferPointer
  ) throws(WorkbookDefect) {
    guard !ranges.isEmpty else { return }
    filled += open.count
    guard filled <= limit else { throw .tooLarge(limit: "\(limit)") }
    for (column, entry) in open {
      if row <= entry.lastRow {
        body(column, UnsafeRawBufferPointer(entry.text))
      } else {
        entry.text.deallocate()
        open[column] = nil
      }
    }
    while nextRange < ranges.count, ranges[nextRange].rows.lowerBound <= row {
      let range = ranges[nextRange]
      nextRange += 1
      guard range.rows.lowerBound == row else { continue }
      keep(text(range.column), of: range)
    }
  }

  private func keep(_ text: UnsafeRawBufferPointer, of range: Range) {
    // Ranges do not overlap; of two that do, the first is filled to its end.
    guard open[range.column] == nil, (1...Self.textLimit).contains(text.count) else { return }
    let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: text.count, alignment: 1)
    copy.copyMemory(from: text)
    open[range.column] = (range.rows.upperBound, copy)
  }
}

/// Reads the merged ranges of a sheet, which stand behind its rows.
final class MergedRangesParser: XMLPushParser {
  private let limit: Int
  private(set) var ranges: [MergedRanges.Range] = []

  init(limit: Int) { self.limit = limit }

  override func start(_ name: XMLName, _ attributes: XMLAttributes) {
    guard name == "mergeCell", let range = attributes["ref"].flatMap(CellAddress.range) else {
      return
    }
    guard ranges.count < limit else { return stop(WorkbookDefect.tooLarge(limit: "\(limit)")) }
    ranges.append(.init(rows: range.rows, column: range.columns.lowerBound))
  }
}
