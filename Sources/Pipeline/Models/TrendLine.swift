import Postgres
import Statistics

/// A row of `result.trend`.
struct TrendLine {
  let years: Int
  let trend: Trend
  let slope: Slopes.Slope?
  let outlook: Forecast.Outlook?
  let method: ForecastMethod
  let error: Double?

  static let columns = [
    "year_count", "change", "change_low", "change_high", "drift", "adjusted", "adjusted_low",
    "adjusted_high", "verdict", "slope", "slope_error", "forecast", "forecast_low",
    "forecast_high", "forecast_method", "forecast_error", "reasons",
  ]

  func write(
    to writer: inout CopyWriter, school: Int, year: Int, indicator: Int, cut: String
  ) throws {
    try writer.startRow(columns: Int16(4 + Self.columns.count))
    writer.int64(Int64(school))
    writer.int32(Int32(year))
    writer.int64(Int64(indicator))
    writer.text(cut)
    writer.int32(Int32(years))
    let drift = trend.adjusted.flatMap { adjusted in trend.change.map { $0 - adjusted } }
    write(
      [trend.change, trend.interval?.low, trend.interval?.high, drift, trend.adjusted], &writer)
    write([trend.adjustedInterval?.low, trend.adjustedInterval?.high], &writer)
    write(trend.verdict?.rawValue, &writer)
    write([slope?.estimate, slope?.standardError], &writer)
    var reasons = trend.reasons.map(\.rawValue)
    if case .value(let value, let interval)? = outlook {
      write([value, interval.low, interval.high], &writer)
      write(method.rawValue, &writer)
      write([error], &writer)
    } else {
      if case .none(let reason)? = outlook { reasons.append("forecast_\(reason.rawValue)") }
      write([nil, nil, nil], &writer)
      write(nil, &writer)
      write([nil], &writer)
    }
    writer.texts(reasons.sorted())
  }

  private func write(_ numbers: [Double?], _ writer: inout CopyWriter) {
    for number in numbers {
      if let number { writer.double(number) } else { writer.null() }
    }
  }

  private func write(_ text: String?, _ writer: inout CopyWriter) {
    if let text { writer.text(text) } else { writer.null() }
  }
}
