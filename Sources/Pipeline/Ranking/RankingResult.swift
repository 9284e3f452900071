import Schools
import Statistics

/// A ranking computed from its input: the places in every scope, and what they rest on.
///
/// Values are shrunk, treated and drawn once for the region; every scope places its schools by the same draws.
package struct RankingResult: Sendable {
  package let rows: [RankRow]
  package let models: [RankModelRow]
  /// Places of each ranked school in the region, one a draw, by code.
  let draws: [(school: String, places: [Int32])]

  /// - Complexity: that of ``Statistics/RankingModel`` once, and the sorting of each scope's draws.
  package init(_ input: RankingInput) {
    let prepared = PreparedRanking(input)
    let drawn = RankingModel(
      draws: input.keySet.draws, seed: input.seed,
      tierProbability: input.limits("tier_probability")
    ).run(
      prepared.composite, keys: input.schools.map(\.code), cells: prepared.placed,
      limits: prepared.limits)
    let scopes = RankScopes(input, drawn)
    let writer = RankRows(input, prepared, drawn)
    let (groups, similar) = (scopes.groups, scopes.similar())
    rows =
      Parallel.map(groups.count) { writer.rows(groups[$0]) }.flatMap(\.self)
      + Parallel.map(similar.count) { writer.similar(similar[$0]) }
    draws = zip(drawn.rows, drawn.drawnPlaces()).map { (input.schools[$0].code, $1) }
    let report = RankingReport(input, prepared, drawn)
    models = Parallel.map(groups.count) { report.model(groups[$0]) }.compactMap(\.self)
  }
}

/// Which rows are placed among which.
struct RankScopes {
  struct Group: Sendable {
    let scope: RankRow.Scope
    /// The territory's code.
    let territory: String
    /// Schools by their place in the input.
    let schools: [Int]
  }

  let groups: [Group]
  private let input: RankingInput
  private let scored: Set<Int>

  init(_ input: RankingInput, _ drawn: RankingDraws) {
    self.input = input
    scored = Set(drawn.rows)
    let all = Array(input.schools.indices)
    var groups = [Group(scope: .region, territory: input.region, schools: all)]
    for (code, schools) in Dictionary(grouping: all, by: { input.schools[$0].municipality })
      .sorted(by: { $0.key < $1.key })
    {
      groups.append(Group(scope: .municipality, territory: code, schools: schools))
    }
    for (cluster, schools) in Dictionary(grouping: all, by: { input.schools[$0].cluster })
      .compactMap({ key, value in key.map { ($0, value) } }).sorted(by: { $0.0 < $1.0 })
    {
      groups.append(Group(scope: .cluster, territory: "\(cluster)", schools: schools))
    }
    self.groups = groups
  }

  /// Each school that has enough scored similar ones: itself first, then they.
  func similar() -> [[Int]] {
    let places = Dictionary(
      uniqueKeysWithValues: input.schools.enumerated().map { ($1.code, $0) })
    let least = Int(input.limits("rank_similar_schools"))
    return input.schools.indices.filter(scored.contains).compactMap { school in
      let others = input.schools[school].similar.compactMap { places[$0] }
        .filter { scored.contains($0) && $0 != school }.sorted()
      return others.count >= least ? [school] + others : nil
    }
  }
}
