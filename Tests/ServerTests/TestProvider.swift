import CryptoExtras
import Foundation
import HTTPTypes
import Hummingbird
import JWTKit
import Logging
import ServiceLifecycle
import Synchronization

@testable import Server

/// A service of identity of the test's own on a free port of this machine: it describes itself, shows its keys and gives a
/// token for a code when what the code was given for is shown.
final class TestProvider: Sendable {
  /// What it writes into a token, and how it signs it.
  struct Token: Sendable {
    var issuer: String?
    var subject = "subject-4711"
    var audience: [String] = ["soko"]
    var party: String?
    var expiresIn = 300.0
    var madeIn = 0.0
    var nonce: String?
    var key = Key.elliptic

    enum Key: Sendable { case elliptic, rsa, stranger, publicAsSecret, none }
  }

  private struct Asked {
    let nonce: String
    let challenge: String
    let address: String
  }

  let issuer: String
  private let codes = Mutex<[String: Asked]>([:])
  private let token = Mutex(Token())
  private let isDown = Mutex(false)
  private let elliptic = ES256PrivateKey()
  private let stranger = ES256PrivateKey()
  private let rsa: JWTKit.Insecure.RSA.PrivateKey

  static let secret = "тайна:/+ клиента"
  static let service = "http://127.0.0.1:8080"

  private init(port: Int) throws {
    issuer = "http://127.0.0.1:\(port)/realm"
    rsa = try JWTKit.Insecure.RSA.PrivateKey(backing: _RSA.Signing.PrivateKey(keySize: .bits2048))
  }

  func settings(client: String = "soko") throws -> OpenIDSettings {
    try OpenIDSettings(
      issuer: issuer, client: client, secret: Self.secret, service: Self.service)
  }

  func gives(_ change: (inout Token) -> Void) {
    token.withLock { token in
      token = Token()
      change(&token)
    }
  }

  func goDown(_ down: Bool = true) { isDown.withLock { $0 = down } }

  /// What a browser at the door of the provider comes back with: the address that it is sent to.
  func comesBack(from address: String, state: String? = nil) throws -> String {
    let query = try Request.parameters(of: String(address.drop { $0 != "?" }.dropFirst()))
    guard query["response_type"] == "code", query["code_challenge_method"] == "S256",
      query["client_id"] == "soko", query["scope"] == "openid",
      query["redirect_uri"] == Self.service + "/login/openid/return",
      let nonce = query["nonce"], let challenge = query["code_challenge"]
    else { throw Unfit() }
    let code = UUID().uuidString
    codes.withLock {
      $0[code] = Asked(nonce: nonce, challenge: challenge, address: query["redirect_uri"] ?? "")
    }
    return "/login/openid/return?code=\(code)&state=\(state ?? query["state"] ?? "")"
  }

  struct Unfit: Error {}

