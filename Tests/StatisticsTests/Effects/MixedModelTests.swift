import Statistics
import Testing

@Suite struct MixedModelTests {
  /// Four groups of three, for which the variances have a closed form.
  private let balanced: (outcome: [Double], groups: [Int32]) = (
    [1, 2, 3, 4, 6, 5, 9, 7, 8, 3, 2, 4], [0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3]
  )

  @Test func `balanced groups have the variances of the analysis of variance`() throws {
    let fit = try MixedModel().fit(
      outcome: balanced.outcome, predictors: [], groups: balanced.groups, groupCount: 4)
    // Means 2, 5, 8, 3 about 4.5: squares 3·(6.25 + 0.25 + 12.25 + 2.25) = 63 over 3, MSB = 21.
    // Within each group −1, 0, 1: 8 over 8, MSW = 1. Between: (21 − 1)/3.
    #expect(agree(fit.variances.residual, 1, within: 1e-9))
    #expect(agree(fit.variances.group, 20.0 / 3, within: 1e-9))
    #expect(agree(fit.fixed[0].estimate, 4.5, within: 1e-12))
    #expect(agree(fit.fixed[0].standardError, (21.0 / 12).squareRoot(), within: 1e-9))
    // λ = 3·(20/3) / (3·(20/3) + 1) = 20/21; conditional variance σu²(1 − λ).
    let expected: [Double] = [-2.5, 0.5, 3.5, -1.5].map { $0 * 20 / 21 }
    #expect(agree(fit.effects.map(\.effect), expected, within: 1e-9))
    for effect in fit.effects {
      #expect(agree(effect.standardError, (20.0 / 3 / 21).squareRoot(), within: 1e-9))
    }
    // Maximum likelihood divides the square sums between by 4 groups: MSB = 63/4.
    let ml = try MixedModel(estimator: .ml).fit(
      outcome: balanced.outcome, predictors: [], groups: balanced.groups, groupCount: 4)
    #expect(agree(ml.variances.residual, 1, within: 1e-9))
    #expect(agree(ml.variances.group, (63.0 / 4 - 1) / 3, within: 1e-9))
  }

  @Test func `groups that differ by less than chance have no variance and no effects`() throws {
    let outcome: [Double] = [1, 5, 9, 2, 5, 8, 0, 5, 10]
    let fit = try MixedModel().fit(
      outcome: outcome, predictors: [], groups: [0, 0, 0, 1, 1, 1, 2, 2, 2], groupCount: 3)
    #expect(fit.variances.group == 0)
    #expect(fit.effects.allSatisfy { $0.effect == 0 && $0.standardError == 0 })
    // Then it is a plain mean: sample variance 100/8... of deviations 16+16+9+9+25+25 = 100.
    #expect(agree(fit.variances.residual, 12.5, within: 1e-12))
    #expect(agree(fit.fixed[0].standardError, (12.5 / 9).squareRoot(), within: 1e-12))
  }

  @Test(arguments: [MixedModel.Estimator.reml, .ml])
  func `the criterion is that of the dense formula, and no variances nearby are better`(
    estimator: MixedModel.Estimator
  ) throws {
    for seed in 1...6 {
      let data = DenseModel(seed: UInt64(seed), groups: 9, slope: seed > 3)
      let fit = try MixedModel(estimator: estimator, randomSlope: seed > 3 ? 0 : nil).fit(
        outcome: data.outcome, predictors: [data.x], groups: data.groups, groupCount: 9)
      let v = fit.variances
      func dense(_ group: Double, _ residual: Double, _ slope: Double, _ covariance: Double)
        -> Double
      {
        data.criterion(
          group: group, slope: slope, covariance: covariance, residual: residual,
          isRestricted: estimator == .reml)
      }
      let (slope, covariance) = (v.slope ?? 0, v.covariance ?? 0)
      let best = dense(v.group, v.residual, slope, covariance)
      #expect(agree(fit.criterion, best, within: 1e-9), "seed \(seed)")
      for factor in [0.98, 1.02] {
        if v.group * factor * slope >= covariance * covariance {
          #expect(dense(v.group * factor, v.residual, slope, covariance) >= best - 1e-9)
        }
        #expect(dense(v.group, v.residual * factor, slope, covariance) >= best - 1e-9)
        if slope > 0 {
          let bound = (v.group * slope * factor).squareRoot()
          if abs(covariance) < bound {
            #expect(dense(v.group, v.residual, slope * factor, covariance) >= best - 1e-9)
          }
          if abs(covariance * factor) < (v.group * slope).squareRoot() {
            #expect(dense(v.group, v.residual, slope, covariance * factor) >= best - 1e-9)
          }
        }
      }
    }
  }

