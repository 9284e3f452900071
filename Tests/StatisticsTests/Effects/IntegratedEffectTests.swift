import Foundation
import Testing

@testable import Statistics

/// Effects with the variances integrated out.
@Suite struct IntegratedEffectTests {
  /// A second derivation: a grid of both variances, each with the whole covariance matrix of the rows.
  ///
  /// The prior flat in ψ = σu²/σe² and ln σe² has the density 1/σe² by (ψ, σe²); the likelihood is the restricted one, and an
  /// effect is normal with mean σu²·Z'V⁻¹(y − Xβ) and variance σu² − σu⁴·Z'PZ.
  @Test func `mean, spread and quantiles are those of a dense grid over both variances`() throws {
    let data = DenseModel(seed: 5, groups: 8, slope: false)
    let fit = try MixedModel().fit(
      outcome: data.outcome, predictors: [data.x], groups: data.groups, groupCount: 8)
    let found = try #require(fit.integrated())
    let group = 2
    var parts: [(weight: Double, mean: Double, deviation: Double)] = []
    var least = Double.infinity
    var logWeights: [Double] = []
    for s in stride(from: -9.0, through: 9, by: 0.45) {
      let dense = DensePrediction(data, ratio: exp(s), group: group)
      for e in stride(from: -1.4, through: 1.6, by: 0.1) {
        let residual = exp(e)
        // By (ln ψ, ln σe²) the prior's density is ψ.
        let criterion = data.criterion(
          group: exp(s) * residual, slope: 0, covariance: 0, residual: residual,
          isRestricted: true)
        logWeights.append(s - criterion / 2)
        least = min(least, -(s - criterion / 2))
        parts.append((0, dense.mean, (dense.variance * residual).squareRoot()))
      }
    }
    for index in parts.indices { parts[index].weight = exp(logWeights[index] + least) }
    let total = parts.reduce(0) { $0 + $1.weight }
    let mean = parts.reduce(0) { $0 + $1.weight * $1.mean } / total
    let square = parts.reduce(0) {
      $0 + $1.weight * ($1.deviation * $1.deviation + ($1.mean - mean) * ($1.mean - mean))
    }
    func below(_ x: Double) -> Double {
      parts.reduce(0) { $0 + $1.weight * normalCDF((x - $1.mean) / $1.deviation) } / total
    }
    #expect(agree(found[group].effect, mean, within: 2e-4))
    #expect(agree(found[group].standardError, (square / total).squareRoot(), within: 2e-3))
    #expect(agree(below(found[group].low), 0.025, within: 2e-4))
    #expect(agree(below(found[group].high), 0.975, within: 2e-4))
    #expect(agree(found[group].aboveZero, 1 - below(0), within: 2e-4))
  }

