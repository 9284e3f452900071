internal import Glibc

/// Clusters of least squared distance to their means, by Lloyd's algorithm from many starts.
///
/// Starts are drawn by greedy k-means++; each runs to a fixed point, where no point is nearer to another
/// center. The start with the smallest within sum of squares wins, the earlier one of equals. The result is a
/// local optimum: more starts make a better one likelier.
///
/// - The order of the rows changes nothing but the order of the labels: points are put in order of their
///   coordinates first. Points in ties go to the center of the lowest number.
/// - Fewer distinct points than clusters: as many clusters as distinct points.
/// - A cluster that loses its points gets the point farthest from its center.
/// - Complexity: O(starts × rounds × *n*·*k*·*d*); memory O(*n*·*d*).
/// - Source: Lloyd, Least squares quantization in PCM, IEEE Trans. Information Theory 28 (1982); Arthur and
///   Vassilvitskii, k-means++: the advantages of careful seeding, SODA 2007 (section 6 for the greedy form).
public struct KMeans: Hashable, Sendable {
  public var clusters: Int
  public var seed: UInt64
  /// Random starts; 0 leaves the given centers alone.
  public var starts: Int

  public init(clusters: Int, seed: UInt64, starts: Int = 100) {
    self.clusters = clusters
    self.seed = seed
    self.starts = starts
  }

  /// Returns the best clustering of `points`, rows of one width without nan.
  ///
  /// - Parameter centers: as many centers as clusters, as one more start, tried first; none by default.
  public func fit(_ points: [[Double]], from centers: [[Double]] = []) -> Clustering {
    let all = Points(points)
    let order = all.canonicalOrder()
    return fit(canonical: all.ordered(by: order), from: centers).restored(order)
  }

  func fit(canonical points: Points, from centers: [[Double]]) -> Clustering {
    precondition(clusters >= 1, "one cluster at least")
    precondition(starts >= 1 || !centers.isEmpty, "a start at least")
    let count = min(clusters, points.distinctCount)
    guard count > 1 else {
      return Clustering(points, labels: Array(repeating: 0, count: points.count))
    }
    var best: Clustering?
    func consider(_ start: [[Double]]) {
      let found = Clustering(points, labels: Lloyd(points, centers: start).labels)
      if found.withinSumOfSquares < best?.withinSumOfSquares ?? .infinity { best = found }
    }
    if centers.count == count { consider(centers) }
    for start in 0..<(centers.count == count ? starts : max(1, starts)) {
      var source = RandomSource(seed: seed).stream(UInt64(start))
      consider(seeds(points, count, &source))
    }
    return best!
  }

  /// Centers at points drawn by their squared distance to the centers drawn before, the best of a few each time.
  private func seeds(_ points: Points, _ count: Int, _ source: inout RandomSource) -> [[Double]] {
    let trials = 2 + Int(log(Double(count)))
    var chosen = [source.index(below: points.count)]
    var nearest = (0..<points.count).map { points.squaredDistance($0, chosen[0]) }
    while chosen.count < count {
      var best: (center: Int, nearest: [Double], sum: Double)?
      let total = nearest.reduce(0, +)
      for _ in 0..<trials {
        let center = Self.pick(nearest, total * source.uniform())
        var trial = nearest
        var sum = 0.0
        for index in 0..<points.count {
          trial[index] = min(trial[index], points.squaredDistance(index, center))
          sum += trial[index]
        }
        if sum < best?.sum ?? .infinity { best = (center, trial, sum) }
      }
      chosen.append(best!.center)
      nearest = best!.nearest
    }
    return chosen.map(points.row)
  }

  /// The first place where the running sum of `weights` passes `target`, never one of weight 0.
  private static func pick(_ weights: [Double], _ target: Double) -> Int {
    var sum = 0.0
    var last = 0
    for (index, weight) in weights.enumerated() where weight > 0 {
      sum += weight
      last = index
      if sum > target { break }
    }
    return last
  }
}