  @Test func `the order of rows changes no digit`() throws {
    let data = DenseModel(seed: 12, groups: 20, slope: false)
    let model = MixedModel()
    let forward = try model.fit(
      outcome: data.outcome, predictors: [data.x], groups: data.groups, groupCount: 20)
    let backward = try model.fit(
      outcome: data.outcome.reversed(), predictors: [data.x.reversed()],
      groups: data.groups.reversed(), groupCount: 20)
    #expect(forward == backward)
  }

  @Test func `units change units alone`() throws {
    let data = DenseModel(seed: 13, groups: 20, slope: false)
    let plain = try MixedModel().fit(
      outcome: data.outcome, predictors: [data.x], groups: data.groups, groupCount: 20)
    // Far from zero and in other units, where raw sums of squares would lose half of their digits.
    let moved = try MixedModel().fit(
      outcome: data.outcome.map { 3 * $0 + 1e6 }, predictors: [data.x.map { 1000 + $0 / 50 }],
      groups: data.groups, groupCount: 20)
    #expect(agree(moved.fixed[1].estimate, 150 * plain.fixed[1].estimate, within: 1e-8))
    #expect(agree(moved.fixed[1].standardError, 150 * plain.fixed[1].standardError, within: 1e-8))
    #expect(agree(moved.variances.group, 9 * plain.variances.group, within: 1e-7))
    #expect(
      agree(moved.effects.map(\.effect), plain.effects.map { 3 * $0.effect }, within: 1e-7))
  }

  @Test func `a constant predictor changes nothing and is named, as is one made of others`() throws
  {
    let data = DenseModel(seed: 14, groups: 12, slope: false)
    let plain = try MixedModel().fit(
      outcome: data.outcome, predictors: [data.x], groups: data.groups, groupCount: 12)
    let constant = data.x.map { _ in 7.0 }
    let twice = data.x.map { 2 * $0 - 3 }
    let more = try MixedModel().fit(
      outcome: data.outcome, predictors: [constant, data.x, twice], groups: data.groups,
      groupCount: 12)
    #expect(more.leftOut == [0, 2])
    #expect(more.fixed.map(\.predictor) == [nil, 1])
    #expect(more.effects == plain.effects && more.criterion == plain.criterion)
  }

  @Test func `what cannot be fitted says why`() {
    func failure(
      _ outcome: [Double], _ groups: [Int32], _ predictors: [[Double]] = [], slope: Int? = nil
    ) -> MixedModel.Failure? {
      do throws(MixedModel.Failure) {
        _ = try MixedModel(randomSlope: slope).fit(
          outcome: outcome, predictors: predictors, groups: groups,
          groupCount: Int(groups.max() ?? -1) + 1)
        return nil
      } catch {
        return error
      }
    }
    #expect(failure([1, 2, 3, 4], [0, 0, 0, 0]) == .tooFewGroups(1))
    #expect(failure([1, 2, 3, 4], [0, 1, 2, 3]) == .singleRows)
    #expect(failure([2, 2, 2, 2], [0, 0, 1, 1]) == .constantOutcome)
    #expect(failure([1, 1, 1, 2, 2, 2], [0, 0, 0, 1, 1, 1]) == .exactFit)
    #expect(
      failure([1, 2, 3, 4], [0, 0, 1, 1], [[1, 5, 2, 4], [2, 2, 5, 7]])
        == .tooFewRows(needed: 5))
    #expect(
      failure([1, 2, 3, 5, 4, 6], [0, 0, 0, 1, 1, 1], [[3, 3, 3, 3, 3, 3]], slope: 0)
        == .slopeNotEstimable)
  }

  @Test func `effects hold the truth as often as they say`() throws {
    var (held, count) = (0, 0)
    for sample in 0..<60 {
      var source = RandomSource(seed: 21).stream(UInt64(sample))
      var outcome: [Double] = []
      var groups: [Int32] = []
      var truth: [Double] = []
      for group in 0..<40 {
        let effect = 0.4 * source.normal()
        truth.append(effect)
        for _ in 0..<5 + Int(source.next() % 40) {
          outcome.append(effect + source.normal())
          groups.append(Int32(group))
        }
      }
      let fit = try MixedModel().fit(
        outcome: outcome, predictors: [], groups: groups, groupCount: 40)
      for (effect, truth) in zip(fit.effects, truth) {
        count += 1
        let error = truth - fit.fixed[0].estimate - effect.effect
        if abs(error) <= 1.96 * effect.standardError { held += 1 }
      }
    }
    // Fixed effects and variances are taken as known, so a little below 95 % is to be expected.
    let share = Double(held) / Double(count)
    #expect(share > 0.93 && share < 0.96, "\(share)")
  }
}
