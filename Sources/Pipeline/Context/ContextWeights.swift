import Statistics

/// How much each variable of context counts, learned from what schools of such a context reach.
struct ContextWeights: Sendable {
  let source: ContextModel.WeightSource
  let year: Int
  let penalty: Double?
  let crossFit: Double?
  /// The variables with weights of the sum 1, and coefficients where there are.
  let variables: [ContextModel.Variable]

  /// Weights found anew.
  ///
  /// |β| of a ridge regression of the outcome on the standardized variables, schools weighted by 1/(τ² + *v*), made to
  /// sum to 1, then raised to the floor and made to sum to 1 again. Equal where there are too few schools or the
  /// regression explains too little of schools it has not seen.
  ///
  /// - Parameters:
  ///   - scores: standardized context of schools with enough of it; a missing score is taken for the median's.
  ///   - outcomes: one a row; nil where there is none, or where it is in doubt.
  init(
    _ variables: [ContextModel.Variable], scores: [[Double]], outcomes: [ExamOutcome?], year: Int,
    under limits: Thresholds
  ) {
    let known = scores.indices.filter { outcomes[$0] != nil }
    let count = Double(variables.count)
    var found = variables
    for index in found.indices { found[index].weight = 1 / count }
    self.year = year
    guard Double(known.count) >= limits("context_schools"), !variables.isEmpty else {
      (source, penalty, crossFit, self.variables) = (.equal, nil, nil, found)
      return
    }
    let fit = Self.fit(known.map { scores[$0] }, known.compactMap { outcomes[$0] })
    for index in found.indices { found[index].coefficient = fit.coefficients[index] }
    let isTelling =
      Double(known.count) >= limits("similar_weight_schools")
      && fit.crossFit ?? 0 >= limits("similar_weight_fit")
    if isTelling {
      let weights = Self.floored(
        fit.coefficients.map(abs), at: limits("similar_weight_floor"))
      for index in found.indices { found[index].weight = weights[index] }
    }
    source = isTelling ? .regression : .equal
    (penalty, crossFit, self.variables) = (fit.penalty, fit.crossFit, found)
  }

  /// The weights of an earlier year, for the variables of this one; what it did not know gets the floor.
  init(
    _ variables: [ContextModel.Variable], as earlier: ContextModel, under limits: Thresholds
  ) {
    let known = Dictionary(uniqueKeysWithValues: earlier.variables.map { ($0.variable, $0) })
    let weights = Self.floored(
      variables.map { known[$0.variable]?.weight ?? 0 }, at: limits("similar_weight_floor"))
    self.variables = zip(variables, weights).map { item, weight in
      var item = item
      item.weight = weight
      item.coefficient = known[item.variable]?.coefficient ?? 0
      return item
    }
    (source, year) = (earlier.weightsFrom, earlier.weightsYear)
    (penalty, crossFit) = (earlier.penalty, earlier.crossFit)
  }

  /// The regression of outcomes on scores, each outcome by what it tells: 1/(τ² + *v*).
  static func fit(_ scores: [[Double]], _ outcomes: [ExamOutcome]) -> Ridge {
    let between = betweenVariance(
      estimates: outcomes.map(\.value), variances: outcomes.map(\.variance))
    return Ridge(
      scores.map { row in row.map { $0.isNaN ? 0 : $0 } }, outcomes.map(\.value),
      weights: outcomes.map { 1 / max(between + $0.variance, 1e-9) })
  }

  /// Parts of the sum 1, none below `floor` before the sum is made 1 again; equal ones when all are 0.
  static func floored(_ parts: [Double], at floor: Double) -> [Double] {
    let total = parts.reduce(0, +)
    let raised = parts.map { max(floor, total > 0 ? $0 / total : 1 / Double(parts.count)) }
    let sum = raised.reduce(0, +)
    return raised.map { $0 / sum }
  }
}
