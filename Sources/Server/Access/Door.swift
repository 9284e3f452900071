import HTTPTypes
import Hummingbird
import Pipeline
import Postgres
import Synchronization

/// Finds out who asks, by a token or a session, and lets people in by their passwords.
///
/// Whoever was found is remembered for a second, so that a page with its tables costs one question: a session that was
/// ended by a command, or a token that was revoked, is so a second later at most.
final class Door: Sendable {
  private let pool: Pool
  /// Whether the service listens to its own machine only.
  private let isLocal: Bool
  private let desk = PasswordDesk()
  /// What a password is held against where there is no such login: both take the same time.
  private let decoy: PasswordHash
  private let known = Mutex<[Secret: (caller: Caller, until: ContinuousClock.Instant)]>([:])
  private let accounts = Mutex<(exist: Bool, until: ContinuousClock.Instant)?>(nil)
  private static let memory = Duration.seconds(1)

  init(pool: Pool, isLocal: Bool, cost: PasswordHash.Cost) {
    self.pool = pool
    self.isLocal = isLocal
    decoy = PasswordHash(ofNothing: cost)
  }

  /// Who asks: a token before a session, and nobody in particular without either.
  ///
  /// - Throws: ``AccessError/tokenRefused`` for a header `Authorization` that lets nobody in.
  func caller(of request: Request) async throws -> Caller {
    if let header = request.headers[.authorization] {
      let words = header.split(separator: " ")
      guard words.count == 2, words[0].lowercased() == "bearer",
        let secret = AccessToken.secret(String(words[1])),
        let caller = try await found(secret, AccessToken.caller)
      else { throw AccessError.tokenRefused }
      return caller
    }
    if let secret = request.secret(.session),
      let caller = try await found(secret, LoginSession.caller)
    {
      return caller
    }
    guard isLocal, !request.isProxied else { return .everybody }
    return try await isOpen() ? .local : .everybody
  }

  private func found(
    _ secret: Secret, _ find: @escaping @Sendable (Secret, Database) throws -> Caller?
  ) async throws -> Caller? {
    let now = ContinuousClock.now
    if let entry = known.withLock({ $0[secret] }), entry.until > now { return entry.caller }
    guard let caller = try await pool.transaction({ db in try find(secret, db) }) else {
      return nil
    }
    known.withLock { entries in
      if entries.count >= 1_000 { entries.removeAll() }
      entries[secret] = (caller, now + Self.memory)
    }
    return caller
  }

  /// Whether whoever sits at this machine sees everything: until the first account is made.
  private func isOpen() async throws -> Bool {
    let now = ContinuousClock.now
    if let entry = accounts.withLock({ $0 }), entry.exist || entry.until > now {
      return !entry.exist
    }
    let exist = try await pool.transaction(readOnly: true) { db in try Account.exist(db) }
    accounts.withLock { $0 = (exist, now + Self.memory) }
    return !exist
  }

  /// Lets somebody in; the secret is for the browser to keep.
  ///
  /// - Throws: ``AccessError`` when it does not.
  func enter(login: String, password: String, from address: String) async throws -> Secret {
    let wait = try await pool.transaction { db in
      try LoginTries.count(login: login, address: address, db)
    }
    if let wait { throw AccessError.tooManyTries(wait) }
    let credential = try await pool.transaction(readOnly: true) { db in
      try Credential.find(login, db)
    }
    // A password beyond what one may be is none, and costs what any costs.
    let password = String(password.prefix(PasswordHash.lengths.upperBound + 1))
    let fits = try await desk.matches(credential?.hash ?? decoy, password)
    guard fits, let credential, !credential.isClosed else { throw AccessError.loginRefused }
    return try await pool.transaction { db in
      try LoginTries.forgive(login: login, address: address, db)
      return try LoginSession.open(account: credential.accountId, db)
    }
  }

  /// Lets in whom the provider knows by this number, as by a password.
  ///
  /// - Throws: ``AccessError/loginRefused`` when no account has it, and when the account is closed.
  func enter(_ subject: OpenIDSubject, from address: String) async throws -> Secret {
    try await pool.transaction { db in
      struct Found: Decodable { let accountId: Int }
      let found = try db.first(
        """
        select account_id from access.account
        where openid_digest = \(subject.digest) and closed_at is null
        """, as: Found.self)
      guard let found else { throw AccessError.loginRefused }
      try LoginTries.forgive(address: address, db)
      return try LoginSession.open(account: found.accountId, db)
    }
  }

  func begin(_ entry: OpenIDEntry) async throws {
    try await pool.transaction { db in try entry.begin(db) }
  }

  /// False when the entry was never begun, is over, or came back before.
  func end(_ entry: OpenIDEntry) async throws -> Bool {
    try await pool.transaction { db in try entry.end(db) }
  }

  /// Counts a try to come in without a login; the seconds to wait when there were too many.
  func count(from address: String) async throws -> Int? {
    try await pool.transaction { db in try LoginTries.count(address: address, db) }
  }

  /// The link of a secret, which takes a counted try back; nil when there is none in force.
  func link(_ secret: Secret, from address: String) async throws -> UploadLink? {
    try await pool.transaction { db in
      guard let link = try UploadLink.find(secret, db) else { return nil }
      try LoginTries.forgive(address: address, db)
      return link
    }
  }

  func leave(_ secret: Secret) async throws {
    _ = known.withLock { $0.removeValue(forKey: secret) }
    try await pool.transaction { db in try LoginSession.close(secret, db) }
    _ = known.withLock { $0.removeValue(forKey: secret) }
  }
}

/// What an account is held against at the door.
private struct Credential: Decodable {
  let accountId: Int
  let salt: [UInt8]
  let digest: [UInt8]
  let scryptRounds: Int
  let scryptBlockSize: Int
  let scryptParallelism: Int
  let isClosed: Bool

  var hash: PasswordHash {
    PasswordHash(
      salt: salt, digest: digest,
      cost: PasswordHash.Cost(
        rounds: scryptRounds, blockSize: scryptBlockSize, parallelism: scryptParallelism))
  }

  static func find(_ login: String, _ db: Database) throws -> Credential? {
    try db.first(
      """
      select account_id, salt, digest, scrypt_rounds, scrypt_block_size, scrypt_parallelism,
          closed_at is not null as is_closed
      from access.account where login = \(login)
      """, as: Credential.self)
  }
}
