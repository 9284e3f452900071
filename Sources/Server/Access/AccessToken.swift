package import Foundation
package import Postgres
internal import Schools

/// A program's way in: whoever shows the token reads with its role, until it ends or is revoked.
package struct AccessToken: Sendable {
  /// Its number, which the log of reading has and by which it is revoked.
  package let number: Int
  package let mandate: Mandate
  package let note: String
  package let madeAt: Date
  package let expiresAt: Date
  package let revokedAt: Date?

  private static let prefix = "soko_"
  /// For how many days a token may be given.
  private static let days = 1...1_100

  /// Makes a token; its text is given here and never again.
  ///
  /// - Parameter note: which program it is for.
  /// - Throws: ``AccessRefusal`` when its place is not in the register, its note is empty, or its time is not allowed.
  package static func add(_ mandate: Mandate, days: Int, note: String, _ db: Database) throws
    -> (number: Int, text: String)
  {
    guard Self.days.contains(days) else {
      throw AccessRefusal(Problem("access.time_unfit", ["most": "\(Self.days.upperBound)"]))
    }
    let secret = Secret()
    var number = 0
    try AccessRefusal.saying(of: "token") {
      number = try db.value(
        """
        insert into access.token (digest, role, school_code, oktmo, note, expires_at) values (
            \(secret.digest), \(mandate.role.rawValue), \(mandate.school), \(mandate.municipality),
            \(note), now() + make_interval(days => \(days)::integer)
        )
        returning token_id
        """, as: Int.self)
    }
    return (number, prefix + secret.text)
  }

  /// Ends a token in force.
  ///
  /// - Throws: ``AccessRefusal`` when there is none of this number.
  package static func revoke(_ number: Int, _ db: Database) throws {
    let count = try db.execute(
      """
      update access.token set revoked_at = now()
      where token_id = \(number) and revoked_at is null and expires_at > now()
      """)
    guard count == 1 else { throw AccessRefusal(Problem("access.token_unknown")) }
  }

  /// All tokens, ended ones too, by number.
  package static func all(_ db: Database) throws -> [AccessToken] {
    struct Row: Decodable {
      let tokenId: Int
      let role: String
      let schoolCode: String?
      let oktmo: String?
      let note: String
      let madeAt: Date
      let expiresAt: Date
      let revokedAt: Date?
    }
    return try db.all(
      """
      select token_id, role, school_code, oktmo, note, made_at, expires_at, revoked_at
      from access.token order by token_id
      """, as: Row.self
    ).map { row in
      AccessToken(
        number: row.tokenId, mandate: try Mandate(row.role, row.schoolCode, row.oktmo),
        note: row.note, madeAt: row.madeAt, expiresAt: row.expiresAt, revokedAt: row.revokedAt)
    }
  }

  /// The secret of a token's text, or nil when it cannot be one.
  static func secret(_ text: String) -> Secret? {
    text.hasPrefix(prefix) ? Secret(text.dropFirst(prefix.count)) : nil
  }

  /// Whose token it is; nil when there is none in force.
  static func caller(_ secret: Secret, _ db: Database) throws -> Caller? {
    struct Row: Decodable {
      let tokenId: Int
      let role: String
      let schoolCode: String?
      let oktmo: String?
    }
    return try db.first(
      """
      select token_id, role, school_code, oktmo from access.token
      where digest = \(secret.digest) and revoked_at is null and expires_at > now()
      """, as: Row.self
    ).map { .token($0.tokenId, try Mandate($0.role, $0.schoolCode, $0.oktmo)) }
  }
}
