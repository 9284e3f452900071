internal import Foundation
internal import Intake
package import Logging
package import Postgres
package import SQLFiles
internal import Schools

/// Takes one bundle off the queue and loads it: the first half of a night.
///
/// An attempt is counted first, in a transaction of its own, because a worker that is killed never
/// reports. Then one transaction locks the bundle's row, loads it and marks it done: the row lock is the
/// lease, and "done" commits with the data.
package struct Loader: Sendable {
  private let pool: Pool
  private let check: Check
  private let merges: MergeTexts
  private let logger: Logger

  /// A pool whose connections have the staging tables.
  package static func pool(_ address: Address, size: Int, logger: Logger) -> Pool {
    Pool(
      address, size: size, name: "load", onConnect: Staging.connectionStatements, logger: logger)
  }

  /// - Parameter pool: made by ``pool(_:size:logger:)``.
  package init(pool: Pool, files: ProgramFiles, logger: Logger) throws {
    self.pool = pool
    check = try Check(files.texts(in: "check"))
    merges = try MergeTexts(files.texts(in: "merge"))
    self.logger = logger
  }

  /// Loads until nothing is queued that is free, on all connections of the pool at once; returns how many.
  ///
  /// Each bundle's number is given to `loaded` when it has met its fate.
  package func loadAll(
    _ loaded: @escaping @Sendable (Int) async throws -> Void
  ) async throws -> Int {
    try await withThrowingTaskGroup(of: Int.self) { group in
      for _ in 0..<pool.size {
        group.addTask {
          var count = 0
          while let bundle = try await loadNext() {
            count += 1
            try await loaded(bundle)
            try Task.checkCancellation()
          }
          return count
        }
      }
      return try await group.reduce(0, +)
    }
  }

  /// Loads the next bundle; returns its number, or nil when nothing is queued that is free.
  ///
  /// A register goes before schools' bundles. A failure of the world leaves the bundle queued with its
  /// attempt counted; the third such failure quarantines it.
  package func loadNext() async throws -> Int? {
    let (check, merges, logger) = (check, merges, logger)
    return try await pool.session { db in
      guard let bundle = try Self.claim(db) else { return nil }
      defer { _ = try? db.execute("select pg_advisory_unlock(7001, \(Int32(bundle)))") }
      do {
        try db.transaction {
          try BundleLoad(db: db, bundle: bundle, check: check, merges: merges).perform()
        }
      } catch {
        logger.error("bundle \(bundle) was not loaded", metadata: ["error": "\(error)"])
        if let failure = error as? PostgresError, failure.isConnectionLost { throw error }
      }
      return bundle
    }
  }

  /// Counts an attempt and returns the bundle, held by a lock that dies with the connection.
  ///
  /// While another loader is at a register this one waits: the schools' bundles need it.
  private static func claim(_ db: Database) throws -> Int? {
    struct Candidate: Decodable {
      let bundleId: Int
      let kind: String
    }
    let candidates = try db.all(
      """
      select bundle_id, kind from intake.bundle
      where state = 'queued'
      order by (kind = 'register') desc, bundle_id
      limit 64
      """, as: Candidate.self)
    for (candidate, kind) in candidates.map({ ($0.bundleId, $0.kind) }) {
      let isFree = try db.value(
        "select pg_try_advisory_lock(7001, \(Int32(candidate)))", as: Bool.self)
      guard isFree else {
        if kind == BundleKind.register.rawValue {
          try db.execute("select pg_advisory_lock(7001, \(Int32(candidate)))")
          try db.execute("select pg_advisory_unlock(7001, \(Int32(candidate)))")
        }
        continue
      }
      let counted = try db.execute(
        """
        update intake.bundle set attempt_count = attempt_count + 1
        where bundle_id = \(candidate) and state = 'queued' and attempt_count < 3
        """)
      if counted == 1 { return candidate }
      try quarantine(candidate, db)
      try db.execute("select pg_advisory_unlock(7001, \(Int32(candidate)))")
    }
    return nil
  }

  private static func quarantine(_ bundle: Int, _ db: Database) throws {
    var problems = ProblemList()
    problems.append(Problem("intake.quarantined"))
    var receipt = Receipt(state: .quarantined)
    receipt.setProblems(problems)
    let text = try BundleLoad.json(receipt)
    try db.transaction {
      try db.execute(
        """
        update intake.bundle
        set state = 'quarantined', finished_at = now(), receipt = \(json: text)
        where bundle_id = \(bundle) and state = 'queued' and attempt_count >= 3
        """)
    }
  }
}

extension Database {
  /// Runs `body` between `begin` and `commit`; rolls back and rethrows when it throws.
  @discardableResult
  func transaction<T>(_ body: () throws -> T) throws -> T {
    try execute("begin")
    do {
      let result = try body()
      try execute("commit")
      return result
    } catch {
      _ = try? execute("rollback")
      throw error
    }
  }
}
