/// How a partition into a number of clusters is found.
public enum ClusterAlgorithm: Hashable, Sendable, CaseIterable {
  /// k-means from many starts, and from the cut of Ward's tree up to 2,000 points.
  case kMeans
  /// The cut of Ward's tree.
  case ward
  /// k-medoids, of unsquared distances.
  case medoids

  /// The most points it can bear; memory goes with their square but for k-means.
  public var limit: Int {
    switch self {
    case .kMeans: .max
    case .ward: 20_000
    case .medoids: 8_000
    }
  }
}

/// Partitions of the same points into different numbers of clusters, which share what is the same for all.
struct Partitioner {
  /// Up to so many points k-means starts from Ward's tree too.
  private static let seeded = 2_000

  private let points: Points
  private let seed: UInt64
  private let starts: Int
  private let merges: [Hierarchy.Merge]?
  private let medoids: Medoids?
  private let isKMeans: Bool

  /// - Parameter points: in canonical order.
  init(_ points: Points, _ algorithm: ClusterAlgorithm, seed: UInt64, starts: Int) {
    self.points = points
    self.seed = seed
    self.starts = starts
    isKMeans = algorithm == .kMeans
    let isSeeded = isKMeans && points.count <= Self.seeded
    merges = algorithm == .ward || isSeeded ? Ward().fit(canonical: points) : nil
    medoids = algorithm == .medoids ? Medoids(points) : nil
  }

  struct Partition {
    let clustering: Clustering
    /// The mean distance to the medoids; nil for what has none.
    let meanDistance: Double?
  }

  func callAsFunction(_ clusters: Int) -> Partition {
    if let medoids {
      let found = medoids.fit(clusters: clusters)
      return Partition(
        clustering: Clustering(points, labels: found.labels),
        meanDistance: found.sum / Double(points.count))
    }
    let cut = merges.map {
      Clustering(
        points, labels: Hierarchy.labels($0, leaves: points.count, clusters: clusters))
    }
    guard isKMeans else {
      return Partition(clustering: cut!, meanDistance: nil)
    }
    return Partition(
      clustering: KMeans(clusters: clusters, seed: seed, starts: starts)
        .fit(canonical: points, from: cut?.centroids ?? []), meanDistance: nil)
  }
}
