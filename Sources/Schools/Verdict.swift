/// What a comparison says.
///
/// A verdict knows the indicator's direction: `above` means better than the analogue. An indicator of
/// context has no better end, so there it means a larger value.
package enum Verdict: String, Sendable, Codable, CaseIterable {
  case above, within, below
  case notComparable = "not_comparable"
}

/// Whom a school is set beside.
package enum AnalogueKind: String, Sendable, Codable, CaseIterable {
  /// The other schools of the municipality, pooled.
  case municipal
  /// The other schools of the region, pooled.
  case regional
  /// The same school a year earlier.
  case previous
}

/// Why a verdict is what it is.
package enum ComparisonReason: String, Sendable, Codable, CaseIterable {
  case analogueMissing = "analogue_missing"
  case contextIndicator = "context_indicator"
  case lowerIsBetter = "lower_is_better"
  case noInterval = "no_interval"
  case noPreviousYear = "no_previous_year"
  case notPoolable = "not_poolable"
  case ownTooFewUnits = "own_too_few_units"
  case suppressed
  case tooFewSchools = "too_few_schools"
  case tooFewUnits = "too_few_units"

  /// Whether this reason alone makes a comparison impossible.
  package var forbidsVerdict: Bool {
    self != .contextIndicator && self != .lowerIsBetter
  }
}

/// Why a school has no place in a ranking or in a cluster.
package enum UnrankedReason: String, Sendable, Codable, CaseIterable {
  case noData = "no_data"
  case noStructure = "no_structure"
  case tooFewCriteria = "too_few_criteria"
  case tooFewIndicators = "too_few_indicators"
}
