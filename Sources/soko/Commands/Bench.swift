import ArgumentParser
import Foundation
import Logging
import Pipeline
import Postgres
import SQLFiles
import Sample
import Schools

struct Bench: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench",
    abstract: "Measure a load beside psql \\copy of the same rows, in the same run.",
    discussion: """
      Runs on a server of its own in a temporary folder, with the durability of
      the embedded default. The yardstick copies the same rows into the same
      tables: same keys, indexes, foreign keys.

      EXAMPLES
        soko bench
        soko bench --schools 100 --municipalities 10
      """)

  @Option(help: "Schools of the sample.") var schools = 40
  @Option(help: "Municipalities of the sample.") var municipalities = 4
  @Option(help: "Times to measure each.") var runs = 3
  @Option(help: "Bundles loaded at once, beside one at a time.") var loaders = 2

  func run() async throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("soko-bench-\(ProcessInfo.processInfo.processIdentifier)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let bundles = folder.appendingPathComponent("bundles").path
    try FileManager.default.createDirectory(atPath: bundles, withIntermediateDirectories: true)
    try SampleRegion(schools: schools, municipalities: municipalities, years: 3, seed: 1)
      .write(to: bundles)
    let paths = try FileManager.default.contentsOfDirectory(atPath: bundles)
      .filter { $0.hasSuffix(".zip") }.sorted().map { "\(bundles)/\($0)" }

    let logger = Logger(label: "soko.bench") { StreamLogHandler.standardError(label: $0) }
    let cluster = try await PrivateCluster(
      home: folder.appendingPathComponent("home").path, logger: logger
    ).start()
    do {
      try await measure(paths, cluster.address, csv: folder.appendingPathComponent("csv"), logger)
      await cluster.release()
    } catch {
      await cluster.release()
      throw error
    }
  }

  private func measure(
    _ paths: [String], _ superuser: Address, csv: URL, _ logger: Logger
  ) async throws {
    var ratios: [Double] = []
    var alone: [Double] = []
    var parts = Timetable()
    Console.data(
      "run  rows     1 loader s  rows/s  \(loaders) loaders s  rows/s  \\copy s  rows/s   ratios to \\copy"
    )
    for run in 1...runs {
      let single = try await load(paths, try await site(superuser, "single_\(run)", logger), 1)
      let name = "load_\(run)"
      let many = try await load(paths, try await site(superuser, name, logger), loaders)
      let (rows, tables) = try await counted(superuser.database(name), logger)
      let yardstick = "copy_\(run)"
      _ = try await self.site(superuser, yardstick, logger)
      let copied = try copy(
        tables, from: superuser.database(name), to: superuser.database(yardstick), through: csv)
      ratios.append(many.seconds / copied)
      alone.append(single.seconds / copied)
      parts += single.times
      func rate(_ seconds: Double) -> Double { Double(rows) / seconds }
      Console.data(
        String(
          format: "%3d  %7d  %10.2f  %6.0f  %11.2f  %6.0f  %7.2f  %6.0f  %6.2f %6.2f", run, rows,
          single.seconds, rate(single.seconds), many.seconds, rate(many.seconds), copied,
          rate(copied), single.seconds / copied, many.seconds / copied))
    }
    Console.data(
      String(
        format: "median ratio: 1 loader %.2f, %d loaders %.2f", median(alone), loaders,
        median(ratios)))
    Console.data("seconds of one loader, all runs: \(parts.text)")
    Console.data(String(format: "peak memory of this process: %.0f MiB", Memory.peak / 1_048_576))
  }

  private func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

  private func site(_ superuser: Address, _ name: String, _ logger: Logger) async throws -> Site {
    let installation = Installation(files: ProgramFiles())
    try await installation.prepare(cluster: superuser, database: name)
    let database = superuser.database(name)
    _ = try await installation.migrate(database.connecting(as: "soko_owner"))
    return Site(
      logins: Logins(
        owner: database.connecting(as: "soko_owner"),
        worker: database.connecting(as: "soko_worker"),
        web: database.connecting(as: "soko_web")),
      cluster: nil, files: ProgramFiles(), logger: logger)
  }

  /// Seconds from stored bundles to committed rows, and where they went.
  private func load(
    _ paths: [String], _ site: Site, _ loaders: Int
  ) async throws -> (seconds: Double, times: Timetable) {
    try await site.withWorker(loaders: loaders) { _, loader, queue in
      var entries: [Int] = []
      for path in paths { entries.append(try await queue.store(path).id) }
      let started = ContinuousClock.now
      _ = try await loader.loadAll { _ in }
      let seconds = (ContinuousClock.now - started) / .seconds(1)
      var times = Timetable()
      for entry in entries { times += try await queue.fate(of: entry).times ?? Timetable() }
      return (seconds, times)
    }
  }

  private func counted(_ address: Address, _ logger: Logger) async throws -> (Int, [String]) {
    let pool = Pool(address, size: 1, name: "count", logger: logger)
    let counts = try await pool.session { db in
      try RecordTable.all.map { table in
        (
          table.name,
          try db.value(SQL(raw: "select count(*) from core.\(table.name)"), as: Int.self)
        )
      }
    }
    await pool.close()
    return (counts.reduce(0) { $0 + $1.1 }, counts.filter { $0.1 > 0 }.map(\.0))
  }

  /// Seconds that psql takes to copy the same rows into the same tables, in one transaction.
  private func copy(
    _ tables: [String], from source: Address, to target: Address, through csv: URL
  ) throws -> Double {
    try FileManager.default.createDirectory(at: csv, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: csv) }
    let registers = ["territory", "school"]
    func file(_ table: String) -> String { csv.appendingPathComponent("\(table).csv").path }
    try psql(
      source,
      (registers + tables).map { "\\copy core.\($0) to '\(file($0))' csv" })
    try psql(target, registers.map { "\\copy core.\($0) from '\(file($0))' csv" })
    let started = ContinuousClock.now
    try psql(
      target, ["begin;"] + tables.map { "\\copy core.\($0) from '\(file($0))' csv" } + ["commit;"])
    return (ContinuousClock.now - started) / .seconds(1)
  }

  private func psql(_ address: Address, _ lines: [String]) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [
      "psql", "--no-psqlrc", "--quiet", "--set", "ON_ERROR_STOP=1", address.conninfo,
    ]
    let input = Pipe()
    process.standardInput = input
    try process.run()
    input.fileHandleForWriting.write(Data(lines.joined(separator: "\n").utf8))
    try input.fileHandleForWriting.close()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw Outcome.failed }
  }
}
