import Intake
import Postgres

/// What is left of the tables of a bundle when it is taken back: of each the last full bundle beside it and the amendments after that,
/// in the order of the bundles' own time.
struct RevertBasis {
  /// What a bundle brought of a table.
  struct Holder: Decodable {
    let tableName: String
    let bundleId: Int
    let mode: String
    let rowCount: Int
    /// Its bytes are not kept any more.
    let isGone: Bool
  }

  /// In the order of the bundles.
  let holders: [Holder]

  init(_ db: Database, without bundle: Int, school code: String, year: Int, tables: [String]) throws
  {
    let brought = try db.all(
      """
      select line.name as table_name, other.bundle_id, other.mode, line.rows as row_count,
          not exists (
              select from intake.bundle_part where bundle_part.bundle_id = other.bundle_id
          ) as is_gone
      from intake.bundle as other
      cross join lateral jsonb_to_recordset(other.receipt -> 'tables') as line (
          name text, rows bigint
      )
      where other.kind = 'school' and other.school_code = \(code)
          and other.academic_year = \(year) and other.state in ('done', 'superseded')
          and other.bundle_id <> \(bundle) and line.name = any(\(tables))
      order by other.as_of_at, other.created_at, other.sha256
      """, as: Holder.self)
    var inForce: [Holder] = []
    for holder in brought {
      if holder.mode == BundleMode.full.rawValue {
        inForce.removeAll { $0.tableName == holder.tableName }
      }
      inForce.append(holder)
    }
    holders = inForce
  }

  /// The full bundle of a table; nil where the school sent none beside the one taken back.
  func full(of table: String) -> Int? {
    holders.first { $0.tableName == table && $0.mode == BundleMode.full.rawValue }?.bundleId
  }

  /// All full bundles, each once.
  var fulls: [Int] { Self.distinct(holders.filter { $0.mode == BundleMode.full.rawValue }) }

  /// The amendments, each once, in their order.
  var amendments: [Int] { Self.distinct(holders.filter { $0.mode == BundleMode.amend.rawValue }) }

  /// The tables that a bundle is in force for.
  func tables(of bundle: Int) -> [String] {
    holders.filter { $0.bundleId == bundle }.map(\.tableName)
  }

  private static func distinct(_ holders: [Holder]) -> [Int] {
    holders.reduce(into: []) { if !$0.contains($1.bundleId) { $0.append($1.bundleId) } }
  }
}
