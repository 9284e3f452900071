import Postgres

/// Everything computed, as text by natural keys: without surrogate ids, run ids and times.
enum ResultText {
  private static let queries: [(name: String, select: String)] = [
    (
      "indicator_value",
      """
      select concat_ws(' ', school_code, academic_year, code, cut, numerator, denominator,
          sum_squares, base_numerator, base_denominator, source)
      from result.indicator_value inner join core.school using (school_id)
      inner join result.indicator using (indicator_id) where until_run is null
      """
    ),
    (
      "group_value",
      """
      select concat_ws(' ', oktmo, academic_year, code, cut, school_count, numerator, denominator,
          sum_squares, base_numerator, base_denominator)
      from result.group_value inner join core.territory using (territory_id)
      inner join result.indicator using (indicator_id) where until_run is null
      """
    ),
    (
      "comparison",
      """
      select concat_ws(' ', school_code, academic_year, code, cut, analogue, numerator, denominator,
          value, low, high, comparison.school_count, analogue_numerator, analogue_denominator,
          analogue_value, difference, difference_low, difference_high, percentile, verdict, reasons)
      from result.comparison inner join core.school using (school_id)
      inner join result.indicator using (indicator_id) where until_run is null
      """
    ),
    (
      "group_coverage",
      """
      select concat_ws(' ', oktmo, academic_year, code, registered_count, delivered_count, pupil_share)
      from result.group_coverage inner join core.territory using (territory_id)
      inner join result.indicator using (indicator_id) where until_run is null
      """
    ),
    (
      "published_value",
      """
      select concat_ws(' ', oktmo, academic_year, code, cut, class, conversion, measure,
          publisher_oktmo, population, published_value.status, as_of_on, school_count, coverage_share,
          numerator, denominator, sum_squares, value, rounding, is_same_definition, is_same_period)
      from result.published_value inner join result.indicator using (indicator_id)
      where until_run is null
      """
    ),
    (
      "return_conflict",
      """
      select concat_ws(' ', school_code, academic_year, code, cut, row_number)
      from result.return_conflict inner join core.school using (school_id)
      inner join result.indicator using (indicator_id) where until_run is null
      """
    ),
    (
      "rank",
      """
      select concat_ws(' ', school_code, academic_year, scope, score, rank, rank_low, rank_high,
          tier, reason, parts, sampling_low, sampling_high, method_low, method_high, set_low, set_high,
          expected_rank, median_rank, top_quarter, bottom_quarter, above_next, score_error, among,
          indicators)
      from result.rank inner join core.school using (school_id) where until_run is null
      """
    ),
    (
      "rank_model",
      """
      select concat_ws(' ', oktmo, academic_year, scope, rank_model.school_count, model, context)
      from result.rank_model inner join core.territory using (territory_id) where until_run is null
      """
    ),
    (
      "cluster",
      """
      select concat_ws(' ', oktmo, academic_year, cluster_number, cluster.school_count, silhouette,
          (select school_code from core.school where school_id = medoid_school_id), profile,
          identity, jaccard, cluster.name_ru, cluster.name_en)
      from result.cluster inner join core.territory using (territory_id) where until_run is null
      """
    ),
    (
      "cluster_member",
      """
      select concat_ws(' ', school_code, academic_year, cluster_number, silhouette, reason,
          membership, is_borderline, indicators)
      from result.cluster_member inner join core.school using (school_id) where until_run is null
      """
    ),
  ]

  private struct Line: Decodable { let line: String }

  /// The rows of every result table in force, sorted.
  static func lines(_ db: Database) throws -> [String] {
    try queries.flatMap { query in
      try db.all(SQL(raw: "select line from (\(query.select)) as t (line)"), as: Line.self)
        .map { "\(query.name) \($0.line)" }.sorted()
    }
  }
}
