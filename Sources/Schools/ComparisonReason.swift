/// Why a verdict is what it is, or why there is none.
package enum ComparisonReason: String, Sendable, Codable, CaseIterable {
  case analogueExact = "analogue_exact"
  case analogueMissing = "analogue_missing"
  case chainLinked = "chain_linked"
  case chainSplit = "chain_split"
  case contextIndicator = "context_indicator"
  case coverageIncomplete = "coverage_incomplete"
  case coverageLow = "coverage_low"
  case definitionApproximate = "definition_approximate"
  case definitionDiffers = "definition_differs"
  case includesSchool = "includes_school"
  case kindUnknown = "kind_unknown"
  case lowerIsBetter = "lower_is_better"
  case marksDoubtful = "marks_doubtful"
  case noContext = "no_context"
  case noInterval = "no_interval"
  case noPreviousYear = "no_previous_year"
  case noSchoolsOfKind = "no_schools_of_kind"
  case noSimilarSchools = "no_similar_schools"
  case notPoolable = "not_poolable"
  case notPublished = "not_published"
  case ownShareLarge = "own_share_large"
  case ownTooFewUnits = "own_too_few_units"
  case periodDiffers = "period_differs"
  case populationDiffers = "population_differs"
  case preliminary
  case publishedDisagrees = "published_disagrees"
  case sameKindRelaxed = "same_kind_relaxed"
  case scaleChanged = "scale_changed"
  case suppressed
  case tooFewSchools = "too_few_schools"
  case tooFewUnits = "too_few_units"
  case yearJump = "year_jump"

  /// Whether this reason alone makes a comparison impossible.
  package var forbidsVerdict: Bool {
    switch self {
    case .analogueExact, .chainLinked, .contextIndicator, .coverageIncomplete, .includesSchool,
      .lowerIsBetter, .marksDoubtful, .preliminary, .sameKindRelaxed, .yearJump:
      false
    case .analogueMissing, .chainSplit, .coverageLow, .definitionApproximate, .definitionDiffers,
      .kindUnknown, .noContext, .noInterval, .noPreviousYear, .noSchoolsOfKind,
      .noSimilarSchools, .notPoolable, .notPublished, .ownShareLarge, .ownTooFewUnits,
      .periodDiffers, .populationDiffers, .publishedDisagrees, .scaleChanged, .suppressed,
      .tooFewSchools, .tooFewUnits:
      true
    }
  }

  /// Whether the analogue itself is not one, so that nothing of it is reckoned.
  package var emptiesAnalogue: Bool {
    switch self {
    case .analogueMissing, .chainSplit, .kindUnknown, .noContext, .noPreviousYear,
      .noSchoolsOfKind, .noSimilarSchools, .notPoolable, .notPublished, .publishedDisagrees,
      .suppressed, .tooFewSchools, .tooFewUnits:
      true
    default: false
    }
  }

  /// A sign of doubt about a school's marks: for the operator, not for other readers.
  package var isForOperator: Bool { self == .marksDoubtful || self == .yearJump }

  /// The rows of `result.threshold` that decide it.
  package var thresholds: [String] {
    switch self {
    case .coverageIncomplete: ["coverage_full"]
    case .coverageLow: ["coverage_least"]
    case .includesSchool, .ownShareLarge: ["published_own_share"]
    case .marksDoubtful: ["objectivity_gap", "objectivity_errors"]
    case .noSchoolsOfKind, .sameKindRelaxed: ["same_kind_schools"]
    case .noSimilarSchools: ["similar_schools"]
    case .suppressed:
      [
        "sensitive_count", "sensitive_units", "municipality_units", "region_units",
        "everyone_units", "everyone_count",
      ]
    case .tooFewSchools:
      [
        "municipal_schools", "same_kind_schools", "regional_schools", "similar_schools",
        "set_schools", "published_schools",
      ]
    case .tooFewUnits: ["analogue_units"]
    case .yearJump: ["jump_errors"]
    default: []
    }
  }
}
