import Intake
import Postgres

/// Which bundles are in force for a school's year, beside the one being loaded.
///
/// Order is by the bundles' own `soko:asOf`, then `created`, then SHA-256: never by arrival, so the same
/// bundles give the same records in whatever order they come.
struct Precedence {
  private struct Row: Decodable {
    let tableName: String
    let bundleId: Int
    let mode: String
    let isLater: Bool
  }

  private let rows: [Row]

  init(db: Database, bundle: Int, school: Int, year: Int) throws {
    rows = try db.all(
      """
      select slice.table_name, slice.bundle_id, slice.mode,
          (other.as_of_at, other.created_at, other.sha256)
              > (this.as_of_at, this.created_at, this.sha256) as is_later
      from intake.slice
      inner join intake.bundle as other on other.bundle_id = slice.bundle_id
      inner join intake.bundle as this on this.bundle_id = \(bundle)
      where slice.school_id = \(school) and slice.academic_year = \(year)
      order by other.as_of_at, other.created_at, other.sha256
      """, as: Row.self)
  }

  /// Whether a later full bundle already holds the table.
  func isSuperseded(table: String) -> Bool {
    rows.contains { $0.tableName == table && $0.mode == BundleMode.full.rawValue && $0.isLater }
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
