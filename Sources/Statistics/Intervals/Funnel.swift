internal import Glibc

/// How far shares of groups of different sizes may lie from a common one by chance: limits of a funnel plot.
///
/// - Source: Spiegelhalter, Funnel plots for comparing institutional performance, Statistics in Medicine 24
///   (2005), with its interpolated exact limits and its winsorized estimate of overdispersion.
public struct Funnel: Hashable, Sendable {
  /// The common share, Σx / Σn.
  public let target: Double
  /// The mean of squared z-scores, the most extreme tenth on each side pulled in; 1 when shares differ by chance
  /// alone. Limits are made wider by its root where it is above 1.
  public let dispersion: Double

  /// - Parameter shares: successes of trials; those without trials take no part. Nil when there is none.
  /// - Complexity: O(*n* log *n*).
  public init?(_ shares: [(successes: Double, trials: Double)]) {
    let present = shares.filter { $0.trials > 0 }
    let total = present.reduce(0) { $0 + $1.trials }
    guard total > 0 else { return nil }
    let target = present.reduce(0) { $0 + $1.successes } / total
    let variance = target * (1 - target)
    let scores = present.map {
      variance > 0 ? ($0.successes / $0.trials - target) / (variance / $0.trials).squareRoot() : 0
    }
    let (low, high) = (quantile(scores, 0.1) ?? 0, quantile(scores, 0.9) ?? 0)
    let squares = scores.reduce(0) { sum, score in
      let inside = min(max(score, low), high)
      return sum + inside * inside
    }
    self.target = target
    dispersion = scores.count > 1 && variance > 0 ? squares / Double(scores.count) : 1
  }

  /// The limits of the share of `trials` that are passed on each side with the probability of `z`: 1.96 for
  /// 95 %, 3.09 for 99.8 %.
  ///
  /// Below 30 whole trials without overdispersion they are the quantiles of the binomial distribution, interpolated;
  /// else normal. Cut to 0…1.
  public func limits(trials: Double, z: Double) -> Interval {
    guard trials > 0 else { return Interval(low: 0, high: 1) }
    if trials < 30, dispersion <= 1, trials == trials.rounded(), target > 0, target < 1 {
      let tail = normalCDF(-z)
      return Interval(
        low: max(0, exact(Int(trials), tail)), high: min(1, exact(Int(trials), 1 - tail)))
    }
    let error = (target * (1 - target) / trials * max(1, dispersion)).squareRoot()
    return Interval(low: max(0, target - z * error), high: min(1, target + z * error))
  }

  /// The interpolated quantile of the binomial share.
  private func exact(_ trials: Int, _ probability: Double) -> Double {
    var term = pow(1 - target, Double(trials))
    var sum = term
    var successes = 0
    while sum < probability, successes < trials {
      term *= Double(trials - successes) / Double(successes + 1) * target / (1 - target)
      successes += 1
      sum += term
    }
    return (Double(successes) - (sum - probability) / term) / Double(trials)
  }
}
