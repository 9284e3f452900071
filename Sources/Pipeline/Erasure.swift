package import Postgres
internal import Schools

/// Removes what is kept of a pupil, of a member of staff or of a school, on request.
///
/// Parts of indicators, comparisons and ranks stay: they tell of no person. So do receipts, checksums and the school's entry
/// in the register.
package enum Erasure {
  /// Whose records go.
  package enum Subject: Sendable {
    /// A pupil by the pseudonym under which the school sends them.
    case pupil(key: String, school: String)
    case staff(key: String, school: String)
    case school(String)

    var school: String {
      switch self {
      case .pupil(_, let school), .staff(_, let school), .school(let school): school
      }
    }

    /// What the log keeps a digest of.
    var identifier: String {
      switch self {
      case .pupil(let key, let school), .staff(let key, let school): "\(school) \(key)"
      case .school(let school): school
      }
    }

    var kind: Removal.Kind {
      switch self {
      case .pupil: .pupil
      case .staff: .staff
      case .school: .school
      }
    }
  }

  package enum Refusal: Error, Sendable, CustomStringConvertible {
    case schoolUnknown
    /// A bundle of the school is queued or waits: it would bring the records back.
    case bundlesPending(Int)

    package var description: String {
      switch self {
      case .schoolUnknown: "no school has this code"
      case .bundlesPending(let count):
        "\(count) bundles of the school are queued or wait and would bring the records back: `soko worker --drain` first"
      }
    }
  }

  /// Removes the subject's records and the bytes of the bundles that hold them, and logs it; one transaction.
  ///
  /// - A school's years are retired: its values stand, and bundles for them are refused; its accounts are closed, its tokens
  ///   and links revoked. A person's years are computed anew
  ///   by the next night, without the person.
  /// - Every bundle of the school is read for a person's key; one that cannot be read to its end, or has files that no one
  ///   reads, is taken to hold it.
  /// - Where there is nothing to remove the log gets an entry all the same: the request was answered.
  package static func perform(
    _ subject: Subject, _ order: Removal.Order, in pool: Pool
  ) async throws -> Removal {
    try await Removal.perform(order, in: pool) { db, removal in
      struct Found: Decodable { let schoolId: Int }
      let school = try db.first(
        "select school_id from core.school where school_code = \(subject.school)", as: Found.self)
      guard let school = school?.schoolId else { throw Refusal.schoolUnknown }
      try db.execute("select pg_advisory_xact_lock(7002, \(Int32(truncatingIfNeeded: school)))")
      try refusePending(subject.school, db)
      try db.script(
        """
        create temp table erased_year (
            academic_year integer primary key
        ) on commit drop;
        """)
      switch subject {
      case .pupil(let key, _): try erase(key, .pupil, of: school, subject.school, &removal, db)
      case .staff(let key, _): try erase(key, .staff, of: school, subject.school, &removal, db)
      case .school(let code): try eraseSchool(school, code, &removal, db)
      }
      let number = try removal.log(subject.kind, order, subject: subject.identifier, db)
      removal.number = number
      if case .school = subject { try retire(school, number, &removal, db) }
    }
  }

  private static func refusePending(_ code: String, _ db: Database) throws {
    let pending = try db.value(
      """
      select count(*) from intake.bundle
      where school_code = \(code) and state in ('queued', 'waiting', 'quarantined')
      """, as: Int.self)
    if pending > 0 { throw Refusal.bundlesPending(pending) }
  }

  private static func erase(
    _ key: String, _ column: Removal.PersonKey, of school: Int, _ code: String,
    _ removal: inout Removal, _ db: Database
  ) throws {
    for table in column.tables {
      try remove(
        from: table, "school_id = \(school) and \(raw: column.rawValue) = \(key)", &removal, db)
    }
    removal.touchedYears = try db.execute(
      """
      insert into intake.touched (school_id, academic_year)
      select \(school)::bigint, academic_year from erased_year
      where not exists (
          select from intake.retired_year as retired
          where retired.school_id = \(school)
              and retired.academic_year = erased_year.academic_year
      )
      on conflict do nothing
      """)
    try removal.erase(bundles: BundleSearch(db: db).bundles(of: code, holding: key), db)
    try forget(key, in: code, db)
  }

  /// Problems tell no values of personal fields; should one tell a key all the same, it goes with the key.
  private static func forget(_ key: String, in code: String, _ db: Database) throws {
    try db.execute(
      """
      delete from intake.problem
      using intake.bundle
      where bundle.bundle_id = problem.bundle_id and bundle.school_code = \(code)
          and exists (
              select from jsonb_each_text(problem.arguments) as argument
              where argument.value = \(key)
          )
      """)
    try db.execute(
      """
      update intake.bundle
      set receipt = replace(receipt::text, to_jsonb(\(key)::text)::text, '"—"')::jsonb
      where school_code = \(code) and strpos(receipt::text, to_jsonb(\(key)::text)::text) > 0
      """)
  }

  private static func eraseSchool(
    _ school: Int, _ code: String, _ removal: inout Removal, _ db: Database
  ) throws {
    for table in RecordTable.all.reversed().map(\.name) {
      try remove(from: table, "school_id = \(school)", &removal, db)
    }
    try db.execute(
      """
      insert into erased_year
      select distinct academic_year from intake.slice where school_id = \(school)
      on conflict do nothing
      """)
    struct Sent: Decodable { let bundleId: Int }
    let bundles = try db.all(
      """
      select bundle_id from intake.bundle
      where kind = 'school' and (school_code = \(code) or sender = \(code))
      order by bundle_id
      """, as: Sent.self
    ).map(\.bundleId)
    try removal.erase(bundles: bundles, db)
    try db.execute("delete from intake.problem where bundle_id = any(\(bundles))")
    try endAccess(of: code, db)
  }

  /// Whoever came in for the school comes in no more, and nothing is asked of it alone.
  private static func endAccess(of code: String, _ db: Database) throws {
    try db.execute(
      """
      delete from access.session
      using access.account
      where account.account_id = session.account_id and account.school_code = \(code)
      """)
    try db.execute(
      """
      update access.account set closed_at = now()
      where school_code = \(code) and closed_at is null
      """)
    for table in ["token", "link"] {
      try db.execute(
        """
        update access.\(raw: table) set revoked_at = now()
        where school_code = \(code) and revoked_at is null
        """)
    }
    try db.execute("delete from core.plan_item where school_code = \(code)")
  }

  private static func remove(
    from table: String, _ condition: SQL, _ removal: inout Removal, _ db: Database
  ) throws {
    let gone = try db.value(
      "with gone as (delete from core.\(raw: table) where " + condition
        + """
           returning academic_year
        ), noted as (
            insert into erased_year select distinct academic_year from gone on conflict do nothing
        )
        select count(*) from gone
        """, as: Int.self)
    if gone > 0 { removal.records[table] = gone }
  }

  private static func retire(
    _ school: Int, _ number: Int, _ removal: inout Removal, _ db: Database
  ) throws {
    removal.retiredYears = try db.execute(
      """
      insert into intake.retired_year (school_id, academic_year, removal_id, is_of_retention)
      select \(school)::bigint, academic_year, \(number), false from erased_year
      on conflict do nothing
      """)
    try db.execute("delete from intake.touched where school_id = \(school)")
  }
}
