import Schools
import Statistics

/// The additive parts of an indicator: of a school, of a group, or of a group without a school.
struct Parts: Hashable, Sendable {
  var numerator: Double
  var denominator: Double
  var sumSquares: Double?
  var baseNumerator: Double?
  var baseDenominator: Double?

  /// The value these parts make, or nil when it is not defined (a denominator of zero).
  func value(_ kind: Indicator.Kind) -> Double? {
    guard denominator > 0 else { return nil }
    let own = numerator / denominator
    guard kind == .ratio else { return own }
    guard let baseNumerator, let baseDenominator, baseDenominator > 0, baseNumerator > 0 else {
      return nil
    }
    return own / (baseNumerator / baseDenominator)
  }

  /// A mean of fewer values leans on the spread of all schools: its own says too little.
  static let ownSpreadCount = 10.0

  /// The interval that fits the kind, of 95 % unless another `z` is told: Wilson for shares, Student for means, a log-ratio interval for
  /// ratios, Poisson for counts; none for a flag, which is observed, not sampled.
  ///
  /// - Parameter spread: how values lie about the mean of their school, over all schools of the year.
  func interval(
    _ kind: Indicator.Kind, spread: Interval.Spread? = nil, z: Double = Interval.normal95
  ) -> Interval? {
    guard denominator > 0 else { return nil }
    switch kind {
    case .share: return .wilson(successes: numerator, trials: denominator, z: z)
    case .mean:
      guard let sums else { return nil }
      if let spread, sums.saysLittle(under: Self.ownSpreadCount) {
        return .mean(sums, spread: spread, z: z)
      }
      return Interval.mean(sum: sums.sum, count: sums.count, sumSquares: sums.sumSquares, z: z)
        .flatMap(\.unlessEmpty)
    case .count:
      let count = Interval.poisson(count: numerator, z: z)
      return Interval(low: count.low / denominator, high: count.high / denominator)
    case .ratio:
      guard let baseNumerator, let baseDenominator else { return nil }
      return .logRatio(
        numerator: numerator, denominator: denominator, baseNumerator: baseNumerator,
        baseDenominator: baseDenominator, z: z)
    case .flag: return nil
    }
  }

  /// The interval of `self − other`, by the same choice of method; nil where there is none.
  func differenceInterval(
    _ kind: Indicator.Kind, from other: Parts, spread: Interval.Spread? = nil,
    z: Double = Interval.normal95
  ) -> Interval? {
    guard denominator > 0, other.denominator > 0 else { return nil }
    switch kind {
    case .share:
      return .newcombe(
        (successes: numerator, trials: denominator),
        (successes: other.numerator, trials: other.denominator), z: z)
    case .mean:
      guard let mine = sums, let theirs = other.sums else { return nil }
      if let spread,
        [mine, theirs].contains(where: { $0.saysLittle(under: Self.ownSpreadCount) })
      {
        return .meanDifference(mine, theirs, spread: spread, z: z)
      }
      return Interval.meanDifference(mine, theirs, z: z).flatMap(\.unlessEmpty)
    case .count:
      return .rateDifference(
        (count: numerator, exposure: denominator),
        (count: other.numerator, exposure: other.denominator), z: z)
    case .ratio:
      guard let mine = ratio, let theirs = other.ratio else { return nil }
      return .ratioDifference(mine, theirs, z: z)
    case .flag: return nil
    }
  }

  /// The standard error of the value, for ranking: of a share with half a success added, of a mean from its
  /// own spread; nil where the kind has none.
  func standardError(_ kind: Indicator.Kind) -> Double? {
    guard denominator > 0 else { return nil }
    switch kind {
    case .share:
      let share = (numerator + 0.5) / (denominator + 1)
      return (share * (1 - share) / denominator).squareRoot()
    case .mean:
      guard let sumSquares, denominator > 1 else { return nil }
      let spread = max(0, sumSquares - numerator * numerator / denominator) / (denominator - 1)
      return (spread / denominator).squareRoot()
    case .count: return max(numerator, 0.5).squareRoot() / denominator
    case .ratio, .flag: return nil
    }
  }

  var sums: Interval.Sums? {
    sumSquares.map { Interval.Sums(sum: numerator, count: denominator, sumSquares: $0) }
  }

  var ratio: Interval.Shares? {
    guard let baseNumerator, let baseDenominator else { return nil }
    return Interval.Shares(
      numerator: numerator, denominator: denominator, baseNumerator: baseNumerator,
      baseDenominator: baseDenominator)
  }
}

extension Interval.Sums {
  /// Whether their own spread is no measure: few values, or all equal but for the rounding of the parts.
  func saysLittle(under least: Double) -> Bool {
    count < least || spread <= 1e-12 * sumSquares
  }
}

extension Interval {
  /// Nil for an interval of no length: equal values tell nothing of how far the mean could have moved.
  fileprivate var unlessEmpty: Interval? { low < high ? self : nil }
}
