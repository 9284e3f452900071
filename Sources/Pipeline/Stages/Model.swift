import Postgres

/// What several years say of a school: its value added, and how its figures move.
struct Model {
  let run: Run

  /// Returns the number of schools with an effect.
  func perform(_ db: Database) throws -> Int {
    try Trends(run: run).perform(db)
    try Drivers(run: run).perform(db)
    return try ValueAdded(run: run).perform(db)
  }
}
