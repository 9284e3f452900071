import Schools
import Statistics

/// What a ranking rests on, scope by scope: what would move it, what weighs, what says the same twice.
struct RankingReport {
  private let input: RankingInput
  private let prepared: PreparedRanking
  private let drawn: RankingDraws
  /// Scores of all schools by the declared method, nan for none.
  private let reference: [Double]
  private let alternatives: [(choice: String, scores: [Double])]
  private let without: [(choice: String, scores: [Double])]
  private let normalized: [[Double]]

  init(_ input: RankingInput, _ prepared: PreparedRanking, _ drawn: RankingDraws) {
    self.input = input
    self.prepared = prepared
    self.drawn = drawn
    reference = drawn.scores.map { $0.value ?? .nan }
    normalized = prepared.composite.normalized(prepared.estimates)
    alternatives = Self.alternatives(input, prepared)
    without = input.columns.indices.filter { input.columns[$0].weight > 0 }.map { column in
      var composite = prepared.composite
      composite.indicators[column].weight = 0
      return (Self.name(input.columns[column]), composite.points(prepared.estimates))
    }
  }

  private static func name(_ column: RankingInput.Column) -> String {
    column.cut == "all" ? column.code : "\(column.code) \(column.cut)"
  }

  private static func alternatives(
    _ input: RankingInput, _ prepared: PreparedRanking
  ) -> [(choice: String, scores: [Double])] {
    let (composite, matrix) = (prepared.composite, prepared.estimates)
    var found: [(choice: String, scores: [Double])] = []
    let scales: [(String, Normalization)] = [
      ("zscore", .zScore), ("percentile", .percentile), ("minmax", .minMax()),
      ("best", .bestHundred),
    ]
    for (name, scale) in scales {
      found.append(
        (
          "scale:\(name)",
          composite.scores(matrix, normalization: scale, between: composite.between)
        ))
    }
    var other = composite
    other.between = composite.between == .geometric ? .arithmetic : .geometric
    found.append(
      (
        "between:\(other.between == .geometric ? "geometric" : "arithmetic")",
        other.points(matrix)
      ))
    let counted = composite.groupWeights.indices.filter { composite.groupWeights[$0] > 0 }
    for group in counted {
      let criterion = input.keySet.criteria[group].criterion
      for (name, factor) in [("weight_up", 1.25), ("weight_down", 0.75)] {
        var other = composite
        other.groupWeights[group] *= factor
        found.append(("\(name):\(criterion)", other.points(matrix)))
      }
      guard counted.count > 1 else { continue }
      var other = composite
      other.groupWeights[group] = 0
      found.append(("without_criterion:\(criterion)", other.points(matrix)))
    }
    found.append(("unshrunk", composite.points(prepared.values)))
    if prepared.limits.contains(where: { $0 != nil }) {
      found.append(
        ("untreated", composite.points(prepared.placed.map { $0.map(\.estimate) })))
    }
    return found
  }

  /// Nil for a scope of few schools, and for a cluster, whose number means nothing beyond its year.
  func model(_ group: RankScopes.Group) -> RankModelRow? {
    let scored = group.schools.filter { !reference[$0].isNaN }
    guard group.scope != .cluster,
      Double(scored.count) >= input.limits("group_schools_open")
    else { return nil }
    let sensitivity = shifts(alternatives, scored)
    let columns = columns(scored)
    let pairs = pairs(columns)
    return RankModelRow(
      scope: group.scope, territory: group.territory, year: input.year, schools: scored.count,
      draws: input.keySet.draws,
      constant: prepared.constant.sorted().map { Self.name(input.columns[$0]) },
      indicators: input.columns.indices.map { shrunk($0, group.schools) },
      sensitivity: sensitivity,
      mostInfluential: sensitivity.filter { $0.mean > 0 }
        .max { ($0.mean, $1.choice) < ($1.mean, $0.choice) }?.choice,
      removal: shifts(without, scored), importance: importance(scored, columns),
      redundant: pairs.filter { abs($0.pair.correlation) > input.limits("rank_redundant") }
        .map(\.pair),
      conflicts: pairs.filter {
        $0.isWithin && $0.pair.correlation < input.limits("rank_conflict")
      }.map(\.pair),
      alpha: cronbachAlpha(columns), firstComponent: firstComponentShare(columns),
      comparisonFactor: comparisonFactor(standardErrors: errors(scored)))
  }

  private func shifts(
    _ alternatives: [(choice: String, scores: [Double])], _ schools: [Int]
  ) -> [RankModelRow.Shift] {
    let own = schools.map { reference[$0] }
    return alternatives.compactMap { choice, scores in
      RankShift(own, schools.map { scores[$0] }).map {
        RankModelRow.Shift(choice: choice, mean: $0.mean, largest: $0.largest, tau: $0.tau)
      }
    }
  }

  /// Scores of the indicators of `schools`, a column each; better is more.
  private func columns(_ schools: [Int]) -> [[Double]] {
    input.columns.indices.map { column in schools.map { normalized[$0][column] } }
  }

  private func pairs(_ columns: [[Double]]) -> [(pair: RankModelRow.Pair, isWithin: Bool)] {
    columns.indices.flatMap { second in
      (0..<second).compactMap { first in
        spearman(columns[first], columns[second]).map {
          (
            RankModelRow.Pair(
              first: Self.name(input.columns[first]), second: Self.name(input.columns[second]),
              correlation: $0),
            input.columns[first].criterion == input.columns[second].criterion
          )
        }
      }
    }
  }

  private func importance(
    _ schools: [Int], _ columns: [[Double]]
  ) -> [RankModelRow.Importance] {
    let total = prepared.composite.groupWeights.reduce(0, +)
    let scores = schools.map { reference[$0] }
    return input.keySet.criteria.indices.map { group in
      let parts = schools.map { school in
        if case .score(_, let parts) = drawn.scores[school] { parts[group] } else { Double.nan }
      }
      let members = input.columns.indices.filter {
        prepared.composite.indicators[$0].group == group
      }
      return RankModelRow.Importance(
        criterion: input.keySet.criteria[group].criterion,
        weight: prepared.composite.groupWeights[group] / total,
        importance: spearman(parts, scores).map { $0 * $0 },
        alpha: cronbachAlpha(members.map { columns[$0] }))
    }
  }

  private func shrunk(_ column: Int, _ schools: [Int]) -> RankModelRow.Shrunk {
    let known = schools.filter { !prepared.values[$0][column].isNaN }
    let moves = known.map {
      abs(prepared.cells[$0][column].estimate - prepared.values[$0][column])
    }
    let result = prepared.treatments[column]
    return RankModelRow.Shrunk(
      indicator: Self.name(input.columns[column]), schools: known.count,
      moved: moves.isEmpty ? 0 : moves.reduce(0, +) / Double(moves.count),
      pooledYears: known.compactMap { input.schools[$0].cells[column]?.years }.max() ?? 0,
      treated: prepared.limits[column] == nil ? nil : result.treated,
      isStillSkewed: result.isStillSkewed)
  }

  private func errors(_ schools: [Int]) -> [Double] {
    let places = Dictionary(uniqueKeysWithValues: drawn.rows.enumerated().map { ($1, $0) })
    return schools.map { drawn.sampling.moments(places[$0]!).deviation }
  }
}
