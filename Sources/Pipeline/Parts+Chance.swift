import Schools
import Statistics

extension Parts {
  /// The variance of the value by chance: of a share with half a success added, of a mean from its own units or, where
  /// they say little, from `spread`, of a count on its exposure as Poisson's. Nil where the kind has none.
  func samplingVariance(_ kind: Indicator.Kind, spread: Interval.Spread?) -> Double? {
    if kind == .mean, let sums, let spread, sums.saysLittle(under: Self.ownSpreadCount) {
      guard spread.degrees >= 1, spread.squares > 0, denominator > 0 else { return nil }
      return spread.squares / spread.degrees / denominator
    }
    return standardError(kind).map { $0 * $0 }
  }

  /// The variance of units within the two sides of a comparison of means, as the interval of the difference has it.
  func unitVariance(with other: Parts?, spread: Interval.Spread?) -> Double? {
    student(from: other, spread: spread)?.unitVariance
  }

  /// The two-sided p-value of the difference, by the method of its interval.
  ///
  /// - Parameters:
  ///   - other: the analogue's parts; nil where only its `value` is known.
  ///   - rounding: how much longer the interval is at each end.
  func pValue(
    _ kind: Indicator.Kind, from other: Parts?, or value: Double, rounding: Double,
    spread: Interval.Spread?
  ) -> Double? {
    if kind == .mean {
      guard let mine = sums, let found = student(from: other, spread: spread) else { return nil }
      let size = 1 / mine.count + (other.map { 1 / $0.denominator } ?? 0)
      let distance = max(0, abs(mine.sum / mine.count - value) - rounding)
      return studentPValue(
        distance / (found.unitVariance * size).squareRoot(), degreesOfFreedom: found.degrees)
    }
    return Statistics.pValue { z in
      guard let other else {
        return interval(kind, spread: spread, z: z).map {
          Interval(low: $0.low - value - rounding, high: $0.high - value + rounding)
        }
      }
      return differenceInterval(kind, from: other, spread: spread, z: z).map {
        Interval(low: $0.low - rounding, high: $0.high + rounding)
      }
    }
  }

  /// What Student's interval of a mean, or of a difference of two, rests on.
  private func student(
    from other: Parts?, spread: Interval.Spread?
  ) -> (unitVariance: Double, degrees: Double)? {
    guard let mine = sums else { return nil }
    let theirs = other.flatMap(\.sums)
    guard (other == nil) == (theirs == nil) else { return nil }
    let sides = [mine] + [theirs].compactMap(\.self)
    let (squares, degrees) =
      sides.contains { $0.saysLittle(under: Self.ownSpreadCount) } && spread != nil
      ? (spread!.squares, spread!.degrees)
      : (
        sides.reduce(0) { $0 + $1.spread },
        sides.reduce(0) { $0 + $1.count } - Double(sides.count)
      )
    guard degrees >= 1, squares > 0 else { return nil }
    return (squares / degrees, degrees)
  }
}
