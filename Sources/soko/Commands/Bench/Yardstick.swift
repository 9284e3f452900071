import Foundation

/// Another program that does the same work on the same file.
///
/// A script prints a line for each figure: its name and a number.
enum Yardstick {
  /// What a Python script prints; nil when it cannot run here. SOKO_BENCH_PYTHON names another Python.
  ///
  /// - Parameter threads: how many its libraries may use; nil leaves it to them.
  static func python(
    _ script: String, _ arguments: [String], threads: Int? = nil
  ) throws -> [String: Double]? {
    let own = ProcessInfo.processInfo.environment["SOKO_BENCH_PYTHON"] ?? "python3"
    return try run([own, "-c", script] + arguments, threads: threads)
  }

  /// What an R script prints; nil when it cannot run here.
  static func r(_ script: String, _ arguments: [String]) throws -> [String: Double]? {
    try run(["Rscript", "-e", script] + arguments, threads: 1)
  }

  private static func run(_ command: [String], threads: Int?) throws -> [String: Double]? {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = command
    if let threads {
      let names = ["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"]
      process.environment = ProcessInfo.processInfo.environment.merging(
        names.map { ($0, "\(threads)") }
      ) { $1 }
    }
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let printed = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { return nil }
    var figures: [String: Double] = [:]
    for line in String(decoding: printed, as: UTF8.self).split(separator: "\n") {
      let words = line.split(separator: " ")
      if words.count == 2, let value = Double(words[1]) { figures[String(words[0])] = value }
    }
    return figures
  }
}
