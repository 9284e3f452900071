import Foundation
import Statistics
import Testing

@Suite struct ShrinkageTests {
  @Test func `equal variances have a between variance by hand`() throws {
    // y = 1, 2, 6 with v = 1: the sum of squares about 3 is 14, and 14 / (1 + τ²) = 2 gives τ² = 6.
    let found = try #require(normalShrink(estimates: [1, 2, 6], variances: [1, 1, 1]))
    #expect(agree(found.betweenVariance, 6, within: 1e-9))
    #expect(agree(found.mean, 3, within: 1e-12))
    // Each keeps 6/7 of its distance to 3.
    let expected: [Double] = [1, 2, 6].map { 3 + ($0 - 3) * 6 / 7 }
    #expect(agree(found.estimates, expected, within: 1e-9))
    let deviation = (6.0 / 7).squareRoot()
    #expect(agree(found.deviations, [deviation, deviation, deviation], within: 1e-9))
  }

  @Test func `what differs by chance alone is drawn to the mean whole`() throws {
    // The sum of squares 2 · 0.25 = 0.5 is below n − 1 = 1 with v = 1.
    let found = try #require(normalShrink(estimates: [1, 2], variances: [1, 1]))
    #expect(found.betweenVariance == 0)
    #expect(agree(found.estimates, [1.5, 1.5], within: 1e-12))
    #expect(found.reliabilities == [0, 0])
  }

  @Test func `a missing estimate receives the mean, an exact one is not moved`() throws {
    let found = try #require(normalShrink(estimates: [1, 2, 6, .nan], variances: [1, 1, 1, 1]))
    #expect(agree(found.estimates[3], found.mean, within: 1e-12))
    let exact = try #require(normalShrink(estimates: [1, 2, 6], variances: [1, 0, 1]))
    #expect(exact.estimates[1] == 2)
    #expect(normalShrink(estimates: [.nan], variances: [1]) == nil)
  }

  @Test func `small shares are drawn most, and never past the common one`() throws {
    let found = try #require(
      betaBinomialShrink(successes: [2, 30, 160, 60], trials: [4, 50, 200, 100]))
    let raw = [0.5, 0.6, 0.8, 0.6]
    // (2 + 30 + 160 + 60) / 354.
    #expect(agree(found.mean, 252.0 / 354, within: 1e-12))
    #expect(found.correlation > 0 && found.correlation < 1)
    for (share, own) in zip(found.shares, raw) {
      #expect(min(own, found.mean) <= share && share <= max(own, found.mean))
    }
    func kept(_ index: Int) -> Double {
      (found.shares[index] - found.mean) / (raw[index] - found.mean)
    }
    // The weight of a row's own share is n / (n + a + b).
    for (index, trials) in [(0, 4.0), (1, 50), (2, 200)] {
      #expect(agree(kept(index), trials / (trials + found.strength), within: 1e-9))
    }
    #expect(kept(0) < kept(1) && kept(1) < kept(2))
  }

  @Test func `equal shares have no correlation`() throws {
    let found = try #require(betaBinomialShrink(successes: [5, 50], trials: [10, 100]))
    #expect(found.correlation == 0 && found.shares == [0.5, 0.5])
    #expect(betaBinomialShrink(successes: [0], trials: [0]) == nil)
  }
}
