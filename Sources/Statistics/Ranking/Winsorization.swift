internal import Glibc

/// Extreme values pulled in to their neighbors, one after the other, until the column is no longer badly skewed.
///
/// A column is treated when its skewness is beyond ±`skewness` and its excess kurtosis above `kurtosis`: the
/// greatest value (the smallest where the tail is on the left) becomes the next one, then both the next, up to
/// `points` values.
///
/// - nan stays nan; fewer than four values, or equal ones, are left alone.
/// - Source: OECD/JRC, Handbook on Constructing Composite Indicators (2008), step 5; the limits and the order are
///   those of COINr (Becker et al., Journal of Open Source Software 7, 2022). Skewness G₁ and kurtosis G₂ after Joanes
///   and Gill, The Statistician 47 (1998).
public struct Winsorization: Hashable, Sendable {
  public var skewness: Double
  public var kurtosis: Double
  public var points: Int

  public init(skewness: Double = 2, kurtosis: Double = 3.5, points: Int = 5) {
    self.skewness = skewness
    self.kurtosis = kurtosis
    self.points = points
  }

  public struct Result: Hashable, Sendable {
    public let values: [Double]
    /// How many were changed.
    public let treated: Int
    /// Whether the column is still beyond the limits.
    public let isStillSkewed: Bool
  }

  /// The column with its extremes treated. O(points × *n*).
  public func callAsFunction(_ values: [Double]) -> Result {
    var values = values
    var treated = 0
    while let side = excess(values) {
      let present = values.filter { !$0.isNaN }
      guard let extreme = side == .high ? present.max() : present.min() else { break }
      let others = present.filter { $0 != extreme }
      let count = present.count - others.count
      guard count <= points, let next = side == .high ? others.max() : others.min() else {
        return Result(values: values, treated: treated, isStillSkewed: true)
      }
      for index in values.indices where values[index] == extreme { values[index] = next }
      treated = max(treated, count)
    }
    return Result(values: values, treated: treated, isStillSkewed: false)
  }

  private enum Side { case low, high }

  /// The side of the long tail; nil when the column is within the limits.
  private func excess(_ values: [Double]) -> Side? {
    let present = values.filter { !$0.isNaN }
    let n = Double(present.count)
    guard present.count >= 4, let (mean, deviation) = meanAndDeviation(present), deviation > 0
    else { return nil }
    var (second, third, fourth) = (0.0, 0.0, 0.0)
    for value in present {
      let step = value - mean
      second += step * step
      third += step * step * step
      fourth += step * step * step * step
    }
    second /= n
    let g1 = third / n / pow(second, 1.5)
    let g2 = fourth / n / (second * second) - 3
    let skew = g1 * (n * (n - 1)).squareRoot() / (n - 2)
    let peak = (n - 1) / ((n - 2) * (n - 3)) * ((n + 1) * g2 + 6)
    guard abs(skew) > skewness, peak > kurtosis else { return nil }
    return skew > 0 ? .high : .low
  }
}
