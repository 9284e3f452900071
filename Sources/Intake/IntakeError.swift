/// A failure of the world around a bundle; what is wrong inside one is a ``Problem``.
package enum IntakeError: Error, Hashable, CustomStringConvertible {
  /// The file cannot be opened or read; the reason is the system's.
  case fileUnreadable(path: String, reason: String)
  case archiveNotWritten(String)
  /// The system's iconv lacks an encoding that soko reads.
  case encodingUnavailable(String)

  package var description: String {
    switch self {
    case .fileUnreadable(let path, let reason): "\(path): \(reason)"
    case .archiveNotWritten(let reason): "the archive was not written: \(reason)"
    case .encodingUnavailable(let name):
      "iconv does not know \(name): install libc-gconv-modules-extra"
    }
  }
}
