/// What a ranking of one scope rests on and how it would move: for whoever has to defend it.
package struct RankModelRow: Hashable, Sendable, Codable {
  /// What places do when one choice is another.
  package struct Shift: Hashable, Sendable, Codable {
    /// `scale:zscore`, `scale:percentile`, `scale:minmax`, `scale:best`, `between:arithmetic`, `weight_up:2`, `weight_down:2`,
    /// `without_criterion:2`, `unshrunk`, `untreated`; of an indicator its code and cut.
    package let choice: String
    /// Mean and greatest number of places a school moves.
    package let mean: Double
    package let largest: Int
    package let tau: Double?
  }

  package struct Importance: Hashable, Sendable, Codable {
    package let criterion: Int
    /// The declared share of the weights.
    package let weight: Double
    /// The squared rank correlation of the criterion with the score; nil where it cannot be had.
    package let importance: Double?
    /// Cronbach's α of its indicators; nil for fewer than two.
    package let alpha: Double?
  }

  package struct Pair: Hashable, Sendable, Codable {
    package let first: String
    package let second: String
    package let correlation: Double
  }

  package struct Shrunk: Hashable, Sendable, Codable {
    package let indicator: String
    package let schools: Int
    /// Mean over schools of how far an estimate lies from the value, in the indicator's unit.
    package let moved: Double
    package let pooledYears: Int
    /// Values pulled in as extremes; nil where none were.
    package let treated: Int?
    package let isStillSkewed: Bool
  }

  package let scope: RankRow.Scope
  /// The ОКТМО code.
  package let territory: String
  package let year: Int
  package let schools: Int
  package let draws: Int
  /// Indicators that tell no schools apart.
  package let constant: [String]
  package let indicators: [Shrunk]
  package let sensitivity: [Shift]
  /// The choice with the greatest mean shift; nil where nothing moves.
  package let mostInfluential: String?
  /// What leaving one indicator out does.
  package let removal: [Shift]
  package let importance: [Importance]
  /// Indicators that say the same twice, and that contradict each other within a criterion.
  package let redundant: [Pair]
  package let conflicts: [Pair]
  package let alpha: Double?
  package let firstComponent: Double?
  /// Score ± factor × its error does not overlap about where two schools differ at 5 %.
  package let comparisonFactor: Double?
}
