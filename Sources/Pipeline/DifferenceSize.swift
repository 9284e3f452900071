import Schools
import Statistics

/// How large a difference is and how surely it is one: an effect size, a z-score, a band and a p-value.
struct DifferenceSize: Hashable {
  /// Cohen's *h* of shares, *d* of means, the logarithm of the quotient of ratios and rates.
  let effect: Double?
  /// The difference in standard errors of both sides; positive where the school's value is larger.
  let z: Double?
  /// −2…2: how many of the two limits of `z` are reached; above 0 means better, as in a verdict.
  let band: Int?
  /// Two-sided, by the method of the interval.
  let probability: Double?

  /// - Parameters:
  ///   - parts: the analogue's; nil where only its value is known, and that is taken as exact.
  ///   - rounding: how far the difference may be off by the rounding of what was published.
  init(
    of own: Parts, beside parts: Parts?, analogueValue: Double, rounding: Double,
    _ indicator: Indicator, spread: Interval.Spread?, under limits: Thresholds
  ) {
    let kind = indicator.kind
    effect = Self.effect(own, parts, analogueValue, kind, spread)
    z = Self.score(own, parts, analogueValue, kind, spread)
    band = z.map { z in
      let size = abs(z) >= limits("band_far") ? 2 : abs(z) >= limits("band_near") ? 1 : 0
      return (z < 0) == (indicator.direction == .lower) ? size : -size
    }
    probability = own.pValue(
      kind, from: parts, or: analogueValue, rounding: rounding, spread: spread)
  }

  private static func effect(
    _ own: Parts, _ parts: Parts?, _ other: Double, _ kind: Indicator.Kind,
    _ spread: Interval.Spread?
  ) -> Double? {
    guard let value = own.value(kind) else { return nil }
    switch kind {
    case .share: return EffectSize.h(value, other)
    case .mean:
      return own.unitVariance(with: parts, spread: spread)
        .flatMap { EffectSize.d(value - other, unitVariance: $0) }
    case .count, .ratio: return EffectSize.logRatio(value, other)
    case .flag: return nil
    }
  }

  private static func score(
    _ own: Parts, _ parts: Parts?, _ other: Double, _ kind: Indicator.Kind,
    _ spread: Interval.Spread?
  ) -> Double? {
    if kind == .ratio {
      guard let mine = own.ratio, let theirs = parts?.ratio else { return nil }
      return Interval.Shares.logRatioScore(mine, theirs)
    }
    guard let value = own.value(kind),
      let variance = own.samplingVariance(kind, spread: spread)
    else { return nil }
    let total = variance + (parts?.samplingVariance(kind, spread: spread) ?? 0)
    return total > 0 ? (value - other) / total.squareRoot() : nil
  }
}
