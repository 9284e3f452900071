extension Interval {
  /// The score interval of a share, inside 0…1.
  ///
  /// - No trials: the whole of 0…1. No successes: `low` is exactly 0; nothing but successes: `high` is exactly 1.
  /// - Fractions are allowed (weighted counts); `successes` is cut to 0…`trials`.
  /// - Source: Wilson, Probable inference, the law of succession, and statistical inference, JASA 22 (1927);
  ///   without continuity correction, as Newcombe, Statistics in Medicine 17 (1998), 857–872, method 3.
  public static func wilson(successes: Double, trials: Double, z: Double = normal95) -> Interval {
    guard trials > 0 else { return Interval(low: 0, high: 1) }
    let successes = min(max(successes, 0), trials)
    let failures = trials - successes
    let half = z * (z * z / 4 + successes * failures / trials).squareRoot()
    let center = successes + z * z / 2
    let total = trials + z * z
    return Interval(
      low: successes == 0 ? 0 : max(0, (center - half) / total),
      high: failures == 0 ? 1 : min(1, (center + half) / total))
  }

  /// The interval of the difference of two independent shares, `a` − `b`, inside −1…1.
  ///
  /// Built from the score interval of each, so it is honest for small groups and for shares of 0 and 1.
  /// Without trials on either side it is the whole of −1…1.
  ///
  /// - Source: Newcombe, Interval estimation for the difference between independent proportions, Statistics
  ///   in Medicine 17 (1998), 873–890, method 10 (hybrid score).
  public static func newcombe(
    _ a: (successes: Double, trials: Double), _ b: (successes: Double, trials: Double),
    z: Double = normal95
  ) -> Interval {
    guard a.trials > 0, b.trials > 0 else { return Interval(low: -1, high: 1) }
    func estimate(_ share: (successes: Double, trials: Double)) -> (Double, Interval) {
      (
        min(max(share.successes, 0), share.trials) / share.trials,
        wilson(successes: share.successes, trials: share.trials, z: z)
      )
    }
    let found = difference(estimate(a), estimate(b))
    return Interval(low: max(-1, found.low), high: min(1, found.high))
  }
}
