/// Shares drawn toward their common share, the small ones most: the beta-binomial empirical Bayes estimate.
///
/// The shares of all rows are taken as drawn from one beta distribution with the parameters `a` and `b`,
/// estimated by moments.
public struct BetaBinomial: Hashable, Sendable {
  /// The common share, Σx / Σn.
  public let mean: Double
  /// The correlation between two trials of one row, 0…1: 0 when rows differ by no more than chance.
  public let correlation: Double
  /// (x + a) / (n + a + b) for each row; the common share for a row without trials.
  public let shares: [Double]

  /// The parameters of the beta distribution; both infinite when the correlation is 0.
  public var a: Double { mean * strength }
  public var b: Double { (1 - mean) * strength }

  /// a + b: as many trials as the common share is worth.
  public var strength: Double { correlation > 0 ? 1 / correlation - 1 : .infinity }
}

/// Shrinks shares of `successes` among `trials` by the beta-binomial model; nil without any trials.
///
/// - Rows without trials do not count for the estimate. Where rows differ by no more than chance (or by less),
///   every share becomes the common one; where rows are all of zeros and ones, none moves.
/// - Complexity: O(*n*).
/// - Source: Kleinman, Proportions with extraneous variance, JASA 68 (1973), weights n.
public func betaBinomialShrink(successes: [Double], trials: [Double]) -> BetaBinomial? {
  precondition(successes.count == trials.count, "trials for each count of successes")
  let rows = zip(successes, trials).filter { $1 > 0 }
  let total = rows.reduce(0) { $0 + $1.1 }
  guard total > 0 else { return nil }
  let mean = rows.reduce(0) { $0 + $1.0 } / total
  let spread = rows.reduce(0) { sum, row in
    let deviation = row.0 / row.1 - mean
    return sum + row.1 * deviation * deviation
  }
  let freedom = Double(rows.count - 1)
  let pairs = total - rows.reduce(0) { $0 + $1.1 * $1.1 } / total - freedom
  let variance = mean * (1 - mean)
  let correlation =
    variance > 0 && pairs > 0
    ? min(1, max(0, (spread / variance - freedom) / pairs)) : 0
  return BetaBinomial(
    mean: mean, correlation: correlation,
    shares: zip(successes, trials).map { x, n in
      guard n > 0 else { return mean }
      // The weight of the row's own share, n / (n + a + b).
      let own = n * correlation / (n * correlation + 1 - correlation)
      return own * (x / n) + (1 - own) * mean
    })
}

/// What is known of each share once the others are: a beta distribution for each row.
///
/// The prior of a row is the beta distribution that the *other* rows make likely: its mean is their common share (with
/// half a success and half a failure added, so that no share is held for impossible), its correlation that of
/// `BetaBinomial` with the variance of their common share added, which is
/// (ρ·Σn² + (1 − ρ)·Σn) / (Σn)² in units of p(1 − p), over the others. So a row is never drawn toward itself. Where rows differ
/// by no more than chance (ρ = 0) all have the one distribution of their common share: there is no order among them.
///
/// - A row without trials is missing. Where all shares are equal nothing tells rows apart: they are exact. A row that
///   is alone has Jeffreys' prior.
/// - Complexity: O(*n*).
/// - Source: Kleinman, JASA 68 (1973); Morris, JASA 78 (1983), for the error of the mean.
public func betaPosteriors(successes: [Double], trials: [Double]) -> [UncertainValue] {
  let rows = zip(successes, trials).filter { $1 > 0 }
  guard let first = rows.first,
    let pooled = betaBinomialShrink(successes: successes, trials: trials)
  else { return trials.map { _ in .missing } }
  if rows.count > 1, rows.allSatisfy({ $0.0 / $0.1 == first.0 / first.1 }) {
    return zip(successes, trials).map { $1 > 0 ? .exact($0 / $1) : .missing }
  }
  let (events, total, squares) = rows.reduce((0.0, 0.0, 0.0)) {
    ($0.0 + $1.0, $0.1 + $1.1, $0.2 + $1.1 * $1.1)
  }
  if rows.count > 1, pooled.correlation == 0 {
    return trials.map { $0 > 0 ? .beta(a: events + 0.5, b: total - events + 0.5) : .missing }
  }
  return zip(successes, trials).map { x, n in
    guard n > 0 else { return .missing }
    let others = total - n
    guard others > 0 else { return .beta(a: x + 0.5, b: n - x + 0.5) }
    let mean = (events - x + 0.5) / (others + 1)
    let rho = pooled.correlation
    let error = (rho * (squares - n * n) + (1 - rho) * others) / (others * others)
    // A prior worth half a trial at least: it stays a distribution.
    let strength = max(1 / (rho + error) - 1, 0.5)
    return .beta(a: x + mean * strength, b: n - x + (1 - mean) * strength)
  }
}
