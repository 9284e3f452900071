internal import Foundation
internal import Logging
package import Postgres
internal import Synchronization

/// An installation to be mistreated: a private server with durability on, and processes of the program.
package final class FaultSite: Sendable {
  package let folder: String
  /// The database, as the server's superuser.
  package let database: Address
  /// How often the server went down; what was measured across a change is void.
  private struct State {
    var running: PrivateCluster.Running
    var epoch = 0
    var count = 0
    var processes: [SokoProcess] = []
  }
  private let program: String
  private let cluster: PrivateCluster
  private let pool: Pool
  private let state: Mutex<State>

  private static let prefix = "soko-fault-"
  private static let mark = "SOKO_FAULT_SITE"
  private static let sites = Mutex(0)

  /// The disk of the database, when it stands on one of its own.
  let smallDisk: SmallDisk?

  /// Makes the server and its database.
  ///
  /// - Parameters:
  ///   - program: soko's own binary.
  ///   - databaseKilobytes: the size of a disk of its own for the database; none where mounting is not permitted.
  package init(program: String, databaseKilobytes: Int? = nil) async throws {
    Self.removeDead()
    let number = Self.sites.withLock { sites in
      sites += 1
      return sites
    }
    let place = "/tmp/\(Self.prefix)\(ProcessInfo.processInfo.processIdentifier)-\(number)"
    try? FileManager.default.removeItem(atPath: place)
    try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
    folder = place
    self.program = program
    let logger = Logger(label: "fault") { _ in SwiftLogNoOpLogHandler() }
    cluster = PrivateCluster(
      home: place + "/home", settings: ["max_connections = 120"], logger: logger)
    let running = try await cluster.start()
    state = Mutex(State(running: running))
    database = running.address.database("soko")
    pool = Pool(database, size: 4, name: "watch", logger: logger)
    smallDisk = databaseKilobytes.flatMap {
      SmallDisk("\(place)/small", kilobytes: $0, owner: geteuid() == 0 ? "postgres" : nil)
    }
    if let smallDisk { try await Self.place(running.address, on: smallDisk, logger) }
    try await expect(["migrate"], embedded: true)
  }

  /// Makes the database on a disk of its own, before the program would make it.
  private static func place(
    _ superuser: Address, on disk: SmallDisk, _ logger: Logger
  ) async throws {
    let pool = Pool(superuser, size: 1, name: "place", logger: logger)
    try await pool.session { db in
      try db.script("create role soko_owner login")
      try db.script("create tablespace small location '\(disk.path)'")
      try db.script("create database soko owner soko_owner tablespace small")
    }
    await pool.close()
  }

  // MARK: Processes

  /// Starts the program: on the configured server, or as one that finds the private server by itself.
  package func launch(
    _ arguments: [String], embedded: Bool = false, environment added: [String: String] = [:]
  ) throws -> SokoProcess {
    let number = state.withLock { state in
      state.count += 1
      return state.count
    }
    let name = "fault \(number)"
    var environment = ProcessInfo.processInfo.environment.filter {
      !$0.key.hasPrefix("PG") && !$0.key.hasPrefix("SOKO_") && $0.key != "DATABASE_URL"
    }
    environment["PGAPPNAME"] = name
    environment[Self.mark] = folder
    if embedded {
      environment["SOKO_HOME"] = folder + "/home"
    } else {
      environment["DATABASE_URL"] = database.connecting(as: "soko_owner").conninfo
    }
    environment.merge(added) { $1 }
    let process = try SokoProcess(
      program, arguments, name: name, environment: environment, log: "\(folder)/\(number).log")
    state.withLock { state in
      state.processes.removeAll { $0.exit != nil }
      state.processes.append(process)
    }
    return process
  }

  /// Runs the program to its end, which must be one of `codes`.
  @discardableResult
  package func expect(
    _ arguments: [String], codes: Set<Int32> = [0], embedded: Bool = false
  ) async throws -> SokoProcess {
    let process = try launch(arguments, embedded: embedded)
    guard case .code(let code) = await process.end(), codes.contains(code) else {
      throw FaultError.failed(arguments.prefix(3).joined(separator: " "), process.lastWords)
    }
    return process
  }

  // MARK: The server

  /// Rises whenever the server goes down.
  package var epoch: Int { state.withLock { $0.epoch } }

  private var server: pid_t? {
    let file = "\(cluster.folder)/data/postmaster.pid"
    let text = try? String(contentsOfFile: file, encoding: .utf8)
    return text?.split(separator: "\n").first.flatMap { pid_t($0) }
  }

  /// Stops the server as `pg_ctl stop -m immediate` does, and starts it again; how long it was away.
  package func restart() async throws -> Duration {
    guard let server else { throw FaultError.noServer("no lock file") }
    let started = ContinuousClock.now
    state.withLock { $0.epoch += 1 }
    kill(server, SIGQUIT)
    // On a busy machine the server may need its own five seconds, after which it kills what does not end.
    for _ in 0..<3000 where kill(server, 0) == 0 { try await Task.sleep(for: .milliseconds(10)) }
    let running = try await cluster.start()
    state.withLock { $0.running = running }
    try await awaitServer()
    return ContinuousClock.now - started
  }

  /// Kills a server process of the program's; PostgreSQL ends all and recovers.
  package func crash(pick: Double) async throws {
    guard let victim = try await backend(pick) else { return }
    state.withLock { $0.epoch += 1 }
    kill(pid_t(victim), SIGKILL)
    try? await Task.sleep(for: .milliseconds(100))
    try await awaitServer()
  }

  /// Ends a connection of the program's, as an administrator does.
  package func terminate(pick: Double) async throws {
    guard let victim = try await backend(pick) else { return }
    _ = try await ask {
      try $0.value("select pg_terminate_backend(\(victim)::int)", as: Bool.self)
    }
  }

  private func backend(_ pick: Double) async throws -> Int? {
    struct Backend: Decodable { let pid: Int }
    let backends = try await ask { db in
      try db.all(
        "select pid from pg_stat_activity where application_name like 'fault %' order by pid",
        as: Backend.self)
    }
    return backends.isEmpty ? nil : backends[Int(pick * Double(backends.count))].pid
  }

  private func awaitServer() async throws {
    _ = try await ask { try $0.value("select 1", as: Int.self) }
  }

  /// Asks the database, as its superuser; asks again while the server is away, for a minute, and starts it when it
  /// has gone for good: a stop and a crash may meet.
  package func ask<T: Sendable>(_ body: @Sendable (Database) throws -> T) async throws -> T {
    let started = ContinuousClock.now
    var revived = started
    while true {
      do {
        return try await pool.session(body)
      } catch let failure as PostgresError
        where failure.isConnectionLost && ContinuousClock.now - started < .seconds(60)
      {
        try await Task.sleep(for: .milliseconds(20))
        if ContinuousClock.now - revived > .seconds(5) {
          revived = .now
          try await state.withLock { $0.running }.revive()
        }
      }
    }
  }

  // MARK: The end

  /// Ends every process and the server, and removes the folder.
  package func close() async {
    let processes = state.withLock { $0.processes }
    for process in processes { process.send(SIGKILL) }
    for process in processes { _ = await process.end() }
    await pool.close()
    await state.withLock { $0.running }.release()
    if let server { kill(server, SIGQUIT) }
    Self.remove(folder)
  }

  /// Sites whose process was killed: what it left running carries the folder's name in its environment.
  private static func removeDead() {
    let files = FileManager.default
    for name in (try? files.contentsOfDirectory(atPath: "/tmp")) ?? [] where name.hasPrefix(prefix)
    {
      let owner = name.dropFirst(prefix.count).prefix { $0.isNumber }
      guard let owner = pid_t(owner), kill(owner, 0) != 0 else { continue }
      for entry in (try? files.contentsOfDirectory(atPath: "/proc")) ?? [] {
        guard let process = pid_t(entry),
          let environment = files.contents(atPath: "/proc/\(entry)/environ"),
          String(decoding: environment, as: UTF8.self).contains("\(mark)=/tmp/\(name)")
        else { continue }
        kill(process, SIGKILL)
      }
      remove("/tmp/\(name)")
    }
  }

  private static func remove(_ folder: String) {
    let lock = "\(folder)/home/postgres/data/postmaster.pid"
    if let text = try? String(contentsOfFile: lock, encoding: .utf8),
      let server = text.split(separator: "\n").first.flatMap({ pid_t($0) })
    {
      kill(server, SIGQUIT)
      for _ in 0..<250 where kill(server, 0) == 0 { usleep(20_000) }
    }
    for name in ["small", "tiny"] where FileManager.default.fileExists(atPath: "\(folder)/\(name)")
    {
      SmallDisk(mounted: "\(folder)/\(name)").remove()
    }
    try? FileManager.default.removeItem(atPath: folder)
  }
}
