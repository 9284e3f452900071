package import Schools

/// Broken machinery of the pipeline; defects in data are ``Problem`` values instead.
package enum PipelineError: Error, CustomStringConvertible {
  case fileMissing(String)
  case notMigrated
  case analysisRunning
  case fileUnreadable(String, String)
  /// A OneRoster archive came, and there is no key to make pseudonyms with.
  case rosterKeyMissing(String)
  /// The file is larger than a bundle may be; nothing of it is stored.
  case bundleTooLarge(String, Problem)
  /// The sender called another file by this key.
  case uploadKeyUsed
  /// The folder of temporary files takes no more.
  case spoolUnwritable(folder: String, why: String)

  /// Whether there is no room for a bundle's bytes on this machine: nothing is wrong with the bundle.
  package var isOfSpool: Bool {
    if case .spoolUnwritable = self { true } else { false }
  }

  /// Whether one file is refused, and others may be taken.
  package var isOfSize: Bool {
    if case .bundleTooLarge = self { true } else { false }
  }

  package var description: String {
    switch self {
    case .fileMissing(let name): "the program's file \(name) is missing"
    case .notMigrated: "the database is not set up for this version: run `soko migrate`"
    case .analysisRunning: "another analysis is running"
    case .fileUnreadable(let path, let why): "\(path): \(why)"
    case .rosterKeyMissing(let path):
      "\(path): a OneRoster archive is stored with pseudonyms only, and no key file for them is named"
    case .bundleTooLarge(let path, let problem):
      "\(path): \(problem.code): \(problem.message(.en)) \(problem.hint(.en))"
    case .uploadKeyUsed: "the key of this upload was given to another file before"
    case .spoolUnwritable(let folder, let why):
      "\(folder): a bundle's bytes cannot be kept here (\(why)); make room, or let TMPDIR name another folder"
    }
  }
}
