import Schools

/// Checks that follow from the declaration of a table, beside its keys and references.
extension Check {
  /// Dates of records that lie outside the bundle's academic year.
  static func datesOutsideYear(_ table: RecordTable) -> Question? {
    let dates = table.datesOfYear
    guard RecordTable.all.contains(table), !dates.isEmpty else { return nil }
    let values = dates.map { "('\($0)', child.\($0))" }.joined(separator: ", ")
    return Question(
      code: "intake.date_outside_year", rule: "\(table.name)__date_outside_year",
      select: """
        select child.row_number, dated.column_name,
            jsonb_build_object('first', year.first_on, 'last', year.last_on) as arguments
        from \(table.staging) as child
        cross join staging_bundle as bundle
        cross join lateral (
            values (make_date(bundle.academic_year - 1, 8, 1), make_date(bundle.academic_year, 10, 31))
        ) as year (first_on, last_on)
        cross join lateral (values \(values)) as dated (column_name, told_on)
        where not child.is_deleted and dated.told_on not between year.first_on and year.last_on
        """)
  }

  /// A table that came without rows, though the school has sent rows of it before, this year or the last.
  ///
  /// - Parameter fewest: fewer rows come and go by themselves.
  static func emptied(_ table: RecordTable, fewest: Int = 10) -> Question? {
    // A register is no slice: it is not emptied.
    guard RecordTable.all.contains(table) else { return nil }
    return Question(
      code: "intake.table_emptied", rule: "\(table.name)__emptied",
      select: """
        select null::integer as row_number, null::text as column_name,
            jsonb_build_object('count', before.rows_count::text) as arguments
        from (
            select max(rows_count) as rows_count
            from (
                select count(*) as rows_count
                from core.\(table.name) as kept
                inner join staging_bundle as bundle
                    on kept.school_id = bundle.school_id
                        and kept.academic_year = bundle.academic_year
                union all
                select count(*) as rows_count
                from core.\(table.name) as kept
                inner join staging_bundle as bundle
                    on kept.school_id = bundle.school_id
                        and kept.academic_year = bundle.academic_year - 1
            ) as slice
        ) as before
        where before.rows_count >= \(fewest)
        """)
  }
}
