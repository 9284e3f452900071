import Postgres
import Schools

/// Computes indicators of touched (school, year) slices, the totals of the groups they belong to, and the years of schools
/// before they merged.
///
/// Values are versioned: a row that is no longer right is closed at this run, and a row that is still right
/// is left alone. Takes its work from `intake.touched`, in the transaction that writes the values; later stages find it in
/// ``TakenSlices``.
struct Indicate {
  let run: Run

  struct Figures {
    var slices = 0
    /// So much is touched that everything is computed anew.
    var isOfMany = false
    var values = 0
    var groups = 0
  }

  func perform(_ db: Database) throws -> Figures {
    var figures = Figures()
    try db.script(
      """
      \(TakenSlices.table)
      create temp table touched (school_id bigint not null, academic_year integer not null)
          on commit drop;
      create temp table fresh_value (
          school_id bigint not null, academic_year integer not null, indicator_id bigint not null,
          cut text not null, numerator numeric, denominator numeric, sum_squares numeric,
          base_numerator numeric, base_denominator numeric,
          source text not null default 'records'
      ) on commit drop;
      with gone as (delete from intake.touched returning school_id, academic_year)
      insert into taken_slice select school_id, academic_year from gone;
      -- What a year was computed from may be gone: then its values stand, and only totals are made anew.
      insert into touched
      select school_id, academic_year from taken_slice as taken
      where not exists (
          select from intake.retired_year as retired
          where retired.school_id = taken.school_id
              and retired.academic_year = taken.academic_year
      );
      analyze touched;
      """)
    figures.slices = try db.value("select count(*) from taken_slice", as: Int.self)
    guard figures.slices > 0 else { return figures }
    let known = try db.value(
      "select count(*) from (select distinct school_id, academic_year from intake.slice) as s",
      as: Int.self)
    figures.isOfMany = figures.slices * 3 > known
    try computeValues(db, ofMany: figures.isOfMany)
    try Versioned(
      table: "result.indicator_value", fresh: "fresh_value",
      key: ["school_id", "academic_year", "indicator_id", "cut"],
      values: Self.parts + ["source"],
      scope: .init(table: "touched", columns: ["school_id", "academic_year"])
    ).replace(db, run: run.id)
    figures.values = try db.value("select count(*) from fresh_value", as: Int.self)
    figures.groups = try totalGroups(db, ofMany: figures.isOfMany)
    try LinkedValues(run: run).replace(db)
    return figures
  }

  /// One slice at a time by equality while few are touched; one year at a time when many are.
  private func computeValues(_ db: Database, ofMany: Bool) throws {
    struct Definition: Decodable {
      let indicatorId: Int
      let code: String
    }
    let definitions = try db.all(
      "select indicator_id, code from result.indicator where is_current order by code",
      as: Definition.self)
    struct Slice: Decodable {
      let schoolId: Int
      let academicYear: Int
    }
    let touched =
      ofMany
      ? nil
      : try db.all(
        "select school_id, academic_year from touched order by school_id, academic_year",
        as: Slice.self)
    if touched == nil { try refreshStatistics(db) }
    let years = try db.value(
      "select array_agg(distinct academic_year order by academic_year) from touched",
      as: [Int].self)
    for definition in definitions {
      let view = "indicator.\(Catalog.Definition.view(of: definition.code))"
      guard let touched else {
        for year in years {
          try db.execute(Self.insertAll(view, definition.indicatorId, year))
        }
        continue
      }
      for slice in touched {
        try db.execute(
          Self.insertOne(view, definition.indicatorId, slice.schoolId, slice.academicYear))
      }
    }
    try db.script("analyze fresh_value")
    try ReturnedCounts(run: run).add(db)
  }

  /// After a large load the planner must know what came; autovacuum may not have been there yet.
  private func refreshStatistics(_ db: Database) throws {
    for table in RecordTable.all {
      try db.execute("select core.refresh_statistics(\("core." + table.name)::regclass)")
    }
  }

  private static let parts = [
    "numerator", "denominator", "sum_squares", "base_numerator", "base_denominator",
  ]

  private static let columns = (["cut"] + parts).joined(separator: ", ")

  private static func insertOne(_ view: String, _ indicator: Int, _ school: Int, _ year: Int) -> SQL
  {
    """
    insert into fresh_value (school_id, academic_year, indicator_id, \(raw: columns))
    select school_id, academic_year, \(indicator)::bigint, \(raw: columns)
    from \(raw: view)
    where school_id = \(school) and academic_year = \(year)
    """
  }

  /// A year of the select is worked whole, as it is written: a join with what is touched is not let into its plan.
  ///
  /// The year is a constant in it because the planner takes two hundred schools and two hundred years to stand in any
  /// grouped part of a select: left to join by both, it thinks their pairs few and measures every pupil against every
  /// class. By the school alone it counts right, and sorts and hashes hold a third of the rows.
  private static func insertAll(_ view: String, _ indicator: Int, _ year: Int) -> SQL {
    """
    with every as materialized (select * from \(raw: view) where academic_year = \(year))
    insert into fresh_value (school_id, academic_year, indicator_id, \(raw: columns))
    select school_id, academic_year, \(indicator)::bigint, \(raw: columns)
    from every
    inner join touched using (school_id, academic_year)
    """
  }

  /// Totals of the groups of touched schools: of all units when many schools are touched, and of groups that no longer hold
  /// any; else of the units in which a school's value changed in this run.
  private func totalGroups(_ db: Database, ofMany: Bool) throws -> Int {
    let unit = ofMany ? "academic_year" : "academic_year, indicator_id, cut"
    try db.script(
      """
      create temp table touched_group on commit drop as
      \(ofMany ? Self.touchedGroups : changedTotals);
      analyze touched_group;
      create temp table fresh_group on commit drop as
      select
          touched_group.territory_id,
          academic_year,
          value.indicator_id,
          value.cut,
          count(*) as school_count,
          sum(value.numerator) as numerator,
          sum(value.denominator) as denominator,
          sum(value.sum_squares) as sum_squares,
          sum(value.base_numerator) as base_numerator,
          sum(value.base_denominator) as base_denominator
      from touched_group
      inner join result.group_member as member
          on member.territory_id = touched_group.territory_id
      inner join result.indicator_value as value using (school_id, \(unit))
      where value.until_run is null
      group by touched_group.territory_id, academic_year, value.indicator_id, value.cut;
      analyze fresh_group;
      """)
    try Versioned(
      table: "result.group_value", fresh: "fresh_group",
      key: ["territory_id", "academic_year", "indicator_id", "cut"],
      values: ["school_count"] + Self.parts,
      scope: .init(
        table: "touched_group",
        columns: ["territory_id", "academic_year"] + (ofMany ? [] : ["indicator_id", "cut"]))
    ).replace(db, run: run.id)
    return try db.value("select count(*) from fresh_group", as: Int.self)
  }

  private static let touchedGroups = """
    select distinct member.territory_id, taken.academic_year
    from taken_slice as taken
    inner join result.group_member as member on member.school_id = taken.school_id
    union
    select distinct total.territory_id, total.academic_year
    from result.group_value as total
    where total.until_run is null
        and not exists (
            select 1
            from result.group_member as member
            where member.territory_id = total.territory_id
        )
    """

  private var changedTotals: String {
    """
    select distinct member.territory_id, value.academic_year, value.indicator_id, value.cut
    from result.indicator_value as value
    inner join result.group_member as member on member.school_id = value.school_id
    where value.since_run = \(run.id) or value.until_run = \(run.id)
    """
  }
}
