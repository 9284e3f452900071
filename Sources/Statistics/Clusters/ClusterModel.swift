internal import Glibc

/// Groups of alike rows, or the answer that there are none.
///
/// For every number of clusters the best partition of the algorithm is kept. The number with the greatest mean
/// silhouette is chosen among those whose smallest cluster is large enough; when that silhouette is too small,
/// there is no structure.
///
/// Points come standardized (`Standardization`) and complete (`imputeNearest`). The same points and seed give
/// the same result in any order of rows and on any number of threads.
public struct ClusterModel: Hashable, Sendable {
  /// The numbers of clusters to try, from 2.
  public var clusters: ClosedRange<Int>
  /// The least size of the smallest cluster.
  public var minimumSize: Int
  /// The least mean silhouette that counts as structure.
  public var minimumSilhouette: Double
  public var seed: UInt64
  public var starts: Int
  public var algorithm: ClusterAlgorithm
  /// Samples of the gap statistic; 0 leaves it out.
  public var gapSamples: Int
  /// Samples of the bootstrap that says how stable the chosen clusters are; 0 leaves it out.
  public var bootstraps: Int
  /// Whether the bootstrap is done for every number of clusters, to show beside the other two signs.
  public var comparesStability: Bool

  public init(
    clusters: ClosedRange<Int>, minimumSize: Int = 1, minimumSilhouette: Double = 0.25,
    seed: UInt64, starts: Int = 100, algorithm: ClusterAlgorithm = .kMeans, gapSamples: Int = 0,
    bootstraps: Int = 0, comparesStability: Bool = false
  ) {
    self.clusters = clusters
    self.minimumSize = minimumSize
    self.minimumSilhouette = minimumSilhouette
    self.seed = seed
    self.starts = starts
    self.algorithm = algorithm
    self.gapSamples = gapSamples
    self.bootstraps = bootstraps
    self.comparesStability = comparesStability
  }

  /// The best partition into one number of clusters.
  public struct Candidate: Hashable, Sendable {
    public let clusters: Int
    public let withinSumOfSquares: Double
    /// The mean over all points.
    public let silhouette: Double
    /// Points in the smallest cluster.
    public let smallest: Int
    /// The gap statistic and its standard error; nil when it was left out, or the clusters have no spread.
    public let gap: Double?
    public let gapError: Double?
    /// The mean distance to the medoids, of k-medoids alone.
    public let meanDistance: Double?
    /// The mean Jaccard coefficient of its clusters in bootstrap samples; nil when it was left out.
    public let stability: Double?
  }

  /// The chosen partition. Clusters are numbered from 0, as in `Clustering`.
  public struct Structure: Hashable, Sendable {
    public let clusters: Int
    /// The cluster of each row.
    public let labels: [Int]
    /// The silhouette of each row.
    public let silhouettes: [Double]
    /// The mean silhouette.
    public let silhouette: Double
    public let sizes: [Int]
    public let centroids: [[Double]]
    /// The row of each cluster nearest to all its rows: an example that exists.
    public let medoids: [Int]
    /// How well each cluster comes again in bootstrap samples, 0…1; nil when that was left out.
    public let jaccard: [Double]?
    /// How often each row is with its own cluster in the bootstrap samples that hold it; nil likewise.
    public let membership: [Double]?
  }

  /// Every number tried, and the chosen partition; nil when there is no structure.
  public struct Result: Hashable, Sendable {
    public let candidates: [Candidate]
    public let structure: Structure?

    /// The smallest number whose gap is not below the next one's less its standard error; nil when none is, or
    /// the gap was left out.
    public var gapChoice: Int? {
      zip(candidates, candidates.dropFirst()).first { own, next in
        guard let gap = own.gap, let other = next.gap, let error = next.gapError else {
          return false
        }
        return gap >= other - error
      }?.0.clusters
    }
  }

  /// Returns what was found in `points`.
  ///
  /// Numbers of clusters above that of distinct points are left out.
  ///
  /// - Parameter keys: names of the rows, which order rows of equal coordinates (for the medoid); none is the
  ///   order of the rows.
  /// - Complexity: that of the algorithm for each number of clusters (once more for each sample of the gap and,
  ///   for the chosen number, of the bootstrap), and O(*n*²·*d*) for the silhouettes.
  public func fit(_ points: [[Double]], keys: [String] = []) -> Result {
    precondition(clusters.lowerBound >= 2, "two clusters at least")
    precondition(keys.isEmpty || keys.count == points.count, "a key for each point")
    let unordered = Points(points)
    let order = unordered.canonicalOrder(keys: keys)
    let points = unordered.ordered(by: order)
    let numbers = clusters.filter { $0 <= points.distinctCount }
    guard !numbers.isEmpty else { return Result(candidates: [], structure: nil) }
    let partitioner = Partitioner(points, algorithm, seed: seed, starts: starts)
    let found = numbers.map { partitioner($0) }
    let widths = Statistics.silhouettes(points, of: found.map(\.clustering.labels))
    let expected =
      gapSamples > 0
      ? GapStatistic(algorithm: algorithm, samples: gapSamples, seed: seed, starts: starts)
        .expected(points, numbers) : numbers.map { _ in nil }
    let bootstrap = ClusterStability(
      algorithm: algorithm, samples: bootstraps, seed: seed, starts: starts)
    let stabilities = found.map { partition in
      bootstraps > 0 && comparesStability ? bootstrap(points, partition.clustering) : nil
    }
    let candidates = numbers.indices.map { index in
      candidate(
        numbers[index], found[index], widths[index], expected[index], stabilities[index])
    }
    var best: Int?
    for (index, candidate) in candidates.enumerated() where candidate.smallest >= minimumSize {
      if candidate.silhouette > best.map({ candidates[$0].silhouette }) ?? -.infinity {
        best = index
      }
    }
    guard let best, candidates[best].silhouette >= minimumSilhouette else {
      return Result(candidates: candidates, structure: nil)
    }
    let clustering = found[best].clustering
    let labels = clustering.labels
    let medoids = clustering.sizes.indices.map { cluster in
      order[medoid(points, labels.indices.filter { labels[$0] == cluster })]
    }
    let stability =
      stabilities[best] ?? (bootstraps > 0 ? bootstrap(points, clustering) : nil)
    return Result(
      candidates: candidates,
      structure: Structure(
        clusters: clustering.sizes.count, labels: labels.restored(order),
        silhouettes: widths[best].restored(order), silhouette: candidates[best].silhouette,
        sizes: clustering.sizes, centroids: clustering.centroids, medoids: medoids,
        jaccard: stability?.jaccard, membership: stability?.membership.restored(order)))
  }

  private func candidate(
    _ number: Int, _ found: Partitioner.Partition, _ widths: [Double],
    _ expected: GapStatistic.Expected?, _ stability: ClusterStability.Result?
  ) -> Candidate {
    let within = found.clustering.withinSumOfSquares
    let isSpread = within > 0
    return Candidate(
      clusters: number, withinSumOfSquares: within,
      silhouette: widths.reduce(0, +) / Double(widths.count),
      smallest: found.clustering.sizes.min() ?? 0,
      gap: isSpread ? expected.map { $0.mean - log(within) } : nil,
      gapError: isSpread ? expected?.error : nil, meanDistance: found.meanDistance,
      stability: stability.map {
        $0.jaccard.reduce(0, +) / Double($0.jaccard.count)
      })
  }
}