  static func with<T: Sendable>(_ body: @Sendable (TestProvider) async throws -> T) async throws
    -> T
  {
    let (ports, port) = AsyncStream<Int>.makeStream()
    let holder = Mutex<TestProvider?>(nil)
    let router = Router()
    for path in ["/realm/.well-known/openid-configuration", "/realm/keys", "/realm/elsewhere"] {
      router.get(RouterPath(path)) { request, _ in
        try await holder.withLock { $0 }!.answer(request)
      }
    }
    router.post("/realm/token") { request, _ in try await holder.withLock { $0 }!.answer(request) }
    let application = Application(
      router: router,
      configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: 0)),
      onServerRunning: { channel in port.yield(channel.localAddress?.port ?? 0) },
      logger: Logger(label: "test.provider"))
    return try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await application.run() }
      var found = ports.makeAsyncIterator()
      let provider = try TestProvider(port: await found.next() ?? 0)
      holder.withLock { $0 = provider }
      let result = try await body(provider)
      group.cancelAll()
      return result
    }
  }

  private func answer(_ request: Request) async throws -> Response {
    if isDown.withLock({ $0 }) { throw HTTPError(.serviceUnavailable) }
    switch request.uri.path {
    case "/realm/.well-known/openid-configuration":
      return try Self.json([
        "issuer": issuer, "authorization_endpoint": issuer + "/authorize",
        "token_endpoint": issuer + "/token", "jwks_uri": issuer + "/keys",
      ])
    case "/realm/keys": return try Self.json(keys)
    default: return try await exchange(request)
    }
  }

  private var keys: [String: Any] {
    get throws {
      let parameters = elliptic.parameters!
      let (modulus, exponent) = try rsa.publicKey.getKeyPrimitives()
      return [
        "keys": [
          ["kty": "oct", "kid": "secret", "k": "eA"],
          [
            "kty": "RSA", "kid": "other", "use": "enc", "alg": "RSA-OAEP-256", "n": "x",
            "e": "AQAB",
          ],
          [
            "kty": "EC", "kid": "elliptic", "crv": "P-256", "alg": "ES256", "use": "sig",
            "x": Self.text(parameters.x), "y": Self.text(parameters.y),
          ],
          [
            "kty": "RSA", "kid": "rsa", "n": Secret.text(Array(modulus)),
            "e": Secret.text(Array(exponent)),
          ],
        ]
      ]
    }
  }

  private func exchange(_ request: Request) async throws -> Response {
    let form = try await request.form()
    let client = [String("soko"), Self.secret].map {
      $0.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    }.joined(separator: ":")
    let asked = codes.withLock { $0.removeValue(forKey: form["code"] ?? "") }
    guard request.headers[.authorization] == "Basic " + Data(client.utf8).base64EncodedString(),
      form["grant_type"] == "authorization_code", form["redirect_uri"] == asked?.address,
      let asked, let verifier = form["code_verifier"],
      Secret.text(Secret.digest(of: verifier)) == asked.challenge
    else { throw HTTPError(.badRequest) }
    return try Self.json([
      "access_token": "x", "token_type": "Bearer", "id_token": try await signed(asked.nonce),
    ])
  }

  private struct Claims: JWTPayload {
    let iss: String
    let sub: String
    let aud: [String]
    let exp: Double
    let iat: Double
    let nonce: String
    let azp: String?
    let name = "Фамилия Имя"
    func verify(using algorithm: some JWTAlgorithm) {}
    private enum CodingKeys: String, CodingKey { case iss, sub, aud, exp, iat, nonce, azp, name }
  }

  private func signed(_ nonce: String) async throws -> String {
    let token = token.withLock { $0 }
    let now = Date().timeIntervalSince1970
    let claims = Claims(
      iss: token.issuer ?? issuer, sub: token.subject, aud: token.audience,
      exp: now + token.expiresIn, iat: now + token.madeIn, nonce: token.nonce ?? nonce,
      azp: token.party)
    let keys = JWTKeyCollection()
    let name: JWKIdentifier
    switch token.key {
    case .elliptic:
      name = "elliptic"
      await keys.add(ecdsa: elliptic, kid: name)
    case .stranger:
      name = "elliptic"
      await keys.add(ecdsa: stranger, kid: name)
    case .rsa:
      name = "rsa"
      await keys.add(rsa: rsa, digestAlgorithm: .sha256, kid: name)
    case .publicAsSecret:
      name = "rsa"
      await keys.add(
        hmac: HMACKey(from: rsa.publicKey.pemRepresentation),
        digestAlgorithm: .sha256, kid: name)
    case .none:
      let header = Secret.text(Array(#"{"alg":"none","typ":"JWT"}"#.utf8))
      let payload = Secret.text(Array(try JSONEncoder().encode(claims)))
      return "\(header).\(payload)."
    }
    return try await keys.sign(claims, kid: name)
  }

  private static func json(_ object: [String: Any]) throws -> Response {
    let data = try JSONSerialization.data(withJSONObject: object)
    return Response(
      status: .ok, headers: [.contentType: "application/json"],
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: data)))
  }

  /// Base64 as keys are written.
  private static func text(_ base64: String) -> String {
    base64.replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
  }
}
