import Postgres
import Schools
import Statistics

/// What the results of a region's schools go with, in the latest year: least squares of each outcome on the factors of the key
/// set, all in standard deviations.
///
/// Never a cause: schools differ in more than the factors. As many factors as the number of schools bears, in the order of the key
/// set; p-values are corrected over all tests of the region and year.
struct Drivers {
  let run: Run

  enum Reason: String {
    case tooFewSchools = "too_few_schools"
    /// An outcome or a factor does not vary, or a factor follows from others.
    case noModel = "no_model"
  }

  private struct Line {
    let outcome: KeySet.ClusteredIndicator
    let factor: KeySet.ClusteredIndicator
    let schools: Int
    var found: Found?
    var reason: Reason?
    var adjusted = Double.nan
  }

  private struct Found {
    let coefficient: LeastSquares.Coefficient
    let half: Double
    let share: Double
    let explained: Double
    let crossFit: Double
    let ridge: Double
  }

  func perform(_ db: Database) throws {
    try db.script(
      "create temp table fresh_driver on commit drop as select * from result.driver limit 0;")
    if let drivers = run.keySet?.value.drivers, let year = try KeyValues.years(db).last {
      let keys = (drivers.outcomes + drivers.factors).map { (code: $0.code, cut: $0.cut) }
      let kinds = try KeyColumns.kinds(db, keys.map(\.code))
      let schools = try KeyValues.schools(
        db, year: year, indicators: keys, limits: run.thresholds)
      for region in schools.grouped(by: \.region) {
        let values = region.schools.map { school in
          zip(school.cells, keys).map { cell, key in
            cell.flatMap { $0.parts.value(kinds[key.code] ?? .share) } ?? .nan
          }
        }
        var lines = drivers.outcomes.indices.flatMap { self.lines(drivers, outcome: $0, values) }
        let adjusted = falseDiscoveryAdjusted(lines.map { $0.found?.coefficient.pValue ?? .nan })
        for index in lines.indices { lines[index].adjusted = adjusted[index] }
        for line in lines { try write(db, line, region: region.territory, year: year) }
      }
    }
    try Versioned(
      table: "result.driver", fresh: "fresh_driver",
      key: [
        "territory_id", "academic_year", "outcome", "outcome_cut", "factor", "factor_cut",
      ],
      values: [
        "school_count", "estimate", "low", "high", "p_value", "adjusted_p_value", "ridge", "share",
        "explained", "cross_fit", "reason",
      ]
    ).replace(db, run: run.id)
  }

  /// The lines of one outcome; `values` holds the outcomes, then the factors.
  private func lines(
    _ drivers: KeySet.Drivers, outcome: Int, _ values: [[Double]]
  ) -> [Line] {
    let first = drivers.outcomes.count
    let borne = Int(Double(values.count) / run.thresholds("driver_schools_per_factor"))
    let count = min(drivers.factors.count, max(1, borne), 12)
    let rows = values.map { [$0[outcome]] + $0[first..<first + count] }
      .filter { row in row.allSatisfy { !$0.isNaN } }
    let isEnough = Double(rows.count) >= run.thresholds("driver_schools")
    let columns = Standardization.zScore.columns(rows)
    func column(_ index: Int) -> [Double] { columns.map { $0[index] } }
    let factors = isEnough ? (1...count).map(column) : []
    let fit = isEnough ? LeastSquares(outcome: column(0), factors: factors) : nil
    let shares = isEnough ? explainedShares(outcome: column(0), factors: factors) : nil
    let ridge =
      fit == nil ? [] : Ridge(columns.map { Array($0.dropFirst()) }, column(0)).coefficients
    return (0..<count).map { factor in
      var line = Line(
        outcome: drivers.outcomes[outcome], factor: drivers.factors[factor], schools: rows.count)
      if let fit, let shares {
        let coefficient = fit.coefficients[factor]
        line.found = Found(
          coefficient: coefficient,
          half: studentQuantile(0.975, degreesOfFreedom: Double(fit.degreesOfFreedom))
            * coefficient.standardError,
          share: shares[factor], explained: fit.explained, crossFit: fit.crossFit,
          ridge: ridge[factor])
      } else {
        line.reason = isEnough ? .noModel : .tooFewSchools
      }
      return line
    }
  }

  private func write(_ db: Database, _ line: Line, region: Int, year: Int) throws {
    let found = line.found
    let estimate = found?.coefficient.estimate
    try db.execute(
      """
      insert into fresh_driver values (
          \(region), \(year), \(line.outcome.code), \(line.outcome.cut), \(line.factor.code),
          \(line.factor.cut), \(line.schools), \(estimate),
          \(found.map { $0.coefficient.estimate - $0.half }),
          \(found.map { $0.coefficient.estimate + $0.half }), \(found?.coefficient.pValue),
          \(found == nil ? nil : line.adjusted), \(found?.ridge), \(found?.share), \(found?.explained),
          \(found?.crossFit), \(line.reason?.rawValue)
      )
      """)
  }
}
