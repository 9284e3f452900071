import Schools
import Statistics

/// Rows of a ranking, written scope by scope.
struct RankRows {
  private let input: RankingInput
  private let prepared: PreparedRanking
  private let drawn: RankingDraws
  private let scores: [[Double]]
  /// The place of a school among the scored ones.
  private let places: [Int: Int]

  init(_ input: RankingInput, _ prepared: PreparedRanking, _ drawn: RankingDraws) {
    self.input = input
    self.prepared = prepared
    self.drawn = drawn
    scores = prepared.composite.normalized(prepared.allEstimates)
    places = Dictionary(uniqueKeysWithValues: drawn.rows.enumerated().map { ($1, $0) })
  }

  /// One row a school; without a score none in a cluster.
  func rows(_ group: RankScopes.Group) -> [RankRow] {
    let scored = group.schools.filter { places[$0] != nil }
    let found = drawn.places(of: scored.map { places[$0]! })
    var rows = zip(scored, found).map { row($0, $1, group.scope, among: scored.count) }
    if group.scope != .cluster {
      rows += group.schools.filter { places[$0] == nil }.map { unranked($0, group.scope) }
    }
    return rows.sorted { $0.school < $1.school }
  }

  /// The row of the first of `schools` among all of them.
  func similar(_ schools: [Int]) -> RankRow {
    let found = drawn.places(of: schools.map { places[$0]! })
    return row(schools[0], found[0], .similar, among: schools.count)
  }

  private func row(
    _ school: Int, _ place: RankingDraws.Place, _ scope: RankRow.Scope, among: Int
  ) -> RankRow {
    var row = RankRow(
      school: input.schools[school].code, year: input.year, scope: scope, parts: [:],
      indicators: [])
    if case .score(let score, let parts) = drawn.scores[school] {
      row.score = score
      for (criterion, part) in zip(input.keySet.criteria, parts) where !part.isNaN {
        row.parts["\(criterion.criterion)"] = part
      }
    }
    row.scoreError = place.scoreError
    row.rank = place.rank
    (row.rankLow, row.rankHigh) = (place.interval.lowerBound, place.interval.upperBound)
    (row.samplingLow, row.samplingHigh) = (place.sampling.lowerBound, place.sampling.upperBound)
    (row.methodLow, row.methodHigh) = (place.method.lowerBound, place.method.upperBound)
    (row.setLow, row.setHigh) = (place.set.lowerBound, place.set.upperBound)
    row.expectedRank = place.expected
    row.medianRank = place.median
    row.topQuarter = place.topQuarter
    row.bottomQuarter = place.bottomQuarter
    row.aboveNext = place.aboveNext
    row.tier = place.tier
    row.among = among
    if scope == .region { row.indicators = indicators(school) }
    return row
  }

  private func unranked(_ school: Int, _ scope: RankRow.Scope) -> RankRow {
    var row = RankRow(
      school: input.schools[school].code, year: input.year, scope: scope, parts: [:],
      indicators: scope == .region ? indicators(school) : [])
    let reason: UnrankedReason =
      switch drawn.scores[school] {
      case _ where !input.schools[school].hasData: .noData
      case _ where input.hasTooFewResults(input.schools[school]): .tooFewResults
      case .unranked(.tooFewIndicators): .tooFewIndicators
      case .unranked(.tooFewCriteria), .score: .tooFewCriteria
      }
    row.reason = reason.rawValue
    return row
  }

  private func indicators(_ school: Int) -> [RankRow.IndicatorScore?] {
    input.columns.indices.map { column in
      guard let cell = input.schools[school].cells[column],
        !prepared.values[school][column].isNaN
      else { return nil }
      let shrunk = prepared.cells[school][column]
      return RankRow.IndicatorScore(
        cell: cell, value: prepared.values[school][column], shrunk: shrunk.estimate,
        error: shrunk.deviation, score: scores[school][column])
    }
  }
}
