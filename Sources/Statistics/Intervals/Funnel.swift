internal import Glibc

/// How far values of groups of different sizes may lie from a common one by chance: limits of a funnel plot.
///
/// - Source: Spiegelhalter, Funnel plots for comparing institutional performance, Statistics in Medicine 24
///   (2005), with its interpolated exact limits and its winsorized estimate of overdispersion.
public struct Funnel: Hashable, Sendable {
  /// What a value is made of, and so how it varies by chance.
  public enum Chance: Hashable, Sendable {
    /// A share: a number of successes among trials.
    case binomial
    /// A rate: a count over an exposure.
    case poisson
    /// A mean of units that vary about it by `unitVariance` each, whoever they belong to.
    case normal(unitVariance: Double)
  }

  /// A group: what was counted or summed, over so many trials, units or so much exposure.
  public typealias Group = (sum: Double, size: Double)

  /// Where a value lies among the limits; it is no order.
  public enum Position: String, CaseIterable, Sendable {
    case within, above95, below95, above998, below998
  }

  /// The common value, Σx / Σn.
  public let target: Double
  /// The mean of squared z-scores, the most extreme tenth on each side pulled in; 1 when values differ by chance
  /// alone. Limits are made wider by its root where it is above 1.
  public let dispersion: Double
  public let chance: Chance

  /// The normal quantile of two-sided 99.8 % limits.
  public static let normal998 = 3.090232306167813

  /// The funnel of shares: successes of trials. Nil when none has trials.
  public init?(_ shares: [(successes: Double, trials: Double)]) {
    self.init(shares.map { (sum: $0.successes, size: $0.trials) }, chance: .binomial)
  }

  /// - Parameter groups: those without a size take no part. Nil when there is none.
  /// - Complexity: O(*n* log *n*).
  public init?(_ groups: [Group], chance: Chance) {
    let present = groups.filter { $0.size > 0 }
    let total = present.reduce(0) { $0 + $1.size }
    guard total > 0 else { return nil }
    let target = present.reduce(0) { $0 + $1.sum } / total
    let variance = Self.unitVariance(chance, about: target)
    self.target = target
    self.chance = chance
    guard present.count > 1, variance > 0 else {
      dispersion = 1
      return
    }
    let scores = present.map { ($0.sum / $0.size - target) / (variance / $0.size).squareRoot() }
    let sorted = scores.sorted()
    let (low, high) = (sortedQuantile(sorted, 0.1), sortedQuantile(sorted, 0.9))
    let squares = scores.reduce(0) { sum, score in
      let inside = min(max(score, low), high)
      return sum + inside * inside
    }
    dispersion = squares / Double(scores.count)
  }

  init(target: Double, dispersion: Double, chance: Chance) {
    self.target = target
    self.dispersion = dispersion
    self.chance = chance
  }

  /// The limits of a value of this `size` that are passed on each side with the probability of `z`: 1.96 for
  /// 95 %, 3.09 for 99.8 %.
  ///
  /// Without overdispersion those of a share of fewer than 30 whole trials, and of a rate with fewer than 30 events
  /// expected, are the quantiles of the binomial and the Poisson distribution, interpolated; else normal. A share is cut
  /// to 0…1, a rate at 0.
  public func limits(size: Double, z: Double) -> Interval {
    let range = possible
    guard size > 0 else { return range }
    if let quantiles = exactQuantiles(size: size, tail: normalCDF(-z)) {
      return Interval(low: max(range.low, quantiles.low), high: min(range.high, quantiles.high))
    }
    let error =
      (Self.unitVariance(chance, about: target) / size * max(1, dispersion)).squareRoot()
    return Interval(
      low: max(range.low, target - z * error), high: min(range.high, target + z * error))
  }

  /// Where `value` of this `size` lies among the 95 % and the 99.8 % limits; on a limit it is inside.
  public func position(of value: Double, size: Double) -> Position {
    let far = limits(size: size, z: Self.normal998)
    if value > far.high { return .above998 }
    if value < far.low { return .below998 }
    let near = limits(size: size, z: Interval.normal95)
    return value > near.high ? .above95 : value < near.low ? .below95 : .within
  }

  private var possible: Interval {
    switch chance {
    case .binomial: Interval(low: 0, high: 1)
    case .poisson: Interval(low: 0, high: .infinity)
    case .normal: Interval(low: -.infinity, high: .infinity)
    }
  }

  static func unitVariance(_ chance: Chance, about target: Double) -> Double {
    switch chance {
    case .binomial: target * (1 - target)
    case .poisson: target
    case .normal(let unitVariance): unitVariance
    }
  }

  private func exactQuantiles(size: Double, tail: Double) -> Interval? {
    guard dispersion <= 1 else { return nil }
    switch chance {
    case .binomial:
      guard size < 30, size == size.rounded(), target > 0, target < 1 else { return nil }
      let (trials, odds) = (Int(size), target / (1 - target))
      func quantile(_ probability: Double) -> Double {
        interpolatedQuantile(probability, zero: pow(1 - target, size), last: trials) { count in
          Double(trials - count) / Double(count + 1) * odds
        }
      }
      return Interval(low: quantile(tail) / size, high: quantile(1 - tail) / size)
    case .poisson:
      let expected = target * size
      guard expected > 0, expected < 30 else { return nil }
      // Of 30 expected events no tail that a Double can hold reaches farther.
      let last = 400
      func quantile(_ probability: Double) -> Double {
        interpolatedQuantile(probability, zero: exp(-expected), last: last) { count in
          expected / Double(count + 1)
        }
      }
      return Interval(low: quantile(tail) / size, high: quantile(1 - tail) / size)
    case .normal: return nil
    }
  }
}

/// The interpolated quantile of a count whose probability of 0 is `zero`, and of *k* + 1 that of *k* times `step(k)`.
private func interpolatedQuantile(
  _ probability: Double, zero: Double, last: Int, step: (Int) -> Double
) -> Double {
  var (term, sum, count) = (zero, zero, 0)
  while sum < probability, count < last {
    term *= step(count)
    count += 1
    sum += term
  }
  return Double(count) - max(0, sum - probability) / term
}
