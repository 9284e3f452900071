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
  /// What answers rest on while nothing of it changes.
  struct Ground: Hashable, Sendable, Decodable {
    /// The run of the publication in force.
    let run: Int
    /// The bundles there are: a removal takes some away, and what is gone is not to be told from memory.
    let bundles: Int
    /// When the last loading ended: a register may have given a school another name.
    let loaded: String?
  }

  private let pool: Pool
  private let logger: Logger
  private let known = Mutex<Ground?>(nil)

  init(pool: Pool, logger: Logger) {
    self.pool = pool
    self.logger = logger
  }

  /// Nil before the first publication, and while the database does not answer.
  var ground: Ground? { known.withLock { $0 } }

  /// The run of the publication in force; nil where there is no ground.
  var run: Int? { ground?.run }

  func run() async throws {
    await cancelWhenGracefulShutdown {
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
        return try db.first(
          """
          select run, bundle.bundles, bundle.loaded
          from report_v1.publication
          cross join (
              select count(*) as bundles, max(finished_at)::text as loaded from report_v1.bundle
          ) as bundle
          """, as: Ground.self)
      }
      known.withLock { $0 = found }
    } catch {
      known.withLock { $0 = nil }
      logger.debug("the publication is not known", metadata: ["error": "\(error)"])
    }
  }
}
