import Intake
import Postgres
import Schools
import Testing

@testable import Pipeline

@Suite struct StagingTests {
  @Test func `no staging table keeps long values aside, which every commit would empty too`()
    async throws
  {
    let site = try await TestSite.make()
    try await site.loading.session { db in
      struct Table: Decodable { let name: String; let isAside: Bool; let columns: String }
      let tables = try db.all(
        """
        select relname as name, reltoastrelid <> 0 as is_aside,
            (
                select string_agg(format_type(atttypid, null) || ' ' || attname, ', ' order by attnum)
                from pg_attribute where attrelid = pg_class.oid and attnum > 0 and not attisdropped
            ) as columns
        from pg_class where relnamespace = pg_my_temp_schema() and relkind = 'r'
        """, as: Table.self)
      #expect(tables.count == BundleKind.allCases.flatMap(\.tables).count + 2)
      #expect(tables.filter(\.isAside).map(\.name) == [])
      for table in BundleKind.allCases.flatMap(\.tables) {
        let fields = table.fields.map { "\($0.kind.sqlType) \($0.name)" }
        #expect(
          tables.first { $0.name == table.staging }?.columns
            == (["integer row_number", "boolean is_deleted"] + fields).joined(separator: ", "))
      }
    }
    await site.close()
  }
}
