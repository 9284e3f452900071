import Foundation

/// Which service of identity lets people in, and as whom this service asks it.
package struct OpenIDSettings: Sendable {
  /// As the provider writes it in its tokens, to the letter.
  package let issuer: String
  let client: String
  /// Nil of a public client, which PKCE alone holds.
  let secret: String?
  /// Where the provider sends a browser back to.
  let returnAddress: String

  /// - Parameters:
  ///   - service: the address of this service as browsers know it, without a path.
  /// - Throws: ``ServerError/openIDUnfit(_:)`` when an address is neither `https` nor on this machine.
  package init(issuer: String, client: String, secret: String?, service: String) throws {
    for (address, name) in [(issuer, "SOKO_OIDC_ISSUER"), (service, "SOKO_OIDC_SERVICE")]
    where !Self.isSafe(address) {
      throw ServerError.openIDUnfit("\(name) is no https address")
    }
    guard !client.isEmpty else { throw ServerError.openIDUnfit("SOKO_OIDC_CLIENT_ID is not set") }
    self.issuer = issuer
    self.client = client
    self.secret = secret
    returnAddress = Self.trimmed(service) + "/login/openid/return"
  }

  /// As the environment says; nil when it names no issuer.
  ///
  /// - Throws: ``ServerError/openIDUnfit(_:)`` when something is missing beside it.
  package init?(_ environment: [String: String]) throws {
    func set(_ name: String) -> String? {
      environment[name].flatMap { $0.isEmpty ? nil : $0 }
    }
    guard let issuer = set("SOKO_OIDC_ISSUER") else { return nil }
    let secret = try set("SOKO_OIDC_CLIENT_SECRET_FILE").map { path in
      guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
        throw ServerError.openIDUnfit("SOKO_OIDC_CLIENT_SECRET_FILE cannot be read")
      }
      return text.trimmingCharacters(in: .whitespacesAndNewlines)
    }
    try self.init(
      issuer: issuer, client: set("SOKO_OIDC_CLIENT_ID") ?? "", secret: secret,
      service: set("SOKO_OIDC_SERVICE") ?? "")
  }

  /// Where the provider describes itself. Source: OpenID Connect Discovery 1.0, 4.
  var discoveryAddress: String { Self.trimmed(issuer) + "/.well-known/openid-configuration" }

  private static func trimmed(_ address: String) -> String { address.replacing(/\/+$/, with: "") }

  /// Whether nobody between can read or change what goes there.
  static func isSafe(_ address: String) -> Bool {
    guard let url = URL(string: address), let host = url.host(), !host.isEmpty else { return false }
    return url.scheme == "https" || url.scheme == "http" && Loopback.contains(host)
  }
}
