import Foundation
import Pipeline
import Postgres
import Schools

/// Bundles to committed rows, beside `psql \copy` of the same rows into the same tables.
struct LoadBench {
  let server: BenchServer
  let sample: BenchSample
  let runs: Int
  let loaders: Int

  func run() async throws {
    var ratios: [Double] = []
    var alone: [Double] = []
    var parts = Timetable()
    Console.data(
      "load: run  rows     1 loader s  rows/s  \(loaders) loaders s  rows/s  \\copy s  rows/s   ratios to \\copy"
    )
    for run in 1...runs {
      let single = try await server.load(
        sample.paths, try await server.site("single_\(run)"), loaders: 1)
      let name = "load_\(run)"
      let many = try await server.load(
        sample.paths, try await server.site(name), loaders: loaders)
      let (rows, tables) = try await server.counted(name)
      let yardstick = "copy_\(run)"
      _ = try await server.site(yardstick)
      let copied = try copy(tables, from: name, to: yardstick)
      ratios.append(many.seconds / copied)
      alone.append(single.seconds / copied)
      parts += single.times
      func rate(_ seconds: Double) -> Double { Double(rows) / seconds }
      Console.data(
        String(
          format: "load: %3d  %7d  %10.2f  %6.0f  %11.2f  %6.0f  %7.2f  %6.0f  %6.2f %6.2f", run,
          rows, single.seconds, rate(single.seconds), many.seconds, rate(many.seconds), copied,
          rate(copied), single.seconds / copied, many.seconds / copied))
    }
    Console.data(
      String(
        format: "load: median ratio: 1 loader %.2f, %d loaders %.2f", BenchText.median(alone),
        loaders, BenchText.median(ratios)))
    Console.data("load: seconds of one loader, all runs: \(parts.text)")
  }

  /// Seconds that psql takes to copy the same rows into the same tables, in one transaction.
  private func copy(
    _ tables: [String], from source: String, to target: String
  ) throws -> Double {
    let csv = server.folder.appendingPathComponent("csv")
    try FileManager.default.createDirectory(at: csv, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: csv) }
    let registers = ["territory", "school"]
    func file(_ table: String) -> String { csv.appendingPathComponent("\(table).csv").path }
    try psql(
      source, (registers + tables).map { "\\copy core.\($0) to '\(file($0))' csv" })
    try psql(target, registers.map { "\\copy core.\($0) from '\(file($0))' csv" })
    let started = ContinuousClock.now
    try psql(
      target, ["begin;"] + tables.map { "\\copy core.\($0) from '\(file($0))' csv" } + ["commit;"])
    return (ContinuousClock.now - started).inSeconds
  }

  private func psql(_ database: String, _ lines: [String]) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [
      "psql", "--no-psqlrc", "--quiet", "--set", "ON_ERROR_STOP=1",
      server.superuser.database(database).conninfo,
    ]
    let input = Pipe()
    process.standardInput = input
    try process.run()
    input.fileHandleForWriting.write(Data(lines.joined(separator: "\n").utf8))
    try input.fileHandleForWriting.close()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw BenchFailure.commandFailed("psql") }
  }
}
