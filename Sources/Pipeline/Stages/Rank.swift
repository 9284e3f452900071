internal import Foundation
import Postgres
import Schools
import Statistics

/// Places schools by the composite of the key set, with the interval of each place and tiers.
///
/// The point score uses the values as they are; its sampling uncertainty is simulated from their standard
/// errors. A school that lacks data has a row with an empty place and a reason, never the last place.
struct Rank {
  let run: Run

  /// Returns the number of schools with a place in their region in the latest year.
  func perform(_ db: Database) throws -> Int {
    try db.script(
      """
      create temp table fresh_rank (
          school_id bigint, academic_year integer, key_set_id bigint, scope text,
          score double precision, rank integer, rank_low integer, rank_high integer, tier integer,
          reason text, parts jsonb
      ) on commit drop;
      """)
    var ranked = 0
    if let keySet = run.keySet {
      for year in try KeyValues.years(db) {
        let schools = try KeyValues.schools(
          db, year: year, indicators: keySet.value.indicators.map { ($0.code, $0.cut) })
        ranked = 0
        for group in schools.grouped(by: \.region) {
          ranked += try place(db, group.schools, keySet, year: year, scope: "region")
        }
        for group in schools.grouped(by: \.municipality) {
          _ = try place(db, group.schools, keySet, year: year, scope: "municipality")
        }
      }
    }
    try Versioned(
      table: "result.rank", fresh: "fresh_rank",
      key: ["school_id", "academic_year", "key_set_id", "scope"],
      values: ["score", "rank", "rank_low", "rank_high", "tier", "reason", "parts"]
    ).replace(db, run: run.id)
    return ranked
  }

  private func place(
    _ db: Database, _ schools: [KeyValues.School], _ keySet: (id: Int, value: KeySet), year: Int,
    scope: String
  ) throws -> Int {
    let composite = keySet.value.composite(
      try directions(db, keySet.value), limits: run.thresholds)
    // A value that rests on too few units takes no part: it is missing, not bad.
    let cells = schools.map { school in
      school.cells.map { cell in
        cell.flatMap { $0.parts.units($0.kind) >= run.thresholds("rank_units") ? $0 : nil }
      }
    }
    let result = RankSimulation(
      draws: keySet.value.draws, seed: run.seed,
      tierProbability: run.thresholds("tier_probability")
    ).run(
      composite, keys: schools.map(\.code),
      values: cells.map { row in row.map { $0?.parts.value($0!.kind) ?? .nan } },
      standardErrors: cells.map { row in row.map { $0?.parts.standardError($0!.kind) ?? 0 } })
    _ = try db.copyIn(
      """
      copy fresh_rank (school_id, academic_year, key_set_id, scope, score, rank, rank_low,
          rank_high, tier, reason, parts) from stdin (format binary)
      """
    ) { writer in
      for (school, placed) in zip(schools, result) {
        try writer.startRow(columns: 11)
        writer.int64(Int64(school.id))
        writer.int32(Int32(year))
        writer.int64(Int64(keySet.id))
        writer.text(scope)
        switch placed.score {
        case .score(let score, let parts):
          writer.double(score)
          for place in [placed.rank, placed.rankLow, placed.rankHigh, placed.tier] {
            writer.int32(Int32(place ?? 0))
          }
          writer.null()
          writer.jsonb(keySet.value.parts(parts))
        case .unranked(let reason):
          for _ in 0..<5 { writer.null() }
          writer.text((school.hasData ? UnrankedReason(reason) : .noData).rawValue)
          writer.jsonb("{}")
        }
      }
    }
    return result.count { $0.rank != nil }
  }

  private func directions(_ db: Database, _ keySet: KeySet) throws -> [String: Direction] {
    struct Row: Decodable {
      let code: String
      let direction: String
    }
    let rows = try db.all(
      """
      select code, passport ->> 'direction' as direction from result.indicator
      where is_current and code = any(\(keySet.indicators.map(\.code)))
      """, as: Row.self)
    return Dictionary(
      uniqueKeysWithValues: rows.map { ($0.code, $0.direction == "lower" ? .lower : .higher) })
  }
}

extension KeySet {
  /// The composite this set declares; an indicator the catalog lacks counts as pointing upward and has no values.
  fileprivate func composite(_ directions: [String: Direction], limits: Thresholds) -> Composite {
    let order = criteria.map(\.criterion)
    return Composite(
      indicators: indicators.map { indicator in
        Composite.Indicator(
          weight: indicator.weight, direction: directions[indicator.code] ?? .higher,
          group: order.firstIndex(of: indicator.criterion) ?? 0)
      },
      groupWeights: criteria.map(\.weight),
      normalization: .goalposts(indicators.map { $0.goalposts[0]...$0.goalposts[1] }),
      within: aggregation.within == .geometric ? .geometric : .arithmetic,
      between: aggregation.between == .geometric ? .geometric : .arithmetic,
      minimumGroupShare: limits("rank_criterion_weight"),
      missingGroupsAllowed: Int(limits("rank_criteria_missing")))
  }

  /// Scores of the criteria as JSON, by criterion number.
  fileprivate func parts(_ scores: [Double]) -> String {
    let pairs = zip(criteria, scores).compactMap { criterion, score in
      score.isNaN ? nil : "\"\(criterion.criterion)\": \(score)"
    }
    return "{\(pairs.joined(separator: ", "))}"
  }
}

extension UnrankedReason {
  fileprivate init(_ reason: Score.Reason) {
    switch reason {
    case .tooFewIndicators: self = .tooFewIndicators
    case .tooFewCriteria: self = .tooFewCriteria
    }
  }
}
