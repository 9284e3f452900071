/// How much a bundle may make this program do.
package struct BundleLimits: Hashable, Sendable {
  /// Entries of the archive, folders included.
  package var entries = 10_000
  /// Bytes of all files of the archive, counted as they come out of it.
  package var bytes = 8 << 30
  /// How many times larger than the archive its files may be, above ``freeBytes``.
  package var ratio = 250
  /// Bytes that the ratio does not look at: small tables of equal rows deflate very well.
  package var freeBytes = 64 << 20
  package var descriptorBytes = 4 << 20
  /// Bytes of all files that the descriptor does not name: they are looked through and not loaded.
  package var looseBytes = 16 << 20
  /// Bytes of one row of a table.
  package var rowBytes = 1 << 20
  /// Bytes that are read at once.
  package var chunkBytes = 1 << 20
  package var columns = 1000
  /// Bytes of all parts of a workbook, counted as they come out of it.
  package var workbookBytes = 512 << 20
  /// Bytes of a part of a workbook that is held whole: its list of sheets, its styles.
  package var workbookPartBytes = 16 << 20
  /// Bytes of the texts that the sheets of a workbook share, and how many there may be.
  package var sharedTextBytes = 64 << 20
  package var sharedTexts = 4 << 20
  package var sheets = 1000
  package var mergedRanges = 100_000
  /// Cells that take their value from a merged cell.
  package var mergedCells = 5_000_000
  /// Records of a OneRoster archive and those before it that are held at once.
  var rosterRecords = 1_000_000
  /// Bytes of an HTML page.
  package var pageBytes = 32 << 20

  package init() {}

  /// The most that an archive of `size` bytes may unpack to.
  func unpacked(from size: Int) -> Int {
    let (product, isOverflown) = size.multipliedReportingOverflow(by: ratio)
    return min(bytes, max(freeBytes, isOverflown ? .max : product))
  }
}

extension BundleLimits {
  /// A number of bytes as text: `8 GiB`.
  static func text(_ bytes: Int) -> String {
    for (shift, unit) in [(30, "GiB"), (20, "MiB"), (10, "KiB")]
    where bytes >= 1 << shift && bytes & (1 << shift - 1) == 0 {
      return "\(bytes >> shift) \(unit)"
    }
    return "\(bytes) B"
  }
}
