import Postgres

/// Schools and years of whose marks there is a sign of doubt: read once for all indicators of marks.
struct DoubtfulMarks {
  private struct SchoolYear: Hashable, Decodable {
    let schoolId: Int
    let academicYear: Int
  }

  private let found: Set<SchoolYear>

  /// Where signs of doubt are not asked for.
  static let none = DoubtfulMarks(found: [])

  private init(found: Set<SchoolYear>) { self.found = found }

  init(_ db: Database) throws {
    found = Set(
      try db.all(
        "select school_id, academic_year from analogue.objectivity", as: SchoolYear.self))
  }

  func contains(_ school: Int, _ year: Int) -> Bool {
    found.contains(SchoolYear(schoolId: school, academicYear: year))
  }
}
