import Postgres
import Schools
import Statistics

/// Says of every figure from whom it is hidden: small ones, and others that would give them away.
///
/// Works on one family of indicators at a time, in the years in which one of its figures changed in this run. What the last
/// publications told is read with it: with their totals they form one table.
struct Disclose {
  let run: Run

  /// Publications that are linked, the new one among them.
  private static let linked = 3

  private struct Definition: Decodable {
    let indicatorId: Int
    let passport: Indicator
  }

  /// Returns the number of hidden figures in force.
  func perform(_ db: Database) throws -> Int {
    try db.script(
      """
      create temp table fresh_hidden_cell (
          school_id bigint, academic_year integer, indicator_id bigint, cut text,
          level integer, cause text
      ) on commit drop;
      create temp table fresh_hidden_total (
          territory_id bigint, academic_year integer, indicator_id bigint, cut text,
          level integer, cause text
      ) on commit drop;
      create temp table disclosed_unit (indicator_id bigint, academic_year integer)
          on commit drop;
      """)
    let definitions = try db.all(
      "select indicator_id, passport from result.indicator order by indicator_id",
      as: Definition.self)
    let byCode = Dictionary(grouping: definitions) { $0.passport.code }
    let publications = try publications(db)
    let changed = try changedYears(db)
    for codes in IndicatorFamilies.of(byCode.keys.sorted()) {
      let members = codes.flatMap { byCode[$0] ?? [] }
      let years = Set(members.flatMap { changed[$0.indicatorId] ?? [] })
      // A family's year at a time is in memory.
      for year in years.sorted() { try disclose(members, year, publications, db) }
    }
    try replace(db)
    return try db.value(
      """
      select (select count(*) from result.hidden_cell where until_run is null)
          + (select count(*) from result.hidden_total where until_run is null)
      """, as: Int.self)
  }

  /// The runs of the last publications, the latest first.
  private func publications(_ db: Database) throws -> [Int] {
    struct Published: Decodable { let runId: Int }
    return try db.all(
      """
      select run_id from result.publication where run_id < \(run.id)
      order by publication_id desc limit \(Self.linked - 1)
      """, as: Published.self
    ).map(\.runId)
  }

  private func changedYears(_ db: Database) throws -> [Int: [Int]] {
    struct Changed: Decodable {
      let indicatorId: Int
      let academicYear: Int
    }
    let rows = try db.all(
      """
      select distinct indicator_id, academic_year from result.indicator_value
      where since_run = \(run.id) or until_run = \(run.id)
          or \(run.isWhole) and until_run is null
      """, as: Changed.self)
    return Dictionary(grouping: rows, by: \.indicatorId).mapValues { $0.map(\.academicYear) }
  }

  private func disclose(
    _ members: [Definition], _ year: Int, _ publications: [Int], _ db: Database
  ) throws {
    let numbers = members.map(\.indicatorId)
    let passports = Dictionary(uniqueKeysWithValues: members.map { ($0.indicatorId, $0.passport) })
    let figures = try db.all(
      """
      select value.school_id, school.municipality_id,
          coalesce(municipality.parent_id, municipality.territory_id) as region_id,
          value.indicator_id, value.cut,
          value.numerator, value.denominator, value.base_numerator, value.base_denominator,
          value.since_run
      from result.indicator_value as value
      inner join core.school on school.school_id = value.school_id
      inner join core.territory as municipality
          on municipality.territory_id = school.municipality_id
      where value.indicator_id = any(\(numbers)) and value.academic_year = \(year)
          and value.until_run is null
      """, as: FamilyTable.Figure.self)
    let past = try publications.map { try told($0, numbers, year, db) }
    try db.execute(
      """
      insert into disclosed_unit
      select indicator.id, \(year)::integer from unnest(\(numbers)::bigint[]) as indicator (id)
      """)
    let table = FamilyTable(
      figures, passports: passports, past: past, rule: Disclosure(run.thresholds))
    let (cells, totals) = table.hidden()
    _ = try db.copyIn("copy fresh_hidden_cell from stdin (format binary)") { writer in
      try Self.write(cells, year, to: &writer)
    }
    _ = try db.copyIn("copy fresh_hidden_total from stdin (format binary)") { writer in
      try Self.write(totals, year, to: &writer)
    }
  }

