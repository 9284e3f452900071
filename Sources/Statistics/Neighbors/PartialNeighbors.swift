/// The rows most like each row, where some values may be missing.
///
/// The distance of two rows is √(Σ*w*·d² / Σ*w*) over the columns that both have, so that what is missing neither
/// brings two rows together nor sets them apart. Rows that have less than `leastWeight` of the weight in common are
/// not set beside each other.
///
/// - Rows come in the order of their identifiers: of two rows equally far, to 12 decimals, the first is nearer.
/// - nan is what is missing.
/// - Source: Gower, A general coefficient of similarity and some of its properties, Biometrics 27 (1971).
public struct PartialNeighbors: Hashable, Sendable {
  /// One a column, not negative, of the sum 1.
  public let weights: [Double]
  /// The least weight of the columns two rows have in common, 0…1.
  public let leastWeight: Double

  /// - Parameter weights: not negative, not all 0; they are made to sum to 1.
  public init(weights: [Double], leastWeight: Double) {
    let total = weights.reduce(0, +)
    precondition(weights.allSatisfy { $0 >= 0 } && total > 0, "weights that weigh something")
    self.weights = weights.map { $0 / total }
    self.leastWeight = leastWeight
  }

  /// The weight of the columns a row has, 0…1.
  public func coverage(_ row: [Double]) -> Double {
    zip(row, weights).reduce(0) { $1.0.isNaN ? $0 : $0 + $1.1 }
  }

  /// How far two rows are apart; nil when they have too little in common.
  public func distance(_ a: [Double], _ b: [Double]) -> Double? {
    var (sum, common) = (0.0, 0.0)
    for column in weights.indices {
      let difference = a[column] - b[column]
      if difference.isNaN { continue }
      sum += weights[column] * difference * difference
      common += weights[column]
    }
    // A share written in decimals must not fail by a rounding.
    guard common > 0, common >= leastWeight - 1e-12 else { return nil }
    return (sum / common).squareRoot()
  }

  /// The part of each column in the square of the distance, of the sum 1; nan where either value is missing. All 0 for
  /// rows that do not differ.
  public func contributions(_ a: [Double], _ b: [Double]) -> [Double] {
    let parts = weights.indices.map { weights[$0] * (a[$0] - b[$0]) * (a[$0] - b[$0]) }
    let total = parts.reduce(0) { $1.isNaN ? $0 : $0 + $1 }
    return parts.map { total > 0 ? $0 / total : $0 }
  }

  /// The `count` rows nearest to each of `queries`, the nearest first, itself not among them; fewer where there are
  /// not so many it may be set beside.
  ///
  /// - Parameter queries: rows to find neighbors of; nil is every row.
  /// - Complexity: O(queries × *n* × (*d* + log *n*)), shared among threads.
  public func find(
    _ rows: [[Double]], count: Int, queries: [Int]? = nil
  ) -> [[Neighbors.Neighbor]] {
    let asked = queries ?? Array(rows.indices)
    return Parallel.map(asked.count) { index in
      let query = asked[index]
      let found = rows.indices.compactMap { row -> (order: Double, near: Neighbors.Neighbor)? in
        guard row != query, let distance = distance(rows[query], rows[row]) else { return nil }
        return ((distance * 1e12).rounded(), Neighbors.Neighbor(row: row, distance: distance))
      }
      return found.sorted { ($0.order, $0.near.row) < ($1.order, $1.near.row) }
        .prefix(count).map(\.near)
    }
  }

  /// The distance beyond which a neighbor is too far: the quantile at `probability`, over all rows that have `count`
  /// neighbors, of the distance to the last; nil when none has.
  public static func caliper(
    _ found: [[Neighbors.Neighbor]], count: Int, probability: Double
  ) -> Double? {
    quantile(found.compactMap { $0.count >= count ? $0[count - 1].distance : nil }, probability)
  }
}
