import Postgres

/// A versioned table and a temporary table with the rows that should hold now.
///
/// Replacing closes, at this run, the rows that are gone or different, and adds the new ones; rows that are
/// the same stay as they are, so a night writes what changed.
struct Versioned {
  let table: String
  let fresh: String
  let key: [String]
  let values: [String]
  /// A temporary table whose columns say which part of the table is replaced; nil replaces all of it.
  var scope: Scope?

  struct Scope {
    let table: String
    let columns: [String]
  }

  /// Rows that are no longer in force, and rows that have come to be.
  struct Changes {
    let closed: Int
    let added: Int
  }

  func replace(_ db: Database, run: Int) throws {
    let changes = try write(db, run: run)
    // Few rows change no plan, and a large table is read for a while.
    try db.execute(
      """
      select core.refresh_statistics(oid::regclass) from pg_class
      where oid = \(table)::regclass and reltuples < 10 * \(changes.closed + changes.added)
      """)
  }

  /// Replaces, and leaves it to the caller to tell the planner: for a table that is written part by part.
  ///
  /// - Returns: the numbers of rows that went and came.
  @discardableResult
  func write(_ db: Database, run: Int) throws -> Changes {
    let within =
      scope.map { scope in
        let columns = scope.columns.map { "kept.\($0)" }.joined(separator: ", ")
        let scoped = scope.columns.joined(separator: ", ")
        return "and (\(columns)) in (select \(scoped) from \(scope.table))"
      } ?? ""
    let standing = "from \(table) as kept where kept.until_run is null \(within)"
    if try db.value(SQL(raw: "select exists (select \(standing))"), as: Bool.self) {
      return try replace(db, standing: standing, run: run)
    }
    let added = try db.execute(
      SQL(
        raw: """
          insert into \(table) (\(list(key + values)), since_run)
          select \(list(key + values)), \(run) from \(fresh)
          """))
    return Changes(closed: 0, added: added)
  }

  /// Both sides are met once; rows are closed by their place in the table, with no second look for their keys.
  private func replace(_ db: Database, standing: String, run: Int) throws -> Changes {
    let sameKey = key.map { "fresh.\($0) = kept.\($0)" }.joined(separator: " and ")
    func row(_ alias: String) -> String {
      "row(\(values.map { "\(alias).\($0)" }.joined(separator: ", ")))"
    }
    try db.script(
      """
      create temp table moved on commit drop as
      select kept.place, fresh.*
      from (select kept.ctid as place, \(list(key + values)) \(standing)) as kept
      full join \(fresh) as fresh on \(sameKey)
      where kept.place is null
          or fresh.\(key[0]) is null
          or \(row("fresh")) is distinct from \(row("kept"));
      analyze moved;
      """)
    let closed = try db.execute(
      SQL(
        raw: """
          update \(table) as kept set until_run = \(run) from moved where kept.ctid = moved.place
          """))
    let added = try db.execute(
      SQL(
        raw: """
          insert into \(table) (\(list(key + values)), since_run)
          select \(list(key + values)), \(run) from moved where \(key[0]) is not null
          """))
    try db.script("drop table moved")
    return Changes(closed: closed, added: added)
  }

  private func list(_ columns: [String]) -> String { columns.joined(separator: ", ") }
}
