import Schools
import Statistics

/// Finds the similar schools of the schools of one model, and says how well they match.
struct SimilarSchools {
  let limits: Thresholds

  /// A school as the model sees it.
  struct Vector: Sendable {
    let id: Int
    let code: String
    let scores: [Double]
    let carried: Set<ContextVariable>
  }

  /// A school's list, or the reason there is none.
  struct Found: Sendable {
    let school: Int
    let reason: ContextReason?
    let basis: SimilarBasis
    /// The nearest first.
    let members: [Member]
  }

  struct Member: Sendable {
    let school: Int
    let distance: Double
  }

  /// The yardstick for schools of one level and class, by code.
  ///
  /// - Parameters:
  ///   - outcomes: by school; those in doubt are left out by the caller.
  ///   - earlier: the model whose weights are kept, if any.
  func model(
    _ key: ContextModel.Key, of schools: [SchoolContext], outcomes: [Int: ExamOutcome],
    earlier: ContextModel?, version: Int
  ) -> ContextModel {
    let eligible = schools.filter { $0.roll >= limits("similar_pupils") }
    let variables = ContextVariable.allCases.enumerated().compactMap {
      column, variable -> ContextModel.Variable? in
      guard let scale = Standardization.robust.scale(eligible.map { $0.values[column] }),
        scale.unit > 0
      else { return nil }
      return ContextModel.Variable(
        variable: variable, center: scale.center, unit: scale.unit, weight: 0)
    }
    let weights = weights(key, eligible, variables, outcomes, earlier)
    let known = eligible.map { ContextModel.scores($0.values, weights.variables) }
    let bare = ContextModel(
      key: key, version: version, schoolCount: 0, neighborCount: 0, caliper: nil,
      typicalDistance: nil, weightsYear: weights.year, weightsFrom: weights.source,
      penalty: weights.penalty, crossFit: weights.crossFit, variables: weights.variables)
    guard !variables.isEmpty else { return bare }
    let method = bare.method(leastWeight: limits("similar_context"))
    let scores = known.filter { hasContext($0, method) }
    let count = neighborCount(scores.count - 1)
    let near = method.find(scores, count: count)
    let caliper = PartialNeighbors.caliper(
      near, count: count, probability: limits("similar_caliper"))
    let distances = near.map { within(caliper, $0) }.filter { isEnough($0.count) }
      .map { $0.reduce(0) { $0 + $1.distance } / Double($0.count) }
    return ContextModel(
      key: key, version: version, schoolCount: scores.count, neighborCount: count,
      caliper: caliper, typicalDistance: median(distances), weightsYear: weights.year,
      weightsFrom: weights.source, penalty: weights.penalty, crossFit: weights.crossFit,
      variables: weights.variables)
  }

  private func weights(
    _ key: ContextModel.Key, _ schools: [SchoolContext], _ variables: [ContextModel.Variable],
    _ outcomes: [Int: ExamOutcome], _ earlier: ContextModel?
  ) -> ContextWeights {
    if let earlier { return ContextWeights(variables, as: earlier, under: limits) }
    let rows = schools.map { ContextModel.scores($0.values, variables) }
    // Weights are not known yet: here every variable counts the same.
    let isKnown = rows.map { row in
      Double(row.count { !$0.isNaN }) >= limits("similar_context") * Double(row.count)
    }
    return ContextWeights(
      variables, scores: rows,
      outcomes: schools.indices.map { isKnown[$0] ? outcomes[schools[$0].id] : nil },
      year: key.year, under: limits)
  }

  /// *N*/8, rounded, 8 to 30.
  func neighborCount(_ eligible: Int) -> Int {
    let part = (Double(eligible) / limits("similar_group_part")).rounded()
    return Int(min(limits("similar_most"), max(limits("similar_least"), part)))
  }

  func hasContext(_ scores: [Double], _ method: PartialNeighbors) -> Bool {
    method.coverage(scores) >= limits("similar_context") - 1e-12
  }

  private func isEnough(_ count: Int) -> Bool { Double(count) >= limits("similar_least") }

  private func within(
    _ caliper: Double?, _ near: [Neighbors.Neighbor]
  ) -> [Neighbors.Neighbor] {
    near.filter { $0.distance <= caliper ?? .infinity }
  }

