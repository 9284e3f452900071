import Foundation

/// A process of this program, run for what it takes.
enum OwnProcess {
  /// Runs it to its end; returns the most that it had resident, in bytes, nil where the system does not tell.
  ///
  /// - Parameters:
  ///   - environment: beside this process's own.
  ///   - watch: called again and again while it runs.
  static func run(
    _ arguments: [String], environment: [String: String] = [:],
    watch: () async throws -> Void = {}
  ) async throws -> Double? {
    let process = process(arguments, environment: environment)
    try process.run()
    var peak: Double?
    while process.isRunning {
      if let now = Memory.peak(of: process.processIdentifier) { peak = max(peak ?? 0, now) }
      try await watch()
      try await Task.sleep(for: .milliseconds(5))
    }
    guard process.terminationStatus == 0 else {
      throw BenchFailure.commandFailed("soko \(arguments.prefix(2).joined(separator: " "))")
    }
    return peak
  }

  /// The process, not begun yet, whose output nobody reads.
  static func process(_ arguments: [String], environment: [String: String]) -> Process {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.standardOutput = FileHandle.nullDevice
    return process
  }
}
