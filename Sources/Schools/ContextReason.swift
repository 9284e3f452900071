/// Why a school has no similar schools, or none of what is expected of its context.
package enum ContextReason: String, Sendable, Codable, CaseIterable {
  /// Too little is known of its context.
  case noContext = "no_context"
  /// Too few schools of its level and class are near enough: there is no fair analogue.
  case noSimilarSchools = "no_similar_schools"
  /// No exam it could be judged by has enough results over three years.
  case noOutcome = "no_outcome"
  /// Too few schools have outcomes to say what a context lets expect.
  case tooFewSchools = "too_few_schools"
}

/// How near a school's similar schools are, beside those of other schools.
package enum MatchQuality: String, Sendable, Codable, CaseIterable {
  /// Nearer on average than those of half of the schools.
  case close
  case fair
  /// Far beyond that, or some that would have counted were too far.
  case distant
}

/// What a school makes of its context.
package enum SchoolTypology: String, Sendable, Codable, CaseIterable {
  /// Better than expected in a context less favorable than that of half of the schools.
  case resilient
  /// Better than expected in a more favorable one.
  case aboveExpected = "above_expected"
  case asExpected = "as_expected"
  /// Worse than expected in a less favorable context.
  case risk
  /// Worse than expected in a more favorable one.
  case underused

  /// - Parameters:
  ///   - isFavored: the index of context is at the median or above.
  ///   - low, high: the 95 % interval of the residual.
  package init(isFavored: Bool, low: Double, high: Double) {
    self =
      low > 0
      ? (isFavored ? .aboveExpected : .resilient)
      : high < 0 ? (isFavored ? .underused : .risk) : .asExpected
  }
}
