package import Intake
package import Postgres
internal import Schools

extension RememberedHeadings {
  /// A heading as the database keeps it.
  package struct Stored: Sendable, Decodable {
    package let headingId: Int
    package let schoolCode: String
    package let tableName: String
    package let heading: String
    package let columnName: String
    package let saidBy: String
    package let recordedAt: String
    package let revokedAt: String?
  }

  /// Those of a school that are in force.
  package static func inForce(_ db: Database, school: String) throws -> RememberedHeadings {
    RememberedHeadings(
      try db.all(
        """
        select table_name as "table", heading, column_name as "column"
        from intake.heading
        where school_code = \(school) and revoked_at is null
        order by heading_id
        """, as: Entry.self))
  }

  /// All that were ever remembered, of one school or of every one.
  package static func all(_ db: Database, school: String?) throws -> [Stored] {
    try db.all(
      """
      select heading_id, school_code, table_name, heading, column_name, said_by,
          to_char(recorded_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as recorded_at,
          to_char(revoked_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as revoked_at
      from intake.heading
      where \(school)::text is null or school_code = \(school)
      order by school_code, table_name, heading_id
      """, as: Stored.self)
  }

  /// Remembers a heading of a school, in the place of what it meant before.
  ///
  /// - Throws: ``RememberedHeadings/Entry/Refusal`` when it may not be remembered.
  package static func remember(
    _ entry: Entry, school: String, by author: String, _ db: Database
  ) throws {
    if let refusal = entry.refusal { throw refusal }
    try forget(table: entry.table, heading: entry.heading, school: school, db)
    try db.execute(
      """
      insert into intake.heading (
          school_code, table_name, heading, heading_key, column_name, said_by
      )
      values (
          \(school), \(entry.table), \(entry.heading), \(entry.key), \(entry.column), \(author)
      )
      """)
  }

  /// Takes a heading back; false when none was in force.
  @discardableResult
  package static func forget(
    table: String, heading: String, school: String, _ db: Database
  ) throws -> Bool {
    struct Forgotten: Decodable { let headingId: Int }
    let key = Entry(table: table, heading: heading, column: "").key
    let forgotten = try db.first(
      """
      update intake.heading set revoked_at = now()
      where school_code = \(school) and table_name = \(table) and heading_key = \(key)
          and revoked_at is null
      returning heading_id
      """, as: Forgotten.self)
    return forgotten != nil
  }
}

extension BundleReader {
  /// Takes the headings that are remembered of its school.
  func recall(_ db: Database) throws {
    guard let school = descriptor.schoolCode else { return }
    headings = try RememberedHeadings.inForce(db, school: school)
  }
}
