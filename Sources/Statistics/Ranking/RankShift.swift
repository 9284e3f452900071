/// How far places move when one choice of a method is another.
public struct RankShift: Hashable, Sendable {
  /// R̄: the mean of the places a row moves.
  public let mean: Double
  /// The greatest move.
  public let largest: Int
  /// Kendall's τ-b of the two orders; nil where either has no order.
  public let tau: Double?

  /// Compares the places that `scores` and `other` give; nan is a row without a score, and takes no part in either. Nil
  /// where fewer than two rows have both.
  ///
  /// - Complexity: O(*n*²).
  /// - Source: Saisana, Saltelli and Tarantola, JRSS A 168 (2005), for R̄.
  public init?(_ scores: [Double], _ other: [Double]) {
    precondition(scores.count == other.count, "scores of the same rows")
    let both = scores.indices.filter { !scores[$0].isNaN && !other[$0].isNaN }
    guard both.count >= 2 else { return nil }
    let first = ranks(of: both.map { scores[$0] })
    let second = ranks(of: both.map { other[$0] })
    let moves = zip(first, second).map { abs($0 - $1) }
    mean = Double(moves.reduce(0, +)) / Double(moves.count)
    largest = moves.max() ?? 0
    tau = kendall(first.map(Double.init), second.map(Double.init))
  }
}

extension Composite {
  /// The scores by another scale or mean, on 1…100 as in ``RankingModel``; nan for a row without one.
  public func scores(
    _ matrix: [[Double]], normalization: Normalization, between: Aggregation
  ) -> [Double] {
    let plan = CompositePlan(self, matrix)
    let other = plan.varied(
      normalization: normalization, between: between, groupWeights: groupWeights)
    var cells = matrix.flatMap { $0 }
    var parts = [Double](repeating: .nan, count: groupWeights.count)
    return cells.withUnsafeMutableBufferPointer { cells in
      other.normalize(cells)
      return matrix.indices.map { row in
        plan.reasons[row] != nil
          ? .nan
          : parts.withUnsafeMutableBufferPointer {
            other.score(row: row, of: UnsafeBufferPointer(cells), parts: $0)
          }
      }
    }
  }

  /// The point scores as numbers; nan for a row without one.
  public func points(_ matrix: [[Double]]) -> [Double] {
    scores(matrix).map { $0.value ?? .nan }
  }
}
