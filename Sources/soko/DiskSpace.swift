import Foundation

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// How much room there is where a folder lies.
struct DiskSpace {
  let folder: String
  /// Bytes that are free for those who are not root.
  let free: UInt64
  let size: UInt64

  /// nil when the folder is not there.
  init?(of folder: String) {
    var status = statvfs()
    guard statvfs(folder, &status) == 0 else { return nil }
    self.folder = folder
    free = UInt64(status.f_bavail) * UInt64(status.f_frsize)
    size = UInt64(status.f_blocks) * UInt64(status.f_frsize)
  }

  init(folder: String, free: UInt64, size: UInt64) {
    (self.folder, self.free, self.size) = (folder, free, size)
  }

  /// `12.5 GB of 50.0 GB free (25 %) in /srv`; a disk that tells no size has no percent.
  var sentence: String {
    func gigabytes(_ bytes: UInt64) -> String { String(format: "%.1f GB", Double(bytes) / 1e9) }
    let percent = size > 0 ? " (\(Int(Double(free) / Double(size) * 100)) %)" : ""
    return "\(gigabytes(free)) of \(gigabytes(size)) free\(percent) in \(folder)"
  }

  /// Less room than asked for.
  struct Short: Error, CustomStringConvertible {
    let space: DiskSpace
    let least: String
    var description: String { "\(space.sentence); at least \(least) is asked for" }
  }

  /// - Throws: ``Short`` when less than `least` percent, or less than what one bundle may take, is free.
  func require(percent least: Double, bytes: UInt64) throws {
    if size > 0, Double(free) < Double(size) * least / 100 {
      throw Short(space: self, least: String(format: "%g %%", least))
    }
    if free < bytes {
      throw Short(space: self, least: String(format: "%.1f GB", Double(bytes) / 1e9))
    }
  }
}
