import Testing

@testable import Statistics

/// How often the intervals hold the truth, measured over many seeded samples.
struct CoverageTests {
  private static let samples = 8000

  /// The share of samples whose interval misses the truth, below and above.
  private func misses(_ truth: Double, _ sample: (inout RandomSource) -> Interval?) -> (
    low: Double, high: Double
  ) {
    var (below, above, count) = (0, 0, 0)
    for index in 0..<Self.samples {
      var source = RandomSource(seed: 11).stream(UInt64(index))
      guard let interval = sample(&source) else { continue }
      count += 1
      if truth < interval.low { below += 1 } else if truth > interval.high { above += 1 }
    }
    return (Double(below) / Double(count), Double(above) / Double(count))
  }

  private func successes(_ trials: Int, _ share: Double, _ source: inout RandomSource) -> Double {
    Double((0..<trials).count { _ in source.uniform() < share })
  }

  @Test func `score intervals miss one sample in twenty on average over shares`() {
    var total = 0.0
    for step in 1...9 {
      let share = Double(step) / 10
      let found = misses(share) {
        .wilson(successes: successes(25, share, &$0), trials: 25)
      }
      total += found.low + found.high
    }
    // The coverage of a discrete interval swings with the share: over these nine, worked out from the
    // binomial distribution itself, it misses 6.01 % of samples.
    #expect(abs(total / 9 - 0.0601) < 0.004)
  }

  @Test func `Student's intervals miss one sample in twenty`() {
    let found = misses(10) { source in
      let values = (0..<6).map { _ in 10 + 3 * source.normal() }
      return .mean(
        sum: values.reduce(0, +), count: 6, sumSquares: values.reduce(0) { $0 + $1 * $1 })
    }
    // Four standard errors: 4·√(0.05·0.95/8000).
    #expect(abs(found.low + found.high - 0.05) < 0.0098)
  }

  @Test func `differences of small shares are conservative and miss on both sides`() {
    let found = misses(0.2) {
      .newcombe((successes(20, 0.5, &$0), 20), (successes(400, 0.3, &$0), 400))
    }
    #expect(found.low + found.high < 0.06)
    #expect(found.low > 0.01 && found.high > 0.01)
  }

  @Test func `differences of ratios miss at most one sample in twenty and on both sides`() {
    // 0.3/0.3 − 0.3/0.3 for a school of 200 and a region of 2,000.
    let found = misses(0) { source in
      .ratioDifference(
        .init(
          numerator: successes(200, 0.3, &source), denominator: 200,
          baseNumerator: successes(200, 0.3, &source), baseDenominator: 200),
        .init(
          numerator: successes(2000, 0.3, &source), denominator: 2000,
          baseNumerator: successes(2000, 0.3, &source), baseDenominator: 2000))
    }
    #expect(found.low + found.high < 0.06)
    #expect(found.low > 0.015 && found.high > 0.015)
  }

  @Test func `exact intervals of counts never miss more than promised`() {
    for mean in [0.7, 3.0, 11] {
      let found = misses(mean) { source in
        // Arrivals of a Poisson process within one unit of time.
        var (time, count) = (0.0, -1.0)
        while time < 1 {
          time += logarithmicGap(source.uniform(), mean)
          count += 1
        }
        return .poisson(count: count)
      }
      #expect(found.low < 0.025 + 0.007 && found.high < 0.025 + 0.007)
    }
  }

  /// An exponential waiting time, by the quantile of a gamma distribution of shape 1.
  private func logarithmicGap(_ uniform: Double, _ mean: Double) -> Double {
    gammaQuantile(shape: 1, tail: uniform, fromRight: true) / mean
  }
}
