import Foundation
import Testing

@testable import Statistics

struct IntervalTests {
  /// Newcombe, Statistics in Medicine 17 (1998), 857–872, table I, method 3.
  @Test(arguments: [
    (81.0, 263.0, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0, 0.1611),
    (1, 29, 0.0061, 0.1718),
  ])
  func `score intervals are those published`(x: Double, n: Double, low: Double, high: Double) {
    let found = Interval.wilson(successes: x, trials: n)
    #expect(abs(found.low - low) < 0.00005 && abs(found.high - high) < 0.00005)
  }

  /// Newcombe, Statistics in Medicine 17 (1998), 873–890, table II, method 10.
  @Test(arguments: [
    ([56.0, 70, 48, 80], 0.0524, 0.3339), ([9, 10, 3, 10], 0.1705, 0.8090),
    ([6, 7, 2, 7], 0.0582, 0.8062), ([5, 56, 0, 29], -0.0381, 0.1926),
    ([0, 10, 0, 20], -0.1611, 0.2775), ([0, 10, 0, 10], -0.2775, 0.2775),
    ([10, 10, 0, 20], 0.6791, 1.0), ([10, 10, 0, 10], 0.6075, 1.0),
  ])
  func `differences of shares are those published`(cells: [Double], low: Double, high: Double) {
    let found = Interval.newcombe((cells[0], cells[1]), (cells[2], cells[3]))
    #expect(abs(found.low - low) < 0.00005 && abs(found.high - high) < 0.00005)
  }

  @Test func `a score interval satisfies the equation it comes from`() {
    for n in [1.0, 4, 17, 300] {
      for x in stride(from: 0.5, to: n, by: max(0.5, n / 9)) {
        let found = Interval.wilson(successes: x, trials: n)
        for end in [found.low, found.high] {
          let score = (x / n - end) / (end * (1 - end) / n).squareRoot()
          #expect(agree(abs(score), Interval.normal95, within: 1e-9))
        }
      }
    }
  }

  @Test func `shares of nothing, of none and of all`() {
    #expect(Interval.wilson(successes: 0, trials: 0) == Interval(low: 0, high: 1))
    #expect(Interval.wilson(successes: 0, trials: 7).low == 0)
    #expect(Interval.wilson(successes: 7, trials: 7).high == 1)
    #expect(Interval.wilson(successes: 9, trials: 7) == .wilson(successes: 7, trials: 7))
    #expect(Interval.newcombe((0, 0), (1, 2)) == Interval(low: -1, high: 1))
  }

  @Test func `exchanging the sides of a difference changes its sign alone`() {
    let shares = Interval.newcombe((5, 12), (30, 41))
    let turned = Interval.newcombe((30, 41), (5, 12))
    #expect(shares == Interval(low: -turned.high, high: -turned.low))
    let rates = Interval.rateDifference((3, 10), (40, 200))!
    let back = Interval.rateDifference((40, 200), (3, 10))!
    #expect(agree([rates.low, rates.high], [-back.high, -back.low], within: 1e-15))
  }

  @Test func `Student's interval of a mean, by hand`() {
    // 2, 4, 6, 8: mean 5, variance 20/3, standard error √(5/3) = 1.290994; t(3) = 3.182446.
    let found = Interval.mean(sum: 20, count: 4, sumSquares: 120)!
    #expect(agree(found.low, 5 - 3.182446305 * 1.2909944487, within: 1e-9))
    #expect(agree(found.high, 5 + 3.182446305 * 1.2909944487, within: 1e-9))
    #expect(Interval.mean(sum: 5, count: 1, sumSquares: 25) == nil)
    #expect(Interval.mean(sum: 0, count: 0, sumSquares: 0) == nil)
    #expect(Interval.mean(sum: 9, count: 3, sumSquares: 27) == Interval(low: 3, high: 3))
  }

  @Test func `the difference of two means of one pooled variance, by hand`() {
    // 1, 2, 3 and 4, 6: means 2 and 5, Σ of squares 2 and 2, pooled 4/3, error √(4/3·5/6) = 1.054093.
    let found = Interval.meanDifference(
      .init(sum: 6, count: 3, sumSquares: 14), .init(sum: 10, count: 2, sumSquares: 52))!
    #expect(agree(found.low, -3 - 3.182446305 * 1.0540925534, within: 1e-9))
    #expect(agree(found.high, -3 + 3.182446305 * 1.0540925534, within: 1e-9))
  }

  @Test func `a single value borrows the spread of the other side`() {
    let one = Interval.Sums(sum: 7, count: 1, sumSquares: 49)
    let many = Interval.Sums(sum: 6, count: 3, sumSquares: 14)
    // Variance 1, error √(1 + 1/3), t(2) = 4.302653.
    let found = Interval.meanDifference(one, many)!
    #expect(agree(found.high - 5, 4.30265273 * (4.0 / 3).squareRoot(), within: 1e-8))
    #expect(Interval.meanDifference(one, one) == nil)
    #expect(Interval.meanDifference(.init(sum: 0, count: 0, sumSquares: 0), many) == nil)
  }

