internal import Glibc

/// Short series carried forward by the method that would have done best so far, with an interval or not at all.
///
/// Every method is tried at every earlier time, knowing nothing later (rolling origin), over all series
/// together. The one with the least absolute errors is taken for all, unless it does no better than the last
/// value; then that. The interval comes from its errors at the same distance, and from the sampling variance of
/// the series' own last value.
///
/// - Source: Hyndman and Koehler, Another look at measures of forecast accuracy, International Journal of
///   Forecasting 22 (2006), for scaled errors; Gardner and McKenzie, Management Science 31 (1985), for the
///   damped trend; Tashman, International Journal of Forecasting 16 (2000), for rolling origins.
public struct Forecast: Hashable, Sendable {
  /// How many steps ahead, 1 or 2: beyond, intervals of yearly figures say nothing.
  public var horizon: Int

  public init(horizon: Int = 1) {
    precondition((1...2).contains(horizon), "one step or two")
    self.horizon = horizon
  }

  /// Errors in the past without which nothing is said of the future.
  public static let minimumCases = 8
  /// Values without which a series is not carried forward.
  public static let minimumPoints = 3
  /// Units (pupils) of the last value, where they are given.
  public static let minimumUnits = 10.0

  /// One series: whole times in rising order, and its values.
  public struct Series: Hashable, Sendable {
    public var times: [Double]
    public var values: [Double]
    /// Of each value, how many units it rests on; nil when that is not known.
    public var units: [Double]?

    public init(times: [Double], values: [Double], units: [Double]? = nil) {
      self.times = times
      self.values = values
      self.units = units
    }
  }

  /// How a method did in the past at one distance.
  public struct Trial: Hashable, Sendable {
    public let method: ForecastMethod
    public let steps: Int
    public let cases: Int
    /// The mean absolute error, in units of the mean absolute change from one value to the next.
    public let scaledError: Double
    /// The root of the mean squared error, on the scale of ``Result/isLogit``.
    public let error: Double
    /// Absolute errors by those of the last value in the same cases.
    public let relative: Double
  }

  public enum Reason: String, Hashable, Sendable {
    case tooFewPoints = "too_few_points"
    case tooFewUnits = "too_few_units"
    case noBacktest = "no_backtest"
    case tooShort = "too_short_for_method"
  }

  /// A value to come, or why there is none.
  public enum Outlook: Hashable, Sendable {
    case value(Double, Interval)
    case none(Reason)
  }

  public struct Result: Hashable, Sendable {
    /// The method taken for all series.
    public let method: ForecastMethod
    public let trials: [Trial]
    /// Whether values are shares, carried forward as logits.
    public let isLogit: Bool
    /// For each series an outlook one step ahead, two steps …
    public let outlooks: [[Outlook]]
  }

  /// Carries `series` forward.
  ///
  /// Values are taken for shares, on the logit scale with half a success and half a failure added, when all lie
  /// in 0…1 and their units are known.
  ///
  /// - Complexity: O(times × values), with a search of 54 pairs of weights for series of six values.
  public func run(_ series: [Series]) -> Result {
    let isLogit = series.allSatisfy { one in
      one.units != nil && one.values.allSatisfy { (0...1).contains($0) }
    }
    let scaled = series.map { one in isLogit ? Self.logits(one) : one.values }
    let histories = zip(series, scaled).map { History(times: $0.times, values: $1) }
    let cases = trials(histories)
    let trials = summaries(cases)
    let method = choice(trials)
    let pool = ForecastPool(histories, usesHolt: method == .holt)
    let outlooks = series.indices.map { index in
      (1...horizon).map { steps in
        outlook(
          series[index], histories[index], index, steps, method, pool, isLogit,
          errors: cases[Key(method: method, steps: steps)]?.map(\.error) ?? [])
      }
    }
    return Result(method: method, trials: trials, isLogit: isLogit, outlooks: outlooks)
  }

  private static func logits(_ series: Series) -> [Double] {
    zip(series.values, series.units ?? []).map { value, units in
      log((value * units + 0.5) / (units - value * units + 0.5))
    }
  }

