/// What a simulation of a ranking leaves: from it the rows, or any of them, are placed among themselves.
public struct RankingDraws: Sendable {
  let model: RankingModel
  /// Of the rows that have a score.
  let keys: [String]
  /// Their numbers among all rows.
  public let rows: [Int]
  /// Of all rows, by the estimates and the declared method.
  public let scores: [Score]
  /// Drawn values by the declared method.
  public let sampling: ScoreDraws
  /// The estimates by drawn methods.
  public let method: ScoreDraws
  /// Drawn values by drawn methods.
  public let both: ScoreDraws

  /// Where a row stands among the rows of its group.
  public struct Place: Hashable, Sendable {
    /// The place of the score, 1 the highest; scores equal to 9 decimals share the smallest place.
    public let rank: Int
    /// Of the places under both kinds of doubt.
    public let expected: Double
    public let median: Int
    /// The 2.5 % and the 97.5 % quantile of the places, made longer to hold `rank`: under both kinds of doubt, by
    /// sampling alone, by the method alone.
    public let interval: ClosedRange<Int>
    public let sampling: ClosedRange<Int>
    public let method: ClosedRange<Int>
    /// Places that hold those of all rows at once with 95 %, as far as sampling goes.
    public let set: ClosedRange<Int>
    /// How often the row is among the first quarter, rounded up, and among the last.
    public let topQuarter: Double
    public let bottomQuarter: Double
    /// The number of the row's tier, 1 the best.
    public let tier: Int
    /// How often the row stands above the next one by expected place; nil for the last.
    public let aboveNext: Double?
    /// The standard deviation of the score by sampling.
    public let scoreError: Double
  }

  /// The places of all scored rows in every draw under both kinds of doubt, in the order of ``rows``: how often one row stands
  /// above another can be counted from them. Scores equal to 9 decimals share the smallest place.
  ///
  /// - Complexity: O(draws × *n* log *n*).
  public func drawnPlaces() -> [[Int32]] {
    let drawn = both.places(of: Array(rows.indices))
    return rows.indices.map { Array(drawn.places(of: $0)) }
  }

  /// Places of the scored rows numbered `subset` (indices of `rows`), in that order.
  ///
  /// - Complexity: O(draws × *n* log *n*), and O(draws × *n*²) for the sets up to ``RankSets/drawnLimit`` rows.
  public func places(of subset: [Int]) -> [Place] {
    guard !subset.isEmpty else { return [] }
    let points = ranks(of: subset.map { scores[rows[$0]].value! })
    let (drawn, sampled) = (both.places(of: subset), sampling.places(of: subset))
    let varied = method.places(of: subset)
    let names = subset.map { keys[$0] }
    let tiers = drawn.tiers(probability: model.tierProbability, points: points, keys: names)
    let moments = subset.map { sampling.moments($0) }
    let sets = RankSets.sets(draws: sampling, of: subset, moments)
    let quarter = (subset.count + 3) / 4
    let expected = subset.indices.map { drawn.expected($0) ?? Double(points[$0]) }
    let order = subset.indices.sorted {
      (expected[$0], points[$0], names[$0]) < (expected[$1], points[$1], names[$1])
    }
    var above = [Double?](repeating: nil, count: subset.count)
    for (row, next) in zip(order, order.dropFirst()) {
      above[row] = drawn.probability(that: next, isBelow: row)
    }
    func holding(_ interval: ClosedRange<Int>?, _ index: Int) -> ClosedRange<Int> {
      let point = points[index]
      guard let interval else { return point...point }
      return min(interval.lowerBound, point)...max(interval.upperBound, point)
    }
    return subset.indices.map { index in
      Place(
        rank: points[index], expected: expected[index],
        median: drawn.median(index) ?? points[index],
        interval: holding(drawn.interval(index), index),
        sampling: holding(sampled.interval(index), index),
        method: holding(varied.interval(index), index), set: holding(sets[index], index),
        topQuarter: drawn.probability(of: index, within: quarter) ?? 0,
        bottomQuarter: 1 - (drawn.probability(of: index, within: subset.count - quarter) ?? 1),
        tier: tiers[index], aboveNext: above[index], scoreError: moments[index].deviation)
    }
  }
}
