package import Logging
internal import Postgres
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
  private let logger: Logger
  /// How long the worker sleeps when no one wakes it.
  private let interval: Duration
  /// The longest sleep after failures in a row.
  private static let longest = Duration.seconds(60)
  private let revive: @Sendable () async throws -> Void

  /// - Parameter revive: called when the server does not answer; starts one that is ours to start.
  package init(
    loader: Loader, analysis: Analysis, logger: Logger, interval: Duration = .seconds(2),
    revive: @escaping @Sendable () async throws -> Void = {}
  ) {
    self.loader = loader
    self.analysis = analysis
    self.logger = logger
    self.interval = interval
    self.revive = revive
  }

  /// Loads everything queued, then analyzes: the nightly run.
  ///
  /// Asked to shut down, it ends the bundles at hand and begins nothing more.
  /// - Throws: `CancellationError` when it was asked to shut down before the end.
  package func drain() async throws -> Night { try await drain(waits: true) }

  private func drain(waits: Bool) async throws -> Night {
    let bundles = try await loader.loadAll { [logger] in logger.info("bundle \($0) processed") }
    guard !Task.isShuttingDownGracefully else { throw CancellationError() }
    let figures = try await cancelWhenGracefulShutdown {
      try await analysis.perform(waits: waits)
    }
    return Night(bundles: bundles, analysis: figures)
  }

  /// Loads bundles as they come, and analyzes whenever the queue is empty, until shut down.
  ///
  /// Polling is the truth. Shutdown ends the bundles at hand. A server that is gone, or a full disk, is waited for:
  /// after failures in a row for a minute at a time.
  package func run() async throws {
    var failures = 0
    while !Task.isShuttingDownGracefully {
      do {
        // While another worker analyzes, this one goes on loading.
        let night = try await drain(waits: false)
        if night.bundles > 0 || night.analysis != nil {
          logger.info("\(night.bundles) bundles; run \(night.analysis?.run ?? 0)")
        }
        failures = 0
      } catch is CancellationError {
        return
      } catch {
        logger.error("the worker waits and goes on", metadata: ["error": "\(error)"])
        if (error as? PostgresError)?.isConnectionLost ?? false { _ = try? await revive() }
        failures += 1
      }
      let pause = min(interval * (1 << max(0, min(failures, 6) - 1)), Self.longest)
      _ = try? await cancelWhenGracefulShutdown { try await Task.sleep(for: pause) }
    }
  }
}
