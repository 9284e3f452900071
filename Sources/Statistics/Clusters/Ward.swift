/// Agglomerative clustering by Ward's criterion: the two clusters whose union adds least to the within sum of
/// squares are merged, until one is left.
///
/// - The order of the rows changes nothing but the order of the labels; ties go by coordinates.
/// - Complexity: O(*n*²) time, 4·*n*² bytes (nearest-neighbor chain).
/// - Source: Ward, Hierarchical grouping to optimize an objective function, JASA 58 (1963); Lance and
///   Williams, The Computer Journal 9 (1967); Murtagh and Legendre, Journal of Classification 31 (2014): R's
///   "ward.D2", whose height is the root of twice the increase given here.
public struct Ward: Hashable, Sendable {
  public init() {}

  /// Returns the tree of `points`, rows of one width without nan.
  public func fit(_ points: [[Double]]) -> Hierarchy {
    let all = Points(points)
    let order = all.canonicalOrder()
    return Hierarchy(merges: fit(canonical: all.ordered(by: order)), order: order)
  }

  func fit(canonical points: Points) -> [Hierarchy.Merge] {
    var chain = WardChain(points)
    return Hierarchy.sorted(chain.merges(), leaves: points.count)
  }
}

/// A tree of merges: what an agglomerative clustering returns.
public struct Hierarchy: Hashable, Sendable {
  /// A union of two clusters. Below *n* a number is a single point, from *n* on the merge of that number less
  /// *n*.
  public struct Merge: Hashable, Sendable {
    public let left: Int
    public let right: Int
    /// What the union adds to the within sum of squares.
    public let increase: Double
    /// Points in the union.
    public let size: Int
  }

  /// One fewer than points, the smallest increase first.
  public let merges: [Merge]
  private let order: [Int]

  /// - Parameter order: the row at each canonical place; merges come in canonical numbers.
  init(merges: [Merge], order: [Int]) {
    self.order = order
    func restored(_ node: Int) -> Int { node < order.count ? order[node] : node }
    self.merges = merges.map {
      Merge(
        left: restored($0.left), right: restored($0.right), increase: $0.increase, size: $0.size)
    }
  }

  /// The labels of the partition into `clusters`, numbered as in `Clustering`; `clusters` is cut to 1…n.
  public func labels(clusters: Int) -> [Int] {
    var place = [Int](repeating: 0, count: order.count)
    for (position, row) in order.enumerated() { place[row] = position }
    let canonical = merges.map {
      Merge(
        left: $0.left < order.count ? place[$0.left] : $0.left,
        right: $0.right < order.count ? place[$0.right] : $0.right, increase: $0.increase,
        size: $0.size)
    }
    return Self.labels(canonical, leaves: order.count, clusters: clusters).restored(order)
  }

  static func labels(_ merges: [Merge], leaves: Int, clusters: Int) -> [Int] {
    let kept = merges.prefix(max(0, leaves - max(clusters, 1)))
    var parents = Array(0..<leaves + kept.count)
    for (number, merge) in kept.enumerated() {
      parents[merge.left] = leaves + number
      parents[merge.right] = leaves + number
    }
    // A parent has a greater number than its children, so one pass from the top finds every root.
    for node in parents.indices.reversed() { parents[node] = parents[parents[node]] }
    return canonicalLabels(Array(parents.prefix(leaves)))
  }

  /// Merges of a chain, named by any point of each side, in the order of their increase and by tree numbers.
  static func sorted(
    _ found: [(left: Int, right: Int, increase: Double)], leaves: Int
  ) -> [Merge] {
    let sorted = found.enumerated().sorted {
      ($0.element.increase, $0.offset) < ($1.element.increase, $1.offset)
    }
    var roots = Array(0..<leaves)
    var nodes = Array(0..<leaves)
    var sizes = [Int](repeating: 1, count: leaves)
    func root(_ leaf: Int) -> Int {
      var leaf = leaf
      while roots[leaf] != leaf {
        roots[leaf] = roots[roots[leaf]]
        leaf = roots[leaf]
      }
      return leaf
    }
    return sorted.enumerated().map { number, item in
      let (a, b) = (root(item.element.left), root(item.element.right))
      let (left, right) = (min(nodes[a], nodes[b]), max(nodes[a], nodes[b]))
      sizes[a] += sizes[b]
      roots[b] = a
      nodes[a] = leaves + number
      return Merge(left: left, right: right, increase: item.element.increase, size: sizes[a])
    }
  }
}
