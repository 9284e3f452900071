internal import Glibc

/// How large a difference is, free of the number of units behind it.
///
/// - Source: Cohen, Statistical Power Analysis for the Behavioral Sciences (1988), chapters 2 and 6.
public enum EffectSize {
  /// Cohen's *h* of two shares, 2·asin √`a` − 2·asin √`b`: −π…π, 0 for equal shares. Shares are cut to 0…1.
  public static func h(_ a: Double, _ b: Double) -> Double {
    func angle(_ share: Double) -> Double { 2 * asin(min(max(share, 0), 1).squareRoot()) }
    return angle(a) - angle(b)
  }

  /// Cohen's *d*: the `difference` of two means in standard deviations of their units. Nil where units do not vary.
  public static func d(_ difference: Double, unitVariance: Double) -> Double? {
    unitVariance > 0 ? difference / unitVariance.squareRoot() : nil
  }

  /// The logarithm of the quotient of two ratios or rates; nil unless both are above zero.
  public static func logRatio(_ a: Double, _ b: Double) -> Double? {
    a > 0 && b > 0 ? log(a / b) : nil
  }
}

extension Interval.Sums {
  /// The variance of units about the mean of their own side, both sides taken together: that of the two-sample interval.
  /// Nil for fewer than three units.
  public static func pooledVariance(_ a: Self, _ b: Self) -> Double? {
    let degrees = a.count + b.count - 2
    return degrees >= 1 ? (a.spread + b.spread) / degrees : nil
  }
}

extension Interval.Shares {
  /// The difference of the logarithms of two ratios in its standard errors, as the interval of their quotient has it. Nil
  /// where a ratio is not defined.
  public static func logRatioScore(_ a: Self, _ b: Self) -> Double? {
    guard a.ratio != nil, b.ratio != nil else { return nil }
    let (own, other) = (a.logarithm, b.logarithm)
    return (own.value - other.value) / (own.variance + other.variance).squareRoot()
  }
}
