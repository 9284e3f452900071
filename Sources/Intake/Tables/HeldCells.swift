/// The cells of one record, copied to one place.
final class HeldCells {
  private var bytes: UnsafeMutableRawBufferPointer?
  private var cells: [UnsafeRawBufferPointer] = []

  deinit { bytes?.deallocate() }

  var count: Int { cells.count }

  /// A cell; empty beyond the last.
  subscript(_ index: Int) -> UnsafeRawBufferPointer {
    index < cells.count ? cells[index] : UnsafeRawBufferPointer(start: nil, count: 0)
  }

  /// Holds `record` instead of what was held.
  func hold(_ record: [[UInt8]]) {
    bytes?.deallocate()
    let copy = UnsafeMutableRawBufferPointer.allocate(
      byteCount: record.reduce(0) { $0 + $1.count }, alignment: 1)
    copy.copyBytes(from: record.joined())
    var start = 0
    cells = record.map { cell in
      defer { start += cell.count }
      return UnsafeRawBufferPointer(rebasing: copy[start..<start + cell.count])
    }
    bytes = copy
  }
}
