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
    var (single, many, copied): ([BenchServer.Cost], [BenchServer.Cost], [BenchServer.Cost]) = (
      [], [], []
    )
    var parts = Timetable()
    Console.data(
      "load: run  rows     by          seconds  rows/s  processor: program  server   to \\copy")
    for run in 1...runs {
      let alone = try await server.load(
        sample.paths, try await server.site("single_\(run)"), loaders: 1)
      let name = "load_\(run)"
      let together = try await server.load(
        sample.paths, try await server.site(name), loaders: loaders)
      let (rows, tables) = try await server.counted(name)
      let yardstick = "copy_\(run)"
      _ = try await server.site(yardstick)
      let copy = try copy(tables, from: name, to: yardstick)
      single.append(alone.cost)
      many.append(together.cost)
      copied.append(copy)
      parts += alone.times
      print(run, rows, "1 loader", alone.cost, beside: copy)
      print(run, rows, "\(loaders) loaders", together.cost, beside: copy)
      print(run, rows, "\\copy", copy, beside: copy)
    }
    let spent = copied.map { $0.own + $0.server }
    for (name, costs) in [("1 loader", single), ("\(loaders) loaders", many)] {
      let seconds = zip(costs, copied).map { $0.seconds / $1.seconds }
      let processor = zip(costs, spent).map { ($0.own + $0.server) / $1 }
      Console.data(
        String(
          format:
            "load: median of %@ to \\copy: %.2f times the seconds, %.2f times the processor's",
          name, BenchText.median(seconds), BenchText.median(processor)))
    }
    Console.data("load: seconds of one loader, all runs: \(parts.text)")
  }

  private func print(
    _ run: Int, _ rows: Int, _ name: String, _ cost: BenchServer.Cost, beside copy: BenchServer.Cost
  ) {
    Console.data(
      String(
        format: "load: %3d  %7d  %@  %8.2f  %6.0f  %18.2f  %6.2f  %7.2f", run, rows,
        name.padding(toLength: 10, withPad: " ", startingAt: 0), cost.seconds,
        Double(rows) / cost.seconds, cost.own, cost.server, cost.seconds / copy.seconds))
  }

  /// What it takes psql to copy the same rows into the same tables, in one transaction.
  private func copy(
    _ tables: [String], from source: String, to target: String
  ) throws -> BenchServer.Cost {
    let csv = server.folder.appendingPathComponent("csv")
    try FileManager.default.createDirectory(at: csv, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: csv) }
    let registers = ["territory", "school"]
    func file(_ table: String) -> String { csv.appendingPathComponent("\(table).csv").path }
    try psql(
      source, (registers + tables).map { "\\copy core.\($0) to '\(file($0))' csv" })
    try psql(target, registers.map { "\\copy core.\($0) from '\(file($0))' csv" })
    let started = server.now
    try psql(
      target, ["begin;"] + tables.map { "\\copy core.\($0) from '\(file($0))' csv" } + ["commit;"])
    return server.now - started
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
