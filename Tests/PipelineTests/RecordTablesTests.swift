import Pipeline
import Postgres
import Schools
import Testing

/// The record tables in an order in which parents come first.
enum RecordTables {
  static let inOrder = RecordTable.all.map(\.name)
}

/// The declarations of the bundle's tables and the tables of the database say the same.
@Suite struct RecordTablesTests {
  /// What all schools share beside territories and schools, whose rows have numbers of their own.
  private static let shared = RecordTable.registers.filter {
    $0 != .territory && $0 != .school
  }

  private struct Column: Decodable, Hashable {
    let name: String
    let type: String
    let isRequired: Bool
  }

  @Test func `columns, types and nullability of core are those declared`() async throws {
    let site = try await TestSite.make()
    for table in RecordTable.all + RecordTable.aggregates + Self.shared {
      let origin =
        Self.shared.contains(table)
        ? [] : ["school_id", "publisher_oktmo", "academic_year", "bundle_id", "row_number"]
      let found = try await site.worker.transaction { db in
        try db.all(
          """
          select attname as name, format_type(atttypid, atttypmod) as type, attnotnull as is_required
          from pg_attribute
          where attrelid = \("core." + table.name)::regclass and attnum > 0 and not attisdropped
              and attname <> all(\(origin))
          """, as: Column.self)
      }
      let declared = table.fields.map {
        Column(name: $0.name, type: $0.kind.sqlType, isRequired: $0.isRequired)
      }
      #expect(Set(found) == Set(declared), "\(table.name)")
    }
    await site.close()
  }

  @Test func `keys are the declared ones, of a school's table with school and year before`()
    async throws
  {
    let site = try await TestSite.make()
    struct Key: Decodable { let columns: [String] }
    for table in RecordTable.all + RecordTable.aggregates + Self.shared {
      let origin =
        if Self.shared.contains(table) {
          [String]()
        } else if table == .externalAggregate {
          ["publisher_oktmo", "academic_year"]
        } else {
          ["school_id", "academic_year"]
        }
      let key = try await site.worker.transaction { db in
        try db.first(
          """
          select array_agg(attribute.attname::text order by position.ordinality) as columns
          from pg_constraint
          cross join unnest(pg_constraint.conkey) with ordinality as position (number, ordinality)
          inner join pg_attribute as attribute
              on attribute.attrelid = pg_constraint.conrelid and attribute.attnum = position.number
          where pg_constraint.conrelid = \("core." + table.name)::regclass
              and pg_constraint.contype in ('p', 'u')
          """, as: Key.self)
      }
      #expect(key?.columns == origin + table.key, "\(table.name)")
    }
    await site.close()
  }

  @Test func `every stored table, column and constraint is named and commented`() async throws {
    let site = try await TestSite.make()
    struct Name: Decodable { let name: String }
    let uncommented = try await site.worker.transaction { db in
      try db.all(
        """
        select c.relname || '.' || a.attname as name
        from pg_class as c
        inner join pg_namespace as n on n.oid = c.relnamespace
        inner join pg_attribute as a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        where n.nspname in ('core', 'intake', 'result') and c.relkind = 'r'
            and col_description(c.oid, a.attnum) is null
        """, as: Name.self)
    }
    #expect(uncommented.map(\.name) == [])
    await site.close()
  }
}
