import Foundation
import Hummingbird
internal import Postgres

/// A browser on its way through the provider. All it takes along comes of one secret, which the browser alone keeps.
struct OpenIDEntry: Sendable {
  let secret: Secret
  /// Where to go in the end.
  let next: String

  /// Minutes until it must be back.
  static let minutes = 10
  /// Entries at most; beyond it the oldest are forgotten.
  private static let limit = 10_000

  init(secret: Secret = Secret(), next: String) {
    self.secret = secret
    self.next = next
  }

  /// What the provider gives back as it is.
  var state: String { secret.derived("openid state") }
  /// What the token must bring.
  var nonce: String { secret.derived("openid nonce") }
  /// What shows at the end that it was we who began. Source: RFC 7636, 4.1.
  var verifier: String { secret.derived("openid verifier") }
  var challenge: String { Secret.text(Secret.digest(of: verifier)) }

  /// For a cookie.
  var text: String { secret.text + "." + Secret.text(Array(next.utf8)) }

  /// - Parameter text: of a cookie.
  init?(text: String) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2, let secret = Secret(parts[0]),
      let bytes = Secret.bytes(ofText: parts[1])
    else { return nil }
    self.init(
      secret: secret, next: Request.destination(String(decoding: bytes, as: UTF8.self)))
  }

  /// Begins it.
  func begin(_ db: Database) throws {
    try db.execute(
      """
      delete from access.openid_entry
      where digest in (
          select known.digest from access.openid_entry as known
          where known.begun_at < now() - make_interval(mins => \(Self.minutes)::integer)
              or known.begun_at < (
                  select other.begun_at from access.openid_entry as other
                  order by other.begun_at desc offset \(Self.limit) limit 1
              )
          for update skip locked
      )
      """)
    try db.execute(
      "insert into access.openid_entry (digest) values (\(secret.digest)) on conflict do nothing")
  }

  /// Ends it, whatever comes of it; false when it was never begun, is over, or came back before.
  func end(_ db: Database) throws -> Bool {
    try db.execute(
      """
      delete from access.openid_entry
      where digest = \(secret.digest)
          and begun_at > now() - make_interval(mins => \(Self.minutes)::integer)
      """) == 1
  }
}
