/// What a comparison says.
///
/// A verdict knows the indicator's direction: `above` means better than the analogue. An indicator of
/// context has no better end, so there it means a larger value.
package enum Verdict: String, Sendable, Codable, CaseIterable {
  case above, within, below
  case notComparable = "not_comparable"
}

/// Why a school has no place in a ranking or in a cluster.
package enum UnrankedReason: String, Sendable, Codable, CaseIterable {
  case noData = "no_data"
  case noStructure = "no_structure"
  case tooFewCriteria = "too_few_criteria"
  case tooFewIndicators = "too_few_indicators"
  case tooFewResults = "too_few_results"
}
