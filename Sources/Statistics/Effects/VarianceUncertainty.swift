/// What it adds to the error of an effect that the variances are estimates too.
///
/// With *n* rows of a group and the information of (σu², σe²) under normality, whose inverse is the covariance *V*, the term is
///
///     g₃ = n⁻² (σu² + σe²/n)⁻³ (σe⁴·V(uu) + σu⁴·V(ee) − 2·σe²·σu²·V(ue)),
///
/// and the mean squared error is estimated by that with variances taken as known, and twice g₃ more: once for the error,
/// once because the first is too small on average. It does not vanish where the estimate of σu² is 0.
///
/// - Source: Kackar and Harville, Approximations for standard errors of estimators of fixed and random effects, JASA 79
///   (1984); Prasad and Rao, The estimation of the mean squared error of small-area estimators, JASA 85 (1990);
///   Datta and Lahiri, Statistica Sinica 10 (2000), for REML.
struct VarianceUncertainty {
  private let group: Double
  private let residual: Double
  private let covariance: (groups: Double, residuals: Double, both: Double)

  /// - Parameters:
  ///   - counts: rows of each group.
  ///   - group, residual: the estimated variances.
  init(counts: [Int], group: Double, residual: Double) {
    var (uu, ee, ue) = (0.0, 0.0, 0.0)
    for count in counts where count > 0 {
      let n = Double(count)
      let total = residual + n * group
      uu += n * n / (total * total) / 2
      ue += n / (total * total) / 2
      ee += ((n - 1) / (residual * residual) + 1 / (total * total)) / 2
    }
    let determinant = uu * ee - ue * ue
    self.group = group
    self.residual = residual
    covariance =
      determinant > 0
      ? (groups: ee / determinant, residuals: uu / determinant, both: -ue / determinant)
      : (groups: 0, residuals: 0, both: 0)
  }

  /// g₃ of a group with `count` rows; 0 for one without.
  func term(count: Int) -> Double {
    guard count > 0 else { return 0 }
    let n = Double(count)
    let total = group + residual / n
    let spread =
      residual * residual * covariance.groups + group * group * covariance.residuals
      - 2 * residual * group * covariance.both
    return max(0, spread) / (n * n * total * total * total)
  }
}
