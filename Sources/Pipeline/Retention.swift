package import Postgres
internal import Schools

/// Removes what has been kept for its time: bundles' bytes, and records of people who left long ago.
///
/// - Records of a person stay until the person's last academic year in the school is over by
///   `retention_graduation_years` and `retention_growth_years`. A year of a school that loses the first of them is
///   *retired*: its values stand as they were computed, nothing computes them anew, and no bundle for it is taken.
/// - The bytes of a school's bundle stay for `retention_bundle_days`, and longer while a record or a publication rests on
///   them; those of a retired year go with its records, which they hold too.
/// - Indicators' parts, comparisons, receipts and checksums stay.
package enum Retention {
  /// Why nothing is removed now.
  package struct Refusal: Error, Sendable, CustomStringConvertible {
    package let pending: Int
    package var description: String {
      "\(pending) years of schools are loaded and not computed; their records may not go before `soko worker --drain`"
    }
  }

  /// - Parameters:
  ///   - pool: of the login that loads.
  ///   - day: the day on which it is asked what is due, `2025-09-01`; nil is today.
  /// - Throws: ``Refusal`` when a year that would be retired has not been computed since it was last loaded.
  package static func perform(
    _ order: Removal.Order, on day: String? = nil, in pool: Pool
  ) async throws -> Removal {
    try await Removal.perform(order, in: pool) { db, removal in
      try findDue(on: day, db)
      try lockSchools(db)
      for key in Removal.PersonKey.allCases {
        for table in key.tables { try remove(from: table, key, &removal, db) }
      }
      try refuseWhatIsPending(db)
      removal.retiredYears = try db.value("select count(*) from retiring", as: Int.self)
      try removal.erase(bundles: dueBundles(on: day, db), db)
      guard !removal.isEmpty else { return }
      let number = try removal.log(.retention, order, db)
      removal.number = number
      try db.execute(
        """
        insert into intake.retired_year (school_id, academic_year, removal_id, is_of_retention)
        select school_id, academic_year, \(number), true from retiring
        on conflict do nothing
        """)
    }
  }
}

extension Retention {
  /// Whose time is over, and an empty list of the years that lose records by it.
  private static func findDue(on day: String?, _ db: Database) throws {
    try db.script(
      """
      create temp table due_person (school_id bigint, kind text, person_key text) on commit drop;
      create temp table retiring (
          school_id bigint, academic_year integer, primary key (school_id, academic_year)
      ) on commit drop;
      """)
    for key in Removal.PersonKey.allCases {
      // A school year ends with August.
      try db.execute(
        """
        insert into due_person (school_id, kind, person_key)
        select school_id, \(key.rawValue), \(raw: key.rawValue)
        from core.\(raw: key.list)
        group by school_id, \(raw: key.rawValue)
        having make_date(
            max(academic_year) + (
                select sum(value)::integer from result.threshold
                where name in ('retention_graduation_years', 'retention_growth_years')
            ), 8, 31
        ) < coalesce(\(day)::date, current_date)
        """)
    }
    try db.script("analyze due_person")
  }

  /// No bundle of these schools is loaded meanwhile.
  private static func lockSchools(_ db: Database) throws {
    try db.execute(
      """
      select pg_advisory_xact_lock(7002, school_id::integer)
      from (select distinct school_id from due_person order by school_id) as school
      """)
  }

  private static func remove(
    from table: String, _ key: Removal.PersonKey, _ removal: inout Removal, _ db: Database
  ) throws {
    let gone = try db.value(
      """
      with gone as (
          delete from core.\(raw: table) as record
          using due_person as person
          where person.kind = \(key.rawValue)
              and person.school_id = record.school_id
              and person.person_key = record.\(raw: key.rawValue)
          returning record.school_id, record.academic_year
      ), noted as (
          insert into retiring
          select distinct school_id, academic_year from gone
          on conflict do nothing
      )
      select count(*) from gone
      """, as: Int.self)
    if gone > 0 { removal.records[table] = gone }
  }

  private static func refuseWhatIsPending(_ db: Database) throws {
    let pending = try db.value(
      "select count(*) from intake.touched inner join retiring using (school_id, academic_year)",
      as: Int.self)
    if pending > 0 { throw Refusal(pending: pending) }
  }

  /// Bundles of schools whose bytes are due.
  ///
  /// A publication rests on a bundle that had changed something and was in force during its run: from the bundle's end to
  /// that of the first full bundle with all its tables that came after it; where none has all, of the last full bundle.
  private static func dueBundles(on day: String?, _ db: Database) throws -> [Int] {
    struct Due: Decodable { let bundleId: Int }
    return try db.all(
      """
      select bundle.bundle_id
      from intake.bundle
      where bundle.kind = 'school'
          and bundle.state <> 'queued'
          and exists (
              select from intake.bundle_part where bundle_part.bundle_id = bundle.bundle_id
          )
          and (
              exists (
                  select
                  from core.school
                  inner join (
                      select school_id, academic_year from retiring
                      union
                      select school_id, academic_year from intake.retired_year
                  ) as retired using (school_id)
                  where school.school_code = bundle.school_code
                      and retired.academic_year = bundle.academic_year
              )
              or (
                  bundle.state in ('done', 'rejected', 'superseded', 'reverted')
                  and bundle.received_at + make_interval(days => (
                      select value::integer from result.threshold
                      where name = 'retention_bundle_days'
                  )) < coalesce(\(day)::date, current_date)
                  and not exists (
                      select from intake.slice where slice.bundle_id = bundle.bundle_id
                  )
                  and not (
                      bundle.state = 'done'
                      and jsonb_path_exists(
                          bundle.receipt,
                          '$.tables[*] ? (@.added > 0 || @.changed > 0 || @.removed > 0)'
                      )
                      and exists (
                          select
                          from result.publication
                          inner join result.run on run.run_id = publication.run_id
                          where run.finished_at >= bundle.finished_at
                              and run.started_at <= (
                                  select
                                      coalesce(
                                          min(later.finished_at) filter (
                                              where jsonb_path_query_array(
                                                  later.receipt, '$.tables[*].name'
                                              ) @> jsonb_path_query_array(
                                                  bundle.receipt, '$.tables[*].name'
                                              )
                                          ),
                                          max(later.finished_at)
                                      )
                                  from intake.bundle as later
                                  where later.school_code = bundle.school_code
                                      and later.academic_year = bundle.academic_year
                                      and later.state = 'done'
                                      and later.mode = 'full'
                                      and later.finished_at >= bundle.finished_at
                                      and later.bundle_id <> bundle.bundle_id
                              )
                      )
                  )
              )
          )
      order by bundle.bundle_id
      """, as: Due.self
    ).map(\.bundleId)
  }
}
