package import Postgres

/// A wish to find a year's similar schools anew: lists stand for the year unless somebody wants otherwise.
package enum MatchRenewal {
  /// The next run makes the lists of `year`, under a new version. Asking twice is asking once.
  package static func ask(for year: Int, _ db: Database) throws {
    try db.execute(
      "insert into intake.match_renewal (academic_year) values (\(year)) on conflict do nothing")
  }
}
