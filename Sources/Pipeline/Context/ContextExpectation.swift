import Schools
import Statistics

/// What the schools of one model may be expected to reach in their context, each by what all others show.
struct ContextExpectation {
  let limits: Thresholds

  /// Of one school; what could not be said is nil, and the reason tells why there is no typology.
  struct Result: Sendable {
    let school: Int
    var index: Double?
    var outcome: Double?
    var expected: Double?
    var residual: Interval?
    var residualCenter: Double?
    var typology: SchoolTypology?
    var reason: ContextReason?
  }

  /// Results of `schools`, in their order.
  ///
  /// The index is 50 + 10·standardized Σβ*z*, over the schools with enough context. The expected outcome of a school is
  /// the prediction by the others; what is left of its own is drawn toward 0 by τ²/(τ² + *v*), where *v* is the sampling
  /// variance of the outcome and that of the prediction.
  ///
  /// - Parameters:
  ///   - outcomes: by school.
  ///   - sound: those that may teach what is expected.
  func results(
    _ model: ContextModel, _ schools: [FrozenSet], outcomes: [Int: ExamOutcome],
    sound: [Int: ExamOutcome]
  ) -> [Result] {
    let known = schools.filter { $0.reason != .noContext }
    let rows = known.map { school in school.basis.scores.map { $0.isNaN ? 0 : $0 } }
    let learned = known.indices.filter { sound[known[$0].vector.id] != nil }
    var found = Dictionary(
      uniqueKeysWithValues: schools.map {
        ($0.vector.id, Result(school: $0.vector.id, reason: .noContext))
      })
    guard Double(learned.count) >= limits("context_schools") else {
      for school in known {
        found[school.vector.id] = Result(
          school: school.vector.id, outcome: outcomes[school.vector.id]?.value,
          reason: .tooFewSchools)
      }
      return schools.compactMap { found[$0.vector.id] }
    }
    let taught = learned.compactMap { sound[known[$0].vector.id] }
    let fit = ContextWeights.fit(learned.map { rows[$0] }, taught)
    let index = index(model, rows, or: fit)
    let middle = median(index) ?? 50
    let residuals = Residuals(fit, taught)
    let places = Dictionary(uniqueKeysWithValues: learned.enumerated().map { ($1, $0) })
    for (row, school) in known.enumerated() {
      let id = school.vector.id
      let expected = places[row].map { fit.leftOut[$0] } ?? fit.predicted(rows[row])
      var result = Result(school: id, index: index[row], expected: expected)
      if let outcome = outcomes[id] {
        let predicted =
          places[row].map { residuals.predictionVariances[$0] }
          ?? residuals.predictionVariance(spread: fit.spread(of: rows[row]))
        let variance = outcome.variance + predicted
        let between = residuals.betweenVariance
        let kept = between + variance > 0 ? between / (between + variance) : 0
        let center = kept * (outcome.value - expected)
        let reach = Interval.normal95 * (kept * variance).squareRoot()
        result.outcome = outcome.value
        result.residualCenter = center
        result.residual = Interval(low: center - reach, high: center + reach)
        result.typology = SchoolTypology(
          isFavored: index[row] >= middle, low: center - reach, high: center + reach)
      } else {
        result.reason = .noOutcome
      }
      found[id] = result
    }
    return schools.compactMap { found[$0.vector.id] }
  }

  /// By the coefficients kept with the model, or where it was made without outcomes by those of now.
  private func index(_ model: ContextModel, _ rows: [[Double]], or fit: Ridge) -> [Double] {
    let kept = model.variables.compactMap(\.coefficient)
    let slopes = kept.count == model.variables.count ? kept : fit.coefficients
    let sums = rows.map { row in zip(slopes, row).reduce(0) { $0 + $1.0 * $1.1 } }
    return Standardization.zScore.columns(sums.map { [$0] }).map { 50 + 10 * $0[0] }
  }
}

/// How far outcomes lie from what the others let expect, beyond sampling.
private struct Residuals {
  /// τ² of what schools make of their context.
  let betweenVariance: Double
  /// Of the expected outcome, one a school of the fit.
  let predictionVariances: [Double]
  /// What the fit took for the variance of an outcome, and what it is about the expected one.
  private let scale: (taken: Double, sampling: Double)

  /// Both variances are found by turns: each rests on the other, and a prediction made of residuals that vary little is
  /// itself sure. The steps shrink fast; ten are more than enough.
  init(_ fit: Ridge, _ outcomes: [ExamOutcome]) {
    let sampling = outcomes.map(\.variance)
    let left = zip(outcomes, fit.leftOut).map { $0.value - $1 }
    var (between, predicted) = (0.0, outcomes.map { _ in 0.0 })
    for _ in 0..<10 {
      between = Statistics.betweenVariance(
        estimates: left, variances: zip(sampling, predicted).map { $0 + $1 })
      predicted = zip(fit.leverages, sampling).map { [between] leverage, variance in
        leverage / (1 - leverage) * (between + variance)
      }
    }
    (betweenVariance, predictionVariances) = (between, predicted)
    let mean = sampling.reduce(0, +) / Double(sampling.count)
    let taken = Statistics.betweenVariance(
      estimates: outcomes.map(\.value), variances: sampling)
    scale = (max(taken + mean, 1e-9), mean)
  }

  /// Of a school that took no part in the fit, from its spread in units of what the fit took for the variance.
  func predictionVariance(spread: Double) -> Double {
    spread * (betweenVariance + scale.sampling) / scale.taken
  }
}
