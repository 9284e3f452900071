import Testing

@testable import Statistics

@Suite struct RidgeTests {
  @Test func `one column, by hand`() throws {
    // x = −1, 0, 1 and y = 0, 1, 5: about the means Σx² = 2, Σxy = 5. With λ = 3 the slope is 5/(2 + 3) = 1, the
    // intercept 2; the leverages are 1/3 + x²/5.
    let fit = Ridge([[-1], [0], [1]], [0, 1, 5], penalty: 3)
    #expect(agree(fit.coefficients, [1], within: 1e-12) && agree(fit.intercept, 2, within: 1e-12))
    #expect(agree(fit.fitted, [1, 2, 3], within: 1e-12))
    let ends = 1.0 / 3 + 1.0 / 5
    #expect(agree(fit.leverages, [ends, 1.0 / 3, ends], within: 1e-12))
    // Residuals −1, −1, 2 over one less the leverage: 7/15 at the ends, 2/3 in the middle.
    #expect(
      agree(fit.leftOut, [15.0 / 7, 2.5, 5 - 30.0 / 7], within: 1e-12))
    // About the mean 2 the outcome has 4 + 1 + 9 = 14.
    let lost = (15.0 / 7) * (15.0 / 7) + 2.25 + (30.0 / 7) * (30.0 / 7)
    #expect(agree(try #require(fit.crossFit), 1 - lost / 14, within: 1e-12))
    #expect(agree(fit.predicted([4]), 6, within: 1e-12))
    #expect(agree(fit.spread(of: [2]), 1.0 / 3 + 4.0 / 5, within: 1e-12))
  }

  @Test func `what is left out is what a fit without the row predicts`() {
    for seed in 1...20 {
      var source = RandomSource(seed: UInt64(seed))
      let rows = (0..<12).map { _ in (0..<3).map { _ in source.normal() } }
      let outcomes = rows.map { 2 * $0[0] - $0[2] + source.normal() }
      let weights = rows.map { _ in 0.2 + abs(source.normal()) }
      let fit = Ridge(rows, outcomes, weights: weights, penalty: 1.7)
      for row in rows.indices {
        func others<Value>(_ values: [Value]) -> [Value] {
          values.indices.filter { $0 != row }.map { values[$0] }
        }
        let without = Ridge(
          others(rows), others(outcomes), weights: others(weights), penalty: 1.7)
        #expect(agree(fit.leftOut[row], without.predicted(rows[row]), within: 1e-9))
        // Its leverage is the part of its own fitted value: h/(1 − h) = w·spread of a fit without it.
        let spread = weights[row] * without.spread(of: rows[row])
        #expect(agree(fit.leverages[row] / (1 - fit.leverages[row]), spread, within: 1e-9))
      }
    }
  }

  @Test func `a weight of two is a row sent twice`() {
    let rows: [[Double]] = [[0, 1], [1, 0], [2, 2], [3, 1]]
    let weighted = Ridge(rows, [1, 2, 2, 5], weights: [1, 2, 1, 1], penalty: 0.5)
    let twice = Ridge(rows + [[1, 0]], [1, 2, 2, 5, 2], penalty: 0.5)
    #expect(agree(weighted.coefficients, twice.coefficients, within: 1e-12))
    #expect(agree(weighted.intercept, twice.intercept, within: 1e-12))
  }

  @Test func `the penalty is large where columns tell nothing, small where they tell all`()
    throws
  {
    var source = RandomSource(seed: 9)
    let rows = (0..<60).map { _ in (0..<4).map { _ in source.normal() } }
    let exact = Ridge(rows, rows.map { 3 * $0[1] + 1 })
    #expect(agree(exact.penalty, 0.06, within: 1e-12))
    #expect(try #require(exact.crossFit) > 0.999)
    let noise = Ridge(rows, rows.map { _ in source.normal() })
    #expect(noise.penalty > 60 && (noise.crossFit ?? 1) < 0.1)
    #expect(Ridge([[1], [2]], [5, 5], penalty: 1).crossFit == nil)
  }

  @Test func `columns that depend on each other share the slope`() {
    let fit = Ridge([[-1, -1], [0, 0], [1, 1]], [-2, 0, 2], penalty: 1)
    // On u = x₁ + x₂ the slope b has 2b² as its penalty: 4/(4 + …): each is 4/(2·2 + 1).
    #expect(agree(fit.coefficients, [0.8, 0.8], within: 1e-12))
  }
}
