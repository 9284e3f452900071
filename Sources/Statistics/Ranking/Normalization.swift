/// Which end of an indicator is good.
public enum Direction: Hashable, Sendable, CaseIterable {
  case higher
  case lower
}

/// How several scores become one.
public enum Aggregation: Hashable, Sendable, CaseIterable {
  /// The weighted mean: a weak score is made up for by a strong one in full.
  case arithmetic
  /// The weighted geometric mean: a weak score is made up for in part only. Scores must not be negative.
  case geometric
}

/// How the values of one indicator are put on the scale that all indicators share.
///
/// In every kind a higher score is better, nan (not measured) stays nan and takes no part in extremes, means
/// or ranks, and what does not vary maps to the middle: no school is better than another by it.
///
/// - Source: OECD/JRC, Handbook on Constructing Composite Indicators (2008), step 5.
public enum Normalization: Hashable, Sendable {
  /// 100·(y − lower) / (upper − lower), cut to 1…100, one pair per indicator; from the other end where lower
  /// is better. Frozen goalposts make years comparable. Where the two ends are equal every value is 50.
  case goalposts([ClosedRange<Double>])
  /// The smallest value at the lower end of the range, the largest at the upper. One school moves all.
  case minMax(ClosedRange<Double> = 0...100)
  /// Sample standard deviations (n − 1) from the mean. Negative for half the schools, so not for a
  /// geometric mean.
  case zScore
  /// The midrank percentile among the other schools, 0…100; of a single school 50.
  case percentile
  /// The best value is 100 and the others their ratio to it: y / best, or best / y where lower is better. Values
  /// must be positive: what is not scores 0 where higher is better, 100 where lower is.
  case bestHundred

  /// Goalposts read off the data: quantiles of each column (5 % and 95 %), nan left out; 0…0 for a column
  /// without values.
  public static func goalposts(
    from rows: [[Double]], low: Double = 0.05, high: Double = 0.95
  ) -> Normalization {
    .goalposts(
      (rows.first ?? []).indices.map { column in
        let values = rows.map { $0[column] }
        guard let lower = quantile(values, low), let upper = quantile(values, high) else {
          return 0...0
        }
        return lower...max(lower, upper)
      })
  }

  /// Puts column number `column` of the flat matrix `cells`, `width` columns wide, on the common scale.
  func apply(
    to cells: UnsafeMutableBufferPointer<Double>, column: Int, width: Int, direction: Direction
  ) {
    let rows = stride(from: column, to: cells.count, by: width)
    switch self {
    case .goalposts(let posts):
      let post = posts[column]
      for cell in rows { cells[cell] = Self.goalpost(cells[cell], post, direction) }
    case .minMax(let target):
      var (low, high) = (Double.infinity, -Double.infinity)
      for cell in rows where !cells[cell].isNaN {
        low = min(low, cells[cell])
        high = max(high, cells[cell])
      }
      let span = target.upperBound - target.lowerBound
      for cell in rows where !cells[cell].isNaN {
        let value = direction == .higher ? cells[cell] - low : high - cells[cell]
        cells[cell] = target.lowerBound + (low == high ? span / 2 : span * (value / (high - low)))
      }
    case .zScore:
      guard let (mean, deviation) = meanAndDeviation(rows.map { cells[$0] }) else { return }
      for cell in rows where !cells[cell].isNaN {
        let value = direction == .higher ? cells[cell] - mean : mean - cells[cell]
        cells[cell] = deviation > 0 ? value / deviation : 0
      }
    case .percentile:
      let present = rows.filter { !cells[$0].isNaN }
      let ranks = midranks(present.map { direction == .higher ? cells[$0] : -cells[$0] })
      for (cell, rank) in zip(present, ranks) {
        cells[cell] = present.count > 1 ? (rank - 1) / Double(present.count - 1) * 100 : 50
      }
    case .bestHundred:
      let present = rows.filter { !cells[$0].isNaN }
      let values = present.map { cells[$0] }
      if values.allSatisfy({ $0 == values.first }) {
        for cell in present { cells[cell] = 50 }
      } else if direction == .higher {
        let best = values.max() ?? 0
        for cell in present { cells[cell] = best > 0 ? max(0, 100 * cells[cell] / best) : 0 }
      } else {
        let best = max(values.min() ?? 0, 0)
        for cell in present { cells[cell] = cells[cell] > 0 ? 100 * best / cells[cell] : 100 }
      }
    }
  }

  private static func goalpost(
    _ value: Double, _ post: ClosedRange<Double>, _ direction: Direction
  ) -> Double {
    if value.isNaN { return value }
    let span = post.upperBound - post.lowerBound
    guard span > 0 else { return 50 }
    let distance = direction == .higher ? value - post.lowerBound : post.upperBound - value
    return min(100, max(1, 100 * distance / span))
  }
}
