import Testing

@testable import Statistics

@Suite struct KMeansTests {
  private static func cloud(_ count: Int, _ dimension: Int, _ centers: Int, seed: UInt64)
    -> [[Double]]
  {
    var source = RandomSource(seed: seed)
    let middles = (0..<max(centers, 1)).map { _ in
      (0..<dimension).map { _ in centers > 0 ? 4 * source.normal() : 0 }
    }
    return (0..<count).map { index in
      middles[index % middles.count].map { $0 + source.normal() }
    }
  }

  /// Lloyd's algorithm as the textbook has it.
  private static func plain(_ points: [[Double]], _ start: [[Double]]) -> Double {
    func square(_ a: [Double], _ b: [Double]) -> Double {
      zip(a, b).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
    }
    var centers = start
    var labels = [Int](repeating: -1, count: points.count)
    while true {
      let next = points.map { point in
        centers.indices.min { square(point, centers[$0]) < square(point, centers[$1]) } ?? 0
      }
      if next == labels { break }
      labels = next
      for cluster in centers.indices {
        let own = points.indices.filter { labels[$0] == cluster }
        guard !own.isEmpty else { continue }
        for column in centers[cluster].indices {
          centers[cluster][column] =
            own.reduce(0) { $0 + points[$1][column] } / Double(own.count)
        }
      }
    }
    return zip(points, labels).reduce(0) { $0 + square($1.0, centers[$1.1]) }
  }

  @Test(arguments: [(1, 0), (2, 3), (3, 0), (5, 4), (20, 0), (7, 6)])
  func `from the same centers bounds give the sum of the plain algorithm`(
    dimension: Int, centers: Int
  ) {
    for seed in 0..<4 {
      let points = Self.cloud(400, dimension, centers, seed: UInt64(seed))
      let start = (0..<6).map { points[$0 * 31] }
      let found = KMeans(clusters: 6, seed: 1, starts: 0).fit(points, from: start)
      #expect(
        agree(found.withinSumOfSquares, Self.plain(points, start), within: 1e-9),
        "dimension \(dimension) seed \(seed)")
    }
  }

  @Test func `the result is a fixed point: every point is nearest to the mean of its own cluster`()
  {
    let points = Self.cloud(3000, 4, 0, seed: 3)
    let found = KMeans(clusters: 9, seed: 2, starts: 3).fit(points)
    for (point, label) in zip(points, found.labels) {
      let distances = found.centroids.map { center in
        zip(point, center).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
      }
      #expect(distances[label] <= distances.min()! * (1 + 1e-9))
    }
  }

  @Test func `no partition of a few points is better`() {
    for seed in 0..<5 {
      let points = Self.cloud(9, 2, 0, seed: UInt64(seed + 50))
      var least = Double.infinity
      // All labellings of nine points with three labels.
      for code in 0..<19_683 {
        var rest = code
        let labels = points.map { _ in
          defer { rest /= 3 }
          return rest % 3
        }
        if Set(labels).count == 3 {
          least = min(least, withinSumOfSquares(points, labels: labels))
        }
      }
      let found = KMeans(clusters: 3, seed: 1, starts: 50).fit(points)
      #expect(agree(found.withinSumOfSquares, least, within: 1e-9))
    }
  }

  @Test func `one thread and two give the same clusters to the last digit`() {
    let points = Self.cloud(500, 5, 4, seed: 8)
    let (one, two) = [1, 2].map { threads in
      Parallel.$threads.withValue(threads) {
        ClusterModel(
          clusters: 2...5, seed: 4, starts: 8, gapSamples: 6, bootstraps: 6
        ).fit(points)
      }
    }.pair
    // As text: a point that no sample drew has no membership, and nan is not equal to itself.
    let isEqual = "\(one)" == "\(two)"
    #expect(isEqual)
  }

  @Test func `a cluster that loses its points gets another`() {
    // Two of the centers start where no point is nearest to them.
    let points: [[Double]] = [[0], [1], [10], [11], [20], [21]]
    let found = KMeans(clusters: 3, seed: 1, starts: 0)
      .fit(points, from: [[10], [1000], [2000]])
    #expect(found.sizes.count == 3 && !found.sizes.contains(0))
    #expect(found.withinSumOfSquares <= 60)
  }
}
