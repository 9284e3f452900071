import Statistics
import Testing

@Suite struct LeastSquaresTests {
  /// y on x: x = 0, 1, 2, 3, 4 and y = 1, 3, 2, 5, 4. Slope 8/10, intercept 1.4; residuals −0.4, 0.8, −1, 1.2, −0.6 with
  /// leverages 0.6, 0.3, 0.2, 0.3, 0.6.
  private let outcome = [1.0, 3, 2, 5, 4]
  private let factor = [0.0, 1, 2, 3, 4]

  @Test func `slope, intercept and explained share, by hand`() throws {
    let fit = try #require(LeastSquares(outcome: outcome, factors: [factor]))
    #expect(abs(fit.coefficients[0].estimate - 0.8) < 1e-12)
    #expect(abs(fit.intercept.estimate - 1.4) < 1e-12)
    // 1 − 3.6/10.
    #expect(abs(fit.explained - 0.64) < 1e-12)
    #expect(fit.degreesOfFreedom == 3)
  }

  @Test func `the error of HC3 and rows left out, by hand`() throws {
    let fit = try #require(LeastSquares(outcome: outcome, factors: [factor]))
    let left = [-0.4 / 0.4, 0.8 / 0.7, -1 / 0.8, 1.2 / 0.7, -0.6 / 0.4]
    let influence = [-0.2, -0.1, 0, 0.1, 0.2]
    let expected = zip(left, influence).reduce(0) { $0 + $1.0 * $1.0 * $1.1 * $1.1 }.squareRoot()
    #expect(abs(fit.coefficients[0].standardError - expected) < 1e-12)
    let alone = outcome.reduce(0) { $0 + ($1 - 3) * ($1 - 3) } * (5.0 / 4) * (5.0 / 4)
    let loss = left.reduce(0) { $0 + $1 * $1 }
    #expect(abs(fit.crossFit - (1 - loss / alone)) < 1e-12)
    // The intercept is the fit at 0, a leverage away: 1/5 − x̄·influence.
    let constant = zip(left, influence).reduce(0) {
      $0 + $1.0 * $1.0 * (0.2 - 2 * $1.1) * (0.2 - 2 * $1.1)
    }.squareRoot()
    #expect(abs(fit.intercept.standardError - constant) < 1e-12)
  }

  /// P(|T| > t) of three degrees of freedom at 3.182446 is 0.05.
  @Test func `p-values are Student's`() throws {
    let fit = try #require(LeastSquares(outcome: outcome, factors: [factor]))
    let t = abs(fit.coefficients[0].estimate / fit.coefficients[0].standardError)
    #expect((fit.coefficients[0].pValue < 0.05) == (t > 3.182446))
    let sharp = try #require(
      LeastSquares(outcome: [0, 1.001, 1.999, 3.001, 3.999, 5], factors: [[0, 1, 2, 3, 4, 5]]))
    #expect(sharp.coefficients[0].pValue < 1e-6)
  }

  @Test func `leaving a row out is fitting the others`() throws {
    var random = RandomSource(seed: 5)
    let factors = (0..<3).map { _ in (0..<20).map { _ in random.normal() } }
    let outcome = (0..<20).map { 2 + factors[0][$0] - 3 * factors[2][$0] + random.normal() }
    let all = try #require(LeastSquares(outcome: outcome, factors: factors))
    var (loss, alone) = (0.0, 0.0)
    for row in outcome.indices {
      func without(_ column: [Double]) -> [Double] {
        column.enumerated().filter { $0.offset != row }.map(\.element)
      }
      let fit = try #require(
        LeastSquares(outcome: without(outcome), factors: factors.map(without)))
      let told = zip(fit.coefficients, factors).reduce(fit.intercept.estimate) {
        $0 + $1.0.estimate * $1.1[row]
      }
      loss += (outcome[row] - told) * (outcome[row] - told)
      let mean = without(outcome).reduce(0, +) / 19
      alone += (outcome[row] - mean) * (outcome[row] - mean)
    }
    #expect(abs(all.crossFit - (1 - loss / alone)) < 1e-9)
  }

  @Test func `dependent, constant and too many factors have no fit`() {
    #expect(LeastSquares(outcome: outcome, factors: [factor, factor.map { 2 * $0 + 1 }]) == nil)
    #expect(LeastSquares(outcome: outcome, factors: [[1, 1, 1, 1, 1]]) == nil)
    #expect(LeastSquares(outcome: [2, 2, 2, 2, 2], factors: [factor]) == nil)
    #expect(
      LeastSquares(
        outcome: outcome, factors: [factor, [1, 0, 0, 1, 1], [0, 1, 1, 0, 1]]) == nil)
    // One row alone has the factor: it is fitted without a rest.
    #expect(LeastSquares(outcome: outcome, factors: [[0, 0, 0, 0, 1]]) == nil)
  }

  @Test func `scale and place of columns change no p-value`() throws {
    let plain = try #require(LeastSquares(outcome: outcome, factors: [factor]))
    let moved = try #require(
      LeastSquares(
        outcome: outcome.map { 1000 + 10 * $0 }, factors: [factor.map { 7 - 0.01 * $0 }]))
    #expect(abs(plain.coefficients[0].pValue - moved.coefficients[0].pValue) < 1e-9)
    #expect(abs(moved.coefficients[0].estimate + 800) < 1e-6)
  }

  /// Independent factors share what each explains alone; two alike share alike; all add up.
  @Test func `shares of the explained variance`() throws {
    let first = [1.0, 1, 1, 1, -1, -1, -1, -1]
    let second = [1.0, 1, -1, -1, 1, 1, -1, -1]
    let noise = [0.5, -0.5, -0.5, 0.5, -0.5, 0.5, 0.5, -0.5]
    let outcome = (0..<8).map { 3 * first[$0] + 2 * second[$0] + noise[$0] }
    let shares = try #require(explainedShares(outcome: outcome, factors: [first, second]))
    // Variances 9, 4 and 0.25 of 13.25.
    #expect(abs(shares[0] - 9 / 13.25) < 1e-12 && abs(shares[1] - 4 / 13.25) < 1e-12)
    // Two factors that together are the first: (a, b) with a + b = 2·first and equal covariances.
    let half = (0..<8).map { first[$0] + noise[$0] }
    let other = (0..<8).map { first[$0] - noise[$0] }
    let twins = try #require(
      explainedShares(
        outcome: (0..<8).map { first[$0] + 0.1 * second[$0] }, factors: [half, other]))
    #expect(abs(twins[0] - twins[1]) < 1e-12)
    #expect(abs(twins[0] + twins[1] - 1 / 1.01) < 1e-9)
  }

  /// Benjamini and Hochberg's own example (1995, section 3): at 0.05 the first four of fifteen.
  @Test func `false discoveries, the published example`() {
    let values = [
      0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262,
      0.5719, 0.6528, 0.7590, 1.0000,
    ]
    let adjusted = falseDiscoveryAdjusted(values)
    #expect(adjusted.count { $0 <= 0.05 } == 4)
    #expect(abs(adjusted[3] - 0.0095 * 15 / 4) < 1e-12)
    #expect(adjusted[14] == 1 && zip(adjusted, adjusted.dropFirst()).allSatisfy { $0 <= $1 })
    #expect(falseDiscoveryAdjusted([.nan, 0.03])[1] == 0.03)
  }
}
