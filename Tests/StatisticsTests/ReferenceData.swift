import Foundation

/// Published reference results, which are not shipped: the folder named by `SOKO_REFERENCE_DATA`.
enum ReferenceData {
  static let reason: String = "set SOKO_REFERENCE_DATA to the folder of the reference results"

  static func exists(_ path: String) -> Bool { text(path) != nil }

  static func text(_ path: String) -> String? {
    guard let folder = ProcessInfo.processInfo.environment["SOKO_REFERENCE_DATA"] else {
      return nil
    }
    return try? String(contentsOfFile: "\(folder)/\(path)", encoding: .utf8)
  }

  /// The numbers of a CSV file, without its header and its first column.
  static func numbers(_ path: String) -> [[Double]] {
    (text(path) ?? "").split(separator: "\n").dropFirst().map { line in
      line.split(separator: ",").dropFirst().compactMap { Double($0) }
    }
  }
}
