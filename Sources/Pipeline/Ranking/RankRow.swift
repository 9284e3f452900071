/// Where one school stands among those of one scope, or why it does not.
package struct RankRow: Hashable, Sendable, Codable {
  package enum Scope: String, Hashable, Sendable, Codable, CaseIterable {
    case region, municipality, cluster, similar
  }

  /// A key indicator of a school on its way to the score.
  package struct IndicatorScore: Hashable, Sendable, Codable {
    package let cell: KeyCell
    /// As it was counted.
    package let value: Double
    /// Drawn toward the other schools, and the standard deviation of the true value around it.
    package let shrunk: Double
    package let error: Double
    /// 1…100.
    package let score: Double
  }

  package let school: String
  package let year: Int
  package let scope: Scope
  package var score: Double?
  /// The standard deviation of the score by sampling.
  package var scoreError: Double?
  package var rank: Int?
  /// 95 % of places under sampling and method together, then apart.
  package var rankLow: Int?
  package var rankHigh: Int?
  package var samplingLow: Int?
  package var samplingHigh: Int?
  package var methodLow: Int?
  package var methodHigh: Int?
  /// Places that hold those of all schools of the scope at once.
  package var setLow: Int?
  package var setHigh: Int?
  package var expectedRank: Double?
  package var medianRank: Int?
  package var topQuarter: Double?
  package var bottomQuarter: Double?
  /// How often the school stands above the next one by expected place.
  package var aboveNext: Double?
  package var tier: Int?
  /// Schools with a place in the scope.
  package var among: Int?
  package var reason: String?
  /// Scores of the criteria by their number.
  package var parts: [String: Double]
  /// In the order of the key set, in the region alone; nil for what is missing.
  package var indicators: [IndicatorScore?]
}
