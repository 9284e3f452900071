internal import Glibc

/// Quantiles of the ranks of many independent normal effects.
///
/// Given its own value *x* an effect's rank is one more than the number of others above *x*: a sum of many
/// trials, taken as normal with its mean, variance and third cumulant (Edgeworth, with half a unit for
/// continuity). The integral over *x* is a sum over a grid as fine as that number's own spread.
struct ManyRanks {
  private let estimates: [Double]
  private let errors: [Double]
  private let start: Double
  private let step: Double
  /// Mean, variance and third cumulant of how many of all effects are above each node.
  private let means: [Double]
  private let variances: [Double]
  private let thirds: [Double]

  init(_ estimates: [Double], _ errors: [Double]) {
    self.estimates = estimates
    self.errors = errors
    let known = errors.filter { $0 > 0 }
    let least = known.min() ?? 1
    let low = zip(estimates, errors).map { $0 - 6 * $1 }.min() ?? 0
    let high = zip(estimates, errors).map { $0 + 6 * $1 }.max() ?? 0
    let typical = known.sorted()[known.count / 2]
    let step = max(min(least / 3, typical / 24), (high - low) / 20_000)
    let nodes = Int(((high - low) / step).rounded(.up)) + 1
    let order = estimates.indices.sorted { estimates[$0] < estimates[$1] }
    let sorted = order.map { estimates[$0] }
    let spreads = order.map { errors[$0] }
    let reach = 7 * (errors.max() ?? 0)
    let cumulants = Parallel.map(nodes) { node in
      Self.cumulants(low + Double(node) * step, sorted, spreads, reach)
    }
    start = low
    self.step = step
    means = cumulants.map(\.mean)
    variances = cumulants.map(\.variance)
    thirds = cumulants.map(\.third)
  }

  private typealias Cumulants = (mean: Double, variance: Double, third: Double)

  /// Of how many effects are above `x`; those farther than `reach` are surely above or below.
  private static func cumulants(
    _ x: Double, _ sorted: [Double], _ errors: [Double], _ reach: Double
  ) -> Cumulants {
    func first(above bound: Double) -> Int {
      var (low, high) = (0, sorted.count)
      while low < high {
        let middle = (low + high) / 2
        if sorted[middle] > bound { high = middle } else { low = middle + 1 }
      }
      return low
    }
    let end = first(above: x + reach)
    var result: Cumulants = (Double(sorted.count - end), 0, 0)
    for index in first(above: x - reach)..<end {
      let p = above(sorted[index], errors[index], x)
      result.mean += p
      result.variance += p * (1 - p)
      result.third += p * (1 - p) * (1 - 2 * p)
    }
    return result
  }

  private static func above(_ estimate: Double, _ error: Double, _ x: Double) -> Double {
    error > 0 ? normalCDF((estimate - x) / error) : estimate > x ? 1 : 0
  }

  func quantiles(_ low: Double, _ high: Double) -> [(low: Int, high: Int)] {
    Parallel.map(estimates.count) { index in
      (quantile(low, index), quantile(high, index))
    }
  }

  /// The mean rank of each effect: one more than the mean number of others above.
  func expected() -> [Double] {
    Parallel.map(estimates.count) { index in
      let view = view(of: index)
      guard view.error > 0 else {
        let node = min(max(Int(((view.estimate - start) / step).rounded()), 0), means.count - 1)
        return 1 + means[node]
      }
      let norm = step / view.error / (2 * Double.pi).squareRoot()
      var sum = 0.0
      for node in view.nodes {
        let z = (start + Double(node) * step - view.estimate) / view.error
        sum += norm * exp(-0.5 * z * z) * means[node]
      }
      // It is above itself, drawn once more, half of the time.
      return 0.5 + sum
    }
  }

  /// The smallest rank that is reached with `probability`.
  private func quantile(_ probability: Double, _ index: Int) -> Int {
    let view = view(of: index)
    var (low, high) = (1, estimates.count)
    // Near to where the mean number above stands at the same quantile of the effect's own value.
    let x = estimates[index] - errors[index] * normalQuantile(probability)
    let node = min(max(Int(((x - start) / step).rounded()), 0), means.count - 1)
    let guess = min(max(Int(means[node].rounded()) + 1, 1), estimates.count)
    var width = max(4, estimates.count / 200)
    while true {
      let below = max(low, guess - width)
      let above = min(high, guess + width)
      let isAbove = below == low || cumulative(below, view) < probability
      let isBelow = above == high || cumulative(above, view) >= probability
      if isAbove && isBelow {
        (low, high) = (below, above)
        break
      }
      width *= 4
    }
    while low < high {
      let middle = (low + high) / 2
      if cumulative(middle, view) >= probability { high = middle } else { low = middle + 1 }
    }
    return low
  }

  private struct View {
    let nodes: Range<Int>
    let estimate: Double
    let error: Double
  }

  private func view(of index: Int) -> View {
    let (estimate, error) = (estimates[index], errors[index])
    let first = Int(((estimate - 6 * error - start) / step).rounded(.down))
    let last = Int(((estimate + 6 * error - start) / step).rounded(.up))
    return View(
      nodes: max(first, 0)..<min(max(last, first) + 1, means.count), estimate: estimate,
      error: error)
  }

  /// P(rank ≤ `rank`).
  private func cumulative(_ rank: Int, _ view: View) -> Double {
    guard view.error > 0 else {
      let node = min(max(Int(((view.estimate - start) / step).rounded()), 0), means.count - 1)
      return Self.cumulative(rank, means[node], variances[node], thirds[node])
    }
    // The mean falls along the nodes: before some node the rank is surely too great, after another surely not.
    var (low, high) = (view.nodes.lowerBound, view.nodes.upperBound)
    while low < high {
      let middle = (low + high) / 2
      let reach = 6 * variances[middle].squareRoot() + 3
      if means[middle] - Double(rank) > reach { low = middle + 1 } else { high = middle }
    }
    let norm = step / view.error / (2 * Double.pi).squareRoot()
    var sum = 0.0
    var node = low
    while node < view.nodes.upperBound {
      let reach = 6 * variances[node].squareRoot() + 3
      if Double(rank) - means[node] > reach { break }
      let x = start + Double(node) * step
      let z = (x - view.estimate) / view.error
      let own = normalCDF(-z)
      let (p, q) = (own, 1 - own)
      sum +=
        norm * exp(-0.5 * z * z)
        * Self.cumulative(
          rank, means[node] - p, max(variances[node] - p * q, 1e-12),
          thirds[node] - p * q * (q - p))
      node += 1
    }
    // The rest of the density lies where the rank is surely reached: from half a step before that node on.
    let edge = start + (Double(node) - 0.5) * step
    return sum + normalCDF((view.estimate - edge) / view.error)
  }

  /// P(number above ≤ rank − 1) of a number with these cumulants.
  private static func cumulative(
    _ rank: Int, _ mean: Double, _ variance: Double, _ third: Double
  ) -> Double {
    let deviation = max(variance, 1e-12).squareRoot()
    let z = (Double(rank) - 0.5 - mean) / deviation
    if z > 8 { return 1 }
    if z < -8 { return 0 }
    let skewness = third / (variance * deviation)
    let density = exp(-0.5 * z * z) / (2 * Double.pi).squareRoot()
    let value = normalCDF(z) - skewness * (z * z - 1) / 6 * density
    return min(1, max(0, value))
  }
}
