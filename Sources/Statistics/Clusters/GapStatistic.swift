internal import Glibc

/// How much tighter clusters are than those of points without any: the gap statistic.
///
/// For each number of clusters *k* the gap is the mean of ln *W* over samples spread evenly over the box that
/// holds the points, less ln *W* of the points, with *W* the within sum of squares of the same algorithm.
///
/// - Source: Tibshirani, Walther and Hastie, Estimating the number of clusters in a data set via the gap
///   statistic, JRSS B 63 (2001), with the box along the columns.
struct GapStatistic {
  /// Starts of k-means on each sample: their local optima differ little in the logarithm.
  private static let starts = 10

  let algorithm: ClusterAlgorithm
  let samples: Int
  let seed: UInt64
  let starts: Int

  /// The mean of ln *W* over the samples, and its standard error with that of the simulation: s·√(1 + 1/B).
  struct Expected {
    let mean: Double
    let error: Double
  }

  /// - Complexity: samples × that of the algorithm.
  func expected(_ points: Points, _ numbers: [Int]) -> [Expected?] {
    let (count, dimension) = (points.count, points.dimension)
    let ends = (0..<dimension).map { column in
      var (low, high) = (Double.infinity, -Double.infinity)
      for row in 0..<count {
        low = min(low, points.values[row * dimension + column])
        high = max(high, points.values[row * dimension + column])
      }
      return (low: low, width: high - low)
    }
    let logarithms = Parallel.map(samples) { sample in
      var source = RandomSource(seed: seed).stream(named: "gap").stream(UInt64(sample))
      var values: [Double] = []
      values.reserveCapacity(count * dimension)
      for _ in 0..<count {
        for end in ends { values.append(end.low + end.width * source.uniform()) }
      }
      let spread = Points(values, dimension: dimension, count: count)
      let partitioner = Partitioner(
        spread.ordered(by: spread.canonicalOrder()), algorithm, seed: seed,
        starts: min(starts, Self.starts))
      return numbers.map { log(partitioner($0).clustering.withinSumOfSquares) }
    }
    return numbers.indices.map { index in
      let values = logarithms.map { $0[index] }
      let mean = values.reduce(0, +) / Double(samples)
      guard mean.isFinite else { return nil }
      let spread = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(samples)
      return Expected(mean: mean, error: (spread * (1 + 1 / Double(samples))).squareRoot())
    }
  }
}
