import Intake
import Postgres

/// Which bundles are in force for a school's year, beside the one being loaded.
///
/// Order is by the bundles' own `soko:asOf`, then `created`, then SHA-256: never by arrival, so the same
/// bundles give the same records in whatever order they come.
struct Precedence {
  /// A bundle in force for a table.
  struct Holder: Decodable {
    let tableName: String
    let bundleId: Int
    let mode: String
    let rowCount: Int
    let fileKey: [UInt8]?
    let contentKey: [UInt8]?
    /// Than the one being loaded.
    let isLater: Bool
    /// Its bytes were removed, on request.
    let isErased: Bool
  }

  let rows: [Holder]

  init(db: Database, bundle: Int, school: Int, year: Int) throws {
    rows = try db.all(
      """
      select slice.table_name, slice.bundle_id, slice.mode, slice.row_count, slice.file_key,
          slice.content_key,
          (other.as_of_at, other.created_at, other.sha256)
              > (this.as_of_at, this.created_at, this.sha256) as is_later,
          other.erased_at is not null as is_erased
      from intake.slice
      inner join intake.bundle as other on other.bundle_id = slice.bundle_id
      inner join intake.bundle as this on this.bundle_id = \(bundle)
      where slice.school_id = \(school) and slice.academic_year = \(year)
      order by other.as_of_at, other.created_at, other.sha256
      """, as: Holder.self)
  }

  /// Whether a later full bundle already holds the table.
  func isSuperseded(table: String) -> Bool {
    rows.contains { $0.tableName == table && $0.mode == BundleMode.full.rawValue && $0.isLater }
  }

  /// The earlier full bundle that holds the table alone; nil when there is none, or others came after it.
  func soleHolder(of table: String) -> Holder? {
    let holders = rows.filter { $0.tableName == table }
    guard holders.count == 1, let holder = holders.first, !holder.isLater,
      holder.mode == BundleMode.full.rawValue
    else { return nil }
    return holder
  }

  /// Whether the bundle is to be read together with one whose bytes are gone: a delta with what it stands on, a late
  /// one with the amendments after it.
  func restsOnErased(isDelta: Bool) -> Bool {
    rows.contains {
      $0.isErased && (isDelta || $0.isLater && $0.mode == BundleMode.amend.rawValue)
    }
  }

  /// Amendments of these tables that are later than this bundle, in their order.
  func laterAmendments(tables: [String]) -> [Int] {
    var found: [Int] = []
    for row in rows
    where row.isLater && row.mode == BundleMode.amend.rawValue && tables.contains(row.tableName) {
      if !found.contains(row.bundleId) { found.append(row.bundleId) }
    }
    return found
  }
}
