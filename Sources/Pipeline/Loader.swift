package import Logging
package import Postgres
package import SQLFiles
internal import ServiceLifecycle

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

  /// A pool whose connections have the staging tables, and let go within two seconds of a killed loader.
  package static func pool(_ address: Address, size: Int, logger: Logger) -> Pool {
    Pool(
      address, size: size, name: "load",
      onConnect: ["set client_connection_check_interval = '500ms'"] + Staging.connectionStatements,
      logger: logger)
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
  /// Each bundle's number is given to `loaded` when its attempt has ended. Asked to shut down, no further bundle is
  /// begun.
  package func loadAll(
    _ loaded: @escaping @Sendable (Int) async throws -> Void
  ) async throws -> Int {
    try await withThrowingTaskGroup(of: Int.self) { group in
      for _ in 0..<pool.size {
        group.addTask {
          var count = 0
          while !Task.isShuttingDownGracefully, let bundle = try await loadNext() {
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
  /// A bundle whose load failed stays queued, and is quarantined after the third end that no one explains
  /// (``Attempt``).
  /// - Throws: what stopped the work as a whole: a server that does not answer, a full disk, cancellation.
  package func loadNext() async throws -> Int? {
    do {
      return try await attemptNext()
    } catch let failure as PostgresError where failure.isConnectionLost && !failure.isUnreachable {
      // The connection had died while it stood idle.
      return try await attemptNext()
    }
  }

  private struct End: Sendable {
    let bundle: Int
    /// What ended the attempt early.
    var failure: (any Error)?
    var isOwed = false
  }

  private func attemptNext() async throws -> Int? {
    let (check, merges) = (check, merges)
    let end = try await pool.session { db -> End? in
      guard let claim = try Claim.next(db) else { return nil }
      defer { claim.release(db) }
      let load = BundleLoad(db: db, bundle: claim.bundle, check: check, merges: merges)
      guard !claim.isExhausted else {
        try load.quarantine()
        return End(bundle: claim.bundle)
      }
      do {
        try db.transaction { try load.perform() }
        return End(bundle: claim.bundle)
      } catch {
        return Self.settle(claim.bundle, Self.cause(error), db)
      }
    }
    guard let end else { return nil }
    if let failure = end.failure { try await report(failure, end) }
    return end.bundle
  }

  /// A statement that was interrupted because we were told to stop is that, and no error.
  private static func cause(_ error: any Error) -> any Error {
    let isInterrupted = (error as? PostgresError)?.sqlState == "57014" && Task.isCancelled
    return isInterrupted ? CancellationError() : error
  }

  private static func settle(_ bundle: Int, _ failure: any Error, _ db: Database) -> End {
    var end = End(bundle: bundle, failure: failure)
    guard Attempt.isExcused(failure) else { return end }
    // The interruption may come twice, or the connection be gone.
    end.isOwed =
      (try? Attempt.giveBack(bundle, db)) == nil && (try? Attempt.giveBack(bundle, db)) == nil
    return end
  }

  private func report(_ failure: any Error, _ end: End) async throws {
    let isLost = (failure as? PostgresError)?.isConnectionLost ?? false
    // Another connection says it; a server that is gone cannot be told, and the attempt stays counted.
    if end.isOwed { _ = try? await pool.session { try Attempt.giveBack(end.bundle, $0) } }
    if failure is CancellationError { throw failure }
    logger.error("bundle \(end.bundle) was not loaded", metadata: ["error": "\(failure)"])
    // The next claim finds out whether the server is there.
    if Attempt.isExcused(failure), !isLost { throw failure }
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
