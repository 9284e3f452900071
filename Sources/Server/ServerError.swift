/// Why the service does not start.
package enum ServerError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Row-level security does not hold this login.
  case loginTooPowerful(String)
  /// What is said of the service of identity cannot be.
  case openIDUnfit(String)

  package var description: String {
    switch self {
    case .loginTooPowerful(let name):
      "The login “\(name)” is a superuser, an owner or has BYPASSRLS; serve as soko_web."
    case .openIDUnfit(let what):
      "The service of identity (SOKO_OIDC_ISSUER) cannot be used: \(what)."
    }
  }
}
