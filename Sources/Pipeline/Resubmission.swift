import Intake
import Postgres
import Schools

/// A full bundle whose files are those of the bundle in force: its receipt stands, nothing is read.
///
/// A school's system exports everything every night, and mostly nothing has changed.
struct Resubmission {
  let db: Database
  let bundle: Int
  let school: Int
  let year: Int
  /// Of each table: what its file and the rules of the day make of it; tables without one are read.
  let keys: [String: [UInt8]]

  init(
    _ reader: BundleReader, rules: [UInt8], db: Database, bundle: Int, school: Int, year: Int
  ) throws {
    self.db = db
    self.bundle = bundle
    self.school = school
    self.year = year
    var keys: [String: [UInt8]] = [:]
    for resource in reader.resources {
      guard let key = try reader.fileKey(of: resource) else { continue }
      keys[resource.table.name] = sha256(key + rules)
    }
    self.keys = keys
  }

  /// The bundle in force for everything of this school and year, when this one brings the same again.
  ///
  /// It does not count when anything that checks look at came since: an earlier year of this school, or a
  /// register.
  func predecessor(_ places: Precedence, tables: [RecordTable]) throws -> Int? {
    guard !tables.isEmpty, Set(places.rows.map(\.tableName)) == Set(tables.map(\.name)) else {
      return nil
    }
    let holders = tables.map { places.soleHolder(of: $0.name) }
    guard let first = holders.first??.bundleId,
      zip(tables, holders).allSatisfy({ table, holder in
        holder?.bundleId == first && holder?.fileKey != nil
          && holder?.fileKey == keys[table.name]
      })
    else { return nil }
    let isOvertaken = try db.value(
      """
      select exists (
          select 1
          from intake.bundle as earlier
          inner join intake.bundle as other
              on other.bundle_id <> earlier.bundle_id
              and other.finished_at >= earlier.finished_at
              and other.state = 'done'
              and (
                  other.kind <> 'school'
                  or other.school_code = earlier.school_code
                  and other.academic_year < earlier.academic_year
              )
          where earlier.bundle_id = \(first)
      )
      """, as: Bool.self)
    return isOvertaken ? nil : first
  }

  /// Takes over what `predecessor` brought: its receipt, with nothing changed.
  ///
  /// What opening the file found is told anew, all else as it was told then.
  func takeOver(
    _ predecessor: Int, _ receipt: inout Receipt, _ problems: inout ProblemList
  ) throws {
    struct Row: Decodable { let receipt: Receipt }
    let earlier = try db.first(
      "select receipt from intake.bundle where bundle_id = \(predecessor)", as: Row.self)
    guard let earlier = earlier?.receipt else { return }
    receipt.tables = earlier.tables.map(\.unchangedTable)
    for total in earlier.totals where total.code != "intake.file_undescribed" {
      let kept = earlier.problems.filter { $0.code == total.code }.map(\.problem)
      problems.append(kept, total: total.count)
    }
    try db.execute(
      """
      update intake.slice set bundle_id = \(bundle)
      where school_id = \(school) and academic_year = \(year) and bundle_id = \(predecessor)
      """)
    receipt.state = .done
  }
}
