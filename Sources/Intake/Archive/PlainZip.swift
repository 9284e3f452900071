/// The files of a zip by name, whole and in memory: for archives the program itself writes.
///
/// What a bundle may not hold, this may not either: unsafe names, links, names that come twice, directories that say
/// otherwise than the entries.
///
/// - Parameter limit: the most bytes of all files together.
package func plainZip(path: String, limit: Int = 1 << 30) throws -> [String: [UInt8]] {
  let source = try ByteSource(path: path)
  let limits = BundleLimits()
  do {
    guard try ZipDirectory(source, limits: limits).defects.isEmpty else {
      throw ArchiveDefect.malformed
    }
    let zip = try ZipReader(source, limits: limits)
    var files: [String: [UInt8]] = [:]
    var total = 0
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
    defer { buffer.deallocate() }
    while let header = try zip.next() {
      guard header.kind == .file, EntryName.isSafe(header.name), files[header.name] == nil else {
        throw ArchiveDefect.malformed
      }
      var bytes: [UInt8] = []
      while case let count = try zip.read(into: buffer), count > 0 {
        total += count
        guard total <= limit else { throw ArchiveDefect.tooLarge(limit: limit) }
        bytes += UnsafeRawBufferPointer(rebasing: buffer[..<count])
      }
      files[header.name] = bytes
    }
    return files
  } catch is ArchiveDefect {
    throw NotPlainZip(path: path)
  }
}

/// A file that is no zip, or one that cannot be trusted.
package struct NotPlainZip: Error, CustomStringConvertible {
  package let path: String
  package var description: String { "\(path): not a zip that can be read" }
}
