import Foundation
import Statistics

/// Methods of `Statistics` beside scikit-learn, statsmodels and R's lme4 and cluster, on the same numbers.
///
/// Numbers are drawn by seed and written once, as doubles row by row, for all programs. Seconds are the least of
/// the runs, without reading: of the clock, and of the processor, for which it counts little what else the machine
/// does. What a program finds stands beside them.
struct MethodsBench {
  let runs: Int

  func run() throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("soko-bench-methods-\(ProcessInfo.processInfo.processIdentifier)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let data = MethodData(folder: folder)
    Console.data("methods: \(Self.machine)")
    Console.data(
      "methods: what                                by                             threads  seconds  to soko  processor  to soko  found"
    )
    for method in [kMeans, starts, silhouette, neighbors, mixedModel, ranks, sensitivity] {
      try method(data)
    }
  }

  /// What else the machine does, for whoever reads the figures.
  private static var machine: String {
    let load = (try? String(contentsOfFile: "/proc/loadavg", encoding: .utf8)) ?? ""
    let known = load.split(separator: " ").first.map { "load average \($0) at the start" }
    return "\(ProcessInfo.processInfo.activeProcessorCount) processors"
      + (known.map { ", \($0)" } ?? "")
  }

  /// A measured program: the least of its seconds, by the clock and of the processor, and what it found.
  struct Measured {
    var seconds = Double.infinity
    var processor = Double.infinity
    var found: Double?
  }

  /// The least of the runs on so many threads.
  func own(threads: Int, _ body: () throws -> Double) rethrows -> Measured {
    var best = Measured()
    for _ in 1...runs {
      let (started, spent) = (ContinuousClock.now, ProcessorTime.own)
      best.found = try Parallel.$threads.withValue(threads, operation: body)
      best.seconds = min(best.seconds, (ContinuousClock.now - started).inSeconds)
      best.processor = min(best.processor, ProcessorTime.own - spent)
    }
    return best
  }

  /// One line of the table; `beside` is soko's line.
  func line(
    _ what: String, _ by: String, threads: Int, _ measured: Measured?, beside own: Measured? = nil
  ) {
    func padded(_ text: String, _ width: Int) -> String {
      text.padding(toLength: width, withPad: " ", startingAt: 0)
    }
    let start = "methods: \(padded(what, 35)) \(padded(by, 30)) "
    guard let measured else {
      return Console.data(start + "not installed here, left out")
    }
    func times(_ part: KeyPath<Measured, Double>) -> String {
      let ratio = own.map { String(format: "%7.2f", measured[keyPath: part] / $0[keyPath: part]) }
      return String(format: "%7.3f  ", measured[keyPath: part]) + (ratio ?? "       ")
    }
    let found = measured.found.map { String(format: "%.8g", $0) } ?? ""
    Console.data(
      start + String(format: "%7d  ", threads) + times(\.seconds) + "    " + times(\.processor)
        + "  " + found)
  }

  func python(
    _ script: String, _ file: String, _ arguments: [String] = [], threads: Int
  ) throws -> Measured? {
    try Self.measured(
      Yardstick.python(script, [file, "\(runs)"] + arguments, threads: threads))
  }

  func r(_ script: String, _ file: String, _ arguments: [String] = []) throws -> Measured? {
    try Self.measured(Yardstick.r(script, [file, "\(runs)"] + arguments))
  }

  private static func measured(_ figures: [String: Double]?) -> Measured? {
    guard let figures, let seconds = figures["seconds"], let processor = figures["processor"]
    else { return nil }
    return Measured(seconds: seconds, processor: processor, found: figures["found"])
  }
}

/// Files of drawn numbers.
struct MethodData {
  let folder: URL

  /// Writes rows as doubles one after the other; returns the file's path.
  func write(_ name: String, _ rows: [[Double]]) throws -> String {
    let file = folder.appendingPathComponent(name)
    let flat = rows.flatMap { $0 }
    try flat.withUnsafeBytes { Data($0) }.write(to: file)
    return file.path
  }

  /// Points around `centers` middles that overlap; of 0 middles, one cloud.
  static func points(_ count: Int, _ width: Int, centers: Int, seed: UInt64) -> [[Double]] {
    var source = RandomSource(seed: seed)
    let middles = (0..<max(1, centers)).map { _ in
      (0..<width).map { _ in centers > 0 ? 0.7 * source.normal() : 0 }
    }
    return (0..<count).map { index in
      middles[index % middles.count].map { $0 + source.normal() }
    }
  }
}
