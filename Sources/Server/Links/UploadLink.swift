package import Foundation
package import Postgres
internal import Schools

/// A way in for one bundle of a school that has no account: whoever knows the link sends it, until it ends or is revoked.
///
/// It is spent by the bundle it takes. When the bundle is rejected, it takes a corrected one in its place; until its time is
/// over it shows what became of the last.
package struct UploadLink: Sendable {
  /// Its number, which the log of reading has and by which it is revoked.
  package let number: Int
  package let school: String
  package let note: String
  package let madeAt: Date
  package let expiresAt: Date
  package let revokedAt: Date?
  /// The last bundle that came by it.
  package let bundle: Int?

  /// For how many hours a link may be given.
  private static let hours = 1...720

  /// Makes a link; its secret is given here and never again.
  ///
  /// - Parameter note: what it is for.
  /// - Throws: ``AccessRefusal`` when the school is not in the register, the note is empty, or the time is not allowed.
  package static func add(school: String, hours: Int, note: String, _ db: Database) throws
    -> (number: Int, path: String)
  {
    guard Self.hours.contains(hours) else {
      throw AccessRefusal(
        Problem("access.link_time_unfit", ["most": "\(Self.hours.upperBound)"]))
    }
    let secret = Secret()
    var number = 0
    try AccessRefusal.saying(of: "link") {
      number = try db.value(
        """
        insert into access.link (digest, school_code, note, expires_at)
        values (
            \(secret.digest), \(school), \(note), now() + make_interval(hours => \(hours)::integer)
        )
        returning link_id
        """, as: Int.self)
    }
    return (number, path(secret))
  }

  /// Ends a link in force.
  ///
  /// - Throws: ``AccessRefusal`` when there is none of this number.
  package static func revoke(_ number: Int, _ db: Database) throws {
    let count = try db.execute(
      """
      update access.link set revoked_at = now()
      where link_id = \(number) and revoked_at is null and expires_at > now()
      """)
    guard count == 1 else { throw AccessRefusal(Problem("access.link_unknown")) }
  }

  /// All links, ended ones too, by number.
  package static func all(_ db: Database) throws -> [UploadLink] {
    try db.all(
      "select \(raw: columns) from access.link order by link_id", as: Row.self
    ).map(UploadLink.init)
  }

  /// The link of a secret; nil when there is none in force.
  static func find(_ secret: Secret, _ db: Database) throws -> UploadLink? {
    try db.first(
      """
      select \(raw: columns) from access.link
      where digest = \(secret.digest) and revoked_at is null and expires_at > now()
      """, as: Row.self
    ).map(UploadLink.init)
  }

  /// Where the holder of a secret sends a bundle.
  static func path(_ secret: Secret) -> String { "/upload/\(secret.text)" }

  /// Whether it would take a bundle now; asked in the scope of its school.
  func isOpen(_ db: Database) throws -> Bool {
    guard let bundle else { return true }
    return try db.value(
      """
      select exists (
          select from report_v1.bundle where bundle = \(bundle) and state = 'rejected'
      )
      """, as: Bool.self)
  }

  /// Keeps others from sending by it until the transaction ends, in the scope of its school.
  ///
  /// - Throws: ``AccessError`` when it is over or spent by now.
  func hold(_ db: Database) throws {
    let row = try db.first(
      """
      select \(raw: Self.columns) from access.link
      where link_id = \(number) and revoked_at is null and expires_at > now()
      for update
      """, as: Row.self)
    guard let now = row.map(UploadLink.init) else { throw AccessError.linkRefused }
    guard try now.isOpen(db) else { throw AccessError.linkSpent }
  }

  /// Makes `bundle` the one that it took.
  func spend(_ bundle: Int, _ db: Database) throws {
    try db.execute("update access.link set bundle_id = \(bundle) where link_id = \(number)")
  }

  private struct Row: Decodable {
    let linkId: Int
    let schoolCode: String
    let note: String
    let madeAt: Date
    let expiresAt: Date
    let revokedAt: Date?
    let bundleId: Int?
  }

  private static let columns =
    "link_id, school_code, note, made_at, expires_at, revoked_at, bundle_id"

  private init(_ row: Row) {
    number = row.linkId
    school = row.schoolCode
    note = row.note
    madeAt = row.madeAt
    expiresAt = row.expiresAt
    revokedAt = row.revokedAt
    bundle = row.bundleId
  }
}
