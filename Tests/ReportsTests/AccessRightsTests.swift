import Logging
import Postgres
import Testing

/// What the service may do with the ways in, scope by scope; and each policy that is dropped or opened must be seen.
@Suite(.serialized) struct AccessRightsTests {
  /// Something that is tried as `soko_web`, and the scopes in which it is done: rows are touched, and nothing refuses.
  struct Deed: Sendable {
    let name: String
    let sql: String
    let scopes: Set<String>
  }

  static let everywhere = Set(RightsTests.scopes.keys)

  static let deeds = [
    Deed(name: "an account is found", sql: "select from access.account", scopes: everywhere),
    Deed(name: "an account is made", sql: account("a-new", "school", "'A'"), scopes: ["operator"]),
    Deed(name: "an operator is made", sql: account("b-new", "operator", "null"), scopes: []),
    Deed(
      name: "an account is closed", sql: closing("a-open"), scopes: ["operator"]),
    Deed(name: "an operator is closed", sql: closing("a-operator"), scopes: []),
    Deed(name: "a closed account is opened", sql: opening("a-closed"), scopes: []),
    Deed(name: "a token is found", sql: "select from access.token", scopes: everywhere),
    Deed(name: "a token is made", sql: token("school", "'A'"), scopes: ["operator"]),
    Deed(name: "an operator's token is made", sql: token("operator", "null"), scopes: []),
    Deed(name: "a token is revoked", sql: revoking("token", 1), scopes: ["operator"]),
    Deed(name: "an operator's token is revoked", sql: revoking("token", 3), scopes: []),
    Deed(name: "a revoked token is restored", sql: restoring("token", 2), scopes: []),
    Deed(name: "a link is found", sql: "select from access.link", scopes: everywhere),
    Deed(
      name: "a link is made",
      sql: """
        insert into access.link (digest, school_code, note, expires_at)
        values (sha256('new'), 'A', 'x', now() + interval '1 day')
        """, scopes: ["operator"]),
    Deed(name: "a link is revoked", sql: revoking("link", 2), scopes: ["operator"]),
    Deed(name: "a revoked link is restored", sql: restoring("link", 3), scopes: []),
    Deed(name: "a link of A is spent by a bundle of A", sql: spending(1, 1), scopes: ["school"]),
    Deed(name: "a link of A is spent by a bundle of B", sql: spending(1, 2), scopes: []),
    Deed(name: "a link of B is spent", sql: spending(2, 1), scopes: []),
    Deed(name: "a revoked link is spent", sql: spending(3, 1), scopes: []),
    Deed(name: "a link that is over is spent", sql: spending(4, 1), scopes: []),
    Deed(
      name: "a line of the log is written",
      sql: """
        insert into access.reading (read_at, account_id, route, parameters, status)
        values (now(), 1, '/', '{}', 200)
        """, scopes: everywhere),
    Deed(name: "the log is read", sql: "select from access.reading", scopes: ["operator"]),
    Deed(
      name: "a line of the log is changed", sql: "update access.reading set status = 200",
      scopes: []),
    Deed(name: "a line of the log is removed", sql: "delete from access.reading", scopes: []),
    Deed(
      name: "an account changes its role", sql: "update access.account set role = 'operator'",
      scopes: []),
    Deed(
      name: "a link changes its school", sql: "update access.link set school_code = 'B'", scopes: []
    ),
  ]

  static let policies = [
    "find on access.account", "make on access.account", "change on access.account",
    "find on access.token", "make on access.token", "change on access.token",
    "find on access.link", "make on access.link", "change on access.link", "spend on access.link",
    "note on access.reading", "read on access.reading", "retain on access.reading",
    "erase on access.account", "erase on access.token", "erase on access.link",
  ]

  private static func account(_ login: String, _ role: String, _ school: String) -> String {
    """
    insert into access.account (
        login, role, school_code, salt, digest, scrypt_rounds, scrypt_block_size, scrypt_parallelism
    ) values ('\(login)', '\(role)', \(school), 'x', 'x', 1, 1, 1)
    """
  }

  private static func token(_ role: String, _ school: String) -> String {
    """
    insert into access.token (digest, role, school_code, note, expires_at)
    values (sha256('new'), '\(role)', \(school), 'x', now() + interval '1 day')
    """
  }

  private static func closing(_ login: String) -> String {
    "update access.account set closed_at = now() where login = '\(login)'"
  }

  private static func opening(_ login: String) -> String {
    "update access.account set closed_at = null where login = '\(login)'"
  }

