import Postgres
import Schools
import Statistics

/// The conditions that the schools of a year work in, to be told of clusters: they describe, and are never clustered by.
///
/// Indicators of context that are not sensitive; a school's value that is hidden from the municipality or the region takes
/// no part, so that no mean gives it away.
struct ClusterContext {
  /// The mean over the schools of a cluster that have a value.
  struct Row: Hashable, Codable {
    let code: String
    let schools: Int
    let mean: Double
    let low: Double?
    let high: Double?
  }

  struct Value: Decodable {
    let code: String
    /// Yes or no, 1 or 0.
    let isFlag: Bool
    let schoolId: Int
    let value: Double
  }

  /// By indicator, in the order of codes; values by school.
  private let indicators: [(code: String, isFlag: Bool, values: [Int: Double])]
  /// Fewer schools than this have no mean.
  private let least: Double

  init(_ db: Database, year: Int, limits: Thresholds) throws {
    let rows = try db.all(
      """
      select key.code, key.passport ->> 'kind' = 'flag' as is_flag, value.school_id,
          value.numerator::double precision / value.denominator::double precision as value
      from result.indicator_value as value
      inner join result.indicator as key on key.indicator_id = value.indicator_id
      where value.until_run is null and value.academic_year = \(year) and value.cut = 'all'
          and value.denominator > 0 and key.is_current
          and key.passport ->> 'direction' = 'context' and key.passport ->> 'criterion' = '0'
          and key.passport ->> 'kind' <> 'ratio'
          and not coalesce((key.passport ->> 'sensitive')::boolean, false)
          and not exists (
              select from result.hidden_cell as hidden
              where hidden.school_id = value.school_id
                  and hidden.academic_year = value.academic_year
                  and hidden.indicator_id = value.indicator_id
                  and hidden.cut = value.cut
                  and hidden.until_run is null
                  and hidden.level <= \(DisclosureLevel.region.rawValue)
          )
      order by key.code collate "C", value.school_id
      """, as: Value.self)
    self.init(rows, least: limits("group_schools_open"))
  }

  init(_ values: [Value], least: Double) {
    indicators = Dictionary(grouping: values, by: \.code).sorted { $0.key < $1.key }.map {
      code, rows in
      (
        code, rows[0].isFlag,
        Dictionary(rows.map { ($0.schoolId, $0.value) }) { first, _ in first }
      )
    }
    self.least = least
  }

  /// Means over `schools` with their 95 % intervals (Student; of yes or no that of a share), an indicator each; one that too few of them have is left out.
  func rows(of schools: [Int]) -> [Row] {
    indicators.compactMap { code, isFlag, values in
      let known = schools.compactMap { values[$0] }
      guard Double(known.count) >= least else { return nil }
      let sum = known.reduce(0, +)
      let count = Double(known.count)
      let interval =
        isFlag
        ? Interval.wilson(successes: sum, trials: count)
        : Interval.mean(sum: sum, count: count, sumSquares: known.reduce(0) { $0 + $1 * $1 })
      return Row(
        code: code, schools: known.count, mean: sum / Double(known.count), low: interval?.low,
        high: interval?.high)
    }
  }
}
