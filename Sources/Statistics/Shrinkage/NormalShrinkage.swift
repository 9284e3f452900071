/// Estimates drawn toward their weighted mean, the uncertain ones most: the normal empirical Bayes estimate.
public struct NormalShrinkage: Hashable, Sendable {
  /// τ², the variance between the true values.
  public let betweenVariance: Double
  /// The mean of the estimates with weights 1 / (v + τ²), and its standard error.
  public let mean: Double
  public let meanError: Double
  /// B = τ² / (τ² + v) of each row: how much of its own estimate is kept; 1 where v is 0, nan where the
  /// estimate is missing.
  public let reliabilities: [Double]
  /// B·y + (1 − B)·mean; the mean for a missing estimate.
  public let estimates: [Double]
  /// √(B·v), the standard deviation of the true value around the estimate when τ² and the mean are known; τ for
  /// a missing one.
  public let deviations: [Double]
  /// The mean of the other rows, with the same weights; nan where there are none. An estimate is drawn toward it: with
  /// the variance V of that mean the row keeps B* = (τ² + V) / (τ² + V + v) of its own, and B*·y + (1 − B*)·(mean of the
  /// others) is the estimate above, to the last digits. So no row is drawn toward itself, and rows that differ by no
  /// more than chance come out equal rather than in the opposite order.
  public let othersMeans: [Double]
  /// √(B*·v): as `deviations`, with the error of the mean included; nan where the estimate is missing.
  public let predictionErrors: [Double]
}

/// Shrinks `estimates` with the sampling `variances`; nil without any estimate.
///
/// A nan estimate or variance is missing: it does not count, and receives the mean. One estimate alone has a
/// between variance of 0. An estimate of variance 0 is never moved.
///
/// - Complexity: O(*n*) for each step of the search for τ², and O(*n*²) for the means of the others.
/// - Source: Morris, Parametric empirical Bayes inference, JASA 78 (1983); τ² as in `betweenVariance`.
public func normalShrink(estimates: [Double], variances: [Double]) -> NormalShrinkage? {
  precondition(estimates.count == variances.count, "a variance for each estimate")
  let present = zip(estimates, variances).filter { !$0.isNaN && !$1.isNaN }
  guard !present.isEmpty else { return nil }
  let (y, v) = (present.map(\.0), present.map { max($0.1, 0) })
  let between = betweenVariance(estimates: y, variances: v)
  let (mean, precision) = weightedMean(y, v, between)
  let reliabilities = zip(estimates, variances).map { estimate, variance in
    if estimate.isNaN || variance.isNaN { return Double.nan }
    return variance > 0 ? between / (between + variance) : 1
  }
  return NormalShrinkage(
    betweenVariance: between, mean: mean, meanError: (1 / precision).squareRoot(),
    reliabilities: reliabilities,
    estimates: zip(estimates, reliabilities).map {
      $1.isNaN ? mean : $1 * $0 + (1 - $1) * mean
    },
    deviations: zip(variances, reliabilities).map {
      $1.isNaN ? between.squareRoot() : ($1 * max($0, 0)).squareRoot()
    },
    othersMeans: estimates.indices.map { row in
      guard !reliabilities[row].isNaN else { return mean }
      let others = estimates.indices.filter { $0 != row && !reliabilities[$0].isNaN }
      guard !others.isEmpty else { return .nan }
      return weightedMean(
        others.map { estimates[$0] }, others.map { max(variances[$0], 0) }, between
      ).mean
    },
    predictionErrors: zip(variances, reliabilities).map { variance, own in
      if own.isNaN { return .nan }
      let rest = 1 - own
      return (own * max(variance, 0) + rest * rest / precision).squareRoot()
    })
}

/// The variance between true values of which `estimates` with the sampling `variances` were observed.
///
/// Solves Σ(y − μ)² / (v + τ²) = n − 1 for τ²; 0 where the left side is below already, and for fewer than two
/// estimates. Should the search not settle, the estimate of DerSimonian and Laird, cut at 0.
///
/// - Complexity: O(*n*) a step, some ten steps.
/// - Source: Paule and Mandel, Consensus values and weighting factors, J. Res. NBS 87 (1982); DerSimonian and
///   Laird, Meta-analysis in clinical trials, Controlled Clinical Trials 7 (1986).
public func betweenVariance(estimates: [Double], variances: [Double]) -> Double {
  precondition(estimates.count == variances.count, "a variance for each estimate")
  let freedom = Double(estimates.count - 1)
  guard freedom >= 1, let deviation = meanAndDeviation(estimates)?.deviation, deviation > 0 else {
    return 0
  }
  func excess(_ between: Double) -> (value: Double, slope: Double) {
    let mean = weightedMean(estimates, variances, between).mean
    var (sum, slope) = (0.0, 0.0)
    for (y, v) in zip(estimates, variances) {
      let weight = 1 / (v + between)
      let square = (y - mean) * (y - mean) * weight
      sum += square
      slope -= square * weight
    }
    return (sum - freedom, slope)
  }
  if variances.allSatisfy({ $0 > 0 }), excess(0).value <= 0 { return 0 }
  // At the sample variance the sum of squares is n − 1 at most: the root is not above it.
  let high = deviation * deviation
  var (low, upper, between) = (0.0, high, high / 2)
  for _ in 0..<200 {
    let (value, slope) = excess(between)
    if value > 0 { low = between } else { upper = between }
    let step = between - value / slope
    let next = step > low && step < upper ? step : (low + upper) / 2
    if abs(next - between) <= 1e-14 * high { return next }
    between = next
  }
  return derSimonianLaird(estimates, variances)
}

/// The moment estimate of DerSimonian and Laird, cut at 0; nan variances have no place here.
func derSimonianLaird(_ y: [Double], _ v: [Double]) -> Double {
  let weights = v.map { 1 / $0 }
  let total = weights.reduce(0, +)
  let mean = zip(weights, y).reduce(0) { $0 + $1.0 * $1.1 } / total
  let q = zip(weights, y).reduce(0) { $0 + $1.0 * ($1.1 - mean) * ($1.1 - mean) }
  let scale = total - weights.reduce(0) { $0 + $1 * $1 } / total
  let estimate = (q - Double(y.count - 1)) / scale
  return estimate > 0 ? estimate : 0
}

/// The mean with weights 1 / (v + τ²), and the sum of the weights; rows of no variance at all rule alone.
private func weightedMean(
  _ y: [Double], _ v: [Double], _ between: Double
) -> (mean: Double, precision: Double) {
  if between == 0, v.contains(0) {
    let exact = zip(y, v).filter { $1 == 0 }.map(\.0)
    return (exact.reduce(0, +) / Double(exact.count), .infinity)
  }
  var (sum, total) = (0.0, 0.0)
  for (y, v) in zip(y, v) {
    sum += y / (v + between)
    total += 1 / (v + between)
  }
  return (sum / total, total)
}
