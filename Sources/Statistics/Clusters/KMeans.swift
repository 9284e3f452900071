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
/// - Complexity: O(starts × rounds × *n*·*k*·*d*) at worst; bounds spare most distances once the centers move
///   little. Memory O(*n*·*d*). Starts are shared among threads, with one result on any number of them.
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
    let padded = PaddedPoints(points)
    let given = centers.count == count
    if given {
      precondition(
        centers.allSatisfy { $0.count == points.dimension }, "centers of the points' dimension")
    }
    let found = Parallel.map((given ? 1 : 0) + (given ? starts : max(1, starts))) { number in
      let start = number - (given ? 1 : 0)
      if start < 0 {
        return Clustering(
          points,
          labels: Lloyd(
            padded, centers: PaddedPoints.padded(centers.flatMap { $0 }, points.dimension)
          ).labels)
      }
      var source = RandomSource(seed: seed).stream(UInt64(start))
      return Clustering(
        points, labels: Lloyd(padded, centers: seeds(padded, count, &source)).labels)
    }
    var best = found[0]
    for other in found.dropFirst() where other.withinSumOfSquares < best.withinSumOfSquares {
      best = other
    }
    return best
  }

  /// Centers at points drawn by their squared distance to the centers drawn before, the best of a few each time.
  private func seeds(
    _ points: PaddedPoints, _ count: Int, _ source: inout RandomSource
  ) -> [Double] {
    let (trials, stride) = (2 + Int(log(Double(count))), points.stride)
    var chosen = [source.index(below: points.count)]
    var nearest = [Double](repeating: .infinity, count: points.count)
    var (trial, best) = (nearest, nearest)
    points.values.withUnsafeBufferPointer { values in
      guard let start = values.baseAddress else { return }
      /// The distances to the nearest center, were `center` one, and their sum.
      func measure(_ center: Int, _ target: inout [Double]) -> Double {
        var sum = 0.0
        target.withUnsafeMutableBufferPointer { target in
          nearest.withUnsafeBufferPointer { nearest in
            for index in nearest.indices {
              let distance = PaddedPoints.squaredDistance(
                start + index * stride, start + center * stride, stride)
              target[index] = min(nearest[index], distance)
              sum += target[index]
            }
          }
        }
        return sum
      }
      var total = measure(chosen[0], &trial)
      swap(&nearest, &trial)
      while chosen.count < count {
        var (center, least) = (-1, Double.infinity)
        for _ in 0..<trials {
          let candidate = Self.pick(nearest, total * source.uniform())
          let sum = measure(candidate, &trial)
          if sum < least {
            (center, least) = (candidate, sum)
            swap(&best, &trial)
          }
        }
        chosen.append(center)
        total = least
        swap(&nearest, &best)
      }
    }
    return chosen.flatMap { points.values[$0 * stride..<($0 + 1) * stride] }
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
