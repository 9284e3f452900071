import Foundation
import Logging
import Pipeline
import Postgres
import SQLFiles
import Schools

/// A PostgreSQL server that lives as long as a measurement, and databases on it.
struct BenchServer: Sendable {
  let folder: URL
  let superuser: Address
  let logger: Logger
  /// The server's process.
  let process: Int32

  static func with(_ body: (BenchServer) async throws -> Void) async throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("soko-bench-\(ProcessInfo.processInfo.processIdentifier)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    var logger = Logger(label: "soko.bench") { StreamLogHandler.standardError(label: $0) }
    logger.logLevel = .warning
    let cluster = try await PrivateCluster(
      home: folder.appendingPathComponent("home").path, logger: logger
    ).start()
    do {
      let lock = try String(
        contentsOfFile: cluster.folder + "/data/postmaster.pid", encoding: .utf8)
      try await body(
        BenchServer(
          folder: folder, superuser: cluster.address, logger: logger,
          process: lock.split(separator: "\n").first.flatMap { Int32($0) } ?? 0))
      await cluster.release()
    } catch {
      await cluster.release()
      throw error
    }
  }

  /// A migrated database of this name, empty.
  func site(_ name: String) async throws -> Site {
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

  /// What a measured piece of work took.
  struct Cost: Sendable {
    var seconds: Double
    /// Of the processor: this program and those it runs, and the server.
    var own: Double
    var server: Double

    static func - (end: Cost, start: Cost) -> Cost {
      Cost(
        seconds: end.seconds - start.seconds, own: end.own - start.own,
        server: end.server - start.server)
    }
  }

  /// A moment; what lies between two of them is a cost.
  var now: Cost {
    Cost(
      seconds: ProcessInfo.processInfo.systemUptime,
      own: ProcessorTime.own + ProcessorTime.children,
      server: ProcessorTime.ofServer(process) ?? 0)
  }

  /// Stores the bundles, then loads them; returns what the loading took and where it went.
  func load(
    _ paths: [String], _ site: Site, loaders: Int
  ) async throws -> (cost: Cost, times: Timetable) {
    try await site.withWorker(loaders: loaders) { _, loader, queue in
      var entries: [Int] = []
      for path in paths { entries.append(try await queue.store(path).id) }
      let started = now
      _ = try await loader.loadAll { _ in }
      let cost = now - started
      var times = Timetable()
      for entry in entries {
        let fate = try await queue.fate(of: entry)
        guard fate.state == .done else {
          throw BenchFailure.notLoaded(fate.fileName, fate.state.rawValue)
        }
        times += fate.times ?? Timetable()
      }
      return (cost, times)
    }
  }

  /// How many rows the record tables have, and which of them have any.
  func counted(_ database: String) async throws -> (rows: Int, tables: [String]) {
    let pool = Pool(superuser.database(database), size: 1, name: "count", logger: logger)
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
}

enum BenchFailure: Error, CustomStringConvertible {
  case notLoaded(String, String)
  case commandFailed(String)

  var description: String {
    switch self {
    case .notLoaded(let file, let state): "\(file) was not loaded: \(state)"
    case .commandFailed(let command): "\(command) failed"
    }
  }
}
