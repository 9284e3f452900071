#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// A file being written, which only its owner may read; it is removed unless it is kept.
final class OutputFile {
  let path: String
  private let descriptor: Int32
  private var buffer: [UInt8] = []
  private var isKept = false

  /// Makes the file; one that is there is written anew.
  init(path: String) throws {
    self.path = path
    descriptor = open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw Self.failure(path) }
    buffer.reserveCapacity(1 << 17)
  }

  deinit {
    close(descriptor)
    if !isKept { unlink(path) }
  }

  func append(_ byte: UInt8) { buffer.append(byte) }

  func append(_ bytes: some Sequence<UInt8>) { buffer.append(contentsOf: bytes) }

  /// Writes what is held back, once it is much.
  func flushIfFull() throws {
    if buffer.count >= 1 << 16 { try flush() }
  }

  func flush() throws {
    try buffer.withUnsafeBytes { bytes in
      var rest = bytes
      while !rest.isEmpty {
        let count = write(descriptor, rest.baseAddress, rest.count)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { throw Self.failure(path) }
        rest = UnsafeRawBufferPointer(rebasing: rest[count...])
      }
    }
    buffer.removeAll(keepingCapacity: true)
  }

  /// Writes the rest and gives the file its name, in the place of one that has it.
  func keep(as name: String) throws {
    try flush()
    guard fsync(descriptor) == 0, rename(path, name) == 0 else { throw Self.failure(name) }
    isKept = true
  }

  private static func failure(_ path: String) -> IntakeError {
    .fileUnreadable(path: path, reason: String(cString: strerror(errno)))
  }
}
