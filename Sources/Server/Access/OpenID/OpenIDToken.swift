import Foundation
import JWTKit

/// A key of the provider: one it signs with, of a kind that only it can sign with.
struct OpenIDKey: Sendable {
  let name: String?
  fileprivate let key: JWK

  /// The keys of a set that are for signing; others, and of kinds that are not known here, are left out.
  ///
  /// - Throws: ``OpenIDError/malformed(_:)`` when it is no set.
  static func all(_ data: Data) throws -> [OpenIDKey] {
    guard
      let set = try? JSONSerialization.jsonObject(with: data) as? [String: Any],
      let keys = set["keys"] as? [[String: Any]]
    else { throw OpenIDError.malformed("keys") }
    return keys.compactMap { key in
      guard ["RSA", "EC"].contains(key["kty"] as? String ?? ""), key["use"] as? String != "enc",
        let data = try? JSONSerialization.data(withJSONObject: key),
        let found = try? JSONDecoder().decode(JWK.self, from: data)
      else { return nil }
      return OpenIDKey(name: found.keyIdentifier?.string, key: found)
    }
  }
}

/// Under which number of which provider a workplace is known there. Kept is a digest.
package struct OpenIDSubject: Hashable, Sendable {
  let digest: [UInt8]

  package init(_ subject: String, issuer: String) {
    digest = Secret.digest(of: "\(issuer)\n\(subject)")
  }
}

/// A token of identity as it came: nothing in it is believed before ``subject(_:_:nonce:now:)``.
struct OpenIDToken {
  /// The name of the key it says it is signed with.
  let key: String?
  private let text: String
  private let algorithm: String

  /// Those that a holder of the public key cannot sign by; `none` and HS256 are not among them. Source: RFC 8725, 3.1.
  private static let algorithms: Set = [
    "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512",
  ]
  /// Seconds that clocks may differ by.
  private static let leeway = 60.0

  /// - Throws: ``OpenIDError/tokenUnfit(_:)`` when it is no signed token, or signed by what is not taken.
  init(_ text: String) throws {
    struct Header: Decodable {
      let alg: String
      let kid: String?
      let crit: [String]?
    }
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 3, !parts[2].isEmpty, let data = Secret.bytes(ofText: String(parts[0])),
      let header = try? JSONDecoder().decode(Header.self, from: data), header.crit == nil
    else { throw OpenIDError.tokenUnfit("its form") }
    guard Self.algorithms.contains(header.alg) else {
      throw OpenIDError.tokenUnfit("its algorithm")
    }
    self.text = text
    key = header.kid
    algorithm = header.alg
  }

  private struct Claims: JWTPayload {
    let iss: String
    let sub: String
    let aud: Audience
    let exp: Double
    let nbf: Double?
    let iat: Double
    let nonce: String?
    let azp: String?

    /// One or several.
    struct Audience: Codable {
      let names: [String]

      init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        names = try (try? value.decode([String].self)) ?? [value.decode(String.self)]
      }

      func encode(to encoder: any Encoder) throws {
        var value = encoder.singleValueContainer()
        try value.encode(names)
      }
    }

    /// Held against what was asked by whoever asked it.
    func verify(using algorithm: some JWTAlgorithm) {}
  }

  /// Whom it is about, when the provider signed it, for us, for this entry, and its time is now.
  ///
  /// Source: OpenID Connect Core 1.0, 3.1.3.7.
  /// - Throws: ``OpenIDError/tokenUnfit(_:)``.
  func subject(
    _ key: OpenIDKey, _ settings: OpenIDSettings, nonce: String, now: Date
  ) async throws -> OpenIDSubject {
    guard key.key.algorithm.map({ $0.rawValue == algorithm }) ?? true else {
      throw OpenIDError.tokenUnfit("the key is for another algorithm")
    }
    let claims: Claims
    do {
      var named = key.key
      if named.keyIdentifier == nil { named.keyIdentifier = "only" }
      // A collection of one: no other key can be taken for it.
      let keys = try await JWTKeyCollection().add(jwk: named, isDefault: true)
      claims = try await keys.verify(text, as: Claims.self)
    } catch {
      throw OpenIDError.tokenUnfit("its signature")
    }
    let time = now.timeIntervalSince1970
    let faults = [
      (claims.iss == settings.issuer, "its issuer"),
      (claims.aud.names.contains(settings.client), "its audience"),
      (claims.aud.names.count == 1 || claims.azp == settings.client, "its authorized party"),
      (claims.azp.map { $0 == settings.client } ?? true, "its authorized party"),
      (claims.exp > time - Self.leeway, "it is over"),
      (max(claims.nbf ?? 0, claims.iat) <= time + Self.leeway, "it is of the future"),
      (claims.nonce == nonce, "its nonce"),
      (!claims.sub.isEmpty && claims.sub.utf8.count <= 255, "its subject"),
    ]
    if let fault = faults.first(where: { !$0.0 }) { throw OpenIDError.tokenUnfit(fault.1) }
    return OpenIDSubject(claims.sub, issuer: settings.issuer)
  }
}
