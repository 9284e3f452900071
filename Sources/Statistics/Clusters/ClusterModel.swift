/// Groups of alike rows, or the answer that there are none.
///
/// For every number of clusters k-means starts from the cut of Ward's tree and from many k-means++ starts, and
/// the smallest within sum of squares is kept. The number with the greatest mean silhouette is chosen among
/// those whose smallest cluster is large enough; when that silhouette is too small, there is no structure.
///
/// Points come standardized (`Standardization`) and complete (`imputeNearest`). The same points and seed give
/// the same result in any order of rows.
public struct ClusterModel: Hashable, Sendable {
  /// The numbers of clusters to try, from 2.
  public var clusters: ClosedRange<Int>
  /// The least size of the smallest cluster.
  public var minimumSize: Int
  /// The least mean silhouette that counts as structure.
  public var minimumSilhouette: Double
  public var seed: UInt64
  public var starts: Int

  public init(
    clusters: ClosedRange<Int>, minimumSize: Int = 1, minimumSilhouette: Double = 0.25,
    seed: UInt64, starts: Int = 100
  ) {
    self.clusters = clusters
    self.minimumSize = minimumSize
    self.minimumSilhouette = minimumSilhouette
    self.seed = seed
    self.starts = starts
  }

  /// The best partition into one number of clusters.
  public struct Candidate: Hashable, Sendable {
    public let clusters: Int
    public let withinSumOfSquares: Double
    /// The mean over all points.
    public let silhouette: Double
    /// Points in the smallest cluster.
    public let smallest: Int
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
  }

  /// Every number tried, and the chosen partition; nil when there is no structure.
  public struct Result: Hashable, Sendable {
    public let candidates: [Candidate]
    public let structure: Structure?
  }

  /// Returns what was found in `points`.
  ///
  /// Numbers of clusters above that of distinct points are left out.
  ///
  /// - Parameter keys: names of the rows, which order rows of equal coordinates (for the medoid); none is the
  ///   order of the rows.
  /// - Complexity: that of k-means for each number of clusters, and O(*n*²·*d*) for each silhouette.
  public func fit(_ points: [[Double]], keys: [String] = []) -> Result {
    precondition(clusters.lowerBound >= 2, "two clusters at least")
    precondition(keys.isEmpty || keys.count == points.count, "a key for each point")
    let unordered = Points(points)
    let order = unordered.canonicalOrder(keys: keys)
    let points = unordered.ordered(by: order)
    let distinct = points.distinctCount
    let merges = Ward().fit(canonical: points)
    var candidates: [Candidate] = []
    var best: (mean: Double, clustering: Clustering, silhouettes: [Double])?
    for count in clusters where count <= distinct {
      let seeds = Clustering(
        points, labels: Hierarchy.labels(merges, leaves: points.count, clusters: count)
      ).centroids
      let found = KMeans(clusters: count, seed: seed, starts: starts)
        .fit(canonical: points, from: seeds)
      let widths = silhouettes(points, found.labels)
      let mean = widths.reduce(0, +) / Double(widths.count)
      let smallest = found.sizes.min() ?? 0
      candidates.append(
        Candidate(
          clusters: count, withinSumOfSquares: found.withinSumOfSquares, silhouette: mean,
          smallest: smallest))
      if smallest >= minimumSize, mean > best?.mean ?? -.infinity { best = (mean, found, widths) }
    }
    guard let best, best.mean >= minimumSilhouette else {
      return Result(candidates: candidates, structure: nil)
    }
    let labels = best.clustering.labels
    let medoids = best.clustering.sizes.indices.map { cluster in
      order[medoid(points, labels.indices.filter { labels[$0] == cluster })]
    }
    return Result(
      candidates: candidates,
      structure: Structure(
        clusters: best.clustering.sizes.count, labels: labels.restored(order),
        silhouettes: best.silhouettes.restored(order), silhouette: best.mean,
        sizes: best.clustering.sizes, centroids: best.clustering.centroids, medoids: medoids))
  }
}