  @Test func `few values lean on the spread within all groups, by hand`() {
    // 1, 3 about 2; 4, 4 about 4; 7 alone: Σ of squares 2, 2 degrees, variance 1, t(2) = 4.302653.
    let groups: [Interval.Sums] = [
      .init(sum: 4, count: 2, sumSquares: 10), .init(sum: 8, count: 2, sumSquares: 32),
      .init(sum: 7, count: 1, sumSquares: 49),
    ]
    let spread = Interval.Spread(within: groups)
    #expect(spread == Interval.Spread(squares: 2, degrees: 2))
    #expect(Interval.Spread(within: groups.reversed()) == spread)
    let equal = Interval.mean(groups[1], spread: spread)!
    #expect(agree(equal.low, 4 - 4.30265273 * 0.5.squareRoot(), within: 1e-8))
    let alone = Interval.mean(groups[2], spread: spread)!
    #expect(agree(alone.high, 7 + 4.30265273, within: 1e-8))
    // Of two values and one: error √(1/2 + 1).
    let apart = Interval.meanDifference(groups[2], groups[1], spread: spread)!
    #expect(agree(apart.low, 3 - 4.30265273 * 1.5.squareRoot(), within: 1e-8))
    #expect(agree(apart.high, 3 + 4.30265273 * 1.5.squareRoot(), within: 1e-8))
  }

  @Test func `where no group spreads there is no interval`() {
    let one = Interval.Sums(sum: 7, count: 1, sumSquares: 49)
    let equal = Interval.Sums(sum: 8, count: 2, sumSquares: 32)
    for groups in [[], [one], [one, equal]] {
      let spread = Interval.Spread(within: groups)
      #expect(Interval.mean(equal, spread: spread) == nil)
      #expect(Interval.meanDifference(one, equal, spread: spread) == nil)
    }
  }

  /// Garwood (1936), as tabled by Pearson and Hartley, Biometrika Tables, table 40.
  @Test(arguments: [
    (0.0, 0.0, 3.689), (1, 0.0253, 5.572), (5, 1.623, 11.668), (10, 4.795, 18.390),
    (30, 20.241, 42.827),
  ])
  func `intervals of counts are those of the tables`(count: Double, low: Double, high: Double) {
    let found = Interval.poisson(count: count)
    #expect(abs(found.low - low) < 0.0006 && abs(found.high - high) < 0.0006)
  }

  @Test func `the ends of a count's interval leave 2.5 percent on each side`() {
    for count in [1.0, 2, 9, 77, 800] {
      let found = Interval.poisson(count: count)
      #expect(agree(incompleteGamma(count, found.low).lower, 0.025, within: 1e-10))
      #expect(agree(incompleteGamma(count + 1, found.high).upper, 0.025, within: 1e-10))
    }
    #expect(agree(Interval.poisson(count: 0).high, -log(0.025), within: 1e-10))
    #expect(Interval.poisson(count: -1) == .poisson(count: 0))
    #expect(Interval.rateDifference((1, 0), (1, 2)) == nil)
  }

  @Test func `the interval of a ratio of shares, by hand`() {
    // 10 of 50 over 20 of 60: corrected 10.5/51 and 20.5/61, ln of their ratio −0.49006, variance
    // 1/10.5 − 1/51 + 1/20.5 − 1/61 = 0.108017.
    let found = Interval.logRatio(
      numerator: 10, denominator: 50, baseNumerator: 20, baseDenominator: 60)!
    let center = log(10.5 / 51) - log(20.5 / 61)
    let error = (1 / 10.5 - 1 / 51.0 + 1 / 20.5 - 1 / 61.0).squareRoot()
    #expect(agree(found.low, exp(center - 1.959963984540054 * error), within: 1e-14))
    #expect(agree(found.high, exp(center + 1.959963984540054 * error), within: 1e-14))
  }

  @Test func `ratios without a base have no interval, ratios of 0 and of wholes have one`() {
    func ratio(_ a: Double, _ b: Double, _ c: Double, _ d: Double) -> Interval? {
      .logRatio(numerator: a, denominator: b, baseNumerator: c, baseDenominator: d)
    }
    #expect(ratio(1, 5, 0, 5) == nil)
    #expect(ratio(1, 0, 1, 5) == nil)
    #expect(ratio(1, 5, 0, 0) == nil)
    let none = ratio(0, 5, 2, 5)!
    #expect(none.low == 0 && none.high > 0 && none.high.isFinite)
    let wholes = ratio(5, 5, 5, 5)!
    #expect(wholes.low < 1 && wholes.high > 1)
  }

  @Test func `differences of ratios contain none where the two are alike and lie aside where not`()
  {
    let low = Interval.Shares(
      numerator: 100, denominator: 1000, baseNumerator: 300, baseDenominator: 1000)
    let high = Interval.Shares(
      numerator: 300, denominator: 1000, baseNumerator: 300, baseDenominator: 1000)
    #expect(Interval.ratioDifference(low, low)!.contains(0))
    #expect(Interval.logRatioDifference(low, low)!.contains(1))
    #expect(Interval.ratioDifference(high, low)!.low > 0)
    #expect(Interval.logRatioDifference(high, low)!.low > 1)
    let none = Interval.Shares(
      numerator: 3, denominator: 10, baseNumerator: 0, baseDenominator: 10)
    #expect(Interval.ratioDifference(none, low) == nil)
    #expect(Interval.logRatioDifference(low, none) == nil)
  }
}
