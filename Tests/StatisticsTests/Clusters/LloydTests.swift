import Testing

@testable import Statistics

/// Bounds spare distances and change nothing: the labels are those of the algorithm without them.
///
/// Coordinates are small whole numbers, so that sums are exact, points coincide and centers tie.
@Suite struct LloydTests {
  @Test(arguments: 1...9)
  func `labels are those of the plain algorithm, with ties, duplicates and empty clusters`(
    dimension: Int
  ) {
    var empty = 0
    for seed in 0..<25 {
      var source = RandomSource(seed: UInt64(1000 * dimension + seed))
      let points = (0..<150).map { _ in
        (0..<dimension).map { _ in Double(source.index(below: 4)) }
      }
      let clusters = 2 + source.index(below: min(18, Set(points).count - 1))
      // Some centers coincide, some lie where no point is nearest to them: their clusters begin empty.
      var centers = (0..<clusters).map { _ in points[source.index(below: points.count)] }
      if seed % 3 == 0 { centers[clusters - 1] = centers[0] }
      if seed % 5 == 0 { centers[0] = centers[0].map { $0 + 50 } }
      let plain = PlainLloyd(points, centers)
      empty += plain.fills
      let found = Lloyd(
        PaddedPoints(Points(points)),
        centers: PaddedPoints.padded(centers.flatMap { $0 }, dimension)
      )
      #expect(found.labels == plain.labels, "seed \(seed), \(clusters) clusters")
    }
    #expect(empty > 5)
  }

  @Test func `on any numbers the fixed point is that of the plain algorithm`() {
    for seed in 0..<8 {
      var source = RandomSource(seed: UInt64(seed))
      let points = (0..<300).map { _ in (0..<6).map { _ in source.normal() } }
      let centers = Array(points.prefix(2 + seed))
      let found = Lloyd(
        PaddedPoints(Points(points)), centers: PaddedPoints.padded(centers.flatMap { $0 }, 6))
      #expect(found.labels == PlainLloyd(points, centers).labels, "seed \(seed)")
    }
  }

  @Test func `one thread and two give the same neighbors and silhouettes to the last digit`() throws
  {
    var source = RandomSource(seed: 9)
    let points = (0..<333).map { _ in (0..<5).map { _ in source.normal() } }
    let labels = points.indices.map { $0 % 4 }
    let (one, two) = try [1, 2].map { threads in
      try Parallel.$threads.withValue(threads) {
        (try Neighbors(count: 7).find(points), silhouettes(points, labels: labels))
      }
    }.pair
    #expect(one.0 == two.0)
    #expect(one.1 == two.1)
  }
}

/// Lloyd's algorithm as the textbook has it, every distance measured in every round; an empty cluster gets the
/// point farthest from its center among clusters of more than one.
private struct PlainLloyd {
  private let points: [[Double]]
  private(set) var labels: [Int] = []
  /// How often an empty cluster was given a point.
  private(set) var fills = 0

  init(_ points: [[Double]], _ start: [[Double]]) {
    self.points = points
    var centers = start
    labels = nearest(centers)
    for _ in 0..<1000 {
      let isFilled = fill(centers)
      centers = means(centers.count)
      let next = nearest(centers)
      if !isFilled && next == labels { return }
      labels = next
    }
  }

  private static func square(_ a: [Double], _ b: [Double]) -> Double {
    zip(a, b).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
  }

  private func nearest(_ centers: [[Double]]) -> [Int] {
    points.map { point in
      let squares = centers.map { Self.square(point, $0) }
      return squares.firstIndex(of: squares.min()!)!
    }
  }

  private func means(_ clusters: Int) -> [[Double]] {
    (0..<clusters).map { cluster in
      let own = points.indices.filter { labels[$0] == cluster }
      return points[0].indices.map { column in
        own.reduce(0) { $0 + points[$1][column] } / Double(own.count)
      }
    }
  }

  private mutating func fill(_ centers: [[Double]]) -> Bool {
    func size(_ cluster: Int) -> Int { labels.count { $0 == cluster } }
    let empty = centers.indices.filter { size($0) == 0 }
    var distances = points.indices.map { Self.square(points[$0], centers[labels[$0]]) }
    for cluster in empty {
      let offered = points.indices.filter { size(labels[$0]) > 1 }
      guard let taken = offered.max(by: { distances[$0] < distances[$1] }) else { continue }
      let first = offered.first { distances[$0] == distances[taken] } ?? taken
      labels[first] = cluster
      distances[first] = 0
      fills += 1
    }
    return !empty.isEmpty
  }
}
