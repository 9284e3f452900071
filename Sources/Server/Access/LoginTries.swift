internal import Crypto
internal import Foundation
internal import Postgres

/// How often somebody tried to come in of late, by the login that was typed, where one was, and by the address it came from.
///
/// A try is counted before the password is looked at, so that many at once are counted as many. Kept are digests.
enum LoginTries {
  /// Rows at most; beyond it the oldest are forgotten.
  private static let limit = 10_000

  /// Counts a try.
  ///
  /// - Returns: seconds to wait when there were too many; nil when the password may be looked at.
  static func count(login: String? = nil, address: String, _ db: Database) throws -> Int? {
    struct Counted: Decodable {
      let isTooMany: Bool
      let rest: Int
    }
    try forget(db)
    // An address that tries too much adds no rows for the logins it tries.
    for (subject, threshold) in [(digest(ofAddress: address), "address_tries")]
      + [login].compactMap(\.self).map({ (digest(ofLogin: $0), "login_tries") })
    {
      let counted = try db.first(
        """
        insert into access.login_try as known (subject_digest, try_count, since_at)
        values (\(subject), 1, now())
        on conflict (subject_digest) do update set try_count = known.try_count + 1
        returning
            known.try_count > (
                select threshold.value from result.threshold
                where threshold.name = \(threshold)
            ) as is_too_many,
            greatest(1, ceil(extract(epoch from known.since_at + \(raw: window) - now())))::integer
                as rest
        """, as: Counted.self)
      if let counted, counted.isTooMany { return counted.rest }
    }
    return nil
  }

  /// Takes back a try that was none, and forgets those of a login that came in.
  static func forgive(login: String? = nil, address: String, _ db: Database) throws {
    try db.execute(
      """
      update access.login_try set try_count = try_count - 1
      where subject_digest = \(digest(ofAddress: address)) and try_count > 0
      """)
    guard let login else { return }
    try db.execute(
      "delete from access.login_try where subject_digest = \(digest(ofLogin: login))")
  }

  /// Rows locked by another who forgets or counts are left to the next.
  private static func forget(_ db: Database) throws {
    try db.execute(
      """
      delete from access.login_try
      where subject_digest in (
          select known.subject_digest from access.login_try as known
          where known.since_at < now() - \(raw: window)
              or known.since_at < (
                  select other.since_at from access.login_try as other
                  order by other.since_at desc offset \(limit) limit 1
              )
          for update skip locked
      )
      """)
  }

  private static let window = """
    make_interval(mins => (
        select threshold.value::integer from result.threshold
        where threshold.name = 'try_minutes'
    ))
    """

  private static func digest(ofLogin login: String) -> [UInt8] {
    Array(SHA256.hash(data: Array("login \(login)".utf8)))
  }

  /// Of the newer addresses a whole subscriber, 64 bits, counts as one.
  private static func digest(ofAddress address: String) -> [UInt8] {
    var newer = in6_addr()
    var subject = Array("address \(address)".utf8)
    if inet_pton(AF_INET6, address, &newer) == 1 {
      let bytes = withUnsafeBytes(of: newer) { Array($0) }
      let isOlderInside = bytes.prefix(12) == [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF]
      subject = isOlderInside ? Array(bytes.suffix(4)) : Array(bytes.prefix(8))
    }
    return Array(SHA256.hash(data: subject))
  }
}