  private typealias Marks = [FamilyTable.Owned: FamilyTable.Hidden]

  /// What a publication told of these indicators in a year.
  private func told(
    _ publication: Int, _ numbers: [Int], _ year: Int, _ db: Database
  ) throws -> FamilyTable.Publication {
    struct Row: Decodable {
      let schoolId: Int
      let indicatorId: Int
      let cut: String
      let sinceRun: Int
      let numerator: Double
      let denominator: Double
      let baseNumerator: Double?
      let baseDenominator: Double?
      let level: Int?
      let cause: String?
    }
    let rows = try db.all(
      """
      select value.school_id, value.indicator_id, value.cut,
          value.since_run, value.numerator, value.denominator, value.base_numerator,
          value.base_denominator, hidden.level, hidden.cause
      from result.indicator_value as value
      left join result.hidden_cell as hidden
          on hidden.school_id = value.school_id
              and hidden.academic_year = value.academic_year
              and hidden.indicator_id = value.indicator_id
              and hidden.cut = value.cut
              and hidden.since_run <= \(publication)
              and (hidden.until_run is null or hidden.until_run > \(publication))
      where value.indicator_id = any(\(numbers)) and value.academic_year = \(year)
          and value.since_run <= \(publication)
          and (value.until_run is null or value.until_run > \(publication))
      """, as: Row.self)
    var told = FamilyTable.Publication()
    for row in rows {
      let place = FamilyTable.Place(
        school: row.schoolId, indicator: row.indicatorId, cut: row.cut)
      told.figures[place] = FamilyTable.Told(
        sinceRun: row.sinceRun,
        parts: Parts(
          numerator: row.numerator, denominator: row.denominator,
          baseNumerator: row.baseNumerator, baseDenominator: row.baseDenominator),
        level: row.level,
        cause: row.cause.flatMap(LinkedTable.Cause.init))
    }
    for row in try totals(publication, numbers, year, db) {
      guard let level = DisclosureLevel(rawValue: row.level),
        let cause = LinkedTable.Cause(rawValue: row.cause)
      else { continue }
      let place = FamilyTable.Owned(
        owner: row.territoryId, indicator: row.indicatorId, cut: row.cut)
      told.totals[place] = .init(level: level, cause: cause)
    }
    return told
  }

  private struct HiddenTotal: Decodable {
    let territoryId: Int
    let indicatorId: Int
    let cut: String
    let level: Int
    let cause: String
  }

  private func totals(
    _ publication: Int, _ numbers: [Int], _ year: Int, _ db: Database
  ) throws -> [HiddenTotal] {
    try db.all(
      """
      select territory_id, indicator_id, cut, level, cause
      from result.hidden_total
      where indicator_id = any(\(numbers)) and academic_year = \(year)
          and since_run <= \(publication)
          and (until_run is null or until_run > \(publication))
      """, as: HiddenTotal.self)
  }

  private static func write(_ marks: Marks, _ year: Int, to writer: inout CopyWriter) throws {
    for (figure, hidden) in marks {
      try writer.startRow(columns: 6)
      writer.int64(Int64(figure.owner))
      writer.int32(Int32(year))
      writer.int64(Int64(figure.indicator))
      writer.text(figure.cut)
      writer.int32(Int32(hidden.level.rawValue))
      writer.text(hidden.cause.rawValue)
    }
  }

  private func replace(_ db: Database) throws {
    try db.script("analyze fresh_hidden_cell, fresh_hidden_total, disclosed_unit")
    for (table, owner) in [("hidden_cell", "school_id"), ("hidden_total", "territory_id")] {
      try Versioned(
        table: "result.\(table)", fresh: "fresh_\(table)",
        key: [owner, "academic_year", "indicator_id", "cut"], values: ["level", "cause"],
        scope: .init(table: "disclosed_unit", columns: ["indicator_id", "academic_year"])
      ).replace(db, run: run.id)
    }
  }
}
