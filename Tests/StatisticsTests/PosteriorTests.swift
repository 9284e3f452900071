import Statistics
import Testing

/// Small rows drawn toward the others, never toward themselves.
@Suite struct PosteriorTests {
  @Test func `shrinking toward the others with the error of their mean is the usual estimate`()
    throws
  {
    let (y, v) = ([1.0, 4, 6, 7], [0.5, 1, 2, 0.25])
    let found = try #require(normalShrink(estimates: y, variances: v))
    let between = found.betweenVariance
    for row in y.indices {
      // The mean of the others and its variance, from the definition.
      let others = y.indices.filter { $0 != row }
      let weights = others.map { 1 / (v[$0] + between) }
      let total = weights.reduce(0, +)
      let mean = zip(others, weights).reduce(0) { $0 + y[$1.0] * $1.1 } / total
      #expect(agree(found.othersMeans[row], mean, within: 1e-12))
      let prior = between + 1 / total
      let own = prior / (prior + v[row])
      #expect(agree(found.estimates[row], own * y[row] + (1 - own) * mean, within: 1e-12))
      #expect(agree(found.predictionErrors[row], (own * v[row]).squareRoot(), within: 1e-12))
    }
  }

  @Test func `rows that differ by no more than chance come out equal, not turned around`() throws {
    let found = try #require(normalShrink(estimates: [1, 2, 3], variances: [9, 9, 9]))
    #expect(found.betweenVariance == 0)
    #expect(agree(found.estimates, [2, 2, 2], within: 1e-12))
    // √(9/3): the mean is all that is known.
    #expect(
      agree(found.predictionErrors, Array(repeating: 3.0.squareRoot(), count: 3), within: 1e-12))
  }

  @Test func `a share is drawn toward the others by hand's count`() throws {
    // 9 of 10 and 1 of 10, 50 of 100: the prior of the first has the mean (51 + ½) / (110 + 1).
    let (x, n) = ([9.0, 1, 50], [10.0, 10, 100])
    let rho = try #require(betaBinomialShrink(successes: x, trials: n)).correlation
    let mean = 51.5 / 111
    let error = (rho * (100 + 10_000) + (1 - rho) * 110) / (110 * 110)
    let strength = 1 / (rho + error) - 1
    guard case .beta(let a, let b) = betaPosteriors(successes: x, trials: n)[0] else {
      Issue.record("a share is a beta value")
      return
    }
    #expect(agree(a, 9 + mean * strength, within: 1e-12))
    #expect(agree(b, 1 + (1 - mean) * strength, within: 1e-12))
  }

  @Test func `a share and its complement mirror each other`() {
    let (x, n) = ([3.0, 7, 20, 0], [9.0, 12, 40, 11])
    let other = zip(x, n).map { $1 - $0 }
    for (one, mirrored) in zip(
      betaPosteriors(successes: x, trials: n), betaPosteriors(successes: other, trials: n))
    {
      #expect(agree(one.estimate, 1 - mirrored.estimate, within: 1e-12))
      #expect(agree(one.deviation, mirrored.deviation, within: 1e-12))
    }
  }

  @Test func `shares that differ by no more than chance are one distribution`() {
    // Squares about ½, weighted by the trials and over ½·½: 0.8, less than the 2 that chance lets expect.
    #expect(
      betaPosteriors(successes: [5, 6, 4], trials: [10, 10, 10])
        == Array(repeating: .beta(a: 15.5, b: 15.5), count: 3))
  }

  @Test func `equal shares are exact, missing ones missing, one alone has Jeffreys' prior`() {
    #expect(
      betaPosteriors(successes: [5, 10, 0], trials: [10, 20, 0])
        == [.exact(0.5), .exact(0.5), .missing])
    #expect(betaPosteriors(successes: [3], trials: [8]) == [.beta(a: 3.5, b: 5.5)])
  }
}
