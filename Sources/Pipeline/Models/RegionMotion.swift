import Schools
import Statistics

/// How the schools of a region moved from the year before the latest to the latest.
struct RegionMotion {
  private let kind: Indicator.Kind
  /// The parts of each school in both years; nil where it lacks one.
  private let pairs: [(before: Parts, last: Parts)?]
  private let total: (before: Parts, last: Parts)
  private let count: Int
  private let least: Double
  private let extremes: [Bool]
  /// Of a mean, how values of the latest year lie about the mean of their school.
  let spread: Interval.Spread?

  /// - Parameter least: other schools without which there is no drift.
  /// - Complexity: O(schools · log schools).
  init(_ schools: [[Int: Parts]], latest: Int, kind: Indicator.Kind, least: Double) {
    self.kind = kind
    self.least = least
    let pairs = schools.map { years in
      years[latest - 1].flatMap { before in years[latest].map { (before: before, last: $0) } }
    }
    self.pairs = pairs
    count = pairs.count { $0 != nil }
    total = pairs.reduce((.none, .none)) { sum, pair in
      guard let pair else { return sum }
      return (sum.0 + pair.before, sum.1 + pair.last)
    }
    let values = schools.map { $0[latest - 1]?.value(kind) ?? .nan }
    let isEnough = Double(values.count { !$0.isNaN }) >= least
    let known = OrderedValues(values)
    extremes = values.map { value in
      guard isEnough, let place = known.midrankPercentile(of: value) else { return false }
      return place < 5 || place > 95
    }
    spread =
      kind == .mean ? Interval.Spread(within: schools.compactMap { $0[latest]?.sums }) : nil
  }

  /// The change of the pooled value of the other schools that have both years, and its standard error; nil when they are
  /// too few.
  func drift(without index: Int) -> Trend.Drift? {
    let others = count - (pairs[index] == nil ? 0 : 1)
    guard others > 0, Double(others) >= least else { return nil }
    let (before, last) =
      pairs[index].map { (total.before - $0.before, total.last - $0.last) } ?? total
    guard let was = before.value(kind), let value = last.value(kind),
      let interval = last.differenceInterval(kind, from: before, spread: spread)
    else { return nil }
    return Trend.Drift(
      change: value - was,
      standardError: (interval.high - interval.low) / (2 * Interval.normal95))
  }

  func wasExtreme(_ index: Int) -> Bool { extremes[index] }
}

extension Parts {
  fileprivate static let none = Parts(numerator: 0, denominator: 0, sumSquares: 0)

  fileprivate static func + (one: Parts, other: Parts) -> Parts {
    Parts(
      numerator: one.numerator + other.numerator, denominator: one.denominator + other.denominator,
      sumSquares: one.sumSquares.flatMap { mine in other.sumSquares.map { mine + $0 } })
  }

  fileprivate static func - (one: Parts, other: Parts) -> Parts {
    Parts(
      numerator: one.numerator - other.numerator, denominator: one.denominator - other.denominator,
      sumSquares: one.sumSquares.flatMap { mine in other.sumSquares.map { mine - $0 } })
  }
}
