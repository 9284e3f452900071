#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Bytes that can be read at any place: a regular file, or an array.
final class ByteSource {
  let count: Int
  private let storage: Storage

  private enum Storage {
    case bytes([UInt8])
    case file(Int32, path: String, isOwned: Bool)
    case part(ByteSource, Range<Int>, tail: [UInt8])
  }

  /// A range of another source, and bytes behind it.
  init(_ source: ByteSource, _ range: Range<Int>, followedBy tail: [UInt8]) {
    count = range.count + tail.count
    storage = .part(source, range, tail: tail)
  }

  init(_ bytes: [UInt8]) {
    count = bytes.count
    storage = .bytes(bytes)
  }

  /// Opens a regular file; a folder, a pipe or a device is refused.
  ///
  /// - Throws: ``IntakeError/fileUnreadable(path:reason:)``.
  convenience init(path: String) throws {
    // Not to wait for the other end of a pipe, which is refused below.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw IntakeError.system(path) }
    try self.init(descriptor: descriptor, path: path, isOwned: true)
  }

  /// Reads a file that the caller has opened and closes; its position is neither used nor moved.
  convenience init(descriptor: Int32) throws {
    try self.init(descriptor: descriptor, path: "descriptor \(descriptor)", isOwned: false)
  }

  /// - Parameter isOwned: whether the file is closed with this value.
  init(descriptor: Int32, path: String, isOwned: Bool) throws {
    storage = .file(descriptor, path: path, isOwned: isOwned)
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      count = 0
      throw IntakeError.system(path)
    }
    count = Int(status.st_size)
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw IntakeError.fileUnreadable(path: path, reason: "not a regular file")
    }
  }

  deinit {
    if case .file(let descriptor, _, true) = storage { close(descriptor) }
  }

  /// Copies bytes from `offset` into `buffer` and returns how many; 0 at the end.
  func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    guard offset < count else { return 0 }
    switch storage {
    case .bytes(let bytes):
      let length = min(buffer.count, bytes.count - offset)
      bytes.withUnsafeBytes { source in
        buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: source[offset..<offset + length]))
      }
      return length
    case .file(let descriptor, let path, _):
      while true {
        let length = pread(descriptor, buffer.baseAddress, buffer.count, off_t(offset))
        if length >= 0 { return length }
        guard errno == EINTR else { throw IntakeError.system(path) }
      }
    case .part(let source, let range, let tail):
      let left = range.count - offset
      guard left > 0 else {
        let bytes = tail[(offset - range.count)...].prefix(buffer.count)
        buffer.copyBytes(from: bytes)
        return bytes.count
      }
      return try source.read(
        at: range.lowerBound + offset,
        into: UnsafeMutableRawBufferPointer(rebasing: buffer[..<min(left, buffer.count)]))
    }
  }

  /// The first bytes, at most `count`.
  func head(_ count: Int) throws -> [UInt8] { try bytes(at: 0, count: count) }

  /// The bytes from `offset` on, at most `count`; fewer only at the end.
  func bytes(at offset: Int, count: Int) throws -> [UInt8] {
    let count = max(0, min(count, self.count - max(0, offset)))
    guard offset >= 0, count > 0 else { return [] }
    return try [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
      let room = UnsafeMutableRawBufferPointer(buffer)
      while initialized < count {
        let length = try read(
          at: offset + initialized,
          into: UnsafeMutableRawBufferPointer(rebasing: room[initialized...]))
        guard length > 0 else { return }
        initialized += length
      }
    }
  }
}

extension IntakeError {
  /// What the system has just said about `path`.
  fileprivate static func system(_ path: String) -> IntakeError {
    .fileUnreadable(path: path, reason: String(cString: strerror(errno)))
  }
}