  private static func revoking(_ table: String, _ number: Int) -> String {
    "update access.\(table) set revoked_at = now() where \(table)_id = \(number)"
  }

  private static func restoring(_ table: String, _ number: Int) -> String {
    "update access.\(table) set revoked_at = null where \(table)_id = \(number)"
  }

  private static func spending(_ link: Int, _ bundle: Int) -> String {
    "update access.link set bundle_id = \(bundle) where link_id = \(link)"
  }

  private static let rows = [
    account("a-open", "school", "'A'"), account("a-operator", "operator", "null"),
    account("a-closed", "school", "'A'"),
    "update access.account set closed_at = now() where login = 'a-closed'",
    """
    insert into access.token (digest, role, school_code, note, expires_at, revoked_at) values
    (sha256('1'), 'school', 'A', 'x', now() + interval '1 day', null),
    (sha256('2'), 'school', 'A', 'x', now() + interval '1 day', now()),
    (sha256('3'), 'operator', null, 'x', now() + interval '1 day', null)
    """,
    """
    insert into access.link (digest, school_code, note, expires_at, revoked_at) values
    (sha256('1'), 'A', 'x', now() + interval '1 day', null),
    (sha256('2'), 'B', 'x', now() + interval '1 day', null),
    (sha256('3'), 'A', 'x', now() + interval '1 day', now()),
    (sha256('4'), 'A', 'x', now() - interval '1 day', null)
    """,
    """
    insert into access.reading (read_at, account_id, route, parameters, status)
    values (now(), 1, '/', '{}', 200)
    """,
  ]

  /// What the worker does of its own, without a scope, and to how many rows: lines whose time is over, a school that is erased.
  static let deedsOfWorker = [
    ("delete from access.reading where read_at <= now()", 1),
    ("update access.account set closed_at = now() where school_code = 'A'", 2),
    ("update access.token set revoked_at = now() where school_code = 'A'", 2),
    ("update access.link set revoked_at = now() where school_code = 'A'", 3),
    ("update access.account set role = 'operator'", 0), ("delete from access.account", 0),
  ]

  private func faults(_ db: Database) throws -> [String] {
    var faults: [String] = []
    for deed in Self.deeds {
      for (scope, statements) in RightsTests.scopes {
        try db.script("savepoint deed; set local role soko_web; \(statements)")
        let count = (try? db.execute(SQL(raw: deed.sql))) ?? 0
        try db.script("rollback to savepoint deed")
        if (count > 0) != deed.scopes.contains(scope) {
          faults.append("\(deed.name), in the scope \(scope): \(count)")
        }
      }
    }
    for (deed, count) in Self.deedsOfWorker {
      try db.script("savepoint deed; set local role soko_worker")
      let done = (try? db.execute(SQL(raw: deed))) ?? 0
      try db.script("rollback to savepoint deed")
      if done != count { faults.append("the worker: \(deed): \(done)") }
    }
    return faults
  }

  @Test func `the service does with the ways in what its scope may, and nothing else`() async throws
  {
    try await Bare.run { db in
      for row in Self.rows { try db.script(row) }
      let faults = try faults(db)
      #expect(faults == [])
      struct Line: Decodable { let line: String }
      let found = try db.all(
        """
        select format('%s on %s', polname, polrelid::regclass) as line from pg_policy
        inner join pg_class as class on class.oid = polrelid
        where class.relnamespace = 'access'::regnamespace
        """, as: Line.self
      ).map(\.line)
      #expect(Set(found) == Set(Self.policies))
    }
  }

  @Test func `a policy of the ways in that is dropped or opened is seen`() async throws {
    try await Bare.run { db in
      for row in Self.rows { try db.script(row) }
      for policy in Self.policies {
        // What is found by its secret is found in every scope, and what is read is written by every one.
        let isOpen = ["find", "note", "retain", "erase"].contains { policy.hasPrefix($0) }
        let opened =
          policy.hasPrefix("make")
          ? "with check (true)"
          : policy.hasPrefix("read") ? "using (true)" : "using (true) with check (true)"
        for mutation in ["drop policy \(policy)"]
          + (isOpen ? [] : ["alter policy \(policy) \(opened)"])
        {
          try db.script("savepoint mutant; \(mutation)")
          #expect(try !faults(db).isEmpty, "\(mutation) is not seen")
          try db.script("rollback to savepoint mutant")
        }
      }
    }
  }
}
