import Foundation
import Intake
import Logging
import Pipeline
import Postgres
import SQLFiles
import TestSupport

/// A whole installation in a database of its own, on a real server.
struct TestSite: Sendable {
  let database: Address
  /// Connections of the worker's role.
  let worker: Pool
  let loading: Pool
  let loader: Loader
  let queue: Queue
  /// Reads stored bundles once more.
  let rereading: ProblemRereading
  private let dryRun: DryRun

  /// - Parameters:
  ///   - adding: definitions beside the program's own.
  ///   - loaders: bundles that are loaded at once.
  static func make(adding: [CatalogFile] = [], loaders: Int = 1) async throws -> TestSite {
    let files = ProgramFiles()
    let key = "installation " + adding.map { $0.name }.joined(separator: " ")
    let database = try await TestDatabase.make(template: key) { address in
      let installation = Installation(files: files)
      try await installation.prepare(cluster: address, database: "soko_roles_only")
      let owner = Pool(address, size: 1, name: "own", logger: Logger(label: "test"))
      try await owner.session { db in
        let name = try db.value("select current_database()::text", as: String.self)
        try db.execute(SQL(raw: "alter database \(name) owner to soko_owner"))
      }
      await owner.close()
      _ = try await installation.migrate(address.connecting(as: "soko_owner"), adding: adding)
    }
    let logger = Logger(label: "test.site") { _ in SwiftLogNoOpLogHandler() }
    let worker = Pool(
      database.connecting(as: "soko_worker"), size: 2, name: "worker", logger: logger)
    let loading = Loader.pool(
      database.connecting(as: "soko_worker"), size: loaders, logger: logger)
    return TestSite(
      database: database, worker: worker, loading: loading,
      loader: try Loader(pool: loading, files: files, logger: logger), queue: Queue(pool: worker),
      rereading: try ProblemRereading(pool: loading, files: files),
      dryRun: try DryRun(pool: loading, files: files))
  }

  func close() async {
    await worker.close()
    await loading.close()
  }

  func store(_ paths: [String]) async throws {
    for path in paths { _ = try await queue.store(path) }
  }

  func store(_ bundles: [(name: String, bytes: [UInt8])]) async throws {
    try await store(Self.written(bundles))
  }

  /// Stores the bundles, works off the queue, and says what became of each.
  func load(_ paths: [String]) async throws -> [Queue.Fate] {
    var entries: [Queue.Entry] = []
    for path in paths { entries.append(try await queue.store(path)) }
    _ = try await loader.loadAll { _ in }
    var fates: [Queue.Fate] = []
    for entry in entries { fates.append(try await queue.fate(of: entry.id)) }
    return fates
  }

  func load(_ bundles: [(name: String, bytes: [UInt8])]) async throws -> [Queue.Fate] {
    try await load(Self.written(bundles))
  }

  /// What would become of the bundles, loaded now; nothing is kept.
  func rehearse(_ bundles: [(name: String, bytes: [UInt8])]) async throws -> [Queue.Fate] {
    try await dryRun.receipts(of: Self.written(bundles)).map(\.fate)
  }

  func analyze() async throws -> Analysis.Figures? {
    try await Analysis(pool: worker, version: "test").perform()
  }

  func results() async throws -> [String] {
    try await worker.transaction { db in try ResultText.lines(db) }
  }

  /// Every row of every table of records, with the transactions that wrote and locked it.
  func records() async throws -> [String] {
    struct Line: Decodable { let line: String }
    return try await worker.transaction { db in
      let tables = try db.all(
        "select tablename::text as line from pg_tables where schemaname = 'core' order by 1",
        as: Line.self)
      return try tables.flatMap { table in
        try db.all(
          SQL(
            raw: """
              select concat_ws(' ', '\(table.line)', rows.xmin, rows.xmax, rows) as line
              from core.\(table.line) as rows
              """), as: Line.self)
      }.map(\.line).sorted()
    }
  }

  /// Makes the next analysis compute everything anew.
  func forgetPublication() async throws {
    try await worker.transaction { db in
      try db.execute("update result.run set catalog_fingerprint = 'forgotten'")
    }
  }

  /// The attempts counted on every bundle, in the order of arrival.
  func attempts() async throws -> [Int] {
    struct Tried: Decodable { let attemptCount: Int }
    return try await worker.transaction { db in
      try db.all("select attempt_count from intake.bundle order by bundle_id", as: Tried.self)
    }.map(\.attemptCount)
  }

  func states() async throws -> [String] {
    struct Stated: Decodable { let state: String }
    return try await worker.transaction { db in
      try db.all("select state from intake.bundle order by bundle_id", as: Stated.self)
    }.map(\.state)
  }

  func forgiveAttempts() async throws {
    try await worker.transaction { db in
      try db.execute("update intake.bundle set attempt_count = 0 where state = 'queued'")
    }
  }

  /// The program itself, as a process of its own, on this database.
  func process(
    _ arguments: [String], environment added: [String: String] = [:]
  ) throws -> Process {
    let process = Process()
    process.executableURL = try Self.program()
    process.arguments = arguments
    var environment = ProcessInfo.processInfo.environment
    environment["DATABASE_URL"] = database.connecting(as: "soko_owner").conninfo
    process.environment = environment.merging(added) { $1 }
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    return process
  }

  static func program() throws -> URL {
    var folder = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
    while folder.path != "/" {
      folder.deleteLastPathComponent()
      let program = folder.appendingPathComponent("soko")
      if FileManager.default.isExecutableFile(atPath: program.path) { return program }
    }
    throw CocoaError(.fileNoSuchFile)
  }

  private static func written(_ bundles: [(name: String, bytes: [UInt8])]) throws -> [String] {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("soko-bundles-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return try bundles.enumerated().map { index, bundle in
      let url = folder.appendingPathComponent("\(index)-\(bundle.name)")
      try Data(bundle.bytes).write(to: url)
      return url.path
    }
  }
}
