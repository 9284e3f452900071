internal import Glibc

extension Interval {
  /// The parts of a ratio of two shares: (numerator / denominator) / (baseNumerator / baseDenominator).
  public struct Shares: Hashable, Sendable {
    public var numerator: Double
    public var denominator: Double
    public var baseNumerator: Double
    public var baseDenominator: Double

    public init(
      numerator: Double, denominator: Double, baseNumerator: Double, baseDenominator: Double
    ) {
      self.numerator = numerator
      self.denominator = denominator
      self.baseNumerator = baseNumerator
      self.baseDenominator = baseDenominator
    }

    /// The ratio as observed, or nil without data on a side or without a base.
    var ratio: Double? {
      guard denominator > 0, baseDenominator > 0, baseNumerator > 0 else { return nil }
      return numerator / denominator / (baseNumerator / baseDenominator)
    }

    /// The logarithm of the ratio and its variance, with half a success and half a failure added to each side.
    var logarithm: (value: Double, variance: Double) {
      func share(_ successes: Double, _ trials: Double) -> (value: Double, variance: Double) {
        let successes = min(max(successes, 0), trials) + 0.5
        return (log(successes / (trials + 1)), 1 / successes - 1 / (trials + 1))
      }
      let own = share(numerator, denominator)
      let base = share(baseNumerator, baseDenominator)
      return (own.value - base.value, own.variance + base.variance)
    }
  }

  /// The interval of a ratio of two independent shares, on the logarithmic scale.
  ///
  /// Half a success and half a failure are added to each side, so the variance is finite and positive for
  /// shares of 0 and of 1 too; the interval always contains the observed ratio. Nil where the ratio is not
  /// defined: no trials on a side, or no successes in the base.
  ///
  /// - Source: Katz, Baptista, Azen and Pike, Biometrics 34 (1978), with the correction of Walter, Biometrika
  ///   62 (1975), made for both outcomes.
  public static func logRatio(
    numerator: Double, denominator: Double, baseNumerator: Double, baseDenominator: Double,
    z: Double = normal95
  ) -> Interval? {
    logRatio(
      Shares(
        numerator: numerator, denominator: denominator, baseNumerator: baseNumerator,
        baseDenominator: baseDenominator), z: z)
  }

  private static func logRatio(_ shares: Shares, z: Double) -> Interval? {
    guard let ratio = shares.ratio else { return nil }
    let (value, variance) = shares.logarithm
    let half = z * variance.squareRoot()
    return Interval(low: exp(value - half), high: exp(value + half)).including(ratio)
  }

  /// The interval of the ratio of two independent ratios, `a` / `b`: the variances of the two logarithms add.
  ///
  /// Contains the observed ratio of ratios where that is defined. Nil where a ratio is not defined.
  public static func logRatioDifference(
    _ a: Shares, _ b: Shares, z: Double = normal95
  ) -> Interval? {
    guard let first = a.ratio, let second = b.ratio else { return nil }
    let (own, other) = (a.logarithm, b.logarithm)
    let half = z * (own.variance + other.variance).squareRoot()
    let center = own.value - other.value
    let found = Interval(low: exp(center - half), high: exp(center + half))
    return second > 0 ? found.including(first / second) : found
  }

  /// The interval of the plain difference of two independent ratios, `a` − `b`, recovered from the interval of
  /// each. Nil where a ratio is not defined.
  ///
  /// A symmetric interval by the delta method errs almost always on one side, because a ratio is skewed; this
  /// one keeps the skew.
  public static func ratioDifference(
    _ a: Shares, _ b: Shares, z: Double = normal95
  ) -> Interval? {
    guard let first = a.ratio, let second = b.ratio, let own = logRatio(a, z: z),
      let other = logRatio(b, z: z)
    else { return nil }
    return difference((first, own), (second, other))
  }
}
