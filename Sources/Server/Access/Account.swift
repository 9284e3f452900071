package import Foundation
package import Postgres
internal import Schools

/// An account of a workplace: whoever knows its password comes in with its role.
package struct Account: Sendable {
  package let login: String
  package let mandate: Mandate
  package let madeAt: Date
  package let closedAt: Date?

  /// Makes an account.
  ///
  /// - Throws: ``AccessRefusal`` when the login is not that of a workplace, was ever used, or its place is not in the
  ///   register, and when the password is too short or too long.
  package static func add(
    _ login: String, _ mandate: Mandate, password: String, cost: PasswordHash.Cost = .current,
    _ db: Database
  ) throws {
    try PasswordHash.check(password)
    try insert(login, mandate, try PasswordHash(password, cost: cost), nil, db)
  }

  /// Makes an account without a password: it comes in by the service of identity.
  ///
  /// - Throws: ``AccessRefusal`` as with a password, and when another account has the subject.
  package static func add(
    _ login: String, _ mandate: Mandate, openID subject: OpenIDSubject, _ db: Database
  ) throws {
    // What no password matches, so that there is one kind of account.
    let hash = PasswordHash(ofNothing: .current)
    try insert(login, mandate, hash, subject, db)
  }

  private static func insert(
    _ login: String, _ mandate: Mandate, _ hash: PasswordHash, _ subject: OpenIDSubject?,
    _ db: Database
  ) throws {
    try AccessRefusal.saying(of: "account") {
      try db.execute(
        """
        insert into access.account (
            login, role, school_code, oktmo, salt, digest, scrypt_rounds, scrypt_block_size,
            scrypt_parallelism, openid_digest
        ) values (
            \(login), \(mandate.role.rawValue), \(mandate.school), \(mandate.municipality),
            \(hash.salt), \(hash.digest), \(hash.cost.rounds), \(hash.cost.blockSize),
            \(hash.cost.parallelism), \(subject?.digest)
        )
        """)
    }
  }

  /// Lets an open account come in by the service of identity too, or with nil no longer; its sessions end.
  ///
  /// - Throws: ``AccessRefusal`` when there is none, and when another account has the subject.
  package static func setOpenID(
    of login: String, _ subject: OpenIDSubject?, _ db: Database
  ) throws {
    var count = 0
    try AccessRefusal.saying(of: "account") {
      count = try db.execute(
        """
        update access.account set openid_digest = \(subject?.digest)
        where login = \(login) and closed_at is null
        """)
    }
    guard count == 1 else { throw AccessRefusal(Problem("access.login_unknown")) }
    try endSessions(of: login, db)
  }

  /// Gives an open account another password, and ends its sessions.
  ///
  /// - Throws: ``AccessRefusal`` when there is none, and when the password is too short or too long.
  package static func setPassword(
    of login: String, _ password: String, cost: PasswordHash.Cost = .current, _ db: Database
  ) throws {
    try PasswordHash.check(password)
    let hash = try PasswordHash(password, cost: cost)
    let count = try db.execute(
      """
      update access.account
      set salt = \(hash.salt), digest = \(hash.digest), scrypt_rounds = \(cost.rounds),
          scrypt_block_size = \(cost.blockSize), scrypt_parallelism = \(cost.parallelism),
          password_set_at = now()
      where login = \(login) and closed_at is null
      """)
    guard count == 1 else { throw AccessRefusal(Problem("access.login_unknown")) }
    try endSessions(of: login, db)
  }

  /// Closes an open account for good, and ends its sessions.
  ///
  /// - Throws: ``AccessRefusal`` when there is none.
  package static func close(_ login: String, _ db: Database) throws {
    let count = try db.execute(
      """
      update access.account set closed_at = now()
      where login = \(login) and closed_at is null
      """)
    guard count == 1 else { throw AccessRefusal(Problem("access.login_unknown")) }
    try endSessions(of: login, db)
  }

  private static func endSessions(of login: String, _ db: Database) throws {
    try db.execute(
      """
      delete from access.session
      where account_id = (select account_id from access.account where login = \(login))
      """)
  }

  /// All accounts, closed ones too, by login.
  package static func all(_ db: Database) throws -> [Account] {
    struct Row: Decodable {
      let login: String
      let role: String
      let schoolCode: String?
      let oktmo: String?
      let madeAt: Date
      let closedAt: Date?
    }
    return try db.all(
      """
      select login, role, school_code, oktmo, made_at, closed_at
      from access.account order by login collate "C"
      """, as: Row.self
    ).map { row in
      Account(
        login: row.login, mandate: try Mandate(row.role, row.schoolCode, row.oktmo),
        madeAt: row.madeAt, closedAt: row.closedAt)
    }
  }

  /// Whether there was ever an account here.
  package static func exist(_ db: Database) throws -> Bool {
    try db.value("select exists (select from access.account)", as: Bool.self)
  }
}

extension Mandate {
  /// As a row of the database has it.
  init(_ role: String, _ school: String?, _ municipality: String?) throws {
    guard let role = Role(rawValue: role) else { preconditionFailure("a constraint holds roles") }
    try self.init(role, school: school, municipality: municipality)
  }
}

extension AccessRefusal {
  /// Runs `body`; a constraint of `table` that it breaks is told as the problem it guards against.
  static func saying(of table: String, _ body: () throws -> Void) throws {
    do {
      try body()
    } catch let error as PostgresError {
      let codes = [
        "\(table)_login_unique": "access.login_taken",
        "account_openid_unique": "access.subject_taken",
        "\(table)_login_of_workplace": "access.login_malformed",
        "token_note_told": "access.note_missing",
        "link_note_told": "access.link_note_missing",
        "\(table)_school_known": "access.place_unknown",
        "\(table)_municipality_known": "access.place_unknown",
      ]
      guard let code = error.constraint.flatMap({ codes[$0] }) else { throw error }
      throw AccessRefusal(Problem(code))
    }
  }
}
