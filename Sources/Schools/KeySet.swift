/// A declared set of key indicators: what is ranked, with which weights, for whom, and what is clustered.
package struct KeySet: Hashable, Sendable, Codable {
  package struct Criterion: Hashable, Sendable, Codable {
    package let criterion: Int
    package let weight: Double
    package let title: Words
  }

  package struct RankedIndicator: Hashable, Sendable, Codable {
    package let code: String
    package let cut: String
    package let criterion: Int
    package let weight: Double
    /// The values that score 0 and 100, low end first; the indicator's direction reverses them.
    package let goalposts: [Double]
  }

  package struct ClusteredIndicator: Hashable, Sendable, Codable {
    package let code: String
    package let cut: String
  }

  /// What results are looked for to go with. Factors in the order they are taken in when there are few schools.
  package struct Drivers: Hashable, Sendable, Codable {
    package let outcomes: [ClusteredIndicator]
    package let factors: [ClusteredIndicator]
  }

  package enum Mean: String, Hashable, Sendable, Codable {
    case arithmetic, geometric
  }

  package struct Aggregation: Hashable, Sendable, Codable {
    package let within: Mean
    package let between: Mean
  }

  package let code: String
  package let title: Words
  /// For whom the ranking is: `internal` never leaves the department.
  package let audience: String
  package let criteria: [Criterion]
  package let indicators: [RankedIndicator]
  package let clusters: [ClusteredIndicator]
  package let drivers: Drivers?
  package let aggregation: Aggregation
  /// Monte Carlo draws of the rank intervals.
  package let draws: Int
}
