internal import Glibc

/// The quantile of Student's t distribution: the t with P(T ≤ t) = `probability`.
///
/// - `degreesOfFreedom` is any positive number; ∞ gives the normal quantile, 0 or less gives nan.
/// - `probability` 0 gives −∞, 1 gives ∞, outside 0…1 nan.
/// - Relative accuracy 1e-11 for probabilities of 1e-6…1 − 1e-6.
/// - Complexity: O(√ν), some microseconds; O(1) from 1,000 degrees on.
/// - Source: the incomplete beta function inverted by Newton's method; from 1,000 degrees on the expansion of
///   Cornish and Fisher (Abramowitz and Stegun 26.7.5).
public func studentQuantile(_ probability: Double, degreesOfFreedom: Double) -> Double {
  guard degreesOfFreedom > 0, probability >= 0, probability <= 1 else { return .nan }
  if probability == 0.5 { return 0 }
  let tail = min(probability, 1 - probability)
  if tail == 0 { return probability == 0 ? -.infinity : .infinity }
  let magnitude = studentMagnitude(tail: tail, degreesOfFreedom)
  return probability < 0.5 ? -magnitude : magnitude
}

/// The positive t with P(T > t) = `tail`, 0 < `tail` < ½.
private func studentMagnitude(tail: Double, _ df: Double) -> Double {
  let z = -normalQuantile(tail)
  if df == .infinity { return z }
  if df == 1 { return 1 / tan(.pi * tail) }
  if df == 2 { return (1 - 2 * tail) / (2 * tail * (1 - tail)).squareRoot() }
  let start = expansion(z, df)
  if df >= 1000, z <= 5 { return start }
  let scale =
    exp(logGamma((df + 1) / 2) - logGamma(df / 2)) / (df * Double.pi).squareRoot()
  var high = max(start, 1)
  while studentTail(high, df) > tail { high *= 2 }
  return crossing(from: 0, to: high, start: min(start, high)) { t in
    (tail - studentTail(t, df), scale * exp(-(df + 1) / 2 * log1p(t * t / df)))
  }
}

/// P(T > `t`) for a `t` of 0 or more.
func studentTail(_ t: Double, _ df: Double) -> Double {
  let total = df + t * t
  return 0.5 * incompleteBeta(df / total, complement: t * t / total, df / 2, 0.5)
}

private func expansion(_ z: Double, _ df: Double) -> Double {
  let s = z * z
  let g1 = (s + 1) * z / 4
  let g2 = ((5 * s + 16) * s + 3) * z / 96
  let g3 = (((3 * s + 19) * s + 17) * s - 15) * z / 384
  let g4 = ((((79 * s + 776) * s + 1482) * s - 1920) * s - 945) * z / 92160
  return z + (g1 + (g2 + (g3 + g4 / df) / df) / df) / df
}
