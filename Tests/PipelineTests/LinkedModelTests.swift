import Testing

@testable import Pipeline
@testable import Statistics

/// What may be said of a school by a model of value added.
@Suite struct LinkedModelTests {
  /// Thirty schools of 4 to 33 pupils; school 7 adds 6 points, all others nothing.
  private func region(seed: UInt64 = 1) -> LinkedModel {
    var random = RandomSource(seed: seed)
    var (outcome, prior, schools): ([Double], [Double], [Int]) = ([], [], [])
    for school in 0..<30 {
      for _ in 0..<(school + 4) {
        let x = random.normal()
        prior.append(20 + 5 * x)
        outcome.append(60 + 8 * x + x * x + (school == 7 ? 12 : 0) + 4 * random.normal())
        schools.append(school)
      }
    }
    return LinkedModel(
      outcome: outcome, prior: prior, schools: schools, schoolCount: 30, holdsSchoolMean: false)
  }

  @Test func `the school that adds is found, and few pupils have no effect`() throws {
    let answer = try region().answer(leastPupils: 10).get()
    #expect(answer.effects.map { $0 != nil } == (0..<30).map { $0 + 4 >= 10 })
    let best = try #require(answer.effects[7])
    #expect(best.place.rank == 1 && best.level == 5 && best.found.low > 0)
    // Places are of the 24 that are told.
    #expect(answer.effects.compactMap { $0?.place.rank }.max() == 24)
    #expect(answer.coefficients.map(\.name) == ["(Intercept)", "prior", "priorSquared"])
    // 8 points for five points of the earlier result, which is about one standard deviation.
    #expect(abs(answer.coefficients[1].estimate - 8) < 0.6)
  }

  /// The conditional mean by its definition: λ times the mean residual, λ = nσᵤ² / (nσᵤ² + σₑ²). What is told is its mean over the
  /// variances that the rows allow: near it beside the error, which is no smaller.
  @Test func `an effect is the shrunken mean residual, but for what is not known of the variances`()
    throws
  {
    let model = region()
    let answer = try model.answer(leastPupils: 1).get()
    let mean = model.prior.reduce(0, +) / Double(model.prior.count)
    let squares = model.prior.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let deviation = (squares / Double(model.prior.count - 1)).squareRoot()
    let beta = answer.coefficients.map(\.estimate)
    for school in [0, 7, 29] {
      let residuals = model.schools.indices.filter { model.schools[$0] == school }.map { row in
        let x = (model.prior[row] - mean) / deviation
        return model.outcome[row] - beta[0] - beta[1] * x - beta[2] * x * x
      }
      let count = Double(residuals.count)
      let kept =
        count * answer.groupVariance / (count * answer.groupVariance + answer.residualVariance)
      let effect = try #require(answer.effects[school])
      let (conditional, error) = (
        kept * residuals.reduce(0, +) / count, (answer.groupVariance * (1 - kept)).squareRoot()
      )
      #expect(abs(effect.found.effect - conditional) < 0.3 * error)
      #expect((error..<1.3 * error).contains(effect.found.standardError))
    }
  }

  /// Goldstein and Healy: the mean over pairs of 1.96·√(s² + t²)/(s + t), of the schools that are told.
  @Test func `intervals for pairs have the factor of the schools' own errors`() throws {
    let told = try region().answer(leastPupils: 10).get().effects.compactMap { $0 }
    let errors = told.map(\.found.standardError)
    var ratios: [Double] = []
    for one in errors {
      for other in errors {
        ratios.append((one * one + other * other).squareRoot() / (one + other))
      }
    }
    // With themselves schools have 1/√2.
    let own = Double(errors.count) / 2.0.squareRoot()
    let factor =
      1.96 * (ratios.reduce(0, +) - own) / Double(errors.count * (errors.count - 1))
    for effect in told {
      let reach = factor * effect.found.standardError
      #expect(abs(effect.pairHigh - effect.found.effect - reach) < 1e-9)
      #expect(abs(effect.found.effect - effect.pairLow - reach) < 1e-9)
    }
  }

  @Test func `the contextual variant takes the school's mean away`() throws {
    var random = RandomSource(seed: 3)
    var (outcome, prior, schools): ([Double], [Double], [Int]) = ([], [], [])
    // What looks like an effect is what schoolmates give: 5 points for a unit of the school's mean.
    for school in 0..<40 {
      let level = random.normal()
      for _ in 0..<25 {
        let x = level + random.normal()
        prior.append(x)
        schools.append(school)
        outcome.append(3 * x + 5 * level + random.normal())
      }
    }
    func variance(_ holds: Bool) throws -> Double {
      try LinkedModel(
        outcome: outcome, prior: prior, schools: schools, schoolCount: 40, holdsSchoolMean: holds
      ).answer(leastPupils: 10).get().groupVariance
    }
    #expect(try variance(true) < 0.2 * variance(false))
  }

  @Test func `levels are bounded by −2, −1, 1 and 2 known errors, a bound belonging above`() {
    func level(_ effect: Double) -> Int {
      LinkedModel.Effect(
        found: IntegratedEffect(
          effect: effect, standardError: 1, low: effect - 1.96, high: effect + 1.96,
          aboveZero: normalCDF(effect)), comparisonFactor: 1.4,
        place: EffectRanks.places(estimates: [effect], standardErrors: [1])[0], set: 1...1
      ).level
    }
    #expect([-2.1, -2, -1.5, -1, 0, 0.9, 1, 1.9, 2].map(level) == [1, 2, 2, 3, 3, 3, 4, 4, 5])
  }

  @Test func `equal earlier results or equal outcomes give the reason, not a model`() {
    let flat = LinkedModel(
      outcome: [1, 1, 1, 1, 1, 1, 1, 1], prior: [1, 2, 3, 4, 1, 2, 3, 4],
      schools: [0, 0, 0, 0, 1, 1, 1, 1], schoolCount: 2, holdsSchoolMean: false)
    guard case .failure(.noModel) = flat.answer(leastPupils: 1) else {
      Issue.record("a constant outcome has a model")
      return
    }
  }
}
