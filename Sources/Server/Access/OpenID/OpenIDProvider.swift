import AsyncHTTPClient
import Foundation
import JWTKit
import NIOCore
import NIOHTTP1

/// The municipality's service of identity as this service asks it: where its doors are, its keys, and a token for a code.
///
/// What it says of itself is kept for an hour; keys are asked for anew when a token names another, at most once a minute.
/// Answers are small and come soon, or not at all; redirects are not followed.
actor OpenIDProvider {
  /// Source: OpenID Connect Discovery 1.0, 3.
  struct Discovery: Decodable, Sendable {
    let issuer: String
    let authorizationEndpoint: String
    let tokenEndpoint: String
    let jwksUri: String
  }

  nonisolated let settings: OpenIDSettings
  private var discovered: (Discovery, until: ContinuousClock.Instant)?
  private var keys: (keys: [OpenIDKey], at: ContinuousClock.Instant)?

  private static let hour = Duration.seconds(3_600)
  private static let minute = Duration.seconds(60)
  private static let patience = TimeAmount.seconds(5)
  private static let sizeLimit = 256 * 1024

  init(_ settings: OpenIDSettings) { self.settings = settings }

  func discovery() async throws -> Discovery {
    let now = ContinuousClock.now
    if let (known, until) = discovered, until > now { return known }
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    let data = try await answer(HTTPClientRequest(url: settings.discoveryAddress), "discovery")
    guard let found = try? decoder.decode(Discovery.self, from: data) else {
      throw OpenIDError.malformed("discovery")
    }
    guard found.issuer == settings.issuer else { throw OpenIDError.malformed("another issuer") }
    guard
      [found.authorizationEndpoint, found.tokenEndpoint, found.jwksUri]
        .allSatisfy(OpenIDSettings.isSafe)
    else { throw OpenIDError.malformed("an endpoint is no https address") }
    discovered = (found, now + Self.hour)
    return found
  }

  /// Where a browser goes to say who it is.
  ///
  /// Source: RFC 6749, 4.1.1; RFC 7636, 4.3; OpenID Connect Core 1.0, 3.1.2.1.
  func entrance(_ entry: OpenIDEntry) async throws -> String {
    let address = try await discovery().authorizationEndpoint
    let form = Self.form([
      ("response_type", "code"), ("client_id", settings.client),
      ("redirect_uri", settings.returnAddress), ("scope", "openid"), ("state", entry.state),
      ("nonce", entry.nonce), ("code_challenge", entry.challenge),
      ("code_challenge_method", "S256"),
    ])
    return address + (address.contains("?") ? "&" : "?") + form
  }

  /// Whom the provider knows a browser as that came back with a code.
  func subject(of code: String, _ entry: OpenIDEntry) async throws -> OpenIDSubject {
    let text = try await token(for: code, entry)
    let token = try OpenIDToken(text)
    var key = Self.key(for: token, in: try await keys(isStale: false))
    if key == nil { key = Self.key(for: token, in: try await keys(isStale: true)) }
    guard let key else { throw OpenIDError.tokenUnfit("no such key") }
    return try await token.subject(key, settings, nonce: entry.nonce, now: Date())
  }

  /// The key a token names; one that names none takes the only one there is.
  private static func key(for token: OpenIDToken, in keys: [OpenIDKey]) -> OpenIDKey? {
    guard let name = token.key else { return keys.count == 1 ? keys[0] : nil }
    return keys.first { $0.name == name }
  }

  private func keys(isStale: Bool) async throws -> [OpenIDKey] {
    let now = ContinuousClock.now
    if let known = keys, known.at + (isStale ? Self.minute : Self.hour) > now { return known.keys }
    let address = try await discovery().jwksUri
    let found = try OpenIDKey.all(try await answer(HTTPClientRequest(url: address), "keys"))
    keys = (found, now)
    return found
  }

  /// Source: RFC 6749, 4.1.3 and 2.3.1.
  private func token(for code: String, _ entry: OpenIDEntry) async throws -> String {
    var request = HTTPClientRequest(url: try await discovery().tokenEndpoint)
    request.method = .POST
    request.headers.add(name: "Content-Type", value: "application/x-www-form-urlencoded")
    if let secret = settings.secret {
      let pair = [settings.client, secret].map(Self.part).joined(separator: ":")
      request.headers.add(
        name: "Authorization", value: "Basic \(Data(pair.utf8).base64EncodedString())")
    }
    request.body = .bytes(
      ByteBuffer(
        string: Self.form([
          ("grant_type", "authorization_code"), ("code", code),
          ("redirect_uri", settings.returnAddress), ("client_id", settings.client),
          ("code_verifier", entry.verifier),
        ])))
    struct Answer: Decodable { let id_token: String }
    let data = try await answer(request, "token")
    guard let answer = try? JSONDecoder().decode(Answer.self, from: data) else {
      throw OpenIDError.malformed("token")
    }
    return answer.id_token
  }

  private func answer(_ request: HTTPClientRequest, _ what: String) async throws -> Data {
    var request = request
    request.headers.add(name: "Accept", value: "application/json")
    var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
    configuration.timeout.connect = Self.patience
    do {
      return try await HTTPClient.withHTTPClient(configuration: configuration) { [request] client in
        let response = try await client.execute(request, timeout: Self.patience)
        guard response.status == .ok else {
          // A code that is over, used or not its own is the browser's fault, not the provider's.
          throw (400..<500).contains(response.status.code) && what == "token"
            ? OpenIDError.tokenUnfit("the code is refused")
            : OpenIDError.unreachable("\(what), \(response.status.code)")
        }
        return Data(try await response.body.collect(upTo: Self.sizeLimit).readableBytesView)
      }
    } catch let error as OpenIDError {
      throw error
    } catch {
      throw OpenIDError.unreachable("\(what), \(type(of: error))")
    }
  }

  private static func form(_ items: [(String, String)]) -> String {
    items.map { "\(part($0.0))=\(part($0.1))" }.joined(separator: "&")
  }

  private static func part(_ text: String) -> String {
    text.addingPercentEncoding(withAllowedCharacters: plain) ?? ""
  }

  private static let plain = CharacterSet(
    charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
}