  // MARK: The past

  private struct Key: Hashable {
    let method: ForecastMethod
    let steps: Int
  }

  private struct Case {
    let error: Double
    /// The error of the last value in the same case.
    let naive: Double
  }

  private func trials(_ histories: [History]) -> [Key: [Case]] {
    let times = Set(histories.flatMap(\.times)).sorted()
    var cases: [Key: [Case]] = [:]
    for origin in times {
      let known = histories.map { history in
        let count = history.times.count { $0 <= origin }
        return History(
          times: Array(history.times.prefix(count)), values: Array(history.values.prefix(count)))
      }
      let isLong = known.contains { $0.values.count >= ForecastMethod.holt.needed }
      let pool = ForecastPool(known, usesHolt: isLong)
      for (index, history) in known.enumerated() where history.times.last == origin {
        guard history.values.count >= 2, let last = history.values.last else { continue }
        for steps in 1...horizon {
          guard let place = histories[index].times.firstIndex(of: origin + Double(steps)) else {
            continue
          }
          let truth = histories[index].values[place]
          for method in ForecastMethod.allCases {
            guard let guess = pool.forecast(method, index, history, steps) else { continue }
            cases[Key(method: method, steps: steps), default: []].append(
              Case(error: truth - guess, naive: truth - last))
          }
        }
      }
    }
    return cases
  }

  private func summaries(_ cases: [Key: [Case]]) -> [Trial] {
    let changes = cases[Key(method: .naive, steps: 1)] ?? []
    let unit = changes.reduce(0) { $0 + abs($1.error) } / Double(max(changes.count, 1))
    return (1...horizon).flatMap { steps in
      ForecastMethod.allCases.compactMap { method in
        guard let own = cases[Key(method: method, steps: steps)] else { return nil }
        let count = Double(own.count)
        let absolute = own.reduce(0) { $0 + abs($1.error) }
        let naive = own.reduce(0) { $0 + abs($1.naive) }
        return Trial(
          method: method, steps: steps, cases: own.count,
          scaledError: unit > 0 ? absolute / count / unit : .nan,
          error: (own.reduce(0) { $0 + $1.error * $1.error } / count).squareRoot(),
          relative: naive > 0 ? absolute / naive : absolute > 0 ? .infinity : 1)
      }
    }
  }

  /// The method with the least errors beside those of the last value, over all distances; that one when none is
  /// better.
  private func choice(_ trials: [Trial]) -> ForecastMethod {
    var best = (method: ForecastMethod.naive, score: 1.0)
    for method in ForecastMethod.allCases where method != .naive {
      let own = trials.filter { $0.method == method }
      guard own.count == horizon, own.allSatisfy({ $0.cases >= Self.minimumCases }) else {
        continue
      }
      let score = own.reduce(0) { $0 + $1.relative } / Double(own.count)
      if score < best.score { best = (method, score) }
    }
    return best.method
  }

  // MARK: The future

  private func outlook(
    _ series: Series, _ history: History, _ index: Int, _ steps: Int, _ method: ForecastMethod,
    _ pool: ForecastPool, _ isLogit: Bool, errors: [Double]
  ) -> Outlook {
    guard history.values.count >= Self.minimumPoints else { return .none(.tooFewPoints) }
    if let units = series.units?.last, units < Self.minimumUnits { return .none(.tooFewUnits) }
    guard errors.count >= Self.minimumCases else { return .none(.noBacktest) }
    guard let center = pool.forecast(method, index, history, steps) else {
      return .none(.tooShort)
    }
    var variance = errors.reduce(0) { $0 + $1 * $1 } / Double(errors.count)
    if isLogit, let value = series.values.last, let units = series.units?.last {
      variance += 1 / (value * units + 0.5) + 1 / (units - value * units + 0.5)
    }
    let half =
      studentQuantile(0.975, degreesOfFreedom: Double(errors.count - 1)) * variance.squareRoot()
    func back(_ value: Double) -> Double { isLogit ? 1 / (1 + exp(-value)) : value }
    return .value(
      back(center), Interval(low: back(center - half), high: back(center + half)))
  }
}
