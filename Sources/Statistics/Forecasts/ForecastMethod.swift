/// How a short series is carried forward.
public enum ForecastMethod: String, Hashable, Sendable, CaseIterable {
  /// The last value.
  case naive
  /// The mean of all values.
  case mean
  /// The last value and a slope of the series drawn toward the mean slope, the uncertain ones most.
  case drift
  /// Holt's level and trend, the trend fading by 0.9 a step; from six values without a gap.
  case holt

  /// Values a series must have.
  var needed: Int { self == .holt ? 6 : 2 }
}

/// The values of one series up to some time.
struct History {
  var times: [Double] = []
  var values: [Double] = []

  /// Whether each time is one after the one before.
  var isWhole: Bool { zip(times, times.dropFirst()).allSatisfy { $1 == $0 + 1 } }
}

/// What the methods learn from all series up to some time.
struct ForecastPool {
  private static let damping = 0.9

  /// The shrunken slope of each series; nil where it has fewer than two values.
  private let slopes: [Double?]
  private let level: Double
  private let trend: Double

  /// - Parameter histories: one for each series, empty where it has no value yet.
  init(_ histories: [History], usesHolt: Bool) {
    slopes = Self.slopes(histories)
    (level, trend) = usesHolt ? Self.smoothing(histories) : (0.5, 0.1)
  }

  /// The forecast `steps` after the last value; nil where the series is too short for the method.
  func forecast(_ method: ForecastMethod, _ series: Int, _ history: History, _ steps: Int)
    -> Double?
  {
    guard history.values.count >= method.needed, let last = history.values.last else {
      return nil
    }
    switch method {
    case .naive: return last
    case .mean: return history.values.reduce(0, +) / Double(history.values.count)
    case .drift: return slopes[series].map { last + Double(steps) * $0 }
    case .holt:
      guard history.isWhole else { return nil }
      let state = Self.smooth(history.values, level, trend)
      var (carried, fading) = (0.0, 1.0)
      for _ in 0..<steps {
        fading *= Self.damping
        carried += fading
      }
      return state.level + carried * state.trend
    }
  }

  /// Least-squares slopes with the residual variance of all series, drawn toward their mean.
  private static func slopes(_ histories: [History]) -> [Double?] {
    var (raw, spreads) = ([Double](), [Double]())
    var (squares, freedom) = (0.0, 0)
    for history in histories {
      let count = Double(history.values.count)
      guard count >= 2 else {
        raw.append(.nan)
        spreads.append(.nan)
        continue
      }
      let (t, y) = (
        history.times.reduce(0, +) / count, history.values.reduce(0, +) / count
      )
      let width = history.times.reduce(0) { $0 + ($1 - t) * ($1 - t) }
      let slope =
        zip(history.times, history.values).reduce(0) { $0 + ($1.0 - t) * ($1.1 - y) } / width
      raw.append(slope)
      spreads.append(width)
      squares += zip(history.times, history.values).reduce(0) { sum, point in
        let rest = point.1 - y - slope * (point.0 - t)
        return sum + rest * rest
      }
      freedom += history.values.count - 2
    }
    let known = raw.filter { !$0.isNaN }
    guard freedom > 0 else {
      // Lines through two points each: nothing tells a slope from noise, so all have the mean one.
      let mean = known.reduce(0, +) / Double(max(known.count, 1))
      return raw.map { $0.isNaN ? nil : mean }
    }
    let variance = squares / Double(freedom)
    let found = normalShrink(estimates: raw, variances: spreads.map { variance / $0 })
    return raw.indices.map { raw[$0].isNaN ? nil : found?.estimates[$0] }
  }

  private static func smooth(
    _ values: [Double], _ level: Double, _ trend: Double
  ) -> (level: Double, trend: Double, squares: Double) {
    var (current, slope, squares) = (values[0], values[1] - values[0], 0.0)
    for value in values.dropFirst() {
      let expected = current + damping * slope
      squares += (value - expected) * (value - expected)
      let next = level * value + (1 - level) * expected
      slope = trend * (next - current) + (1 - trend) * damping * slope
      current = next
    }
    return (current, slope, squares)
  }

  /// The weights of level and trend with the least errors one step ahead over all series.
  private static func smoothing(_ histories: [History]) -> (Double, Double) {
    let usable = histories.filter { $0.values.count >= 3 && $0.isWhole }.map(\.values)
    var best = (level: 0.5, trend: 0.1, squares: Double.infinity)
    for level in stride(from: 0.1, through: 0.91, by: 0.1) {
      for trend in stride(from: 0.0, through: 0.51, by: 0.1) {
        let squares = usable.reduce(0) { $0 + smooth($1, level, trend).squares }
        if squares < best.squares { best = (level, trend, squares) }
      }
    }
    return (best.level, best.trend)
  }
}
