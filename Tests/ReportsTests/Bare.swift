import Logging
import Postgres
import TestSupport

/// A database set up as an installation is, without checks and references, in which every table under policies has a row
/// of each of three schools: A and B in municipality 90101, C in 90102.
enum Bare {
  private static let address = Task {
    let address = try await TestDatabase.make(scripts: Region.emptyScripts())
    let pool = Pool(address, size: 1, name: "bare", logger: Logger(label: "test.bare"))
    do {
      try await pool.transaction { db in
        try db.script(unchecked)
        try db.script(register)
        for table in try secured(db) where table != "core.school" { try fill(table, db) }
      }
      await pool.close()
    } catch {
      await pool.close()
      throw error
    }
    return address
  }

  /// One transaction of the superuser that leaves nothing behind.
  static func run(_ body: @escaping @Sendable (Database) throws -> Void) async throws {
    struct Undone: Error {}
    let pool = Pool(
      try await address.value, size: 1, name: "bare", logger: Logger(label: "test.bare"))
    func once() async throws {
      try await pool.transaction { db in
        // Policies are changed here, which locks tables: two at once would wait for each other.
        try db.execute("select pg_advisory_xact_lock(1)")
        try body(db)
        throw Undone()
      }
    }
    do {
      do {
        try await once()
      } catch let error as PostgresError where error.sqlState == "40P01" {
        // The server looks after its tables meanwhile, and may hold one that is wanted.
        try await once()
      }
    } catch is Undone {
      await pool.close()
    } catch {
      await pool.close()
      throw error
    }
  }

  private struct Name: Decodable { let name: String }

  static func secured(_ db: Database) throws -> [String] {
    try db.all(
      """
      select format('%s.%s', namespace.nspname, class.relname) as name
      from pg_class as class
      inner join pg_namespace as namespace on namespace.oid = class.relnamespace
      where class.relrowsecurity and class.relforcerowsecurity order by name
      """, as: Name.self
    ).map(\.name)
  }

  static func policies(_ db: Database) throws -> Int {
    try db.value("select count(*) from pg_policy", as: Int.self)
  }

  /// A statement that would set the first column of a table to what it is.
  static func update(_ table: String, _ db: Database) throws -> String {
    let column = try db.value(
      """
      select attname::text from pg_attribute
      where attrelid = \(table)::regclass and attnum > 0 and not attisdropped and attidentity = ''
      order by attnum limit 1
      """, as: String.self)
    return "update \(table) set \(column) = \(column)"
  }

  private static let unchecked = """
    do $$
    declare
        target record;
    begin
        for target in
            select conrelid::regclass as relation, conname as name
            from pg_constraint
            inner join pg_class on pg_class.oid = conrelid
            where contype in ('c', 'f') and relnamespace::regnamespace::text in ('core', 'intake', 'result')
        loop
            execute format('alter table %s drop constraint %I', target.relation, target.name);
        end loop;
    end
    $$;
    """

  private static let register = """
    insert into core.territory (oktmo, level, parent_id, name_ru, name_en) values
    ('90', 'region', null, 'О', 'R'), ('90101', 'municipality', 1, 'С', 'N'),
    ('90102', 'municipality', 1, 'Ю', 'S');
    insert into core.school (school_code, municipality_id, name_ru, name_en) values
    ('A', 2, 'А', 'A'), ('B', 2, 'Б', 'B'), ('C', 3, 'В', 'C');
    """

  private struct Column: Decodable {
    let name: String
    let type: String
    let isNeeded: Bool
  }

  /// Adds the rows of the three schools, in their order.
  private static func fill(_ table: String, _ db: Database) throws {
    let columns = try db.all(
      """
      select attname::text as name, format_type(atttypid, null) as type,
          attnotnull and not atthasdef as is_needed
      from pg_attribute
      where attrelid = \(table)::regclass and attnum > 0 and not attisdropped
          and attidentity = '' and attgenerated = ''
      order by attnum
      """, as: Column.self)
    let filled = columns.filter { $0.isNeeded || places[$0.name] != nil }
    let rows = (0..<3).map { number in
      "(" + filled.map { value(of: $0, number) }.joined(separator: ", ") + ")"
    }
    let names = filled.map { "\"\($0.name)\"" }.joined(separator: ", ")
    try db.script(
      "insert into \(table) (\(names)) values \(rows.joined(separator: ", "))")
  }

  /// The columns by which policies tell whose a row is.
  private static let places = [
    "school_id": ["1", "2", "3"], "bundle_id": ["1", "2", "3"], "school_set_id": ["1", "2", "3"],
    "school_code": ["'A'", "'B'", "'C'"], "sender": ["'A'", "'B'", "'C'"],
    "predecessor_code": ["'A'", "'B'", "'C'"], "successor_code": ["'A'", "'B'", "'C'"],
    "oktmo": ["'90101'", "'90101'", "'90102'"], "schools_count": ["1", "1", "1"],
    "school_count": ["1", "1", "1"],
  ]

  private static func value(of column: Column, _ number: Int) -> String {
    if let place = places[column.name] { return place[number] }
    let digit = number + 1
    switch column.type {
    case "boolean": return "false"
    case "bytea": return "sha256('\(digit)')"
    case "json", "jsonb": return "'{}'"
    case "date": return "date '2025-01-0\(digit)'"
    case "timestamp with time zone": return "now()"
    case let type where type.hasSuffix("[]"): return "'{}'"
    case "text", "character varying": return "'x\(digit)'"
    default: return "\(digit)"
    }
  }
}
