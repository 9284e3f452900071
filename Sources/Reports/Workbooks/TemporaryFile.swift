import Foundation

/// A file for what a library can only write to a path: it is gone once it has been read.
package enum TemporaryFile {
  /// Lets `make` write a file, then gives its bytes to `sink` piece by piece.
  package static func pieces(
    _ make: (_ path: String) throws -> Void, to sink: ([UInt8]) throws -> Void
  ) throws {
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("soko-\(UUID().uuidString).xlsx")
    // Made first, so that no one else can read what is written into it.
    guard
      FileManager.default.createFile(
        atPath: file.path, contents: nil, attributes: [.posixPermissions: 0o600])
    else {
      throw WorkbookError.notWritten(
        "a temporary file cannot be made in \(file.deletingLastPathComponent().path)")
    }
    defer { try? FileManager.default.removeItem(at: file) }
    try make(file.path)
    let handle = try FileHandle(forReadingFrom: file)
    defer { try? handle.close() }
    while let piece = try handle.read(upToCount: 1 << 18), !piece.isEmpty {
      try sink(Array(piece))
    }
  }
}
