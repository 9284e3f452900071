internal import Foundation

#if canImport(Glibc)
  internal import Glibc
#endif

/// A file without a name in the folder of temporary files: it is gone when this value is, or the process.
package final class UnnamedFile: Sendable {
  package let descriptor: Int32

  /// A path that opens the file while this value lives.
  package var path: String { "/proc/self/fd/\(descriptor)" }

  /// An empty file.
  ///
  /// - Throws: ``PipelineError/spoolUnwritable(folder:why:)``.
  package init() throws {
    var template = Array((Self.folder + "/soko-XXXXXX").utf8CString)
    descriptor = mkstemp(&template)
    guard descriptor >= 0 else { throw Self.refusal() }
    unlink(template)
  }

  deinit { close(descriptor) }

  /// - Throws: ``PipelineError/spoolUnwritable(folder:why:)`` when the disk takes no more.
  package func append(_ bytes: UnsafeRawBufferPointer) throws {
    var sent = 0
    while sent < bytes.count {
      let count = write(descriptor, bytes.baseAddress.map { $0 + sent }, bytes.count - sent)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw Self.refusal() }
      sent += count
    }
  }

  private static var folder: String { NSTemporaryDirectory() }

  /// What the system says of its last refusal.
  private static func refusal() -> PipelineError {
    .spoolUnwritable(folder: folder, why: String(cString: strerror(errno)))
  }
}
