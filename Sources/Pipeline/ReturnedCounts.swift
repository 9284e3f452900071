import Postgres

/// Counts that schools returned in place of records, or beside them.
///
/// They stand where the records gave no value: records win. Where both speak and disagree by more than rounding explains, the
/// row is kept as a conflict, without its numbers.
struct ReturnedCounts {
  let run: Run

  /// Adds to `fresh_value`, and replaces the conflicts of what is in `touched`.
  func add(_ db: Database) throws {
    try db.script(Self.conflicts)
    try Versioned(
      table: "result.return_conflict", fresh: "fresh_conflict",
      key: ["school_id", "academic_year", "indicator_id", "cut"],
      values: ["bundle_id", "row_number"],
      scope: .init(table: "touched", columns: ["school_id", "academic_year"])
    ).replace(db, run: run.id)
    try db.execute(SQL(raw: Self.insert))
  }

  private static let conflicts = """
    create temp table fresh_conflict on commit drop as
    select returned.school_id, returned.academic_year, indicator.indicator_id, returned.cut,
        returned.bundle_id, returned.row_number
    from core.indicator_return as returned
    inner join touched using (school_id, academic_year)
    inner join result.indicator
        on indicator.code = returned.indicator_code and indicator.is_current
    inner join fresh_value
        on fresh_value.school_id = returned.school_id
            and fresh_value.academic_year = returned.academic_year
            and fresh_value.indicator_id = indicator.indicator_id
            and fresh_value.cut = returned.cut
    inner join result.threshold as rounding
        on rounding.name = case indicator.passport ->> 'unit'
            when 'share' then 'return_rounding_share'
            when 'mark' then 'return_rounding_mark'
            else 'return_rounding_point'
        end
    where returned.denominator > 0 and fresh_value.denominator > 0
        and abs(
            returned.numerator / returned.denominator
            - fresh_value.numerator / fresh_value.denominator
        ) > rounding.value;
    """

  private static let insert = """
    insert into fresh_value
    select returned.school_id, returned.academic_year, indicator.indicator_id, returned.cut,
        returned.numerator, returned.denominator, returned.sum_squares, null, null, 'return'
    from core.indicator_return as returned
    inner join touched using (school_id, academic_year)
    inner join result.indicator
        on indicator.code = returned.indicator_code and indicator.is_current
    where returned.denominator > 0
        and not exists (
            select 1
            from fresh_value
            where fresh_value.school_id = returned.school_id
                and fresh_value.academic_year = returned.academic_year
                and fresh_value.indicator_id = indicator.indicator_id
                and fresh_value.cut = returned.cut
        )
    """
}
