/// What a composite says of one row: a score, or why there is none.
public enum Score: Hashable, Sendable {
  /// The composite, and the score of each group in the order of the group weights; nan for a group that has
  /// no score.
  case score(value: Double, parts: [Double])
  /// Too little is known for a score; the row has no place, which is not the last place.
  case unranked(Reason)

  public enum Reason: Hashable, Sendable {
    /// A group is measured in part, but by less than the share it needs; with it the row would have a score.
    case tooFewIndicators(group: Int)
    /// More groups than may be missing have no value at all.
    case tooFewCriteria
  }

  /// The composite, or nil.
  public var value: Double? {
    if case .score(let value, _) = self { value } else { nil }
  }
}
