extension Interval {
  /// The additive parts of a mean: Σx, n and Σx².
  public struct Sums: Hashable, Sendable {
    public var sum: Double
    public var count: Double
    public var sumSquares: Double

    public init(sum: Double, count: Double, sumSquares: Double) {
      self.sum = sum
      self.count = count
      self.sumSquares = sumSquares
    }

    var mean: Double { sum / count }

    /// Σ(x − mean)², never below zero.
    public var spread: Double { max(0, sumSquares - sum * sum / count) }
  }

  /// How far values lie from the mean of their own group, pooled over groups: Σ(x − mean)² and its degrees of
  /// freedom.
  ///
  /// Groups are added in the order of their spread, so their order makes no difference to the last digit.
  public struct Spread: Hashable, Sendable {
    public var squares: Double
    public var degrees: Double

    public init(squares: Double, degrees: Double) {
      self.squares = squares
      self.degrees = degrees
    }

    public init(within groups: [Sums]) {
      squares = groups.map(\.spread).sorted().reduce(0, +)
      degrees = groups.reduce(0) { $0 + max(0, $1.count - 1) }
    }

    /// Nil where it is not known: one value to a group, or nothing but equal ones.
    var variance: Double? { degrees >= 1 && squares > 0 ? squares / degrees : nil }
  }

  /// Student's interval of a mean of `sums` whose values spread as `spread` says; nil when that is not known.
  ///
  /// For a mean of few values: their own spread says little, and two equal values would seem to leave no doubt.
  public static func mean(_ sums: Sums, spread: Spread, z: Double = normal95) -> Interval? {
    guard sums.count > 0, let variance = spread.variance else { return nil }
    let half =
      studentQuantile(normalCDF(z), degreesOfFreedom: spread.degrees)
      * (variance / sums.count).squareRoot()
    return Interval(low: sums.mean - half, high: sums.mean + half)
  }

  /// Student's interval of `a` − `b` where both spread as `spread` says; nil when that is not known.
  public static func meanDifference(
    _ a: Sums, _ b: Sums, spread: Spread, z: Double = normal95
  ) -> Interval? {
    guard a.count > 0, b.count > 0, let variance = spread.variance else { return nil }
    let half =
      studentQuantile(normalCDF(z), degreesOfFreedom: spread.degrees)
      * (variance * (1 / a.count + 1 / b.count)).squareRoot()
    let center = a.mean - b.mean
    return Interval(low: center - half, high: center + half)
  }

  /// Student's interval of a mean; nil for fewer than two values, where nothing is known of the spread.
  ///
  /// Equal values give an interval of no length. Close to it the parts lose digits: the variance is exact to
  /// about 1e-16·(mean/deviation)² of itself.
  public static func mean(
    sum: Double, count: Double, sumSquares: Double, z: Double = normal95
  ) -> Interval? {
    guard count >= 2 else { return nil }
    let sums = Sums(sum: sum, count: count, sumSquares: sumSquares)
    let degrees = count - 1
    let half =
      studentQuantile(normalCDF(z), degreesOfFreedom: degrees)
      * (sums.spread / degrees / count).squareRoot()
    return Interval(low: sums.mean - half, high: sums.mean + half)
  }

  /// Student's interval of the difference of two independent means, `a` − `b`, with one pooled variance.
  ///
  /// A side of a single value is allowed: the spread is the other side's. Nil when a side is empty or both
  /// have one value. The two groups are taken to spread alike, which is what a small school needs: its own
  /// spread says little.
  ///
  /// - Source: Student's two-sample t; Altman et al., Statistics with Confidence (2000), chapter 4.
  public static func meanDifference(_ a: Sums, _ b: Sums, z: Double = normal95) -> Interval? {
    let degrees = a.count + b.count - 2
    guard a.count >= 1, b.count >= 1, degrees >= 1 else { return nil }
    let variance = (a.spread + b.spread) / degrees
    let half =
      studentQuantile(normalCDF(z), degreesOfFreedom: degrees)
      * (variance * (1 / a.count + 1 / b.count)).squareRoot()
    let center = a.mean - b.mean
    return Interval(low: center - half, high: center + half)
  }
}
