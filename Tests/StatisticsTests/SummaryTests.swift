import Testing

@testable import Statistics

struct SummaryTests {
  @Test func `quantiles are of type 7`() {
    // R: quantile(c(1, 2, 4, 8)) is 1, 1.75, 3, 5, 8.
    let values = [8.0, 1, 4, 2]
    #expect(
      [0, 0.25, 0.5, 0.75, 1].map { quantile(values, $0)! } == [1, 1.75, 3, 5, 8])
    #expect(quantile([], 0.5) == nil)
    #expect(quantile([.nan], 0.5) == nil)
    #expect(quantile([3, .nan], 0.9) == 3)
    #expect(quantile(values, 7) == 8)
    #expect(median([1, 3, 2]) == 2)
    #expect(median([1, 2]) == 1.5)
  }

  @Test func `a percentile counts those below and half of those equal`() {
    // 2 below, 2 equal of 6: (2 + 1)/6.
    #expect(midrankPercentile(of: 5, among: [1, 2, 5, 5, 7, 9]) == 50)
    #expect(midrankPercentile(of: 0, among: [1, 2]) == 0)
    #expect(midrankPercentile(of: 3, among: [1, 2]) == 100)
    #expect(midrankPercentile(of: 4, among: [4, 4, .nan]) == 50)
    #expect(midrankPercentile(of: 4, among: []) == nil)
    #expect(midrankPercentile(of: 4, among: [.nan]) == nil)
    #expect(midrankPercentile(of: .nan, among: [1]) == nil)
  }

  @Test func `a place among ordered values is that among the others by counting`() {
    for seed in 0..<50 {
      var source = RandomSource(seed: UInt64(seed))
      let values = (0..<30).map { _ in
        source.index(below: 9) == 0 ? .nan : Double(source.index(below: 12)) / 4
      }
      let ordered = OrderedValues(values)
      for (index, own) in values.enumerated() where !own.isNaN {
        var others = values
        others.remove(at: index)
        let known = others.filter { !$0.isNaN }
        let below = Double(known.count { $0 < own })
        let equal = Double(known.count { $0 == own })
        #expect(
          ordered.without(own).midrankPercentile(of: own)
            == (below + equal / 2) / Double(known.count) * 100)
      }
      #expect(ordered.without(.nan) == ordered && ordered.without(nil) == ordered)
    }
    #expect((OrderedValues([1]).without(1)).midrankPercentile(of: 1) == nil)
  }

  @Test func `percentiles from below and from above add up to 100`() {
    for seed in 0..<50 {
      var source = RandomSource(seed: UInt64(seed))
      let others = (0..<20).map { _ in Double(source.index(below: 8)) }
      let value = Double(source.index(below: 8))
      let up = midrankPercentile(of: value, among: others)!
      let down = midrankPercentile(of: -value, among: others.map { -$0 })!
      #expect(agree(up + down, 100, within: 1e-13))
    }
  }

  @Test func `correlations, by hand`() {
    // Deviations −1, 0, 1 and −1, 1, 0: 1/√(2·2).
    #expect(agree(pearson([1, 2, 3], [1, 3, 2])!, 0.5, within: 1e-15))
    #expect(pearson([1, 2, 3], [2, 4, 6]) == 1)
    #expect(pearson([1, 2, 3], [5, 5, 5]) == nil)
    #expect(pearson([1], [1]) == nil)
    #expect(agree(pearson([1, 2, .nan, 3], [1, 3, 9, 2])!, 0.5, within: 1e-15))
  }

  @Test func `Spearman's correlation sees order alone and shares ranks of ties`() {
    #expect(agree(spearman([1, 10, 100, 1000], [3, 4, 5, 6])!, 1, within: 1e-15))
    // Ranks 1, 2.5, 2.5, 4 against 1, 2, 3, 4: Σdd' = 4.5, of 4.5 and 5.
    #expect(agree(spearman([1, 2, 2, 3], [1, 2, 3, 4])!, 4.5 / 22.5.squareRoot(), within: 1e-15))
    #expect(midranks([7, 7, 1, 9]) == [2.5, 2.5, 1, 4])
  }

  /// Values of the documentation of scikit-learn's `adjusted_rand_score`.
  @Test func `the adjusted Rand index is that published`() {
    #expect(agree(adjustedRandIndex([0, 0, 1, 2], [0, 0, 1, 1]), 4.0 / 7, within: 1e-15))
    #expect(adjustedRandIndex([0, 0, 0, 0], [0, 1, 2, 3]) == 0)
    #expect(adjustedRandIndex([0, 0, 1, 1], [1, 1, 0, 0]) == 1)
    #expect(abs(adjustedRandIndex([0, 0, 1, 1], [0, 1, 0, 1]) + 0.5) < 1e-12)
    #expect(adjustedRandIndex([], []) == 1)
    #expect(adjustedRandIndex([1, 2, 3], [7, 8, 9]) == 1)
  }

  @Test func `unrelated partitions agree by chance alone`() {
    var source = RandomSource(seed: 6)
    let values = (0..<200).map { _ in
      adjustedRandIndex(
        (0..<60).map { _ in source.index(below: 4) }, (0..<60).map { _ in source.index(below: 3) })
    }
    #expect(abs(values.reduce(0, +) / 200) < 0.01)
  }
}
