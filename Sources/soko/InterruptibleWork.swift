import Logging
import ServiceLifecycle
import UnixSignals

/// Work that SIGTERM and Ctrl-C ask to come to an end, where they would otherwise kill it in the middle.
struct InterruptibleWork: Service {
  let body: @Sendable () async throws -> Void

  func run() async throws { try await body() }

  /// Runs `body` to its end, or to the place where it stops when asked to.
  static func perform(
    logger: Logger, _ body: @escaping @Sendable () async throws -> Void
  ) async throws {
    let work = ServiceGroupConfiguration.ServiceConfiguration(
      service: InterruptibleWork(body: body),
      successTerminationBehavior: .gracefullyShutdownGroup)
    let group = ServiceGroup(
      configuration: ServiceGroupConfiguration(
        services: [work], gracefulShutdownSignals: [.sigterm, .sigint], logger: logger))
    try await group.run()
  }
}
