import Postgres
import Schools

/// Which register spoke last of each row that all schools share.
///
/// Registers do not replace each other whole: each row is as the register says that names it and is the latest
/// in its own `soko:asOf`, then `created`, then SHA-256, whenever it arrived.
struct RegisterKeys {
  let db: Database
  let bundle: Int

  /// Takes rows out of staging that a later register has told of; returns how many.
  func removeOvertaken(_ table: RecordTable) throws -> Int {
    try db.execute(
      """
      delete from \(raw: table.staging)
      using intake.register_key as known, intake.bundle as other, intake.bundle as this
      where known.table_name = \(table.name)
          and known.key = \(raw: key(of: table))
          and other.bundle_id = known.bundle_id
          and this.bundle_id = \(bundle)
          and (other.as_of_at, other.created_at, other.sha256)
              > (this.as_of_at, this.created_at, this.sha256)
      """)
  }

  /// Remembers that of the rows still staged this bundle spoke last.
  func record(_ table: RecordTable) throws {
    try db.execute(
      """
      insert into intake.register_key (table_name, key, bundle_id, is_deleted)
      select \(table.name)::text, \(raw: key(of: table)), \(bundle)::bigint, is_deleted
      from \(raw: table.staging)
      on conflict (table_name, key) do update
      set bundle_id = excluded.bundle_id, is_deleted = excluded.is_deleted
      """)
  }

  private func key(of table: RecordTable) -> String {
    "array[\(table.key.map { "\(table.staging).\($0)::text" }.joined(separator: ", "))]"
  }
}
