import Postgres

/// What is compared with each other: one year and one cut of an indicator; and which of them are compared anew, as a temporary
/// table `compared_unit`.
///
/// Never a year whose records went at the end of their time: what comparisons rest on beside values, such as signs of doubt
/// and coverage, can no longer be told of it.
enum ComparedUnits {
  static let every = """
    create temp table compared_unit on commit drop as
    select distinct indicator_id, academic_year, cut from result.indicator_value
    where until_run is null
    union
    select distinct indicator_id, academic_year, cut from result.comparison
    where until_run is null;
    \(withoutRetired)
    """

  private static let withoutRetired = """
    delete from compared_unit
    where academic_year in (
        select academic_year from intake.retired_year where is_of_retention
    );
    analyze compared_unit;
    """

  /// - A value, a total or a series with predecessors changed: its year, and the next, whose earlier year it is.
  /// - Schools came to a territory's total or went: coverage is told of every cut. Pupils alone change no reason.
  /// - A published figure changed.
  /// - What is hidden changed: no sum over a list of schools holds it.
  /// - A list of schools changed: all indicators of its year.
  /// - Signs of doubt came or went: they stand with the school's indicators of marks.
  static func changed(in run: Int) -> String {
    let isOfRun = "since_run = \(run) or until_run = \(run)"
    return """
      create temp table compared_unit on commit drop as
      with changed as (
          select indicator_id, academic_year, cut from result.indicator_value where \(isOfRun)
          union
          select indicator_id, academic_year, cut from result.group_value where \(isOfRun)
          union
          select indicator_id, academic_year, cut from result.linked_value where \(isOfRun)
      ),
      covered as (
          select indicator_id, academic_year from result.group_coverage where \(isOfRun)
          group by indicator_id, academic_year, territory_id
          having count(*) = 1
              or count(distinct registered_count) > 1
              or count(distinct delivered_count) > 1
      ),
      listed as (
          select academic_year from result.analogue_set where \(isOfRun)
          union
          select academic_year from result.analogue_member where \(isOfRun)
      ),
      told as (
          select distinct school_id, academic_year from result.comparison
          where until_run is null and reasons @> array['marks_doubtful']
      ),
      doubted as (
          (table told except select school_id, academic_year from analogue.objectivity)
          union
          (select school_id, academic_year from analogue.objectivity except table told)
      )
      select indicator_id, academic_year, cut from changed
      union
      select indicator_id, academic_year + 1, cut from changed
      union
      select indicator_id, academic_year, cut from result.published_value where \(isOfRun)
      union
      select indicator_id, academic_year, cut from result.hidden_cell where \(isOfRun)
      union
      select value.indicator_id, value.academic_year, value.cut
      from result.indicator_value as value
      where value.until_run is null and (
          (value.indicator_id, value.academic_year) in (table covered)
          or value.academic_year in (table listed)
      )
      union
      select value.indicator_id, value.academic_year, value.cut
      from result.indicator_value as value
      inner join doubted using (school_id, academic_year)
      inner join result.indicator using (indicator_id)
      where value.until_run is null and starts_with(indicator.code, 'int.marks.');
      \(withoutRetired)
      """
  }
}

/// Units of one indicator that are worked on at once: as many as fit in memory, one at least.
struct ComparedBatch {
  let indicator: Int
  let years: [Int]
  let cuts: [String]
  let valueCount: Int

  /// Values whose comparisons are in memory at once, unless a single unit has more.
  private static let limit = 6000

  private struct Unit: Decodable {
    let indicatorId: Int
    let academicYear: Int
    let cut: String
    let valueCount: Int
  }

  /// All units of a table, indicator by indicator.
  static func all(of table: String, _ db: Database) throws -> [ComparedBatch] {
    let units = try db.all(
      """
      select unit.indicator_id, unit.academic_year, unit.cut, count(value.school_id) as value_count
      from \(raw: table) as unit
      left join result.indicator_value as value
          on value.indicator_id = unit.indicator_id
              and value.academic_year = unit.academic_year
              and value.cut = unit.cut and value.until_run is null
      group by unit.indicator_id, unit.academic_year, unit.cut
      order by unit.indicator_id, unit.academic_year, unit.cut
      """, as: Unit.self)
    let batches = units.portions(of: limit, size: \.valueCount) {
      $0.indicatorId == $1.indicatorId
    }
    return batches.map { units in
      ComparedBatch(
        indicator: units[0].indicatorId, years: units.map(\.academicYear), cuts: units.map(\.cut),
        valueCount: units.reduce(0) { $0 + $1.valueCount })
    }
  }

  static let table = """
    create temp table batch_unit (indicator_id bigint, academic_year integer, cut text)
        on commit drop;
    """

  /// Fills `batch_unit` with these units.
  func lay(_ db: Database) throws { try [self].lay(in: "batch_unit", db) }

  /// A condition that holds for its units, and for others of the same years and cuts: constants reach into a view, and into
  /// the plan.
  var near: SQL {
    let listed = Set(years).sorted().map(String.init).joined(separator: ", ")
    return """
      indicator_id = \(raw: String(indicator)) and academic_year in (\(raw: listed))
          and cut = any(\(Set(cuts).sorted()))
      """
  }
}

extension [ComparedBatch] {
  /// Fills a table with the units of all of them, and with no others.
  func lay(in table: String, _ db: Database) throws {
    let indicators = flatMap { batch in batch.years.map { _ in batch.indicator } }
    try db.script("truncate \(table)")
    try db.execute(
      """
      insert into \(raw: table)
      select * from unnest(
          \(indicators)::bigint[], \(flatMap(\.years))::integer[], \(flatMap(\.cuts))::text[]
      )
      """)
    try db.script("analyze \(table)")
  }
}
