import Logging
import Pipeline
import Postgres
import Testing

/// A school that is erased comes in no more; its neighbor does.
@Suite struct ErasedAccessTests {
  private func asOwner<T: Sendable>(
    _ site: TestSite, _ body: @escaping @Sendable (Database) throws -> T
  ) async throws -> T {
    let pool = Pool(
      site.database.connecting(as: "soko_owner"), size: 1, name: "owner",
      logger: Logger(label: "test"))
    let result = try await pool.transaction { db in try body(db) }
    await pool.close()
    return result
  }

  private static let access = """
    insert into access.account (
        login, role, school_code, salt, digest, scrypt_rounds, scrypt_block_size, scrypt_parallelism
    ) values
    ('s1-one', 'school', 'S1', 'x', 'x', 1, 1, 1), ('s1-two', 'school', 'S1', 'x', 'x', 1, 1, 1),
    ('s2-one', 'school', 'S2', 'x', 'x', 1, 1, 1);
    update access.account set closed_at = '2025-01-01' where login = 's1-two';
    insert into access.session (digest, account_id) values (sha256('1'), 1), (sha256('3'), 3);
    insert into access.token (digest, role, school_code, note, expires_at) values
    (sha256('1'), 'school', 'S1', 'x', now() + interval '1 day'),
    (sha256('2'), 'school', 'S2', 'x', now() + interval '1 day');
    insert into access.link (digest, school_code, note, expires_at) values
    (sha256('1'), 'S1', 'x', now() + interval '1 day'),
    (sha256('2'), 'S2', 'x', now() + interval '1 day');
    """

  private func open(_ site: TestSite) async throws -> [String] {
    struct Line: Decodable { let line: String }
    return try await asOwner(site) { db in
      try db.all(
        """
        select login as line from access.account where closed_at is null
        union all select 'session ' || account_id from access.session
        union all select 'token ' || school_code from access.token where revoked_at is null
        union all select 'link ' || school_code from access.link where revoked_at is null
        order by line
        """, as: Line.self
      ).map(\.line)
    }
  }

  @Test func `its accounts are closed, its sessions over, its tokens and links revoked`()
    async throws
  {
    let site = try await TestSite.make()
    _ = try await site.load([try TestBundle.register(schools: ["S1", "S2"])])
    try await asOwner(site) { db in try db.script(Self.access) }
    for isDryRun in [true, false] {
      #expect(
        try await open(site) == [
          "link S1", "link S2", "s1-one", "s2-one", "session 1", "session 3", "token S1",
          "token S2",
        ])
      _ = try await Erasure.perform(
        .school("S1"),
        Removal.Order(by: "operator", ground: "приказ 7", isDryRun: isDryRun), in: site.worker)
    }
    #expect(try await open(site) == ["link S2", "s2-one", "session 3", "token S2"])
    let earlier = try await asOwner(site) { db in
      try db.value(
        "select closed_at = '2025-01-01' from access.account where login = 's1-two'", as: Bool.self)
    }
    #expect(earlier, "what was closed before keeps its day")
    await site.close()
  }
}
