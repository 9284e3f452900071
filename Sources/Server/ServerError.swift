/// Why the service does not start.
package enum ServerError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The address would let other machines in.
  case notLoopback(String)
  /// Row-level security does not hold this login.
  case loginTooPowerful(String)

  package var description: String {
    switch self {
    case .notLoopback(let host):
      "The service listens on a loopback address only (127.0.0.1, ::1, localhost), not on “\(host)”."
    case .loginTooPowerful(let name):
      "The login “\(name)” is a superuser, an owner or has BYPASSRLS; serve as soko_web."
    }
  }
}
