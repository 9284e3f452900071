import ArgumentParser
import Foundation
import Intake
import Logging
import Pipeline
import Postgres
import SQLFiles

/// Where the data live: the options every command shares.
struct HomeOptions: ParsableArguments {
  @Option(
    name: .long,
    help: "The data folder of the embedded database (default: SOKO_HOME, or ./.soko).")
  var home: String?

  @Option(
    name: .long,
    help:
      "A folder with indicator/*.sql, keyset/*.yaml, crosswalk/*.yaml to add to the catalog; remembered."
  )
  var catalog: String?

  @Flag(name: .long, help: "Say more of what is going on.")
  var verbose = false

  var folder: String {
    let given = home ?? ProcessInfo.processInfo.environment["SOKO_HOME"] ?? ".soko"
    return URL(fileURLWithPath: given).standardizedFileURL.path
  }

  /// SOKO_ROSTER_KEY, or `roster.key` in the data folder.
  var rosterKey: RosterKeyFile {
    let given = ProcessInfo.processInfo.environment["SOKO_ROSTER_KEY"] ?? ""
    return RosterKeyFile(path: given.isEmpty ? folder + "/roster.key" : given)
  }

  var logger: Logger {
    var logger = Logger(label: "soko") { LogForm.current.handler($0) }
    logger.logLevel = verbose ? .info : .warning
    return logger
  }
}

/// The database of this call: the embedded one, started if need be, or the configured one.
struct Site {
  let logins: Logins
  let cluster: PrivateCluster.Running?
  let files: ProgramFiles
  let logger: Logger
  /// Makes pseudonyms of OneRoster archives; it lies outside the database.
  var rosterKey: RosterKeyFile?

  /// Opens the database and calls `body`; the embedded server stops when no one else uses it.
  static func with<Result>(
    _ options: HomeOptions, migrates: Bool = true, _ body: (Site) async throws -> Result
  ) async throws -> Result {
    let site = try await open(options, migrates: migrates)
    do {
      let result = try await body(site)
      await site.cluster?.release()
      return result
    } catch {
      await site.cluster?.release()
      throw error
    }
  }

  private static func open(_ options: HomeOptions, migrates: Bool) async throws -> Site {
    let files = ProgramFiles()
    let logger = options.logger
    if let logins = configured() {
      let site = Site(
        logins: logins, cluster: nil, files: files, logger: logger, rosterKey: options.rosterKey)
      if options.catalog != nil { _ = try await site.migrate(options) }
      return site
    }
    let cluster = try await PrivateCluster(home: options.folder, logger: logger).start()
    do {
      try await Installation(files: files).prepare(cluster: cluster.address)
      let database = cluster.address.database("soko")
      let site = Site(
        logins: Logins(
          owner: database.connecting(as: "soko_owner"),
          worker: database.connecting(as: "soko_worker"),
          web: database.connecting(as: "soko_web")),
        cluster: cluster, files: files, logger: logger, rosterKey: options.rosterKey)
      if migrates { _ = try await site.migrate(options) }
      return site
    } catch {
      await cluster.release()
      throw error
    }
  }

  func migrate(_ options: HomeOptions) async throws -> [String] {
    let added = try options.catalog.map { try CatalogFile.folder(URL(fileURLWithPath: $0)) }
    return try await Installation(files: files).migrate(logins.owner, adding: added)
  }

  /// The configured server, from DATABASE_URL or libpq's own variables; nil means the embedded one.
  private static func configured() -> Logins? {
    let environment = ProcessInfo.processInfo.environment
    func set(_ name: String) -> String? {
      environment[name].flatMap { $0.isEmpty ? nil : $0 }
    }
    let owner: Address
    if let url = set("DATABASE_URL") {
      owner = Address(url).resolved
    } else if ["PGHOST", "PGSERVICE", "PGHOSTADDR"].contains(where: { set($0) != nil }) {
      owner = Address("").resolved
    } else {
      return nil
    }
    return Logins(
      owner: owner,
      worker: set("SOKO_WORKER_URL").map { Address($0) } ?? owner.connecting(as: "soko_worker"),
      web: set("SOKO_WEB_URL").map { Address($0) } ?? owner.connecting(as: "soko_web"))
  }

  func workerPool(size: Int = 2) -> Pool {
    Pool(
      logins.worker, size: size, name: "worker",
      onConnect: ["set client_connection_check_interval = '500ms'"], logger: logger)
  }

  /// One transaction of the login that loads and computes.
  static func transaction<Result: Sendable>(
    _ home: HomeOptions, readOnly: Bool = false,
    _ body: @escaping @Sendable (Database) throws -> Result
  ) async throws -> Result {
    try await with(home) { site in
      try await site.workerPool(size: 1).whileOpen { pool in
        try await pool.transaction(readOnly: readOnly, body)
      }
    }
  }

  /// A pool of the login that serves, closed at the end.
  ///
  /// - Parameter onConnect: statements that prepare every connection.
  func withWebPool<Result>(
    size: Int, onConnect: [String] = [], _ body: (Pool) async throws -> Result
  ) async throws -> Result {
    try await Pool(logins.web, size: size, name: "web", onConnect: onConnect, logger: logger)
      .whileOpen(body)
  }

  /// What reads stored bundles once more, over a pool of one connection that it closes at the end.
  func withRereading<Result>(_ body: (ProblemRereading) async throws -> Result) async throws
    -> Result
  {
    try await Loader.pool(logins.worker, size: 1, logger: logger).whileOpen { pool in
      try await body(try ProblemRereading(pool: pool, files: files))
    }
  }

  /// A dry run over a pool of one connection that it closes at the end.
  func withDryRun<Result>(_ body: (DryRun) async throws -> Result) async throws -> Result {
    try await Loader.pool(logins.worker, size: 1, logger: logger).whileOpen { pool in
      try await body(try DryRun(pool: pool, files: files, rosterKey: rosterKey))
    }
  }

  /// A worker over two pools, which it closes at the end.
  ///
  /// - Parameter loaders: bundles that are loaded at once; nil is one per processor, at most four.
  func withWorker<Result>(
    loaders: Int? = nil, isHeld: Bool = false,
    _ body: (Worker, Loader, Queue) async throws -> Result
  ) async throws -> Result {
    let loaders = loaders ?? min(4, ProcessInfo.processInfo.activeProcessorCount)
    return try await Loader.pool(logins.worker, size: loaders, logger: logger).whileOpen {
      loading in
      try await workerPool().whileOpen { working in
        let loader = try Loader(pool: loading, files: files, logger: logger)
        let worker = Worker(
          loader: loader,
          analysis: Analysis(pool: working, version: Version.current, isHeld: isHeld),
          logger: logger, revive: { [cluster] in try await cluster?.revive() })
        return try await body(worker, loader, Queue(pool: working, rosterKey: rosterKey))
      }
    }
  }
}
