internal import Glibc

/// What a group adds when the variances are not taken as known: the mean, spread and quantiles over all variances that the rows
/// allow, each as likely as the rows make it.
///
/// Given the ratio of the variances an effect is Student's *t* with *n* − *p* degrees of freedom around its prediction, with the
/// error of the fixed effects; the ratios are those of a flat prior on the variance between groups. So the interval stays honest
/// where that variance is estimated as 0, or where a dozen groups say little of it.
public struct IntegratedEffect: Hashable, Sendable {
  /// The mean: drawn toward 0 like the conditional one, by the mean of the shares kept.
  public let effect: Double
  public let standardError: Double
  /// The 2.5 % and the 97.5 % quantile.
  public let low: Double
  public let high: Double
  /// P(effect > 0).
  public let aboveZero: Double
}

extension MixedModel.Fit {
  /// Groups with rows, beyond the number of fixed effects, that an integrated effect needs: with fewer its spread is not
  /// finite, for nothing bounds the variance between so few.
  public static let leastFreedom = 6

  /// The effects of all groups, in their order, with the variances integrated out.
  ///
  /// Nil with a random slope, and for too few groups (``leastFreedom``). It does not depend on the estimator: the likelihood is
  /// the restricted one.
  ///
  /// - Complexity: some 120 evaluations of the criterion, and O(groups × 48) for each of some ten steps to a quantile.
  /// - Source: Morris and Tang, Statistical Science 26 (2011); Harville, Bayesian inference for variance components using
  ///   only error contrasts, Biometrika 61 (1974), that the restricted likelihood is the marginal one.
  public func integrated() -> [IntegratedEffect]? {
    let deviance = deviance.restricted
    guard deviance.slope == nil,
      deviance.sums.counts.count(where: { $0 > 0 }) - deviance.fixed >= Self.leastFreedom,
      let posterior = RatioPosterior(deviance)
    else { return nil }
    let curve = TailCurve(freedom: deviance.freedom)
    let unit = unit
    return Parallel.map(deviance.sums.groups) { group in
      let parts = posterior.nodes.map { node in
        let found = deviance.effect(of: group, at: node.point)
        return EffectMixture.Part(
          weight: node.weight, center: unit * found.intercept,
          scale: unit * (node.point.variance * found.prediction.a).squareRoot())
      }
      return EffectMixture(parts, curve).effect
    }
  }
}

/// A mixture of *t* distributions of one number of degrees of freedom.
struct EffectMixture {
  struct Part {
    let weight: Double
    let center: Double
    let scale: Double
  }

  private let parts: [Part]
  private let curve: TailCurve

  init(_ parts: [Part], _ curve: TailCurve) {
    self.parts = parts
    self.curve = curve
  }

  var effect: IntegratedEffect {
    let mean = parts.reduce(0) { $0 + $1.weight * $1.center }
    let variance = parts.reduce(0) { sum, part in
      let distance = part.center - mean
      return sum + part.weight * (part.scale * part.scale * curve.variance + distance * distance)
    }
    return IntegratedEffect(
      effect: mean, standardError: variance.squareRoot(), low: quantile(0.025),
      high: quantile(0.975), aboveZero: 1 - probability(below: 0))
  }

  func probability(below x: Double) -> Double {
    parts.reduce(0) { $0 + $1.weight * curve.probability(below: (x - $1.center) / $1.scale) }
  }

  /// It lies between the least and the greatest of the parts' own quantiles.
  func quantile(_ q: Double) -> Double {
    let z = curve.quantile(q)
    let own = parts.map { $0.center + z * $0.scale }
    let (low, high) = (own.min() ?? .nan, own.max() ?? .nan)
    let start = zip(parts, own).reduce(0) { $0 + $1.0.weight * $1.1 }
    return crossing(from: low, to: high, start: min(max(start, low), high)) { x in
      (
        probability(below: x) - q,
        parts.reduce(0) { sum, part in
          sum + part.weight / part.scale * curve.density((x - part.center) / part.scale)
        }
      )
    }
  }
}

/// Student's *t* distribution; from 1,000 degrees of freedom on the normal one, whose 97.5 % quantile is 0.1 % shorter.
struct TailCurve {
  private let freedom: Double
  private let height: Double

  init(freedom: Double) {
    self.freedom = freedom < 1000 ? freedom : .infinity
    height =
      freedom < 1000
      ? exp(logGamma((freedom + 1) / 2) - logGamma(freedom / 2)) / (freedom * .pi).squareRoot()
      : 1 / (2 * Double.pi).squareRoot()
  }

  /// More than two degrees of freedom.
  var variance: Double { freedom == .infinity ? 1 : freedom / (freedom - 2) }

  func quantile(_ q: Double) -> Double { studentQuantile(q, degreesOfFreedom: freedom) }

  func density(_ z: Double) -> Double {
    freedom == .infinity
      ? height * exp(-0.5 * z * z) : height * exp(-(freedom + 1) / 2 * log1p(z * z / freedom))
  }

  func probability(below z: Double) -> Double {
    guard freedom < .infinity else { return normalCDF(z) }
    return z > 0 ? 1 - studentTail(z, freedom) : studentTail(-z, freedom)
  }
}
