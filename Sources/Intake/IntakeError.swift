/// A failure of the world around a bundle; what is wrong inside one is a ``Problem``.
package enum IntakeError: Error, Hashable, CustomStringConvertible {
  /// The file cannot be opened or read; the reason is the system's.
  case fileUnreadable(path: String, reason: String)
  case archiveNotWritten(String)
  /// The file is there already and is not written over.
  case fileExists(path: String)
  /// The file is no key of a school.
  case keyMalformed(path: String)
  /// The system's iconv lacks an encoding that soko reads.
  case encodingUnavailable(String)

  package var description: String {
    switch self {
    case .fileUnreadable(let path, let reason): "\(path): \(reason)"
    case .archiveNotWritten(let reason): "the archive was not written: \(reason)"
    case .fileExists(let path): "\(path): there is a file already; it is not written over"
    case .keyMalformed(let path): "\(path): not a key: a key file has \(SchoolKey.byteCount) bytes"
    case .encodingUnavailable(let name):
      "iconv does not know \(name): install libc-gconv-modules-extra"
    }
  }
}