  /// The lists of `asked` among `all`, both by code.
  ///
  /// - Parameters:
  ///   - all: schools with enough context; who asks is among them when it has it.
  ///   - asked: schools to find lists of; nil is all.
  ///   - hubs: schools known to be hubs; nil counts them, for which all must be asked.
  func lists(
    _ model: ContextModel, among all: [Vector], asked: [Vector], hubs: Set<Int>? = nil
  ) -> [Found] {
    guard !model.variables.isEmpty else {
      return asked.map { bare($0, model, reason: .noContext) }
    }
    let method = model.method(leastWeight: limits("similar_context"))
    let places = Dictionary(uniqueKeysWithValues: all.enumerated().map { ($1.id, $0) })
    let known = asked.filter { places[$0.id] != nil }
    let rows = all.map(\.scores)
    let queries = known.compactMap { places[$0.id] }
    let sought = method.find(rows, count: model.neighborCount, queries: queries)
    let kept = sought.map { within(model.caliper, $0) }.map { isEnough($0.count) ? $0 : [] }
    var standing = [Int](repeating: 0, count: all.count)
    for neighbor in kept.joined() { standing[neighbor.row] += 1 }
    let limit = limits("similar_hub") * Double(model.neighborCount)
    let isHub = all.indices.map { hubs?.contains(all[$0].id) ?? (Double(standing[$0]) > limit) }
    let others = otherMeasures(rows, model, queries, kept.map(\.count))
    let deviations = model.variables.indices.map { column in
      sampleDeviation(rows.map { $0[column] })
    }
    var found: [Int: Found] = [:]
    for (index, school) in known.enumerated() {
      let near = kept[index]
      var basis = basis(school, model, eligible: all.count - 1)
      balance(&basis, near.map { rows[$0.row] }, deviations)
      basis.lists = standing[queries[index]]
      basis.isHub = isHub[queries[index]]
      basis.hubs = near.filter { isHub[$0.row] }.map { all[$0.row].code }.sorted()
      if !near.isEmpty {
        let mean = near.reduce(0) { $0 + $1.distance } / Double(near.count)
        basis.meanDistance = mean
        basis.quality = quality(mean, isCut: near.count < sought[index].count, model)
        basis.stability = others.map { measure, lists in
          SimilarBasis.Stability(
            measure: measure,
            share: lists.map { shared(near.map(\.row), $0[index].map(\.row)) })
        }
      }
      found[school.id] = Found(
        school: school.id, reason: near.isEmpty ? .noSimilarSchools : nil, basis: basis,
        members: near.map { Member(school: all[$0.row].id, distance: $0.distance) })
    }
    return asked.map { found[$0.id] ?? bare($0, model, reason: .noContext) }
  }

  private func bare(_ school: Vector, _ model: ContextModel, reason: ContextReason) -> Found {
    Found(
      school: school.id, reason: reason,
      basis: basis(school, model, eligible: max(0, model.schoolCount)), members: [])
  }

  private func basis(
    _ school: Vector, _ model: ContextModel, eligible: Int
  ) -> SimilarBasis {
    let scored = zip(model.variables, school.scores)
    return SimilarBasis(
      version: model.version, level: model.key.level, schoolClass: model.key.schoolClass,
      eligible: eligible, neighbors: model.neighborCount, caliper: model.caliper,
      coverage: scored.reduce(0) { $1.1.isNaN ? $0 : $0 + $1.0.weight },
      variables: scored.map { item, score in
        SimilarBasis.Variable(
          variable: item.variable, weight: item.weight, score: score.isNaN ? nil : score,
          isCarried: school.carried.contains(item.variable), isOff: false)
      },
      weightsFrom: model.weightsFrom, weightsYear: model.weightsYear, lists: 0, isHub: false,
      hubs: [], stability: [])
  }

  private func balance(
    _ basis: inout SimilarBasis, _ near: [[Double]], _ deviations: [Double]
  ) {
    for column in basis.variables.indices {
      let values = near.map { $0[column] }.filter { !$0.isNaN }
      guard !values.isEmpty else { continue }
      let mean = values.reduce(0, +) / Double(values.count)
      basis.variables[column].mean = mean
      guard let score = basis.variables[column].score, deviations[column] > 0 else { continue }
      let difference = (score - mean) / deviations[column]
      basis.variables[column].balance = difference
      basis.variables[column].isOff = abs(difference) >= limits("similar_balance")
    }
  }

  private func quality(_ mean: Double, isCut: Bool, _ model: ContextModel) -> MatchQuality {
    let typical = model.typicalDistance ?? mean
    if isCut || mean > limits("similar_distant") * typical { return .distant }
    return mean <= typical ? .close : .fair
  }

  /// The lists by other measures of likeness, each as long as the school's own.
  private func otherMeasures(
    _ rows: [[Double]], _ model: ContextModel, _ queries: [Int], _ counts: [Int]
  ) -> [(SimilarBasis.Stability.Measure, [[Neighbors.Neighbor]]?)] {
    let equal = PartialNeighbors(
      weights: model.variables.map { _ in 1 }, leastWeight: limits("similar_context"))
    // The other distance knows no missing values: they are the median's.
    let complete = rows.map { row in row.map { $0.isNaN ? 0 : $0 } }
    let turned = try? Neighbors(count: model.neighborCount, distance: .mahalanobis).find(
      complete, queries: queries)
    func cut(_ lists: [[Neighbors.Neighbor]]) -> [[Neighbors.Neighbor]] {
      zip(lists, counts).map { Array($0.prefix($1)) }
    }
    return [
      (.euclidean, cut(equal.find(rows, count: model.neighborCount, queries: queries))),
      (.mahalanobis, turned.map(cut)),
    ]
  }

  /// Those in both lists, of those in either.
  private func shared(_ first: [Int], _ second: [Int]) -> Double {
    let either = Set(first).union(second).count
    return either > 0 ? Double(Set(first).intersection(second).count) / Double(either) : 1
  }
}
