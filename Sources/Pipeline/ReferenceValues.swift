import Postgres

/// What comparisons rest on beside values and totals: how much of each territory is loaded, and what has been published,
/// made values of the catalog. Both are rows of their runs, so that a publication keeps what it was made with.
struct ReferenceValues {
  let run: Run

  func replace(_ db: Database) throws {
    try db.script(
      """
      delete from intake.touched_figure;
      create temp table fresh_coverage on commit drop as select * from analogue.coverage;
      create temp table fresh_published on commit drop as select * from analogue.published;
      analyze fresh_coverage, fresh_published;
      """)
    try Versioned(
      table: "result.group_coverage", fresh: "fresh_coverage",
      key: ["territory_id", "academic_year", "indicator_id"],
      values: ["registered_count", "delivered_count", "pupil_share"]
    ).replace(db, run: run.id)
    try Versioned(
      table: "result.published_value", fresh: "fresh_published",
      key: ["oktmo", "academic_year", "indicator_id", "cut"],
      values: [
        "class", "conversion", "measure", "publisher_oktmo", "population", "status", "as_of_on",
        "school_count", "coverage_share", "numerator", "denominator", "sum_squares", "value",
        "rounding", "is_same_definition", "is_same_period", "source", "bundle_id",
      ]
    ).replace(db, run: run.id)
  }
}
