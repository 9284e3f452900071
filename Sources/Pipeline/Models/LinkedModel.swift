import Statistics

/// A model of value added and what may be said of each school by it.
///
/// The outcome is explained by the earlier result *x*, standardized over the pupils of the model, its square, and in the
/// contextual variant the school's mean of *x*; effects of schools by restricted maximum likelihood.
struct LinkedModel {
  let outcome: [Double]
  let prior: [Double]
  /// The school of each pupil, 0 ..< `schoolCount`.
  let schools: [Int]
  let schoolCount: Int
  let holdsSchoolMean: Bool

  /// Why there is no model, or no effect of a school.
  enum Reason: String, Error {
    case noEarlierResults = "no_earlier_results"
    case tooFewSchools = "too_few_schools"
    case tooFewPupils = "too_few_pupils"
    /// Earlier results, or outcomes, are all equal; or nothing is left to explain.
    case noModel = "no_model"
  }

  struct Coefficient: Encodable {
    let name: String
    let estimate: Double
    let standardError: Double
  }

  struct Effect {
    let effect: Double
    let standardError: Double
    let place: EffectRanks.Place
    let set: ClosedRange<Int>

    var low: Double { effect - 1.96 * standardError }
    var high: Double { effect + 1.96 * standardError }
    /// Two schools whose intervals of this length do not overlap differ with about 95 %.
    var pairLow: Double { effect - 1.4 * standardError }
    var pairHigh: Double { effect + 1.4 * standardError }

    /// 1 to 5 by the effect in standard errors, the bounds −2, −1, 1 and 2 belonging to the level above; 3 where schools do
    /// not differ.
    var level: Int {
      guard standardError > 0 else { return 3 }
      return 1 + [-2.0, -1, 1, 2].count { effect / standardError >= $0 }
    }
  }

  struct Answer {
    let coefficients: [Coefficient]
    let groupVariance: Double
    let residualVariance: Double
    let criterion: Double
    /// One a school; nil where it has too few pupils to tell. Places are among those that are told.
    let effects: [Effect?]
  }

  var counts: [Int] {
    schools.reduce(into: [Int](repeating: 0, count: schoolCount)) { $0[$1] += 1 }
  }

  func answer(leastPupils: Int) -> Result<Answer, Reason> {
    let x = Standardization.zScore.columns(prior.map { [$0] }).map { $0[0] }
    var predictors = [("prior", x), ("priorSquared", x.map { $0 * $0 })]
    if holdsSchoolMean { predictors.append(("schoolPrior", schoolMeans(of: x))) }
    let fit: MixedModel.Fit
    do throws(MixedModel.Failure) {
      fit = try MixedModel().fit(
        outcome: outcome, predictors: predictors.map(\.1), groups: schools.map(Int32.init),
        groupCount: schoolCount)
    } catch {
      return .failure(.noModel)
    }
    return .success(
      Answer(
        coefficients: fit.fixed.map { one in
          Coefficient(
            name: one.predictor.map { predictors[$0].0 } ?? "(Intercept)", estimate: one.estimate,
            standardError: one.standardError)
        },
        groupVariance: fit.variances.group, residualVariance: fit.variances.residual,
        criterion: fit.criterion, effects: effects(fit, leastPupils)))
  }

  private func schoolMeans(of x: [Double]) -> [Double] {
    var sums = [Double](repeating: 0, count: schoolCount)
    for (value, school) in zip(x, schools) { sums[school] += value }
    let counts = counts
    return schools.map { sums[$0] / Double(counts[$0]) }
  }

  private func effects(_ fit: MixedModel.Fit, _ leastPupils: Int) -> [Effect?] {
    let told = fit.effects.indices.filter { fit.effects[$0].count >= leastPupils }
    let estimates = told.map { fit.effects[$0].effect }
    let errors = told.map { fit.effects[$0].standardError }
    let places = EffectRanks.places(estimates: estimates, standardErrors: errors)
    let sets = RankSets.sets(estimates: estimates, standardErrors: errors)
    var effects = [Effect?](repeating: nil, count: schoolCount)
    for (index, school) in told.enumerated() {
      effects[school] = Effect(
        effect: estimates[index], standardError: errors[index], place: places[index],
        set: sets[index])
    }
    return effects
  }
}
