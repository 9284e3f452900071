/// A composite score: indicators on a common scale, gathered into groups (criteria), the groups into one figure.
///
/// Rows are schools, columns are indicators, nan is missing. Nothing is imputed: the weights of what is
/// present are scaled to their sum, a group needs `minimumGroupShare` of its weight, and a row may lack at most
/// `missingGroupsAllowed` groups. Indicators and groups of weight 0 take no part.
///
/// ```swift
/// let composite = Composite(
///   indicators: [.init(direction: .higher, group: 0), .init(direction: .lower, group: 1)],
///   groupWeights: [1, 1], normalization: .goalposts([0...100, 0...10]))
/// composite.scores([[80, 1], [60, .nan]])
/// ```
///
/// - Source: OECD/JRC, Handbook on Constructing Composite Indicators (2008), steps 3, 5 and 6.
public struct Composite: Hashable, Sendable {
  /// One column: its weight within its group, its good end, and the number of its group.
  public struct Indicator: Hashable, Sendable {
    public var weight: Double
    public var direction: Direction
    public var group: Int

    public init(weight: Double = 1, direction: Direction, group: Int) {
      self.weight = weight
      self.direction = direction
      self.group = group
    }
  }

  /// What makes a composite impossible to compute, whatever the data.
  public enum Defect: Hashable, Sendable {
    /// A weight is negative or not finite.
    case weight
    /// An indicator names a group that has no weight.
    case group(indicator: Int)
    /// There are not as many goalposts as indicators.
    case goalposts
    /// A geometric mean of scores that may be negative: z-scores, or a range that starts below 0.
    case geometricMeanOfNegatives
  }

  public var indicators: [Indicator]
  public var groupWeights: [Double]
  public var normalization: Normalization
  public var within: Aggregation
  public var between: Aggregation
  /// The share of a group's weight that must be present, 0…1.
  public var minimumGroupShare: Double
  public var missingGroupsAllowed: Int

  public init(
    indicators: [Indicator], groupWeights: [Double], normalization: Normalization,
    within: Aggregation = .arithmetic, between: Aggregation = .geometric,
    minimumGroupShare: Double = 0.6, missingGroupsAllowed: Int = 1
  ) {
    self.indicators = indicators
    self.groupWeights = groupWeights
    self.normalization = normalization
    self.within = within
    self.between = between
    self.minimumGroupShare = minimumGroupShare
    self.missingGroupsAllowed = missingGroupsAllowed
  }

  /// The first defect of the definition, or nil.
  public var defect: Defect? {
    if !(indicators.map(\.weight) + groupWeights).allSatisfy({ $0 >= 0 && $0.isFinite }) {
      return .weight
    }
    if let lost = indicators.firstIndex(where: { !groupWeights.indices.contains($0.group) }) {
      return .group(indicator: lost)
    }
    switch normalization {
    case .goalposts(let posts):
      if posts.count != indicators.count { return .goalposts }
    case .zScore where isGeometric: return .geometricMeanOfNegatives
    case .minMax(let target) where isGeometric && target.lowerBound < 0:
      return .geometricMeanOfNegatives
    case .minMax, .zScore, .percentile, .bestHundred: break
    }
    return nil
  }

  private var isGeometric: Bool { within == .geometric || between == .geometric }

  /// The cells of `matrix` on the common scale: what each indicator is worth before it is weighed.
  ///
  /// nan stays nan. Traps as ``scores(_:)`` does; O(rows × columns), with percentiles times the logarithm.
  public func normalized(_ matrix: [[Double]]) -> [[Double]] {
    let width = indicators.count
    var cells = matrix.flatMap { $0 }
    let plan = CompositePlan(self, matrix)
    cells.withUnsafeMutableBufferPointer { plan.normalize($0) }
    return matrix.indices.map { Array(cells[$0 * width..<($0 + 1) * width]) }
  }

  /// The score of each row of `matrix`, in the same order.
  ///
  /// Every row counts for extremes, means and ranks of the normalization, also one that gets no score. Traps
  /// on a `defect` and on rows that are not as wide as the indicators.
  ///
  /// - Complexity: O(rows × columns); with percentiles times the logarithm of the rows.
  public func scores(_ matrix: [[Double]]) -> [Score] {
    let plan = CompositePlan(self, matrix)
    var cells = matrix.flatMap { $0 }
    var parts = [Double](repeating: .nan, count: groupWeights.count)
    return cells.withUnsafeMutableBufferPointer { cells in
      plan.normalize(cells)
      return matrix.indices.map { row in
        if let reason = plan.reasons[row] { return .unranked(reason) }
        let value = parts.withUnsafeMutableBufferPointer {
          plan.score(row: row, of: UnsafeBufferPointer(cells), parts: $0)
        }
        return .score(value: value, parts: parts)
      }
    }
  }
}
