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
    let decisions = try db.value(
      "select coalesce(max(problem_policy_id), 0) from intake.problem_policy", as: Int.self)
    let rules = rules + Array("\(decisions)".utf8) + reader.headings.fingerprint
    var keys: [String: [UInt8]] = [:]
    for resource in reader.resources {
      guard let key = try reader.fileKey(of: resource) else { continue }
      keys[resource.table.name] = sha256(key + rules)
    }
    self.keys = keys
  }

  /// The bundle in force for everything of this school and year, when this one brings the same again.
  ///
  /// It does not count when anything that checks look at came since: a change in an earlier year of this
  /// school, or a register.
  func predecessor(_ places: Precedence, tables: [RecordTable]) throws -> Int? {
    guard !tables.isEmpty, Set(places.rows.map(\.tableName)) == Set(tables.map(\.name)) else {
      return nil
    }
    let holders = tables.map { places.soleHolder(of: $0.name) }
    // One that is loaded again itself is no bundle before it.
    guard let first = holders.first??.bundleId, first != bundle,
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
                  other.kind = 'register'
                  or other.school_code = earlier.school_code
                  and other.academic_year < earlier.academic_year
                  and jsonb_path_exists(
                      other.receipt,
                      '$.tables[*] ? (@.added > 0 || @.changed > 0 || @.removed > 0)'
                  )
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
    // Without a severity, so that the department's decisions are applied, and named, anew.
    let told = earlier.problems.filter { $0.code != "intake.file_undescribed" }
    for group in earlier.groups ?? [] {
      let kept = told.filter {
        $0.code == group.code && $0.severity == group.severity && $0.table == group.table
      }
      problems.append(kept.map(\.undecided), total: group.count)
    }
    try db.execute(
      """
      update intake.slice set bundle_id = \(bundle)
      where school_id = \(school) and academic_year = \(year) and bundle_id = \(predecessor)
      """)
    receipt.state = .done
  }
}
