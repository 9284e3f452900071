#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

extension ByteSource {
  /// What is left of `stream`, to be read at any place: in memory while it is small, else in a file without
  /// a name that is gone with this value. Nil when it is more than `limit` bytes.
  static func spooled(_ stream: EntryStream, limit: Int) throws -> ByteSource? {
    let inMemory = 4 << 20
    var bytes: [UInt8] = []
    var file: Int32?
    let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
    defer { buffer.deallocate() }
    do {
      while true {
        let count = try stream.read(into: buffer)
        guard stream.count <= limit else {
          if let file { close(file) }
          return nil
        }
        if let file {
          try write(UnsafeRawBufferPointer(rebasing: buffer[..<count]), to: file, folder)
        } else {
          bytes.append(contentsOf: buffer[..<count])
          if bytes.count > inMemory {
            file = try unnamed(in: folder)
            if let file { try bytes.withUnsafeBytes { try write($0, to: file, folder) } }
            bytes = []
          }
        }
        if count < buffer.count { break }
      }
    } catch {
      if let file { close(file) }
      throw error
    }
    guard let file else { return ByteSource(bytes) }
    return try ByteSource(descriptor: file, path: folder, isOwned: true)
  }

  private static func unnamed(in folder: String) throws -> Int32 {
    var template = Array("\(folder)/soko-XXXXXX".utf8CString)
    let file = mkstemp(&template)
    guard file >= 0 else { throw failure(folder) }
    unlink(template)
    return file
  }

  private static func write(
    _ bytes: UnsafeRawBufferPointer, to file: Int32, _ folder: String
  ) throws {
    var rest = bytes
    while let start = rest.baseAddress, !rest.isEmpty {
      #if canImport(Glibc)
        let count = Glibc.write(file, start, rest.count)
      #else
        let count = Darwin.write(file, start, rest.count)
      #endif
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw failure(folder) }
      rest = UnsafeRawBufferPointer(rebasing: rest[count...])
    }
  }

  private static func failure(_ folder: String) -> IntakeError {
    .fileUnreadable(path: folder, reason: String(cString: strerror(errno)))
  }
}
