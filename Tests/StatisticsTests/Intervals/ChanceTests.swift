import Foundation
import Testing

@testable import Statistics

@Suite struct FunnelChanceTests {
  @Test func `the funnels of the others are those of each set of others, to the last bit`() {
    for seed in 0..<40 {
      var source = RandomSource(seed: UInt64(seed))
      let groups = (0..<3 + source.index(below: 60)).map { _ -> Funnel.Group in
        let size = Double(source.index(below: 200))
        return (sum: (size * source.uniform() * 8).rounded() / 8, size: size)
      }
      let chances: [Funnel.Chance?] = groups.indices.map { index in
        switch seed % 4 {
        case 0: .binomial
        case 1: .poisson
        default: index % 5 == 0 ? nil : .normal(unitVariance: 0.1 + Double(index))
        }
      }
      let found = Funnel.ofOthers(groups, chances: chances)
      for (index, chance) in chances.enumerated() {
        var others = groups
        others.remove(at: index)
        #expect(found[index] == chance.flatMap { Funnel(others, chance: $0) })
      }
    }
    #expect(Funnel.ofOthers([(1, 2)], chances: [.binomial]) == [nil])
  }

  @Test func `limits of a rate are those of Poisson where few events are expected`() throws {
    // One event of 2 twice: a rate of ½; over an exposure of 4 two are expected. Poisson's probabilities of 0 to 5 with
    // a mean of 2 sum up to 0.983436, of 0 to 4 to 0.947347; the last is 0.036089.
    let funnel = try #require(Funnel([(1, 2), (1, 2)], chance: .poisson))
    #expect(funnel.target == 0.5 && funnel.dispersion == 0)
    let limits = funnel.limits(size: 4, z: Interval.normal95)
    #expect(agree(limits.high, (5 - (0.983436 - 0.975) / 0.036089) / 4, within: 1e-4))
    #expect(limits.low == 0)
    // 64 expected: 64 ± 2·8.
    let large = funnel.limits(size: 128, z: 2)
    #expect(agree(large.low, 48.0 / 128, within: 1e-12))
    #expect(agree(large.high, 80.0 / 128, within: 1e-12))
  }

  @Test func `limits of a mean go by the variance of units`() throws {
    let funnel = try #require(Funnel([(40, 10), (40, 10)], chance: .normal(unitVariance: 0.25)))
    // 4 ± 2·√(0.25/25).
    let limits = funnel.limits(size: 25, z: 2)
    #expect(agree(limits.low, 3.8, within: 1e-12) && agree(limits.high, 4.2, within: 1e-12))
    // Means of 3 and 5 of 25 units: z of ∓10, pulled in to ∓8; limits are eight times as wide.
    let apart = try #require(Funnel([(75, 25), (125, 25)], chance: .normal(unitVariance: 0.25)))
    #expect(agree(apart.dispersion, 64, within: 1e-9))
    #expect(agree(apart.limits(size: 25, z: 2).high, 5.6, within: 1e-9))
  }

  @Test func `a position is beyond a limit, not on it`() throws {
    let funnel = try #require(Funnel([(200, 1000), (200, 1000)], chance: .binomial))
    // 0.2 ± 1.96·0.04 and ± 3.09·0.04.
    let expected: [(Double, Funnel.Position)] = [
      (0.2, .within), (0.27, .within), (0.28, .above95), (0.32, .above95), (0.33, .above998),
      (0.12, .below95), (0.07, .below998),
    ]
    for (value, position) in expected {
      #expect(funnel.position(of: value, size: 100) == position, "\(value)")
    }
    let edge = funnel.limits(size: 100, z: Interval.normal95).high
    #expect(funnel.position(of: edge, size: 100) == .within)
  }
}

@Suite struct EffectSizeTests {
  @Test func `Cohen's h is the difference of angles`() {
    // asin √½ = π/4 and asin √¼ = π/6.
    #expect(agree(EffectSize.h(0.5, 0.25), .pi / 2 - .pi / 3, within: 1e-12))
    #expect(EffectSize.h(0.25, 0.5) == -EffectSize.h(0.5, 0.25))
    #expect(agree(EffectSize.h(1, 0), .pi, within: 1e-12) && EffectSize.h(0.3, 0.3) == 0)
  }

  @Test func `Cohen's d is a difference in standard deviations of units`() throws {
    #expect(EffectSize.d(1, unitVariance: 4) == 0.5 && EffectSize.d(1, unitVariance: 0) == nil)
    // 3, 5 about 4 and 1, 3 about 2: squares of 2 and 2 over 2 degrees.
    let variance = Interval.Sums.pooledVariance(
      .init(sum: 8, count: 2, sumSquares: 34), .init(sum: 4, count: 2, sumSquares: 10))
    #expect(variance == 2)
    #expect(EffectSize.logRatio(3, 1.5) == log(2) && EffectSize.logRatio(0, 1) == nil)
  }
}

@Suite struct PValueTests {
  @Test func `the p-value is where the interval lets go of zero`() throws {
    // 1 ± z/2 reaches 0 at z = 2, and −1 ± z/2 too.
    let expected = 0.04550026389635842
    for center in [1.0, -1] {
      let found = try #require(pValue { Interval(low: center - $0 / 2, high: center + $0 / 2) })
      #expect(agree(found, expected, within: 1e-8))
    }
    #expect(pValue { Interval(low: -$0, high: $0) } == 1)
    #expect(pValue { _ in Interval(low: 1, high: 2) } == 2 * normalCDF(-8))
    #expect(pValue { _ in nil } == nil)
  }

  @Test func `of a share beside a number it is the score test's`() throws {
    // Wilson's interval inverts it: (0.3 − 0.225)/√(0.225·0.775/40) = 1.1359, two tails of 0.255989.
    let found = pValue { z in
      let share = Interval.wilson(successes: 12, trials: 40, z: z)
      return Interval(low: share.low - 0.225, high: share.high - 0.225)
    }
    #expect(agree(try #require(found), 0.25598851167013803, within: 1e-7))
  }

  @Test func `it is 5 % and less just where the interval of 95 % leaves zero out`() throws {
    var random = RandomSource(seed: 5)
    func number(_ below: Int) -> Double { Double(random.next() % UInt64(below)) }
    var (inside, outside) = (0, 0)
    for _ in 0..<400 {
      let (n, m) = (number(60) + 1, number(400) + 1)
      let a = (successes: min(n, number(60)), trials: n)
      let b = (successes: min(m, number(200)), trials: m)
      let p = try #require(pValue { Interval.newcombe(a, b, z: $0) })
      let holds = Interval.newcombe(a, b).contains(0)
      #expect((p > 0.05) == holds, "\(a) \(b)")
      if holds { inside += 1 } else { outside += 1 }
    }
    #expect(inside > 50 && outside > 50)
  }

  @Test func `Student's p-value is the tail of his distribution`() throws {
    #expect(
      agree(try #require(studentPValue(-2.2621571628, degreesOfFreedom: 9)), 0.05, within: 1e-9))
    #expect(studentPValue(0, degreesOfFreedom: 9) == 1)
    // With one degree of freedom it is Cauchy's: a quarter lies beyond 1.
    #expect(agree(try #require(studentPValue(1, degreesOfFreedom: 1)), 0.5, within: 1e-12))
    #expect(studentPValue(1, degreesOfFreedom: 0) == nil)
  }
}
