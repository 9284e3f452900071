import Postgres
import Schools
import Statistics

/// A ranking by other weights of the criteria: the published values and their doubt, weighed as the address says.
///
/// Nothing of it is stored, and it replaces no publication. With the declared weights it gives the published places and their
/// intervals by sampling again.
struct RankingTrial {
  /// One school under the other weights.
  struct Place: Hashable, Sendable {
    let school: String
    let score: Double
    let rank: Int
    let interval: ClosedRange<Int>
  }

  /// By place, then by code.
  let places: [Place]
  let draws: Int

  /// How many values are drawn at most: of some hundred schools all the declared draws, of a thousand 250.
  private static let budget = 3_000_000

  private struct Cell: Decodable {
    let school: String
    let position: Int
    let kind: String
    let value: Double
    let error: Double
    let score: Double
  }

  /// Nil where the reader may not see the values behind the places of all schools of the scope.
  ///
  /// - Parameters:
  ///   - rows: of one scope and year, with and without a place.
  ///   - weights: one for each criterion of the key set, 0 or more, not all 0.
  /// - Complexity: that of ``Statistics/RankingModel/sampled(_:keys:cells:limits:)``.
  init?(
    _ rows: [RankRow], year: Int, keySet: KeySet, weights: [Double], _ db: Database
  ) throws {
    let ranked = rows.filter { $0.rank != nil }
    // Who sees a part of the region, or only a part of the values, would be shown places among the rest.
    guard !ranked.isEmpty, ranked.allSatisfy({ $0.among == ranked.count }) else { return nil }
    let width = keySet.indicators.count
    var cells: [String: [UncertainValue]] = [:]
    var shown: [String: [Double]] = [:]
    for cell in try Self.cells(db, year: year, keySet: keySet.code) {
      cells[cell.school, default: Array(repeating: .missing, count: width)][cell.position - 1] =
        Self.value(cell)
      shown[cell.school, default: Array(repeating: .nan, count: width)][cell.position - 1] =
        cell.score
    }
    guard ranked.allSatisfy({ cells[$0.school] != nil }) else { return nil }
    let schools = rows.filter { cells[$0.school] != nil && $0.reason != Self.tooFewResults }
      .map(\.school)
    let composite = try Self.composite(keySet, weights: weights, db)
    let seed = try db.value("select seed from report_v1.publication", as: Int.self)
    draws = min(keySet.draws, max(250, Self.budget / max(1, schools.count * width)))
    let model = RankingModel(draws: draws, seed: UInt64(seed))
    let limits = try Self.limits(cells, shown, composite, keySet, year: year, db)
    places = model.sampled(
      composite, keys: schools, cells: schools.map { cells[$0]! }, limits: limits
    ).places.map {
      Place(school: schools[$0.row], score: $0.score, rank: $0.rank, interval: $0.interval)
    }.sorted { ($0.rank, $0.school) < ($1.rank, $1.school) }
  }

  private static let tooFewResults = "too_few_results"

  private static func cells(_ db: Database, year: Int, keySet: String) throws -> [Cell] {
    try db.all(
      """
      select ranking.school, item.position::integer as position, indicator.kind,
          (item.value ->> 'shrunk')::double precision as value,
          (item.value ->> 'error')::double precision as error,
          (item.value ->> 'score')::double precision as score
      from report_v1.ranking
      inner join report_v1.key_set
          on ranking.key_set = key_set.key_set and key_set.is_current
      cross join lateral jsonb_array_elements(ranking.indicators)
          with ordinality as item (value, position)
      inner join report_v1.indicator
          on key_set.document -> 'indicators' -> (item.position::integer - 1) ->> 'code'
              = indicator.indicator
      where ranking.year = \(year) and ranking.scope = 'region' and ranking.key_set = \(keySet)
          and item.value <> 'null'
      """, as: Cell.self)
  }

  /// What a published estimate and its error are the moments of.
  private static func value(_ cell: Cell) -> UncertainValue {
    switch cell.kind {
    case "share": .share(mean: cell.value, deviation: cell.error)
    case _ where cell.error > 0: .normal(mean: cell.value, deviation: cell.error)
    default: .exact(cell.value)
    }
  }

  private static func composite(
    _ keySet: KeySet, weights: [Double], _ db: Database
  ) throws -> Composite {
    struct Sense: Decodable {
      let indicator: String
      let direction: String?
    }
    let lower = Set(
      try db.all("select indicator, direction from report_v1.indicator", as: Sense.self)
        .filter { $0.direction == "lower" }.map(\.indicator))
    let order = keySet.criteria.map(\.criterion)
    return Composite(
      indicators: keySet.indicators.map {
        Composite.Indicator(
          weight: $0.weight, direction: lower.contains($0.code) ? .lower : .higher,
          group: order.firstIndex(of: $0.criterion) ?? 0)
      },
      groupWeights: weights,
      normalization: .goalposts(keySet.indicators.map { $0.goalposts[0]...$0.goalposts[1] }),
      within: keySet.aggregation.within == .geometric ? .geometric : .arithmetic,
      between: keySet.aggregation.between == .geometric ? .geometric : .arithmetic,
      minimumGroupShare: try db.threshold("rank_criterion_weight"),
      missingGroupsAllowed: Int(try db.threshold("rank_criteria_missing")))
  }

  /// How far values of a column may reach where its extremes were pulled in: a score between its ends tells the value it is of. The end at
  /// which nothing was pulled is the last value of the region, which only who sees all of it knows.
  private static func limits(
    _ cells: [String: [UncertainValue]], _ shown: [String: [Double]], _ composite: Composite,
    _ keySet: KeySet, year: Int, _ db: Database
  ) throws -> [ClosedRange<Double>?] {
    struct Position: Decodable { let position: Int }
    let treated = Set(
      try db.all(
        """
        select distinct item.position::integer as position
        from report_v1.ranking_model as model
        cross join lateral jsonb_array_elements(model.model -> 'indicators')
            with ordinality as item (value, position)
        where model.year = \(year) and (item.value ->> 'treated')::integer > 0
        """, as: Position.self
      ).map(\.position))
    guard !treated.isEmpty else { return keySet.indicators.map { _ in nil } }
    let region = try RankRow.all(db, year: year, municipality: nil).filter { $0.rank != nil }
    let isWhole = region.allSatisfy { $0.among == region.count && cells[$0.school] != nil }
    return keySet.indicators.indices.map { column in
      guard treated.contains(column + 1) else { return nil }
      let post = keySet.indicators[column].goalposts
      let isLower = composite.indicators[column].direction == .lower
      let known = cells.compactMap { school, row -> (value: Double, estimate: Double)? in
        guard let score = shown[school]?[column], !score.isNaN else { return nil }
        guard score > 1, score < 100 else { return (row[column].estimate, row[column].estimate) }
        let share = (isLower ? 100 - score : score) / 100
        return (post[0] + share * (post[1] - post[0]), row[column].estimate)
      }
      let close = 1e-9 * (post[1] - post[0])
      let ends = isWhole ? known : known.filter { abs($0.value - $0.estimate) > close }
      let low = ends.filter { isWhole || $0.value > $0.estimate }.map(\.value).min()
      let high = ends.filter { isWhole || $0.value < $0.estimate }.map(\.value).max()
      return (low ?? -.infinity)...(high ?? .infinity)
    }
  }
}
