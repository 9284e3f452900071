import Postgres

/// Everything computed, as text by natural keys: without surrogate ids, run ids and times.
///
/// Two things remember how they came about, and are left out: lists of similar schools stand as they were made, and what covers
/// hidden figures, which no sum over a list holds, depends on what was published before.
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
          analogue_value, difference, difference_low, difference_high, percentile, verdict, reasons,
          effect, z, band, p_value)
      from result.comparison inner join core.school using (school_id)
      inner join result.indicator using (indicator_id)
      where until_run is null and analogue not in ('similar', 'municipal_same_kind')
      """
    ),
    (
      "analogue_set",
      """
      select concat_ws(' ', school_code, academic_year, analogue, reason, basis)
      from result.analogue_set inner join core.school using (school_id)
      where until_run is null and analogue <> 'similar'
      """
    ),
    (
      "analogue_member",
      """
      select concat_ws(' ', own.school_code, academic_year, analogue, other.school_code, distance)
      from result.analogue_member as member
      inner join core.school as own using (school_id)
      inner join core.school as other on other.school_id = member.member_id
      where until_run is null and analogue <> 'similar'
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
      "funnel",
      """
      select concat_ws(' ', school_code, academic_year, code, cut, funnel.school_count, target,
          dispersion, low95, high95, low998, high998, position)
      from result.funnel inner join core.school using (school_id)
      inner join result.indicator using (indicator_id) where until_run is null
      """
    ),
    (
      "school_family",
      """
      select concat_ws(' ', school_code, academic_year, analogue, test_count, verdict_count,
          discovery_count, cutoff)
      from result.school_family inner join core.school using (school_id)
      where until_run is null and analogue not in ('similar', 'municipal_same_kind')
      """
    ),
    (
      "indicator_family",
      """
      select concat_ws(' ', code, cut, academic_year, analogue, test_count, verdict_count,
          discovery_count, cutoff)
      from result.indicator_family inner join result.indicator using (indicator_id)
      where until_run is null and analogue not in ('similar', 'municipal_same_kind')
      """
    ),
    (
      "linked_value",
      """
      select concat_ws(' ', school_code, academic_year, code, cut, member_count, numerator,
          denominator, sum_squares, base_numerator, base_denominator)
      from result.linked_value inner join core.school using (school_id)
      inner join result.indicator using (indicator_id) where until_run is null
      """
    ),
    (
      "pooled_comparison",
      """
      select concat_ws(' ', school_code, academic_year, code, cut, analogue, first_year, year_count,
          is_linked, numerator, denominator, value, low, high, school_count, analogue_numerator,
          analogue_denominator, analogue_value, difference, difference_low, difference_high, effect,
          z, band, p_value, verdict, reasons)
      from result.pooled_comparison inner join core.school using (school_id)
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
      from result.rank inner join core.school using (school_id)
      where until_run is null and scope <> 'similar'
      """
    ),
    (
      "rank_model",
      """
      select concat_ws(' ', oktmo, academic_year, scope, rank_model.school_count, model)
      from result.rank_model inner join core.territory using (territory_id)
      where until_run is null and scope <> 'similar'
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
    (
      "effect_model",
      """
      select concat_ws(' ', oktmo, academic_year, model, variant, effect_model.school_count,
          result_count, pupil_count, reason, coefficients, group_variance, residual_variance,
          criterion)
      from result.effect_model inner join core.territory using (territory_id)
      where until_run is null
      """
    ),
    (
      "effect",
      """
      select concat_ws(' ', school_code, academic_year, model, variant, result_count, pupil_count,
          is_linkage_low, effect, standard_error, level, rank, rank_low, rank_high, set_low,
          set_high, reason)
      from result.effect inner join core.school using (school_id) where until_run is null
      """
    ),
    (
      "trend",
      """
      select concat_ws(' ', school_code, academic_year, code, cut, year_count, change, change_low,
          change_high, drift, adjusted, adjusted_low, adjusted_high, verdict, slope, slope_error,
          forecast, forecast_low, forecast_high, forecast_method, forecast_error, reasons)
      from result.trend inner join core.school using (school_id)
      inner join result.indicator using (indicator_id) where until_run is null
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
