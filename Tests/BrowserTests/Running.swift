import Logging
import Postgres

@testable import Server

/// Services that answer on ports of their own, as long as the process of the tests lives.
enum Running {
  static let logger = Logger(label: "test.browser") { _ in SwiftLogNoOpLogHandler() }

  /// The address of the service that `make` makes, without a path.
  ///
  /// - Parameter make: is given what to call with the port.
  static func address(
    of make: (@escaping @Sendable (Int) async -> Void) throws -> WebService
  ) async throws -> String {
    let (ports, continuation) = AsyncStream<Int>.makeStream()
    let service = try make { continuation.yield($0) }
    Task {
      defer { continuation.finish() }
      try await service.run()
    }
    for await port in ports { return "http://127.0.0.1:\(port)" }
    throw Browser.Failure(description: "the service did not start")
  }

  static func pool(_ address: Address, as login: String, size: Int = 4) -> Pool {
    Pool(address.connecting(as: login), size: size, name: login, logger: logger)
  }
}
