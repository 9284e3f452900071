import Postgres
import Schools
import Statistics

/// How every school's values moved to the latest year, and where they may go: indicator by indicator, over the region.
///
/// Only shares and means that are not sensitive have trends: a hidden cell could be worked back from its change. A cut of an
/// indicator is done anew when one of its values changed in this run, all of them when a later year has begun.
struct Trends {
  let run: Run

  private struct Definition: Decodable {
    let indicatorId: Int
    let passport: Indicator
  }

  private struct Row: Decodable, Sendable {
    let regionId: Int
    let cut: String
    let schoolId: Int
    let academicYear: Int
    let numerator: Double
    let denominator: Double
    let sumSquares: Double?
  }

  private struct Place: Hashable {
    let region: Int
    let cut: String
  }

  func perform(_ db: Database) throws {
    try db.script(
      """
      create temp table fresh_trend on commit drop as select * from result.trend limit 0;
      create temp table trend_indicator on commit drop as
      select indicator_id, passport from result.indicator
      where is_current and passport ->> 'kind' in ('share', 'mean')
          and not coalesce((passport ->> 'sensitive')::boolean, false)
          \(run.isWhole ? "" : Self.isChanged(in: run.id));
      create temp table trend_unit (indicator_id bigint, cut text) on commit drop;
      """)
    let definitions = try db.all(
      "select indicator_id, passport from trend_indicator order by indicator_id",
      as: Definition.self)
    for definition in definitions where definition.passport.bridgeYear == nil {
      let latest = try latest(db, of: definition.indicatorId)
      try lay(db, definition.indicatorId, latest: latest)
      guard let latest else { continue }
      for cuts in try cuts(db, of: definition.indicatorId) {
        try write(db, definition, latest: latest, cuts)
      }
    }
    try db.script("analyze fresh_trend, trend_unit")
    try Versioned(
      table: "result.trend", fresh: "fresh_trend",
      key: ["school_id", "academic_year", "indicator_id", "cut"], values: TrendLine.columns,
      scope: run.isWhole ? nil : .init(table: "trend_unit", columns: ["indicator_id", "cut"])
    ).replace(db, run: run.id)
  }

  /// Values that are in memory at once, unless a single cut has more.
  private static let limit = 40_000

  /// The latest year that has a value of the indicator; nil without any.
  private func latest(_ db: Database, of indicator: Int) throws -> Int? {
    struct Year: Decodable { let latest: Int? }
    return try db.first(
      """
      select max(academic_year) as latest from result.indicator_value
      where indicator_id = \(indicator) and until_run is null
          and numerator is not null and denominator > 0
      """, as: Year.self)?.latest
  }

  /// Adds the cuts that are done anew to `trend_unit`.
  private func lay(_ db: Database, _ indicator: Int, latest: Int?) throws {
    try db.execute(
      """
      insert into trend_unit
      select \(indicator)::bigint, cut from (
          select cut from result.indicator_value
          where indicator_id = \(indicator) and until_run is null
          union
          select cut from result.trend where indicator_id = \(indicator) and until_run is null
      ) as known
      where \(run.isWhole)
          or \(latest)::integer is distinct from (
              select max(academic_year) from result.trend
              where indicator_id = \(indicator) and until_run is null
          )
          or cut in (
              select cut from result.indicator_value
              where indicator_id = \(indicator)
                  and (since_run = \(run.id) or until_run = \(run.id))
          )
      """)
  }

  /// The cuts of an indicator that are done anew, as many together as fit in memory.
  private func cuts(_ db: Database, of indicator: Int) throws -> [[String]] {
    struct Cut: Decodable {
      let cut: String
      let valueCount: Int
    }
    let found = try db.all(
      """
      select cut, count(*) as value_count
      from result.indicator_value
      where indicator_id = \(indicator) and until_run is null
          and numerator is not null and denominator > 0
          and cut in (select cut from trend_unit where indicator_id = \(indicator))
      group by cut order by cut
      """, as: Cut.self)
    return found.portions(of: Self.limit) { $0.valueCount }.map { $0.map(\.cut) }
  }

  private func write(
    _ db: Database, _ definition: Definition, latest: Int, _ cuts: [String]
  ) throws {
    let rows = try db.all(
      """
      select municipality.parent_id as region_id, value.cut, value.school_id,
          value.academic_year, value.numerator, value.denominator, value.sum_squares
      from result.indicator_value as value
      inner join core.school on school.school_id = value.school_id
      inner join core.territory as municipality
          on municipality.territory_id = school.municipality_id
      where value.indicator_id = \(definition.indicatorId) and value.cut = any(\(cuts))
          and value.until_run is null
          and value.numerator is not null and value.denominator > 0
      order by region_id, value.cut, school.school_code collate "C", value.academic_year
      """, as: Row.self)
    let places = Array(
      Dictionary(grouping: rows) { Place(region: $0.regionId, cut: $0.cut) }.values)
    let found = Parallel.map(places.count) {
      lines(places[$0], of: definition.passport, latest: latest)
    }
    try db.copyIn(Self.copy) { writer in
      for (school, cut, line) in found.joined() {
        try line.write(
          to: &writer, school: school, year: latest, indicator: definition.indicatorId, cut: cut)
      }
    }
  }

  private static func isChanged(in run: Int) -> String {
    """
    and exists (
        select 1 from result.indicator_value as value
        where value.indicator_id = indicator.indicator_id
            and (value.since_run = \(run) or value.until_run = \(run))
    )
    """
  }

  private static let copy = """
    copy fresh_trend (school_id, academic_year, indicator_id, cut,
        \(TrendLine.columns.joined(separator: ", "))) from stdin (format binary)
    """

  /// The lines of the schools of one region that have a value in the latest year.
  private func lines(
    _ rows: [Row], of indicator: Indicator, latest: Int
  ) -> [(school: Int, cut: String, line: TrendLine)] {
    var series: [(school: Int, years: [Int: Parts])] = []
    for row in rows {
      if series.last?.school != row.schoolId { series.append((row.schoolId, [:])) }
      series[series.count - 1].years[row.academicYear] = Parts(
        numerator: row.numerator, denominator: row.denominator, sumSquares: row.sumSquares)
    }
    let region = RegionMotion(
      series.map(\.years), latest: latest, kind: indicator.kind,
      least: run.thresholds("regional_schools"))
    let slopes = Slopes(series.map(\.years), kind: indicator.kind)
    let outlooks = Outlooks(series.map(\.years), latest: latest, kind: indicator.kind)
    return series.indices.compactMap { index in
      let years = series[index].years
      guard let last = years[latest] else { return nil }
      let trend = Trend(
        last: last, before: years[latest - 1], drift: region.drift(without: index),
        wasExtreme: region.wasExtreme(index), of: indicator, under: run.thresholds,
        spread: region.spread)
      return (
        series[index].school, rows[0].cut,
        TrendLine(
          years: years.count, trend: trend, slope: slopes[index], outlook: outlooks[index],
          method: outlooks.method, error: outlooks.error)
      )
    }
  }
}
