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
    let members = Self.members(strata, rows.count)
    let asked = queries ?? Array(rows.indices)
    return Parallel.map(asked.count) { index in
      let query = asked[index]
      return nearest(to: query, members[strata?[query] ?? 0] ?? [], points)
    }
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

  private func nearest(to query: Int, _ members: [Int], _ points: PaddedPoints) -> [Neighbor] {
    struct Entry {
      let order: Double
      let row: Int
      let distance: Double
    }
    var found: [Entry] = []
    found.reserveCapacity(count + 1)
    var bound = Double.infinity
    points.values.withUnsafeBufferPointer { values in
      guard let start = values.baseAddress else { return }
      let own = start + query * points.stride
      for row in members where row != query {
        let square = PaddedPoints.squaredDistance(own, start + row * points.stride, points.stride)
        if square > bound { continue }
        let distance = square.squareRoot()
        let order = (distance * 1e12).rounded()
        if found.count == count, let last = found.last, order >= last.order { continue }
        var place = found.count
        while place > 0, found[place - 1].order > order { place -= 1 }
        found.insert(Entry(order: order, row: row, distance: distance), at: place)
        if found.count > count { found.removeLast() }
        if found.count == count, let last = found.last {
          bound = last.distance * last.distance * (1 + 1e-9)
        }
      }
    }
    return found.map { Neighbor(row: $0.row, distance: $0.distance) }
  }
}
