package import Logging
package import Postgres
internal import ServiceLifecycle

/// Drains the queue: loads bundles, and analyzes what changed.
package struct Worker: Service {
  /// The second half of a night, and how many bundles went before it.
  package struct Night: Sendable {
    package let bundles: Int
    /// Nil when nothing had changed.
    package let analysis: Analysis.Figures?
  }

  private let loader: Loader
  private let analysis: Analysis
  private let pool: Pool
  private let logger: Logger
  /// How long the worker sleeps when no one wakes it.
  private let interval: Duration

  package init(
    loader: Loader, analysis: Analysis, pool: Pool, logger: Logger,
    interval: Duration = .seconds(2)
  ) {
    self.loader = loader
    self.analysis = analysis
    self.pool = pool
    self.logger = logger
    self.interval = interval
  }

  /// Loads everything queued, then analyzes: the nightly run.
  package func drain() async throws -> Night {
    let bundles = try await loader.loadAll { [logger] in logger.info("bundle \($0) processed") }
    return Night(bundles: bundles, analysis: try await analysis.perform())
  }

  /// Loads bundles as they come, and analyzes whenever the queue is empty, until shut down.
  ///
  /// Polling is the truth; a lost connection is tried again. Shutdown finishes the bundle at hand.
  package func run() async throws {
    await cancelWhenGracefulShutdown {
      while !Task.isCancelled {
        do {
          let night = try await drain()
          if night.bundles > 0 || night.analysis != nil {
            logger.info("\(night.bundles) bundles; run \(night.analysis?.run ?? 0)")
          }
        } catch is CancellationError {
          return
        } catch {
          logger.error("the worker goes on", metadata: ["error": "\(error)"])
        }
        try? await Task.sleep(for: interval)
      }
    }
  }
}
