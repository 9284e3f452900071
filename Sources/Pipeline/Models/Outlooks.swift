import Schools
import Statistics

/// The next year's values of the schools of a region, by the method that did best on their past; see `Forecast`.
struct Outlooks {
  /// The outlook of each school: a value, or why there is none; nil for one without a value in the latest year.
  private let found: [Forecast.Outlook?]
  let method: ForecastMethod
  /// The root of the mean squared error of that method on the past, on the scale of the values (shares: of their logits).
  let error: Double?

  init(_ schools: [[Int: Parts]], latest: Int, kind: Indicator.Kind) {
    let series = schools.map { years in
      let points = years.sorted { $0.key < $1.key }.compactMap { year, parts in
        parts.value(kind).map { (year: Double(year), value: $0, units: parts.denominator) }
      }
      return Forecast.Series(
        times: points.map(\.year), values: points.map(\.value),
        units: kind == .share ? points.map(\.units) : nil)
    }
    let result = Forecast().run(series)
    method = result.method
    error = result.trials.first { $0.method == result.method && $0.steps == 1 }?.error
    found = schools.indices.map { index in
      guard let last = schools[index][latest] else { return nil }
      return last.denominator < Forecast.minimumUnits
        ? Forecast.Outlook.none(.tooFewUnits) : result.outlooks[index][0]
    }
  }

  subscript(index: Int) -> Forecast.Outlook? { found[index] }
}
