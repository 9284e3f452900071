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

  /// What is told of a school, all of it with the variances integrated out, so that nothing contradicts the interval.
  struct Effect {
    let found: IntegratedEffect
    /// Two schools whose intervals of effect ± factor × error do not overlap differ with about 95 %.
    let comparisonFactor: Double
    let place: EffectRanks.Place
    let set: ClosedRange<Int>

    var pairLow: Double { found.effect - comparisonFactor * found.standardError }
    var pairHigh: Double { found.effect + comparisonFactor * found.standardError }

    /// 1 to 5 by how sure the effect is above zero, as sure as one that is −2, −1, 1 or 2 known errors from it; a bound belongs to
    /// the level above. So 5 and 1 have intervals that leave zero.
    var level: Int { 1 + [-2.0, -1, 1, 2].count { found.aboveZero >= normalCDF($0) } }
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
    guard let integrated = fit.integrated() else { return .failure(.tooFewSchools) }
    return .success(
      Answer(
        coefficients: fit.fixed.map { one in
          Coefficient(
            name: one.predictor.map { predictors[$0].0 } ?? "(Intercept)", estimate: one.estimate,
            standardError: one.standardError)
        },
        groupVariance: fit.variances.group, residualVariance: fit.variances.residual,
        criterion: fit.criterion, effects: effects(fit, integrated, leastPupils)))
  }

  private func schoolMeans(of x: [Double]) -> [Double] {
    var sums = [Double](repeating: 0, count: schoolCount)
    for (value, school) in zip(x, schools) { sums[school] += value }
    let counts = counts
    return schools.map { sums[$0] / Double(counts[$0]) }
  }

  private func effects(
    _ fit: MixedModel.Fit, _ integrated: [IntegratedEffect], _ leastPupils: Int
  ) -> [Effect?] {
    let told = fit.effects.indices.filter { fit.effects[$0].count >= leastPupils }
    let estimates = told.map { integrated[$0].effect }
    let errors = told.map { integrated[$0].standardError }
    // One school alone has nothing to be compared with.
    let factor = comparisonFactor(standardErrors: errors) ?? 1.96 / 2.0.squareRoot()
    let places = EffectRanks.places(estimates: estimates, standardErrors: errors)
    let sets = RankSets.sets(estimates: estimates, standardErrors: errors)
    var effects = [Effect?](repeating: nil, count: schoolCount)
    for (index, school) in told.enumerated() {
      effects[school] = Effect(
        found: integrated[school], comparisonFactor: factor, place: places[index],
        set: sets[index])
    }
    return effects
  }
}
