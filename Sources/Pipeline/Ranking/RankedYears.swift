import Postgres

/// Years whose rankings and clusters are worked out anew: all of them in a whole run, else from the first whose values this run
/// changed, since a year's values are pooled with those before it and its clusters known again from them.
struct RankedYears {
  let run: Run

  /// Makes the temporary table `ranked_year`, unless it is there.
  func script(_ db: Database) throws {
    try db.script(
      """
      create temp table if not exists ranked_year on commit drop as
      select academic_year, bool_or(has_values) as has_values
      from (
          select distinct academic_year, true as has_values
          from result.indicator_value where until_run is null
          union all
          select distinct academic_year, false from result.rank where until_run is null
          union all
          select distinct academic_year, false from result.cluster where until_run is null
      ) as known
      where \(run.isWhole)
          or academic_year >= (
              select min(academic_year) from result.indicator_value
              where since_run = \(run.id) or until_run = \(run.id)
          )
      group by academic_year
      """)
  }

  /// The years that have any value, ascending.
  static func all(_ db: Database) throws -> [Int] {
    struct Year: Decodable { let academicYear: Int }
    return try db.all(
      "select academic_year from ranked_year where has_values order by academic_year", as: Year.self
    ).map(\.academicYear)
  }

  /// Replaces the rows of these years.
  static func replace(
    _ db: Database, run: Int, table: String, fresh: String, key: [String], values: [String]
  ) throws {
    try Versioned(
      table: table, fresh: fresh, key: key, values: values,
      scope: .init(table: "ranked_year", columns: ["academic_year"])
    ).replace(db, run: run)
  }
}
