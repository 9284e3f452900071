internal import Glibc

/// The way back from standard deviations to the units of the columns.
struct MixedScale {
  let predictors: [MixedColumn]
  let outcome: MixedColumn
  let slope: Int?

  init(_ predictors: [MixedColumn], _ outcome: MixedColumn, slope: Int?) {
    self.predictors = predictors
    self.outcome = outcome
    self.slope = slope
  }

  /// What −2 log-likelihood gains by the change of units.
  func criterionShift(isRestricted: Bool, count: Int) -> Double {
    guard isRestricted else { return 2 * Double(count) * log(outcome.deviation) }
    let scales = predictors.reduce(0) { $0 + log($1.deviation) }
    return 2 * Double(count - predictors.count - 1) * log(outcome.deviation) + 2 * scales
  }

  func coefficients(
    _ point: ProfiledDeviance.Point, _ names: [Int]
  ) -> [MixedModel.Coefficient] {
    let width = predictors.count + 1
    let units = predictors.map { outcome.deviation / $0.deviation }
    // The intercept is where all predictors are 0, not where they are at their means.
    let back = [outcome.deviation] + zip(units, predictors).map { -$0 * $1.mean }
    let estimates = zip(units, point.coefficients.dropFirst()).map { $0 * $1 }
    let intercept =
      outcome.mean + zip(back, point.coefficients).reduce(0) { $0 + $1.0 * $1.1 }
    var variance = 0.0
    for row in 0..<width {
      for column in 0..<width {
        variance += back[row] * back[column] * point.inverse[row * width + column]
      }
    }
    return [
      MixedModel.Coefficient(
        predictor: nil, estimate: intercept,
        standardError: (point.variance * variance).squareRoot())
    ]
      + estimates.indices.map { index in
        let place = (index + 1) * (width + 1)
        return MixedModel.Coefficient(
          predictor: names[index], estimate: estimates[index],
          standardError: units[index] * (point.variance * point.inverse[place]).squareRoot())
      }
  }

  /// A covariance of intercepts and slopes in the units of the columns.
  private func covariance(_ relative: Symmetric2, _ variance: Double) -> Symmetric2 {
    let square = variance * outcome.deviation * outcome.deviation
    guard let slope else { return Symmetric2(a: square * relative.a) }
    let (mean, unit) = (predictors[slope - 1].mean, predictors[slope - 1].deviation)
    let shift = mean / unit
    return Symmetric2(
      a: square * (relative.a - 2 * shift * relative.b + shift * shift * relative.d),
      b: square * (relative.b - shift * relative.d) / unit, d: square * relative.d / (unit * unit))
  }

  func variances(_ point: ProfiledDeviance.Point) -> MixedModel.Variances {
    let between = covariance(point.psi, point.variance)
    return MixedModel.Variances(
      group: between.a, residual: point.variance * outcome.deviation * outcome.deviation,
      slope: slope == nil ? nil : between.d, covariance: slope == nil ? nil : between.b)
  }

  func effects(
    _ deviance: ProfiledDeviance, _ point: ProfiledDeviance.Point
  ) -> [MixedModel.Effect] {
    deviance.sums.counts.indices.map { group in
      let found = deviance.effect(of: group, at: point)
      let spread = covariance(found.covariance, point.variance)
      let prediction = max(covariance(found.prediction, point.variance).a, 0).squareRoot()
      guard let slope else {
        return MixedModel.Effect(
          count: deviance.sums.counts[group], effect: outcome.deviation * found.intercept,
          standardError: spread.a.squareRoot(), predictionError: prediction,
          slope: nil, slopeError: nil)
      }
      let predictor = predictors[slope - 1]
      let tilt = outcome.deviation * found.slope / predictor.deviation
      return MixedModel.Effect(
        count: deviance.sums.counts[group],
        effect: outcome.deviation * found.intercept - tilt * predictor.mean,
        standardError: max(spread.a, 0).squareRoot(), predictionError: prediction,
        slope: tilt, slopeError: max(spread.d, 0).squareRoot())
    }
  }
}
