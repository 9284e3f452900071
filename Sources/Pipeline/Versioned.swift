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

  func replace(_ db: Database, run: Int) throws {
    func list(_ alias: String, _ columns: [String]) -> String {
      columns.map { "\(alias).\($0)" }.joined(separator: ", ")
    }
    let within =
      scope.map { scope in
        let sameScope = scope.columns.map { "scope.\($0) = kept.\($0)" }.joined(separator: " and ")
        return "and exists (select 1 from \(scope.table) as scope where \(sameScope))"
      } ?? ""
    let sameKey = key.map { "fresh.\($0) = kept.\($0)" }.joined(separator: " and ")
    try db.script(
      """
      update \(table) as kept
      set until_run = \(run)
      where kept.until_run is null \(within)
          and not exists (
              select 1
              from \(fresh) as fresh
              where \(sameKey)
                  and row(\(list("fresh", values))) is not distinct from row(\(list("kept", values)))
          );
      insert into \(table) (\((key + values).joined(separator: ", ")), since_run)
      select \(list("fresh", key + values)), \(run)
      from \(fresh) as fresh
      where not exists (
          select 1
          from \(table) as kept
          where \(sameKey) and kept.until_run is null
      );
      select core.refresh_statistics('\(table)');
      """)
  }
}
