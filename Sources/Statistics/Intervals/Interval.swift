/// A confidence interval: every value of `low`…`high`.
///
/// The methods stand in extensions, one for each kind of figure. All take `z`, the standard normal quantile of
/// the coverage wanted (1.96 for 95 %), and say what they do at zero, at one and without data. Ends may be
/// infinite, never nan.
public struct Interval: Hashable, Sendable {
  public var low: Double
  public var high: Double

  /// The normal quantile of a two-sided 95 % interval.
  public static let normal95 = 1.959963984540054

  public init(low: Double, high: Double) {
    self.low = low
    self.high = high
  }

  /// Whether `value` lies between the ends, ends included.
  public func contains(_ value: Double) -> Bool { low <= value && value <= high }

  /// The same interval, made longer where it does not reach `value`.
  func including(_ value: Double) -> Interval {
    Interval(low: min(low, value), high: max(high, value))
  }

  /// The interval of the difference of two independent estimates, recovered from the interval of each.
  ///
  /// The distance from an estimate to an end of its interval stands for its error on that side, so a skewed
  /// interval stays skewed in the difference.
  ///
  /// - Source: Zou and Donner, Construction of confidence limits about effect measures: a general approach,
  ///   Statistics in Medicine 27 (2008), 1693–1702; for two proportions it is Newcombe's method 10.
  static func difference(
    _ a: (estimate: Double, interval: Interval), _ b: (estimate: Double, interval: Interval)
  ) -> Interval {
    let center = a.estimate - b.estimate
    return Interval(
      low: center - length(a.estimate - a.interval.low, b.interval.high - b.estimate),
      high: center + length(a.interval.high - a.estimate, b.estimate - b.interval.low))
  }

  private static func length(_ x: Double, _ y: Double) -> Double {
    (x * x + y * y).squareRoot()
  }
}
