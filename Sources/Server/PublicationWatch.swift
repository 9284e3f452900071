import Logging
import Pipeline
import Postgres
import Reports
import ServiceLifecycle
import Synchronization

/// Knows which publication is in force without asking the database at every request: it looks once a second.
///
/// So an answer "not changed" costs no query, and may be a second late.
final class PublicationWatch: Service {
  private let pool: Pool
  private let logger: Logger
  private let known = Mutex<Int?>(nil)

  init(pool: Pool, logger: Logger) {
    self.pool = pool
    self.logger = logger
  }

  /// The run of the publication in force; nil before the first, and while the database does not answer.
  var run: Int? { known.withLock { $0 } }

  func run() async throws {
    try await cancelWhenGracefulShutdown {
      while !Task.isCancelled {
        await self.look()
        try? await Task.sleep(for: .seconds(1))
      }
    }
  }

  /// Looks once.
  func look() async {
    do {
      let found = try await pool.transaction(readOnly: true) { db in
        try Scope.operator.enter(db)
        return try Publication.current(db)?.run
      }
      known.withLock { $0 = found }
    } catch {
      known.withLock { $0 = nil }
      logger.debug("the publication is not known", metadata: ["error": "\(error)"])
    }
  }
}
