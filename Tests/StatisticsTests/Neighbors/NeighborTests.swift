import Testing

@testable import Statistics

@Suite struct NeighborTests {
  private func rows(_ found: [[Neighbors.Neighbor]]) -> [[Int]] { found.map { $0.map(\.row) } }

  @Test func `the nearest come first, the row itself not at all, and ties by order`() throws {
    let points: [[Double]] = [[0], [1], [2], [10], [3]]
    let found = try Neighbors(count: 2).find(points)
    // 2 is as far from 1 as from 3; row 1 comes before row 4.
    #expect(rows(found) == [[1, 2], [0, 2], [1, 4], [4, 2], [2, 1]])
    #expect(found[3].map(\.distance) == [7, 8])
    #expect(try Neighbors(count: 9).find(points)[0].count == 4)
    #expect(rows(try Neighbors(count: 2).find(points, queries: [3])) == [[4, 2]])
  }

  @Test func `within a stratum only its own rows are near`() throws {
    let found = try Neighbors(count: 2).find(
      [[0], [1], [2], [3]], strata: [5, 6, 5, 6])
    #expect(rows(found) == [[2], [3], [0], [1]])
  }

  @Test func `a weighted distance is a mean over the columns`() throws {
    // √((3·4² + 1·2²)/4) = √13.
    let found = try Neighbors(count: 1, distance: .weighted([3, 1])).find([[0, 0], [4, 2]])
    #expect(agree(found[0][0].distance, 13.0.squareRoot(), within: 1e-12))
    let equal = try Neighbors(count: 1, distance: .weighted([2, 2])).find([[0, 0], [4, 2]])
    #expect(agree(equal[0][0].distance, 10.0.squareRoot(), within: 1e-12))
  }

  @Test func `Mahalanobis' distance, by hand and in any units`() throws {
    // Columns −1 0 1 and 1 −2 1 have the variances 1 and 3 and no covariance: (0, 3) apart is √(9/3),
    // (1, −3) is √(1 + 3).
    let points: [[Double]] = [[-1, 1], [0, -2], [1, 1]]
    let found = try Neighbors(count: 2, distance: .mahalanobis).find(points)
    #expect(agree(found[0].map(\.distance), [2, 2], within: 1e-12))
    var source = RandomSource(seed: 4)
    let cloud = (0..<30).map { _ in [source.normal(), source.normal(), source.normal()] }
    // Any change of coordinates leaves it as it is.
    let turned = cloud.map { [1000 * $0[0] + 3 * $0[1], $0[1] - $0[2], 5 + $0[2] / 7] }
    let (plain, other) = (
      try Neighbors(count: 5, distance: .mahalanobis).find(cloud),
      try Neighbors(count: 5, distance: .mahalanobis).find(turned)
    )
    #expect(rows(plain) == rows(other))
    #expect(agree(plain[0].map(\.distance), other[0].map(\.distance), within: 1e-9))
    #expect(throws: Neighbors.Failure.singularCovariance) {
      _ = try Neighbors(count: 1, distance: .mahalanobis).find(
        cloud.map { [$0[0], $0[1], $0[0] - 2 * $0[1]] })
    }
  }

  @Test func `they are those of a full sort`() throws {
    var source = RandomSource(seed: 5)
    let points = (0..<300).map { _ in (0..<5).map { _ in Double(source.index(below: 5)) } }
    let found = try Neighbors(count: 12).find(points)
    for query in points.indices {
      let sorted = points.indices.filter { $0 != query }.map { row in
        (zip(points[row], points[query]).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }, row)
      }.sorted { $0 < $1 }
      #expect(found[query].map(\.row) == sorted.prefix(12).map(\.1))
    }
  }
}

@Suite struct FunnelTests {
  @Test func `limits are those of the binomial distribution where groups are small`() throws {
    // Ten of twenty in all: 4 trials at ½ have the probabilities 1 4 6 4 1 of 16.
    let funnel = try #require(Funnel([(5, 10), (5, 10)]))
    #expect(funnel.target == 0.5 && funnel.dispersion == 0)
    let limits = funnel.limits(size: 4, z: Interval.normal95)
    // P(X ≤ 0) = 0.0625 ≥ 0.025, interpolated: (0 − (0.0625 − 0.025)/0.0625)/4 is below 0; above it is cut to 1 as
    // (4 − (1 − 0.975)/0.0625)/4 = 0.9.
    #expect(limits.low == 0)
    #expect(agree(limits.high, 0.9, within: 1e-9))
    let large = funnel.limits(size: 100, z: 2)
    #expect(agree(large.low, 0.4, within: 1e-12) && agree(large.high, 0.6, within: 1e-12))
  }

  @Test func `limits are wider where shares differ by more than chance`() throws {
    // z of 20 and 80 of 100 about ½: ∓6; both tails pulled in by interpolation to ∓4.8.
    let funnel = try #require(Funnel([(20, 100), (80, 100)]))
    #expect(agree(funnel.dispersion, 4.8 * 4.8, within: 1e-9))
    let limits = funnel.limits(size: 100, z: 1)
    #expect(agree(limits.high, 0.5 + 0.05 * 4.8, within: 1e-9))
    #expect(Funnel([(0, 0)]) == nil)
    #expect(Funnel([(0, 5), (0, 7)])?.limits(size: 10, z: 2) == Interval(low: 0, high: 0))
  }
}
