/// Places by one method, with what sampling does to them: the part of ``RankingModel`` that asks nothing about the method.
public struct SampledRanking: Sendable {
  /// Where a row with a score stands among the rows asked about.
  public struct Place: Hashable, Sendable {
    /// The number of the row.
    public let row: Int
    public let score: Double
    /// The place of the score, 1 the highest; scores equal to 9 decimals share the smallest place.
    public let rank: Int
    /// The 2.5 % and the 97.5 % quantile of the drawn places, made longer to hold `rank`.
    public let interval: ClosedRange<Int>
  }

  /// Of the rows that have a score, in their order.
  public let places: [Place]
}

extension RankingModel {
  /// Places all rows by the declared method alone: what ``RankingDraws/Place/sampling`` holds of a whole run, at a third of its cost.
  ///
  /// Parameters are those of ``run(_:keys:cells:limits:)``; the same seed and keys give the same draws.
  ///
  /// - Complexity: O(draws × rows × (columns + log rows)); memory of 12 bytes for each scored row and draw.
  public func sampled(
    _ composite: Composite, keys: [String], cells: [[UncertainValue]],
    limits: [ClosedRange<Double>?]
  ) -> SampledRanking {
    let cellDraws = CellDraws(composite, keys: keys, cells: cells, limits: limits, seed: seed)
    let plan = CompositePlan(composite, cellDraws.matrix)
    let scores = composite.scores(cellDraws.matrix)
    let rows = scores.indices.filter { scores[$0].value != nil }
    let pieces = Parallel.map((draws + Self.piece - 1) / Self.piece) { piece in
      (piece * Self.piece..<min(draws, (piece + 1) * Self.piece)).flatMap {
        Self.score(cellDraws($0), plan, rows, composite)
      }
    }
    let drawn = ScoreDraws(rows: rows.count, draws: draws, pieces.flatMap(\.self))
      .places(of: Array(rows.indices))
    let points = rows.map { scores[$0].value! }
    return SampledRanking(
      places: zip(rows, ranks(of: points)).enumerated().map { index, place in
        let found = drawn.interval(index) ?? place.1...place.1
        return SampledRanking.Place(
          row: place.0, score: points[index], rank: place.1,
          interval: min(found.lowerBound, place.1)...max(found.upperBound, place.1))
      })
  }
}

extension UncertainValue {
  /// A share whose distribution is a beta one with this mean and standard deviation; exact where the deviation is 0, and where no such
  /// distribution has it.
  public static func share(mean: Double, deviation: Double) -> UncertainValue {
    guard deviation > 0, mean > 0, mean < 1 else { return .exact(mean) }
    let sum = mean * (1 - mean) / (deviation * deviation) - 1
    return sum > 0 ? .beta(a: mean * sum, b: (1 - mean) * sum) : .exact(mean)
  }
}
