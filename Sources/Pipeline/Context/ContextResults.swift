import Postgres
import Schools
import Statistics

/// Writes the index of context, the expected outcome and the typology of every school and year.
///
/// Context is that of the year's lists, so that list and index agree; outcomes are those of now, so that a correction of
/// marks is seen. Works on the years whose values or lists changed in this run, and on those after them: outcomes are pooled over
/// years.
struct ContextResults {
  let run: Run

  func replace(
    _ db: Database, _ models: [ContextModel.Key: ContextModel], _ outcomes: Outcomes
  ) throws {
    try db.script(
      """
      create temp table fresh_index (
          school_id bigint, academic_year integer, index double precision,
          outcome double precision, expected double precision, residual double precision,
          residual_low double precision, residual_high double precision, typology text,
          reason text, stability jsonb
      ) on commit drop;
      create temp table expected_year on commit drop as
      select academic_year from (
          select academic_year from result.context_model where until_run is null
          union
          select academic_year from result.context_index where until_run is null
      ) as known
      where \(run.isWhole) or academic_year >= (
          select min(academic_year) from (
              select academic_year from result.indicator_value
              where since_run = \(run.id) or until_run = \(run.id)
              union all
              select academic_year from result.analogue_set
              where analogue = 'similar' and (since_run = \(run.id) or until_run = \(run.id))
          ) as changed
      );
      """)
    struct Year: Decodable { let academicYear: Int }
    let years = try db.all(
      "select academic_year from expected_year order by academic_year", as: Year.self)
    for year in years.map(\.academicYear) {
      let sets = try FrozenSet.all(db, year: year)
      let said = try verdicts(db, year, sets, models)
      let expectation = ContextExpectation(limits: run.thresholds)
      for (key, schools) in Dictionary(grouping: sets, by: \.key) {
        guard let model = models[key] else { continue }
        let results = expectation.results(
          model, schools, outcomes: outcomes.all(key), sound: outcomes.sound(key))
        try write(db, results, said, year)
      }
    }
    try db.script("analyze fresh_index")
    try Versioned(
      table: "result.context_index", fresh: "fresh_index", key: ["school_id", "academic_year"],
      values: [
        "index", "outcome", "expected", "residual", "residual_low", "residual_high", "typology",
        "reason", "stability",
      ], scope: .init(table: "expected_year", columns: ["academic_year"])
    ).replace(db, run: run.id)
  }

  private func verdicts(
    _ db: Database, _ year: Int, _ sets: [FrozenSet], _ models: [ContextModel.Key: ContextModel]
  ) throws -> [Int: [VerdictStability.Item]] {
    guard let keySet = run.keySet?.value else { return [:] }
    let kinds = try KeyColumns.kinds(db, keySet.indicators.map(\.code))
    let indicators = keySet.indicators.map { ($0.code, $0.cut, kinds[$0.code] ?? .share) }
    let members = try Self.members(db, year)
    guard !members.isEmpty else { return [:] }
    let cells = Dictionary(
      uniqueKeysWithValues: try KeyValues.schools(
        db, year: year, indicators: indicators.map { ($0.0, $0.1) }, limits: run.thresholds
      ).map { ($0.id, $0.cells) })
    let method = VerdictStability(limits: run.thresholds)
    var found: [Int: [VerdictStability.Item]] = [:]
    for (key, schools) in Dictionary(grouping: sets, by: \.key) {
      guard let model = models[key] else { continue }
      let known = schools.filter { $0.reason != .noContext }
      found.merge(
        method.items(model, known, members: members, cells: cells, of: indicators)
      ) { first, _ in first }
    }
    return found
  }

  private static func members(_ db: Database, _ year: Int) throws -> [Int: [Int]] {
    struct Row: Decodable {
      let schoolId: Int
      let memberId: Int
    }
    let rows = try db.all(
      """
      select school_id, member_id from result.analogue_member
      where analogue = 'similar' and until_run is null and academic_year = \(year)
      order by school_id, member_id
      """, as: Row.self)
    return Dictionary(grouping: rows, by: \.schoolId).mapValues { $0.map(\.memberId) }
  }

  private func write(
    _ db: Database, _ results: [ContextExpectation.Result],
    _ said: [Int: [VerdictStability.Item]], _ year: Int
  ) throws {
    try db.copyIn(
      """
      copy fresh_index (school_id, academic_year, index, outcome, expected, residual,
          residual_low, residual_high, typology, reason, stability)
      from stdin (format binary)
      """
    ) { writer in
      for result in results {
        try writer.startRow(columns: 11)
        writer.int64(Int64(result.school))
        writer.int32(Int32(year))
        for number in [
          result.index, result.outcome, result.expected, result.residualCenter,
          result.residual?.low, result.residual?.high,
        ] {
          if let number { writer.double(number) } else { writer.null() }
        }
        for text in [result.typology?.rawValue, result.reason?.rawValue] {
          if let text { writer.text(text) } else { writer.null() }
        }
        writer.jsonb(try StableJSON.text(said[result.school] ?? []))
      }
    }
  }
}
