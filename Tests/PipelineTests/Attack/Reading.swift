import Foundation
import Logging
import Postgres
import Reports

/// All that one audience reads of one publication, and the truth beside it.
///
/// The reader is stronger than a real one: what is open is known exactly, though everybody's figures are rounded, and so are
/// the units of what is hidden.
struct Reading {
  /// A count of a school: the numerator of an indicator, or of its base. One version of it.
  struct Count: Hashable {
    let school: Int
    let year: Int
    let code: String
    let cut: String
    let isBase: Bool
    let version: Int
  }

  struct Figure {
    let value: Double
    let units: Double
    let kind: String
    let unit: String
    let isSensitive: Bool
    let leastPublished: Int
    let municipality: Int
    let region: Int
    var isOpen: Bool
  }

  /// A total of a territory.
  struct Total: Hashable {
    let territory: Int
    let year: Int
    let code: String
    let cut: String
  }

  var figures: [Count: Figure] = [:]
  var openTotals: Set<Total> = []

  private struct Truth: Decodable {
    let schoolId: Int
    let schoolCode: String
    let municipalityId: Int
    let regionId: Int
    let academicYear: Int
    let code: String
    let cut: String
    let kind: String
    let unit: String
    let isSensitive: Bool
    let leastPublished: Int
    let numerator: Double
    let denominator: Double
    let baseNumerator: Double?
    let baseDenominator: Double?
    let sinceRun: Int
  }

  private struct Value: Decodable {
    let school: String
    let year: Int
    let indicator: String
    let cut: String
    let numerator: Double?
  }

  private struct Seen: Decodable {
    let territory: String
    let year: Int
    let indicator: String
    let cut: String
  }

  private static let truth: SQL = """
    select value.school_id, school.school_code, school.municipality_id,
        municipality.parent_id as region_id, value.academic_year, indicator.code, value.cut,
        indicator.passport ->> 'kind' as kind, indicator.passport ->> 'unit' as unit,
        coalesce((indicator.passport ->> 'sensitive')::boolean, false) as is_sensitive,
        (indicator.passport -> 'minimum' ->> 'publish')::integer as least_published,
        value.numerator, value.denominator, value.base_numerator, value.base_denominator,
        value.since_run
    from result.indicator_value as value
    inner join result.indicator using (indicator_id)
    inner join core.school using (school_id)
    inner join core.territory as municipality
        on municipality.territory_id = school.municipality_id
    where value.until_run is null
    """

  /// Totals shown as such, and those that follow from a school's figure and its analogue.
  private static let totals: SQL = """
    select territory, year, indicator, cut from report_v1.group_value where value is not null
    union
    select case beside.analogue when 'municipal' then school.municipality else school.region end,
        beside.year, beside.indicator, beside.cut
    from report_v1.comparison as beside
    inner join report_v1.school on school.school = beside.school
    where beside.analogue in ('municipal', 'regional') and beside.analogue_value is not null
    """

  /// Reads the current publication of a site as `scope`; `others` are scopes whose figures the reader sees too.
  init(_ site: TestSite, _ scopes: [Scope]) async throws {
    let truth = try await site.worker.transaction { db in
      try db.all(Self.truth, as: Truth.self)
    }
    struct Territory: Decodable {
      let territoryId: Int
      let oktmo: String
    }
    let territories = try await site.worker.transaction { db in
      try db.all("select territory_id, oktmo from core.territory", as: Territory.self)
    }
    let numbers = Dictionary(uniqueKeysWithValues: territories.map { ($0.oktmo, $0.territoryId) })
    let pool = Pool(
      site.database.connecting(as: "soko_web"), size: 1, name: "attack",
      logger: Logger(label: "test.attack") { _ in SwiftLogNoOpLogHandler() })
    var open: Set<[String]> = []
    for scope in scopes {
      let (values, totals) = try await pool.transaction { db in
        try scope.enter(db)
        let values = try db.all(
          "select school, year, indicator, cut, numerator from report_v1.indicator_value",
          as: Value.self)
        return (values, try db.all(Self.totals, as: Seen.self))
      }
      for value in values where value.numerator != nil {
        open.insert([value.school, "\(value.year)", value.indicator, value.cut])
      }
      for total in totals {
        guard let territory = numbers[total.territory] else { continue }
        openTotals.insert(
          Total(
            territory: territory, year: total.year, code: total.indicator, cut: total.cut))
      }
    }
    await pool.close()
    for row in truth {
      let isOpen = open.contains([row.schoolCode, "\(row.academicYear)", row.code, row.cut])
      for isBase in row.baseNumerator == nil ? [false] : [false, true] {
        let count = Count(
          school: row.schoolId, year: row.academicYear, code: row.code, cut: row.cut,
          isBase: isBase, version: row.sinceRun)
        figures[count] = Figure(
          value: isBase ? row.baseNumerator ?? 0 : row.numerator,
          units: isBase ? row.baseDenominator ?? 0 : row.denominator, kind: row.kind,
          unit: row.unit, isSensitive: row.isSensitive, leastPublished: row.leastPublished,
          municipality: row.municipalityId, region: row.regionId, isOpen: isOpen)
      }
    }
  }
}
