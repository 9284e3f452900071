import Schools

/// By what a school's similar schools were found, and how well: the `basis` of its list.
struct SimilarBasis: Codable, Sendable {
  /// A variable of the school beside its similar schools, in standardized units.
  struct Variable: Codable, Sendable {
    let variable: ContextVariable
    let weight: Double
    /// Nil where unknown.
    let score: Double?
    /// The year has not brought it: it is that of an earlier year.
    let isCarried: Bool
    /// Of the similar schools that have it.
    var mean: Double?
    /// (score − mean) in standard deviations over all schools of the model.
    var balance: Double?
    /// The school has no true peers in this variable.
    var isOff: Bool
  }

  /// How much of the list stays when likeness is measured otherwise.
  struct Stability: Codable, Sendable {
    enum Measure: String, Codable, Sendable, CaseIterable {
      /// All variables weigh the same.
      case euclidean
      /// Units and correlations do not count.
      case mahalanobis
    }

    let measure: Measure
    /// Schools in both lists, of those in either; nil where there are no such distances.
    let share: Double?
  }

  var version: Int
  var level: TaughtLevel
  var schoolClass: SchoolClass
  /// Schools it could be set beside.
  var eligible: Int
  /// How many were sought.
  var neighbors: Int
  var caliper: Double?
  /// The weight of the variables known, 0…1.
  var coverage: Double
  var variables: [Variable]
  var meanDistance: Double?
  var quality: MatchQuality?
  /// Of the model's weights: a regression, or equal; and the year they are from.
  var weightsFrom: ContextModel.WeightSource
  var weightsYear: Int
  /// In how many lists of the model the school itself stands.
  var lists: Int
  /// It stands in so many that it says little of being like it.
  var isHub: Bool
  /// Codes of the hubs in its list.
  var hubs: [String]
  var stability: [Stability]

  /// The scores in the order of the variables; nan where unknown.
  var scores: [Double] { variables.map { $0.score ?? .nan } }
}
