import Testing

@testable import Statistics

@Suite struct PartialNeighborTests {
  private let missing = Double.nan

  @Test func `what one row lacks counts for neither`() {
    let method = PartialNeighbors(weights: [2, 1, 1], leastWeight: 0.5)
    // All three: (2·1² + 1·2² + 1·0²)/4 = 1.5.
    #expect(
      agree(try! #require(method.distance([0, 0, 0], [1, 2, 0])), 1.5.squareRoot(), within: 1e-12))
    // Without the second: 2·1²/3.
    #expect(
      agree(
        try! #require(method.distance([0, missing, 0], [1, 2, 0])), (2.0 / 3).squareRoot(),
        within: 1e-12))
    // Without the first, half of the weight is left: just enough.
    #expect(method.distance([missing, 0, 0], [1, 2, 0]) == 2.0.squareRoot())
    // Each lacks another: a quarter is left.
    #expect(method.distance([missing, 0, 0], [1, missing, 0]) == nil)
    #expect(method.coverage([missing, 0, 0]) == 0.5 && method.coverage([0, 0, 0]) == 1)
  }

  @Test func `a share of the weight in decimals is met by decimals`() {
    let method = PartialNeighbors(weights: [0.1, 0.2, 0.4, 0.3], leastWeight: 0.7)
    #expect(method.distance([0, 0, 0, missing], [1, 1, 1, 1]) == 1)
  }

  @Test func `contributions are parts of the square and sum to one`() {
    let method = PartialNeighbors(weights: [2, 1, 1], leastWeight: 0.5)
    // 2·1, 1·4, 1·0 of 6.
    #expect(
      agree(method.contributions([0, 0, 0], [1, 2, 0]), [1.0 / 3, 2.0 / 3, 0], within: 1e-12))
    #expect(method.contributions([0, missing, 0], [1, 2, 0])[1].isNaN)
    #expect(method.contributions([3, 1, 1], [3, 1, 1]) == [0, 0, 0])
  }

  @Test func `ties go by order, and rows with too little in common are not neighbors`() {
    let rows: [[Double]] = [[0, 0], [1, 0], [0, 1], [5, missing], [-1, 0]]
    let found = PartialNeighbors(weights: [1, 1], leastWeight: 0.6).find(rows, count: 3)
    #expect(found[0].map(\.row) == [1, 2, 4])
    #expect(found[3].isEmpty)
    #expect(found[1].map(\.row) == [0, 2, 4])
    #expect(found[1].last?.distance == 2.0.squareRoot())
  }

  @Test func `the caliper is a quantile of the distance to the last neighbor`() {
    // On a line at 0, 1, 2 and 6 the second nearest is 2, 1, 2 and 5 away.
    let rows: [[Double]] = [[0], [1], [2], [6]]
    let found = PartialNeighbors(weights: [1], leastWeight: 1).find(rows, count: 2)
    #expect(found.map { $0[1].distance } == [2, 1, 2, 5])
    #expect(PartialNeighbors.caliper(found, count: 2, probability: 0.5) == 2)
    // Between the third and the fourth of 1, 2, 2, 5, at 0.95·3 = 2.85: 2 + 0.85·3.
    let far = PartialNeighbors.caliper(found, count: 2, probability: 0.95)
    #expect(agree(far ?? 0, 4.55, within: 1e-12))
    #expect(PartialNeighbors.caliper(found, count: 3, probability: 0.5) == nil)
  }

  @Test func `complete rows have the neighbors of the weighted distance, on any number of threads`()
    throws
  {
    var source = RandomSource(seed: 11)
    let rows = (0..<200).map { _ in (0..<6).map { _ in source.normal() } }
    let weights = [0.3, 0.1, 0.2, 0.15, 0.05, 0.2]
    let partial = PartialNeighbors(weights: weights, leastWeight: 0.7)
    let found = partial.find(rows, count: 9)
    let plain = try Neighbors(count: 9, distance: .weighted(weights)).find(rows)
    #expect(found.map { $0.map(\.row) } == plain.map { $0.map(\.row) })
    #expect(Parallel.$threads.withValue(1) { partial.find(rows, count: 9) } == found)
  }
}
