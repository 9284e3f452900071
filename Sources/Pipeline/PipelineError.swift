/// Broken machinery of the pipeline; defects in data are ``Problem`` values instead.
package enum PipelineError: Error, CustomStringConvertible {
  case fileMissing(String)
  case notMigrated
  case analysisRunning
  case fileUnreadable(String, String)

  package var description: String {
    switch self {
    case .fileMissing(let name): "the program's file \(name) is missing"
    case .notMigrated: "the database is not set up for this version: run `soko migrate`"
    case .analysisRunning: "another analysis is running"
    case .fileUnreadable(let path, let why): "\(path): \(why)"
    }
  }
}
