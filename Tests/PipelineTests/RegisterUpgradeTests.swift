import Foundation
import Logging
import Postgres
import SQLFiles
import TestSupport
import Testing

/// A database with registers from before rows were remembered one by one.
@Suite struct RegisterUpgradeTests {
  private static let file = "0012_reference"

  /// The stored files, policies as an installation has them, and two registers of one region.
  private static func before() throws -> [String] {
    let stored = try ProgramFiles().texts(in: "stored").filter { $0.name < file }
    return [
      """
      do $$ begin
          if not exists (select from pg_roles where rolname = 'soko_owner') then
              create role soko_owner login;
          end if;
          execute format('grant create on database %I to soko_owner', current_database());
      end $$
      """
    ] + stored.map { "set role soko_owner;\n\($0.text);\nreset role;" } + [
      """
      set role soko_owner;
      alter table intake.bundle enable row level security, force row level security;
      alter table core.school enable row level security, force row level security;
      reset role;
      insert into intake.bundle (
          sender, sha256, file_name, byte_count, kind, state, territory, as_of_at, created_at
      )
      select 'operator', sha256(part::bytea), part, 1, kind, state, territory, as_of, as_of
      from (
          values
          ('a', 'register', 'done', '99', '2025-03-01'::timestamptz),
          ('b', 'register', 'done', '99', '2025-05-01'),
          ('c', 'register', 'done', '99', '2025-04-01'),
          ('d', 'register', 'rejected', '99', '2025-06-01'),
          ('e', 'school', 'done', null, '2025-07-01')
      ) as sent (part, kind, state, territory, as_of);
      insert into core.territory (oktmo, level, parent_id, name_ru, name_en) values
      ('99', 'region', null, 'Край', 'Region'), ('98', 'region', null, 'Иной', 'Other');
      insert into core.territory (oktmo, level, parent_id, name_ru, name_en)
      select '99601000', 'municipality', territory_id, 'Округ', 'District'
      from core.territory where oktmo = '99';
      insert into core.school (school_code, municipality_id, name_ru, name_en)
      select 'S1', territory_id, 'Первая', 'First' from core.territory where oktmo = '99601000';
      """
    ]
  }

  @Test func `what was registered is taken as said by the latest register of its region`()
    async throws
  {
    let address = try await TestDatabase.make(scripts: Self.before())
    let text = try #require(
      try ProgramFiles().texts(in: "stored").first { $0.name == Self.file }?.text)
    let pool = Pool(address, size: 1, name: "upgrade", logger: Logger(label: "test.upgrade"))
    struct Known: Decodable { let line: String }
    let (known, isForced) = try await pool.session { db in
      try db.script("set role soko_owner;\n\(text);\nreset role;")
      let known = try db.all(
        """
        select concat_ws(' ', table_name, key, file_name) as line
        from intake.register_key inner join intake.bundle using (bundle_id)
        """, as: Known.self)
      let isForced = try db.value(
        """
        select bool_and(relforcerowsecurity) from pg_class
        where oid in ('core.school'::regclass, 'intake.bundle'::regclass)
        """, as: Bool.self)
      return (known.map(\.line).sorted(), isForced)
    }
    #expect(known == ["school {S1} b", "territory {99601000} b", "territory {99} b"])
    #expect(isForced)
    await pool.close()
  }
}
