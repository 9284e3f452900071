import Testing

@testable import Statistics

@Suite struct EffectRanksTests {
  @Test func `two effects change places as often as the normal distribution says`() {
    // 0.4 apart with errors 0.3 and 0.4, so 0.5 of the difference: Φ(0.8) = 0.788145 that the first is above.
    let places = EffectRanks.places(estimates: [1, 0.6], standardErrors: [0.3, 0.4])
    #expect(places.map(\.rank) == [1, 2])
    #expect(places.map(\.low) == [1, 1] && places.map(\.high) == [2, 2])
    #expect(agree(places[0].expected, 2 - 0.788144601417, within: 1e-9))
    // The quantile is 1 just below that probability, and 2 just above.
    for (q, high) in [(0.7881445, 1), (0.7881447, 2)] {
      let place = EffectRanks.places(
        estimates: [1, 0.6], standardErrors: [0.3, 0.4], low: 0.025, high: q)[0]
      #expect(place.high == high)
    }
  }

  @Test func `known effects have their places, and equal ones share the smallest`() {
    let places = EffectRanks.places(estimates: [2, 5, 5], standardErrors: [0, 0, 0])
    #expect(places.map(\.rank) == [3, 1, 1])
    #expect(places.map(\.low) == [3, 1, 1] && places.map(\.high) == [3, 1, 1])
    // One known between two that are not.
    let mixed = EffectRanks.places(estimates: [0, 1, -1], standardErrors: [0, 0.1, 0.1])
    #expect(mixed.map(\.low) == [2, 1, 3] && mixed.map(\.high) == [2, 1, 3])
  }

  /// Shares of 200,000 draws at most within four of their standard errors.
  @Test func `quantiles are those of draws`() {
    var source = RandomSource(seed: 5)
    let estimates = (0..<12).map { _ in source.normal() }
    let errors = (0..<12).map { _ in 0.1 + 0.5 * source.uniform() }
    let draws = 200_000
    var counts = Array(repeating: Array(repeating: 0, count: 13), count: 12)
    for _ in 0..<draws {
      let drawn = zip(estimates, errors).map { $0 + $1 * source.normal() }
      for (row, place) in ranks(of: drawn).enumerated() { counts[row][place] += 1 }
    }
    let places = EffectRanks.places(estimates: estimates, standardErrors: errors)
    for (row, place) in places.enumerated() {
      func share(upTo rank: Int) -> Double {
        Double(counts[row][0...max(0, rank)].reduce(0, +)) / Double(draws)
      }
      let slack = 4 * (0.025 * 0.975 / Double(draws)).squareRoot()
      #expect(share(upTo: place.low) >= 0.025 - slack)
      #expect(share(upTo: place.low - 1) < 0.025 + slack)
      #expect(share(upTo: place.high) >= 0.975 - slack)
      #expect(share(upTo: place.high - 1) < 0.975 + slack)
    }
  }

  @Test func `the way for many effects gives the places of the exact one`() {
    var source = RandomSource(seed: 8)
    let estimates = (0..<280).map { _ in 0.3 * source.normal() }
    let errors = (0..<280).map { _ in 0.06 + 0.2 * source.uniform() }
    let exact = EffectRanks.places(estimates: estimates, standardErrors: errors)
    let many = ManyRanks(estimates, errors).quantiles(0.025, 0.975)
    let off = zip(exact, many).map { max(abs($0.low - $1.low), abs($0.high - $1.high)) }
    #expect((off.max() ?? 0) <= 1)
    #expect(off.count { $0 > 0 } <= 28, "\(off.count { $0 > 0 })")
    for (own, mean) in zip(exact, ManyRanks(estimates, errors).expected()) {
      #expect(abs(own.expected - mean) < 0.01)
    }
  }

  /// Tables of the studentized range with infinite degrees of freedom: Harter, Annals of Mathematical
  /// Statistics 31 (1960).
  @Test func `quantiles of the normal range are those published`() {
    for (count, quantile) in [(2, 2.772), (3, 3.314), (5, 3.858), (10, 4.474), (20, 5.012)] {
      #expect(abs(RankSets.rangeQuantile(0.95, count: count) - quantile) < 6e-4, "\(count)")
    }
  }

  @Test func `a set holds the places between those surely above and those surely below`() {
    // c = 2.772/√2 = 1.960 for two: 1.9 standard errors of the difference apart they may change places, 2 they may not.
    let error = 1 / 2.0.squareRoot()
    #expect(
      RankSets.sets(estimates: [1.9, 0], standardErrors: [error, error]) == [1...2, 1...2])
    #expect(RankSets.sets(estimates: [0, 2], standardErrors: [error, error]) == [2...2, 1...1])
    #expect(RankSets.sets(estimates: [3], standardErrors: [1]) == [1...1])
  }

  @Test func `sets hold all true ranks at once in 95 of 100 samples`() {
    var held = 0
    for sample in 0..<400 {
      var source = RandomSource(seed: 31).stream(UInt64(sample))
      let truth = (0..<15).map { Double($0) * 0.25 }
      let errors = (0..<15).map { _ in 0.2 + 0.3 * source.uniform() }
      let sets = RankSets.sets(
        estimates: zip(truth, errors).map { $0 + $1 * source.normal() }, standardErrors: errors)
      if zip(sets, ranks(of: truth)).allSatisfy({ $0.contains($1) }) { held += 1 }
    }
    // Three standard errors of 95 % in 400: 0.033. They are conservative.
    #expect(Double(held) / 400 > 0.95 - 0.033)
  }

  @Test func `the number of threads changes no digit`() {
    var source = RandomSource(seed: 9)
    for count in [90, 700] {
      let estimates = (0..<count).map { _ in source.normal() }
      let errors = (0..<count).map { _ in 0.1 + source.uniform() }
      let (one, two) = [1, 2].map { threads in
        Parallel.$threads.withValue(threads) {
          EffectRanks.places(estimates: estimates, standardErrors: errors)
        }
      }.pair
      #expect(one == two)
    }
  }
}

extension Array {
  /// The two elements of an array of two.
  var pair: (Element, Element) { (self[0], self[1]) }
}
