import Postgres
import Schools
import Statistics

/// What context is weighed against: a school's exams over three years, in standard deviations of pupils.
///
/// An exam of a year is set beside the region's mean of the year, so that a hard year is no bad year; years are pooled
/// by their results and exams are averaged. The variance of the mean takes the exams' errors as moving together: they
/// are the same pupils'.
struct ExamOutcome: Sendable {
  let value: Double
  /// Of sampling.
  let variance: Double

  /// An exam of a level; the lowest number of results over the years is that of the ranking.
  private struct Exam: Hashable {
    let code: String
    let cut: String
  }

  private static let exams: [TaughtLevel: [Exam]] = [
    .primary: [
      Exam(code: "int.diag.g4.mean_pct", cut: "subject=rus"),
      Exam(code: "int.diag.g4.mean_pct", cut: "subject=mat"),
    ],
    .basic: [
      Exam(code: "ext.gia9.mean_mark5", cut: "subject=rus"),
      Exam(code: "ext.gia9.mean_mark5", cut: "subject=mat"),
    ],
    .secondary: [
      Exam(code: "ext.gia9.mean_mark5", cut: "subject=rus"),
      Exam(code: "ext.gia9.mean_mark5", cut: "subject=mat"),
      Exam(code: "ext.gia11.mean100", cut: "subject=rus"),
    ],
  ]

  /// Codes of the indicators read, for documentation and tests.
  static let codes = Array(Set(exams.values.flatMap { $0.map(\.code) })).sorted()

  /// The exams of all schools and years, read once.
  struct Records: Sendable {
    fileprivate struct Row: Decodable, Sendable {
      let schoolId: Int
      let regionId: Int
      let academicYear: Int
      let code: String
      let cut: String
      let numerator: Double
      let denominator: Double
      let sumSquares: Double
    }

    fileprivate let rows: [Row]

    init(_ db: Database) throws {
      rows = try db.all(
        """
        select value.school_id, municipality.parent_id as region_id, value.academic_year,
            indicator.code, value.cut, value.numerator, value.denominator, value.sum_squares
        from result.indicator_value as value
        inner join result.indicator on indicator.indicator_id = value.indicator_id
        inner join core.school on school.school_id = value.school_id
        inner join core.territory as municipality
            on municipality.territory_id = school.municipality_id
        where value.until_run is null and indicator.is_current
            and indicator.code = any(\(ExamOutcome.codes))
            and value.cut in ('subject=rus', 'subject=mat') and value.denominator > 0
            and value.sum_squares is not null
        order by school.school_code collate "C", value.academic_year
        """, as: Row.self)
    }
  }

  /// The outcome of each school of a region, by number, over `year` and the two before; none for a school with fewer
  /// than half of its level's exams.
  ///
  /// - Parameter least: results of an exam over the years, at least.
  static func all(
    _ records: Records, region: Int, level: TaughtLevel, year: Int, least: Double
  ) -> [Int: ExamOutcome] {
    let years = year - SchoolContext.yearsBefore...year
    let exams = exams[level] ?? []
    var found: [Int: [ExamOutcome]] = [:]
    for exam in exams {
      let rows = records.rows.filter {
        $0.regionId == region && $0.code == exam.code && $0.cut == exam.cut
          && years.contains($0.academicYear)
      }
      for (school, outcome) in pooled(rows, least: least) {
        found[school, default: []].append(outcome)
      }
    }
    return found.compactMapValues { outcomes in
      guard 2 * outcomes.count >= exams.count else { return nil }
      let count = Double(outcomes.count)
      let error = outcomes.reduce(0) { $0 + $1.variance.squareRoot() } / count
      return ExamOutcome(
        value: outcomes.reduce(0) { $0 + $1.value } / count, variance: error * error)
    }
  }

  private static func pooled(_ rows: [Records.Row], least: Double) -> [Int: ExamOutcome] {
    struct Pool {
      var sum = 0.0
      var variance = 0.0
      var count = 0.0
    }
    var pools: [Int: Pool] = [:]
    for (_, rows) in Dictionary(grouping: rows, by: \.academicYear).sorted(by: { $0.key < $1.key })
    {
      let count = rows.reduce(0) { $0 + $1.denominator }
      let mean = rows.reduce(0) { $0 + $1.numerator } / count
      let square = rows.reduce(0) { $0 + $1.sumSquares } - count * mean * mean
      let within = rows.reduce(0) {
        $0 + $1.sumSquares - $1.numerator * $1.numerator / $1.denominator
      }
      let freedom = count - Double(rows.count)
      guard count > 1, freedom > 0, square > 0 else { continue }
      let deviation = (square / (count - 1)).squareRoot()
      let share = max(within, 0) / freedom / (deviation * deviation)
      for row in rows {
        var pool = pools[row.schoolId] ?? Pool()
        pool.sum += (row.numerator - mean * row.denominator) / deviation
        pool.variance += row.denominator * share
        pool.count += row.denominator
        pools[row.schoolId] = pool
      }
    }
    return pools.compactMapValues { pool in
      guard pool.count >= least else { return nil }
      return ExamOutcome(
        value: pool.sum / pool.count, variance: pool.variance / (pool.count * pool.count))
    }
  }
}
