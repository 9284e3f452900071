import Foundation
import Intake
import Pipeline
import Sample

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
    case .sameFiles: return try rewritten("again", day: 1) { _, csv in csv }
    case .hundredth:
      return try rewritten("changed", day: 2) { table, csv in
        table == "period_mark" ? Self.changed(csv) : csv
      }
    }
  }

  /// The schools' bundles once more, of a later day; the register is not sent again.
  private func rewritten(
    _ name: String, day: Int, _ text: (String, [UInt8]) -> [UInt8]
  ) throws -> [String] {
    let folder = server.folder.appendingPathComponent(name).path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    var paths: [String] = []
    let existing = Set(sample.paths.map { ($0 as NSString).lastPathComponent })
    try sample.region.forEachBundle { bundle in
      guard bundle.descriptor.kind == .school, existing.contains(bundle.fileName) else { return }
      var descriptor = bundle.descriptor
      descriptor.asOf = "2026-01-0\(day)"
      descriptor.created = "2026-01-0\(day)T06:00:00Z"
      var writer = BundleWriter(descriptor: descriptor)
      for table in bundle.tables { writer.add(table: table.name, csv: text(table.name, table.csv)) }
      let path = "\(folder)/\(bundle.fileName)"
      try Data(try writer.zip()).write(to: URL(fileURLWithPath: path))
      paths.append(path)
    }
    return paths
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