  @Test func `of very many groups the variances are known: ± 1.96 prediction errors`() throws {
    var source = RandomSource(seed: 8)
    var (outcome, groups) = ([Double](), [Int32]())
    for group in 0..<1500 {
      let effect = source.normal()
      for _ in 0..<4 {
        outcome.append(effect + source.normal())
        groups.append(Int32(group))
      }
    }
    let fit = try MixedModel().fit(
      outcome: outcome, predictors: [], groups: groups, groupCount: 1500)
    let found = try #require(fit.integrated())
    for group in stride(from: 0, to: 1500, by: 100) {
      let (known, own) = (fit.effects[group], found[group])
      #expect(abs(own.effect - known.effect) < 0.005 * known.predictionError)
      #expect(agree(own.standardError / known.predictionError, 1, within: 0.005))
      #expect(agree((own.high - own.low) / 2 / 1.96 / known.predictionError, 1, within: 0.005))
      #expect(
        agree(own.aboveZero, normalCDF(known.effect / known.predictionError), within: 0.005))
    }
  }

  @Test func `where the variance is estimated as 0 effects keep an interval`() throws {
    // Means of 5, 5⅓ and 5⅔ where pupils differ by 4 and more.
    let outcome: [Double] = [
      1, 5, 9, 1, 5, 10, 1, 5, 11, 1, 5, 9, 1, 5, 10, 1, 5, 11, 1, 5, 9, 1, 5, 10, 1, 5, 11, 1, 5,
      9,
    ]
    let fit = try MixedModel().fit(
      outcome: outcome, predictors: [], groups: (0..<30).map { Int32($0 / 3) }, groupCount: 10)
    #expect(fit.variances.group == 0)
    let found = try #require(fit.integrated())
    for effect in found {
      #expect(effect.standardError > 0 && effect.low < 0 && effect.high > 0)
      #expect(effect.low < effect.effect && effect.effect < effect.high)
    }
  }

  @Test func `other units change units alone; a handful of groups and a slope have none`() throws {
    let data = DenseModel(seed: 3, groups: 12, slope: false)
    func fit(_ outcome: [Double], slope: Int? = nil) throws -> MixedModel.Fit {
      try MixedModel(randomSlope: slope).fit(
        outcome: outcome, predictors: [data.x], groups: data.groups, groupCount: 12)
    }
    let plain = try #require(try fit(data.outcome).integrated())
    let scaled = try #require(try fit(data.outcome.map { 40 - 10 * $0 }).integrated())
    for (one, other) in zip(plain, scaled) {
      #expect(agree(other.effect, -10 * one.effect, within: 1e-7))
      #expect(agree(other.low, -10 * one.high, within: 1e-7))
      #expect(agree(other.aboveZero, 1 - one.aboveZero, within: 1e-7))
    }
    #expect(try fit(data.outcome, slope: 0).integrated() == nil)
    let few = DenseModel(seed: 3, groups: 7, slope: false)
    #expect(
      try MixedModel().fit(
        outcome: few.outcome, predictors: [few.x], groups: few.groups, groupCount: 7
      ).integrated() == nil)
  }
}

/// The effect of one group, by whole matrices, for a rest of variance 1 and a given ratio of the variances.
private struct DensePrediction {
  let mean: Double
  /// In units of the variance of the rest.
  let variance: Double

  init(_ data: DenseModel, ratio: Double, group: Int) {
    let n = data.outcome.count
    let z = data.groups.map { Int($0) == group ? 1.0 : 0 }
    // Gauss–Jordan on (V | 1 x y z).
    var v = (0..<n).map { i in
      (0..<n).map { j in
        (data.groups[i] == data.groups[j] ? ratio : 0) + (i == j ? 1.0 : 0)
      }
    }
    let columns = (0..<n).map { [1, data.x[$0], data.outcome[$0], z[$0]] }
    var right = columns
    for pivot in 0..<n {
      for row in 0..<n where row != pivot {
        let factor = v[row][pivot] / v[pivot][pivot]
        guard factor != 0 else { continue }
        for column in pivot..<n { v[row][column] -= factor * v[pivot][column] }
        for column in 0..<4 { right[row][column] -= factor * right[pivot][column] }
      }
    }
    for row in 0..<n { for column in 0..<4 { right[row][column] /= v[row][row] } }
    func product(_ a: Int, _ b: Int) -> Double {
      (0..<n).reduce(0) { $0 + columns[$1][a] * right[$1][b] }
    }
    let (a, b, d) = (product(0, 0), product(0, 1), product(1, 1))
    let determinant = a * d - b * b
    // a'Pb with P = V⁻¹ − V⁻¹X(X'V⁻¹X)⁻¹X'V⁻¹.
    func projected(_ first: Int, _ second: Int) -> Double {
      let (u, w) = (product(0, second), product(1, second))
      return product(first, second)
        - (product(0, first) * (d * u - b * w) + product(1, first) * (a * w - b * u)) / determinant
    }
    mean = ratio * projected(3, 2)
    variance = ratio - ratio * ratio * projected(3, 3)
  }
}
