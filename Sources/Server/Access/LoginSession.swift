internal import Postgres

/// A browser that came in. It ends when it is left, idle, or old; thresholds say how long.
enum LoginSession {
  /// Of an account, this many live at once; the oldest ends when another begins.
  private static let limit = 10

  /// Begins a session.
  static func open(account: Int, _ db: Database) throws -> Secret {
    let secret = Secret()
    try db.execute(
      """
      delete from access.session
      where not (\(raw: Self.isAlive)) or digest in (
          select other.digest from access.session as other
          where other.account_id = \(account)
          order by other.seen_at desc offset \(limit - 1)
      )
      """)
    try db.execute(
      "insert into access.session (digest, account_id) values (\(secret.digest), \(account))")
    return secret
  }

  /// Whose session it is; nil when it is over or was never.
  static func caller(_ secret: Secret, _ db: Database) throws -> Caller? {
    struct Row: Decodable {
      let accountId: Int
      let login: String
      let role: String
      let schoolCode: String?
      let oktmo: String?
      let isStale: Bool
    }
    let row = try db.first(
      """
      select account.account_id, account.login, account.role, account.school_code, account.oktmo,
          session.seen_at < now() - interval '1 minute' as is_stale
      from access.session
      inner join access.account on account.account_id = session.account_id
      where session.digest = \(secret.digest) and account.closed_at is null
          and \(raw: Self.isAlive)
      """, as: Row.self)
    guard let row else { return nil }
    // To the minute: reading is not to write each time.
    if row.isStale {
      try db.execute(
        "update access.session set seen_at = now() where digest = \(secret.digest)")
    }
    return .account(
      row.accountId, login: row.login, try Mandate(row.role, row.schoolCode, row.oktmo), secret)
  }

  static func close(_ secret: Secret, _ db: Database) throws {
    try db.execute("delete from access.session where digest = \(secret.digest)")
  }

  private static let isAlive = """
    session.made_at > now() - make_interval(hours => (
        select threshold.value::integer from result.threshold
        where threshold.name = 'session_hours'
    ))
    and session.seen_at > now() - make_interval(mins => (
        select threshold.value::integer from result.threshold
        where threshold.name = 'session_idle_minutes'
    ))
    """
}
