import Schools
import Statistics

/// How far the scores of a scope go with the conditions schools work in: rank correlations, of groups alone, so that no
/// school's own condition is told.
struct ContextCorrelation {
  struct Row: Hashable, Codable {
    let indicator: String
    let schools: Int
    let correlation: Double
    /// Beyond the limit: the ranking mostly reflects context.
    let isStrong: Bool
  }

  let rows: [Row]

  init(_ region: RankGround.Region, _ result: RankingResult, _ model: RankModelRow) {
    let limits = region.input.limits
    let scores = Dictionary(
      uniqueKeysWithValues: result.rows.filter { $0.scope == .region }.compactMap { row in
        row.score.map { (row.school, $0) }
      })
    let schools = region.input.schools.indices.filter { index in
      model.scope == .region || region.input.schools[index].municipality == model.territory
    }
    rows = region.context.compactMap { code, values in
      let pairs = schools.compactMap { index -> (Double, Double)? in
        guard let score = scores[region.input.schools[index].code], !values[index].isNaN else {
          return nil
        }
        return (score, values[index])
      }
      guard Double(pairs.count) >= limits("rank_context_schools"),
        let found = spearman(pairs.map(\.0), pairs.map(\.1))
      else { return nil }
      return Row(
        indicator: code, schools: pairs.count, correlation: found,
        isStrong: abs(found) > limits("rank_context_correlation"))
    }
  }
}
