import Postgres
import Schools
import Statistics

/// Places schools by the composite of the key set in the region, in their municipality, among the schools of their
/// cluster and among similar ones, with what is uncertain about each place and what the ranking rests on.
///
/// Values are drawn toward the other schools of the region before they are scored, so that a small school is neither
/// first nor last by chance. A school that lacks data has a row with an empty place and a reason, never the last place.
struct Rank {
  let run: Run

  /// Returns the number of schools with a place in their region in the latest year.
  func perform(_ db: Database) throws -> Int {
    try db.script(Self.fresh)
    try RankedYears(run: run).script(db)
    if let keySet = run.keySet {
      let columns = try KeyColumns.ranked(db, keySet.value)
      for year in try RankedYears.all(db) {
        let ground = try RankGround(db, year: year, columns, keySet.value, run)
        for region in ground.regions {
          let result = RankingResult(region.input)
          try write(db, result.rows, region.ids, keySet: keySet.id)
          try write(db, result.draws, region.ids, year: year, keySet: keySet.id)
          for model in result.models {
            try write(db, model, ContextCorrelation(region, result, model), keySet: keySet.id)
          }
        }
      }
    }
    try RankedYears.replace(
      db, run: run.id, table: "result.rank", fresh: "fresh_rank",
      key: ["school_id", "academic_year", "key_set_id", "scope"], values: Self.values)
    try RankedYears.replace(
      db, run: run.id, table: "result.rank_draw", fresh: "fresh_rank_draw",
      key: ["school_id", "academic_year", "key_set_id"], values: ["places"])
    try RankedYears.replace(
      db, run: run.id, table: "result.rank_model", fresh: "fresh_rank_model",
      key: ["territory_id", "academic_year", "key_set_id", "scope"],
      values: ["school_count", "model", "context"])
    return try db.value(
      """
      select count(*) from result.rank
      where until_run is null and scope = 'region' and rank is not null
          and academic_year = (select max(academic_year) from result.rank where until_run is null)
      """, as: Int.self)
  }

  private func write(
    _ db: Database, _ rows: [RankRow], _ ids: [String: Int], keySet: Int
  ) throws {
    let names = ["school_id", "academic_year", "key_set_id", "scope"] + Self.values
    _ = try db.copyIn(
      "copy fresh_rank (\(names.joined(separator: ", "))) from stdin (format binary)"
    ) { writer in
      for row in rows {
        try writer.startRow(columns: Int16(names.count))
        writer.int64(Int64(ids[row.school] ?? 0))
        writer.int32(Int32(row.year))
        writer.int64(Int64(keySet))
        writer.text(row.scope.rawValue)
        writer.double(row.score)
        writer.double(row.scoreError)
        for place in [
          row.rank, row.rankLow, row.rankHigh, row.samplingLow, row.samplingHigh, row.methodLow,
          row.methodHigh, row.setLow, row.setHigh, row.medianRank, row.tier, row.among,
        ] {
          if let place { writer.int32(Int32(place)) } else { writer.null() }
        }
        for figure in [row.expectedRank, row.topQuarter, row.bottomQuarter, row.aboveNext] {
          writer.double(figure)
        }
        if let reason = row.reason { writer.text(reason) } else { writer.null() }
        writer.jsonb(try ResultJSON.text(row.parts))
        writer.jsonb(try ResultJSON.text(row.indicators))
      }
    }
  }

  private func write(
    _ db: Database, _ draws: [(school: String, places: [Int32])], _ ids: [String: Int], year: Int,
    keySet: Int
  ) throws {
    _ = try db.copyIn(
      "copy fresh_rank_draw (school_id, academic_year, key_set_id, places) from stdin (format binary)"
    ) { writer in
      for (school, places) in draws {
        try writer.startRow(columns: 4)
        writer.int64(Int64(ids[school] ?? 0))
        writer.int32(Int32(year))
        writer.int64(Int64(keySet))
        writer.int16s(places.map(Int16.init))
      }
    }
  }

  private func write(
    _ db: Database, _ model: RankModelRow, _ context: ContextCorrelation, keySet: Int
  ) throws {
    try db.execute(
      """
      insert into fresh_rank_model values (
          (select territory_id from core.territory where oktmo = \(model.territory)),
          \(model.year), \(keySet), \(model.scope.rawValue), \(model.schools),
          \(json: try ResultJSON.text(model)), \(json: try ResultJSON.text(context.rows))
      )
      """)
  }

  private static let values = [
    "score", "score_error", "rank", "rank_low", "rank_high", "sampling_low", "sampling_high",
    "method_low", "method_high", "set_low", "set_high", "median_rank", "tier", "among",
    "expected_rank", "top_quarter", "bottom_quarter", "above_next", "reason", "parts",
    "indicators",
  ]

  private static let fresh = """
    create temp table fresh_rank (
        school_id bigint, academic_year integer, key_set_id bigint, scope text,
        score double precision, score_error double precision,
        rank integer, rank_low integer, rank_high integer, sampling_low integer,
        sampling_high integer, method_low integer, method_high integer, set_low integer,
        set_high integer, median_rank integer, tier integer, among integer,
        expected_rank double precision, top_quarter double precision,
        bottom_quarter double precision, above_next double precision, reason text, parts jsonb,
        indicators jsonb
    ) on commit drop;
    create temp table fresh_rank_draw (
        school_id bigint, academic_year integer, key_set_id bigint, places smallint[]
    ) on commit drop;
    create temp table fresh_rank_model (
        territory_id bigint, academic_year integer, key_set_id bigint, scope text,
        school_count integer, model jsonb, context jsonb
    ) on commit drop;
    """
}

extension CopyWriter {
  /// A number, or null.
  fileprivate mutating func double(_ value: Double?) {
    if let value { double(value) } else { null() }
  }
}
