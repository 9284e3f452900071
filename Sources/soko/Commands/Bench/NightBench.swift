import Foundation
import Pipeline

/// The same schools the next night, beside the first night: loading and analysis together.
struct NightBench {
  let server: BenchServer
  let sample: BenchSample
  let runs: Int
  let loaders: Int

  /// What the schools send.
  private enum Night: String, CaseIterable {
    case first = "first night"
    case nothing = "the same bundles again"
    case sameFiles = "the same files in new bundles"
    case hundredth = "one row in a hundred changed"
  }

  func run() async throws {
    var seconds: [Night: [Double]] = [:]
    for run in 1...runs {
      let site = try await server.site("night_\(run)")
      for night in Night.allCases {
        let paths = try paths(night)
        let taken = try await site.withWorker(loaders: loaders) { worker, _, queue in
          let started = ContinuousClock.now
          for path in paths { _ = try await queue.store(path) }
          _ = try await worker.drain()
          return (ContinuousClock.now - started).inSeconds
        }
        seconds[night, default: []].append(taken)
      }
    }
    let first = BenchText.median(seconds[.first] ?? [])
    for night in Night.allCases {
      let median = BenchText.median(seconds[night] ?? [])
      Console.data(
        String(format: "night: %8.2f s, %5.1f %% of the first: ", median, 100 * median / first)
          + night.rawValue)
    }
  }

  private func paths(_ night: Night) throws -> [String] {
    switch night {
    case .first, .nothing: return sample.paths
    case .sameFiles: return try sample.rewritten("again", day: 1) { _, csv in csv }
    case .hundredth:
      return try sample.rewritten("changed", day: 2) { table, csv in
        table == "period_mark" ? Self.changed(csv) : csv
      }
    }
  }

  /// Marks are two rows in three: changing one of 66 of them changes one row in a hundred.
  private static func changed(_ csv: [UInt8]) -> [UInt8] {
    var lines = String(decoding: csv, as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    for index in stride(from: 33, to: lines.count, by: 66) {
      lines[index] =
        lines[index].contains(",4,")
        ? lines[index].replacing(",4,", with: ",5,")
        : lines[index].replacing(",3,", with: ",4,").replacing(",5,", with: ",4,")
    }
    return Array(lines.joined(separator: "\n").utf8)
  }
}
