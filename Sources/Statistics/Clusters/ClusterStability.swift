/// Whether clusters come again when the points are drawn anew: bootstrap Jaccard coefficients.
///
/// Points are drawn with replacement, each counted once, and clustered by the same algorithm. A cluster is as
/// like the new clusters as the best of them: points in both by points in either, among those drawn.
///
/// - Source: Hennig, Cluster-wise assessment of cluster stability, Computational Statistics & Data Analysis 52
///   (2007): 0.85 is highly stable, 0.75 valid, below 0.6 not to be trusted.
struct ClusterStability {
  /// Starts of k-means on each sample.
  private static let starts = 10

  let algorithm: ClusterAlgorithm
  let samples: Int
  let seed: UInt64
  let starts: Int

  struct Result {
    /// The mean coefficient of each cluster; nan for one of which no point was ever drawn.
    let jaccard: [Double]
    /// How often each point was with its own cluster when it was drawn; nan when it never was.
    let membership: [Double]
  }

  /// - Parameter points: in canonical order.
  /// - Complexity: samples × that of the algorithm.
  func callAsFunction(_ points: Points, _ clustering: Clustering) -> Result {
    let (count, clusters) = (points.count, clustering.sizes.count)
    let rounds = Parallel.map(samples) { sample in
      var source = RandomSource(seed: seed).stream(named: "bootstrap").stream(UInt64(sample))
      var isDrawn = [Bool](repeating: false, count: count)
      for _ in 0..<count { isDrawn[source.index(below: count)] = true }
      let drawn = isDrawn.indices.filter { isDrawn[$0] }
      let labels = Partitioner(
        points.ordered(by: drawn), algorithm, seed: seed, starts: min(starts, Self.starts))(
          clusters
        ).clustering.labels
      return Self.compare(drawn, drawn.map { clustering.labels[$0] }, labels, clusters, count)
    }
    func mean(_ values: [Double]) -> Double {
      let present = values.filter { !$0.isNaN }
      return present.isEmpty ? .nan : present.reduce(0, +) / Double(present.count)
    }
    return Result(
      jaccard: (0..<clusters).map { cluster in mean(rounds.map { $0.jaccard[cluster] }) },
      membership: (0..<count).map { point in
        let (inside, outside) = rounds.reduce(into: (0, 0)) { sums, round in
          if round.states[point] == 1 {
            sums.0 += 1
          } else if round.states[point] == 2 {
            sums.1 += 1
          }
        }
        return inside + outside > 0 ? Double(inside) / Double(inside + outside) : .nan
      })
  }

  private struct Round {
    let jaccard: [Double]
    /// 0 not drawn, 1 with its own cluster, 2 elsewhere.
    let states: [UInt8]
  }

  private static func compare(
    _ drawn: [Int], _ own: [Int], _ new: [Int], _ clusters: Int, _ count: Int
  ) -> Round {
    let found = (new.max() ?? -1) + 1
    var both = [Int](repeating: 0, count: clusters * found)
    var (ownSizes, newSizes) = (
      [Int](repeating: 0, count: clusters), [Int](repeating: 0, count: found)
    )
    for (own, new) in zip(own, new) {
      both[own * found + new] += 1
      ownSizes[own] += 1
      newSizes[new] += 1
    }
    var jaccard = [Double](repeating: .nan, count: clusters)
    var match = [Int](repeating: -1, count: clusters)
    for cluster in 0..<clusters where ownSizes[cluster] > 0 {
      for other in 0..<found {
        let common = both[cluster * found + other]
        let value = Double(common) / Double(ownSizes[cluster] + newSizes[other] - common)
        if !(value <= jaccard[cluster]) { (jaccard[cluster], match[cluster]) = (value, other) }
      }
    }
    var states = [UInt8](repeating: 0, count: count)
    for (place, point) in drawn.enumerated() {
      states[point] = match[own[place]] == new[place] ? 1 : 2
    }
    return Round(jaccard: jaccard, states: states)
  }
}
