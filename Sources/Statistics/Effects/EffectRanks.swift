internal import Glibc

/// The places of independent normal effects: what is known of each rank when each effect is known with an error.
///
/// Rank 1 is the highest effect; equal ones share the smallest place.
///
/// - Source: Goldstein and Spiegelhalter, League tables and their limitations, JRSS A 159 (1996); the number of
///   effects above a given one is Poisson-binomial given its value (Hong, Computational Statistics & Data
///   Analysis 59, 2013).
public struct EffectRanks: Hashable, Sendable {
  public struct Place: Hashable, Sendable {
    /// The place of the estimate.
    public let rank: Int
    /// The smallest *r* with P(rank ≤ *r*) ≥ 2.5 % and ≥ 97.5 %.
    public let low: Int
    public let high: Int
    /// The mean rank.
    public let expected: Double
  }

  /// Up to so many effects the distribution is worked out from the Poisson-binomial itself.
  public static let exactLimit = 300

  /// Places of effects with the given estimates and standard errors.
  ///
  /// - Up to ``exactLimit`` effects quantiles are exact but for the integral over an effect's own value, a sum
  ///   over a grid so fine that probabilities are off by less than 1e-6 (an eighth of the smallest error
  ///   among 65). Beyond, the number of effects above is taken as normal with a correction for its skewness,
  ///   with errors of probabilities below those of 20,000 draws but among the first and last dozen.
  /// - Errors of 0 are allowed: such effects are known.
  /// - Complexity: O(*n*²·grid) when exact, else O(*n*·grid).
  public static func places(
    estimates: [Double], standardErrors: [Double], low: Double = 0.025, high: Double = 0.975
  ) -> [Place] {
    precondition(estimates.count == standardErrors.count, "an error for each estimate")
    let points = ranks(of: estimates)
    guard standardErrors.contains(where: { $0 > 0 }) else {
      return points.map { Place(rank: $0, low: $0, high: $0, expected: Double($0)) }
    }
    let expected: [Double]
    let quantiles: [(low: Int, high: Int)]
    if estimates.count <= exactLimit {
      expected = expectedRanks(estimates, standardErrors)
      quantiles = ExactRanks(estimates, standardErrors).quantiles(low, high)
    } else {
      let many = ManyRanks(estimates, standardErrors)
      expected = many.expected()
      quantiles = many.quantiles(low, high)
    }
    return points.indices.map {
      Place(
        rank: points[$0], low: quantiles[$0].low, high: quantiles[$0].high, expected: expected[$0])
    }
  }

  /// 1 + Σ P(another is above). O(*n*²).
  static func expectedRanks(_ estimates: [Double], _ errors: [Double]) -> [Double] {
    estimates.indices.map { index in
      estimates.indices.reduce(1.0) { sum, other in
        guard other != index else { return sum }
        let distance = estimates[other] - estimates[index]
        let spread =
          (errors[index] * errors[index] + errors[other] * errors[other]).squareRoot()
        return sum + (spread > 0 ? normalCDF(distance / spread) : distance > 0 ? 1 : 0)
      }
    }
  }
}

/// Quantiles of ranks from the Poisson-binomial distribution of how many are above.
private struct ExactRanks {
  let estimates: [Double]
  let errors: [Double]

  init(_ estimates: [Double], _ errors: [Double]) {
    self.estimates = estimates
    self.errors = errors
  }

  func quantiles(_ low: Double, _ high: Double) -> [(low: Int, high: Int)] {
    let distributions = distributions()
    return distributions.map { distribution in
      func quantile(_ q: Double) -> Int {
        var sum = 0.0
        for (above, probability) in distribution.enumerated() {
          sum += probability
          // The weights of the grid add up to 1 within rounding.
          if sum >= q - 1e-12 { return above + 1 }
        }
        return distribution.count
      }
      return (quantile(low), quantile(high))
    }
  }

  /// For each effect the probabilities of 0, 1, 2 … effects above it.
  private func distributions() -> [[Double]] {
    let count = estimates.count
    let least = errors.filter { $0 > 0 }.min() ?? 1
    let start = zip(estimates, errors).map { $0 - 8 * $1 }.min() ?? 0
    let end = zip(estimates, errors).map { $0 + 8 * $1 }.max() ?? 0
    let wanted = max(6, Double(count).squareRoot()) / least
    let step = max(1 / wanted, (end - start) / 20_000)
    let nodes = Int(((end - start) / step).rounded(.up)) + 1
    // The grid is cut into parts, each summed alone, so that threads do not show.
    let parts = 32
    let sums = Parallel.map(parts) { part in
      var result = [Double](repeating: 0, count: count * count)
      for node in nodes * part / parts..<nodes * (part + 1) / parts {
        add(at: start + Double(node) * step, step, to: &result)
      }
      return result
    }
    return (0..<count).map { index in
      if errors[index] == 0 { return known(index) }
      var distribution = [Double](repeating: 0, count: count)
      for part in sums {
        for above in 0..<count { distribution[above] += part[index * count + above] }
      }
      let total = distribution.reduce(0, +)
      return distribution.map { $0 / total }
    }
  }

  /// Adds what the value `x` of each effect says, weighted by its density there.
  private func add(at x: Double, _ step: Double, to sums: inout [Double]) {
    let count = estimates.count
    let above = estimates.indices.map { probability(that: $0, isAbove: x) }
    var all = [Double](repeating: 0, count: count + 1)
    all[0] = 1
    for (number, p) in above.enumerated() { Self.join(&all, p, number) }
    var others = [Double](repeating: 0, count: count)
    for index in 0..<count where errors[index] > 0 {
      let z = (x - estimates[index]) / errors[index]
      guard abs(z) < 8.5 else { continue }
      let weight = step / errors[index] * exp(-0.5 * z * z) / (2 * Double.pi).squareRoot()
      Self.part(all, above[index], &others)
      for place in 0..<count { sums[index * count + place] += weight * others[place] }
    }
  }

  private func probability(that index: Int, isAbove x: Double) -> Double {
    errors[index] > 0
      ? normalCDF((estimates[index] - x) / errors[index]) : estimates[index] > x ? 1 : 0
  }

  /// The distribution of a sum with one more trial of probability `p`; `number` trials so far.
  private static func join(_ all: inout [Double], _ p: Double, _ number: Int) {
    guard p > 0 else { return }
    var place = number + 1
    while place > 0 {
      all[place] = all[place] * (1 - p) + all[place - 1] * p
      place -= 1
    }
    all[0] *= 1 - p
  }

  /// The distribution without a trial of probability `p`, by the recursion that does not grow errors.
  private static func part(_ all: [Double], _ p: Double, _ others: inout [Double]) {
    let count = others.count
    if p < 0.5 {
      var before = 0.0
      for place in 0..<count {
        before = max(0, (all[place] - p * before) / (1 - p))
        others[place] = before
      }
    } else {
      var after = 0.0
      for place in (0..<count).reversed() {
        after = max(0, (all[place + 1] - (1 - p) * after) / p)
        others[place] = after
      }
    }
  }

  /// The distribution of an effect that is known.
  private func known(_ index: Int) -> [Double] {
    var all = [Double](repeating: 0, count: estimates.count + 1)
    all[0] = 1
    var number = 0
    for other in estimates.indices where other != index {
      Self.join(&all, probability(that: other, isAbove: estimates[index]), number)
      number += 1
    }
    return Array(all.dropLast())
  }
}
