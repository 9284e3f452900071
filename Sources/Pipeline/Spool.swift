internal import Foundation
import Intake
import Postgres
import Schools

#if canImport(Glibc)
  import Glibc
#endif

/// The bytes of a stored bundle as a file without a name: it is gone when the process is.
final class Spool {
  private let origin: BundleOrigin
  private let descriptor: Int32

  /// A path that opens the file while this value lives.
  private var path: String { "/proc/self/fd/\(descriptor)" }

  /// The bundle; nil when it cannot be used, which `problems` then explain.
  func open(problems: inout ProblemList) throws -> BundleReader? {
    try BundleReader.open(path, origin: origin, problems: &problems)
  }

  /// Copies the parts of `bundle` out of the database, one part in memory at a time.
  init(_ db: Database, bundle: Int) throws {
    struct Row: Decodable { let origin: BundleOrigin }
    let row = try db.first(
      """
      select jsonb_build_object('fileName', file_name) || origin as origin
      from intake.bundle where bundle_id = \(bundle)
      """, as: Row.self)
    origin = row?.origin ?? BundleOrigin()
    var template = Array((Self.folder + "/soko-bundle-XXXXXX").utf8CString)
    let descriptor = mkstemp(&template)
    guard descriptor >= 0 else { throw Self.refusal() }
    unlink(template)
    self.descriptor = descriptor
    try db.forEachRow(
      "select bytes from intake.bundle_part where bundle_id = \(bundle) order by part_number"
    ) { row in
      try write(row.get("bytes", as: [UInt8].self))
    }
  }

  private static var folder: String { NSTemporaryDirectory() }

  /// What the system says of its last refusal.
  private static func refusal() -> PipelineError {
    .spoolUnwritable(folder: folder, why: String(cString: strerror(errno)))
  }

  private func write(_ bytes: [UInt8]) throws {
    try bytes.withUnsafeBytes { buffer in
      var rest = buffer[...]
      while !rest.isEmpty {
        let count = Glibc.write(descriptor, rest.baseAddress, rest.count)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { throw Self.refusal() }
        rest = rest.dropFirst(count)
      }
    }
  }

  deinit { close(descriptor) }
}

extension Slice<UnsafeRawBufferPointer> {
  fileprivate var baseAddress: UnsafeRawPointer? {
    UnsafeRawBufferPointer(rebasing: self).baseAddress
  }
}
