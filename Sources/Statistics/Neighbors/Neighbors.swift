/// The rows most like each row.
///
/// ```swift
/// let found = try Neighbors(count: 20, distance: .euclidean).find(Standardization.zScore.columns(rows))
/// ```
///
/// - Rows come in the order of their identifiers: of two rows equally far, to 12 decimals, the first is nearer.
/// - Likeness is not mutual: *a* may be among the nearest of *b* and *b* not among those of *a*.
/// - Source: Cover and Hart, Nearest neighbor pattern classification, IEEE Trans. Information Theory 13 (1967);
///   Mahalanobis, Proc. National Institute of Sciences of India 2 (1936).
public struct Neighbors: Hashable, Sendable {
  public enum Distance: Hashable, Sendable {
    /// √Σd², of columns already on one scale.
    case euclidean
    /// √(Σ*w*·d² / Σ*w*): a mean over the columns. Weights are positive, one a column.
    case weighted([Double])
    /// √(d'*S*⁻¹d) with *S* the sample covariance of all rows: units and correlations do not count.
    case mahalanobis
  }

  /// Why no distances can be taken.
  public enum Failure: Error, Hashable, Sendable {
    /// The columns are constant or depend on each other: their covariance has no inverse.
    case singularCovariance
  }

  /// A row near to another.
  public struct Neighbor: Hashable, Sendable {
    public let row: Int
    public let distance: Double
  }

  /// How many rows to find.
  public var count: Int
  public var distance: Distance

  public init(count: Int = 20, distance: Distance = .euclidean) {
    precondition(count >= 1, "one neighbor at least")
    self.count = count
    self.distance = distance
  }

  /// The `count` rows nearest to each of `queries`, the nearest first, itself not among them; fewer where there
  /// are not so many.
  ///
  /// - Parameters:
  ///   - rows: of one width, without nan.
  ///   - strata: when given, only rows of the same number are neighbors; the covariance is that of all.
  ///   - queries: rows to find neighbors of; nil is every row.
  /// - Complexity: O(queries × *n* × *d*), shared among threads.
  public func find(
    _ rows: [[Double]], strata: [Int]? = nil, queries: [Int]? = nil
  ) throws(Failure) -> [[Neighbor]] {
    let points = PaddedPoints(Points(try scaled(rows)))
    let groups = Self.members(strata, rows.count).mapValues { members in
      Stratum(rows: members, blocks: PointBlocks(points, members: members))
    }
    let asked = queries ?? Array(rows.indices)
    return Parallel.map(asked.count) { index in
      let query = asked[index]
      return groups[strata?[query] ?? 0].map { nearest(to: query, $0, points) } ?? []
    }
  }

  /// Rows that may be neighbors of each other, and their coordinates.
  private struct Stratum: Sendable {
    let rows: [Int]
    let blocks: PointBlocks
  }

  private static func members(_ strata: [Int]?, _ count: Int) -> [Int: [Int]] {
    guard let strata else { return [0: Array(0..<count)] }
    return Dictionary(grouping: strata.indices, by: { strata[$0] })
  }

  /// The rows in coordinates whose plain distance is the one asked for.
  private func scaled(_ rows: [[Double]]) throws(Failure) -> [[Double]] {
    switch distance {
    case .euclidean: return rows
    case .weighted(let weights):
      precondition(rows.allSatisfy { $0.count == weights.count }, "a weight for each column")
      let total = weights.reduce(0, +)
      let scales = weights.map { ($0 / total).squareRoot() }
      return rows.map { zip($0, scales).map { $0 * $1 } }
    case .mahalanobis:
      let width = rows.first?.count ?? 0
      let columns = (0..<width).map { column in MixedColumn(rows.map { $0[column] }) }
      guard columns.allSatisfy({ $0.deviation > 0 }) else { throw .singularCovariance }
      // In standard deviations, so that the units do not decide what counts as dependent.
      let units = rows.map { row in
        zip(row, columns).map { ($0 - $1.mean) / $1.deviation }
      }
      var lower: [Double] = []
      for first in 0..<width {
        for second in 0...first {
          var sum = ExactSum()
          for row in units { sum.add(row[first] * row[second]) }
          lower.append(sum.value / Double(rows.count - 1))
        }
      }
      guard let factor = Cholesky(lower, width),
        (0..<width).allSatisfy({ factor.factor[$0 * ($0 + 1) / 2 + $0] > 1e-6 })
      else { throw .singularCovariance }
      return units.map(factor.forward)
    }
  }

  private func nearest(
    to query: Int, _ stratum: Stratum, _ points: PaddedPoints
  ) -> [Neighbor] {
    var found = NearestRows(count: count)
    let dimension = points.dimension
    points.values.withUnsafeBufferPointer { values in
      stratum.blocks.values.withUnsafeBufferPointer { blocks in
        guard let values = values.baseAddress, let blocks = blocks.baseAddress else { return }
        let own = values + query * points.stride
        for block in 0..<stratum.blocks.blocks {
          let squares = PointBlocks.squaredDistances(own, blocks + block * dimension, dimension)
          let first = block * PointBlocks.lanes
          for lane in 0..<min(PointBlocks.lanes, stratum.rows.count - first)
          where squares[lane] <= found.bound {
            let row = stratum.rows[first + lane]
            if row != query { found.offer(row, squares[lane]) }
          }
        }
      }
    }
    return found.neighbors
  }
}

/// The nearest rows so far, the nearest first.
private struct NearestRows {
  private struct Entry {
    /// The distance to 12 decimals: rows equally far keep the order they came in.
    let order: Double
    let row: Int
    let distance: Double
  }

  private let count: Int
  private var entries: [Entry] = []
  /// What is farther, squared, need not be offered.
  private(set) var bound = Double.infinity

  init(count: Int) {
    self.count = count
    entries.reserveCapacity(count + 1)
  }

  mutating func offer(_ row: Int, _ square: Double) {
    let distance = square.squareRoot()
    let order = (distance * 1e12).rounded()
    if entries.count == count, let last = entries.last, order >= last.order { return }
    var place = entries.count
    while place > 0, entries[place - 1].order > order { place -= 1 }
    entries.insert(Entry(order: order, row: row, distance: distance), at: place)
    if entries.count > count { entries.removeLast() }
    if entries.count == count, let last = entries.last {
      bound = last.distance * last.distance * (1 + 1e-9)
    }
  }

  var neighbors: [Neighbors.Neighbor] {
    entries.map { Neighbors.Neighbor(row: $0.row, distance: $0.distance) }
  }
}
