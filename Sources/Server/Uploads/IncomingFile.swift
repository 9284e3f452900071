import Foundation

#if canImport(Glibc)
  import Glibc
#endif

/// Bytes that somebody sends, in a file without a name: it is gone when this value is.
final class IncomingFile: Sendable {
  private let descriptor: Int32

  /// A path that opens the file while this value lives.
  var path: String { "/proc/self/fd/\(descriptor)" }

  /// An empty file.
  init() throws {
    var template = Array((NSTemporaryDirectory() + "/soko-upload-XXXXXX").utf8CString)
    descriptor = mkstemp(&template)
    guard descriptor >= 0 else { throw UploadError.noRoom }
    unlink(template)
  }

  deinit { close(descriptor) }

  /// - Throws: ``UploadError/noRoom`` when the disk takes no more.
  func append(_ bytes: UnsafeRawBufferPointer) throws {
    var sent = 0
    while sent < bytes.count {
      let count = write(descriptor, bytes.baseAddress.map { $0 + sent }, bytes.count - sent)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw UploadError.noRoom }
      sent += count
    }
  }
}

/// Counts what comes, and takes no more than may come.
struct UploadMeter {
  let limit: Int
  private(set) var count = 0

  init(limit: Int) { self.limit = limit }

  /// - Throws: ``UploadError/tooLarge``.
  mutating func add(_ bytes: Int) throws {
    count += bytes
    guard count <= limit else { throw UploadError.tooLarge }
  }
}
