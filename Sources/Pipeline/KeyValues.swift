import Postgres
import Schools

/// The schools of a year with their parts of some key indicators.
struct KeyValues {
  /// A school and its parts in the order of the indicators; nil where it has none.
  struct School {
    let id: Int
    let code: String
    let municipality: Int
    let region: Int
    /// It has some value in the year, of whatever indicator.
    let hasData: Bool
    var cells: [Cell?]
  }

  struct Cell {
    let kind: Indicator.Kind
    let parts: Parts
  }

  private struct Row: Decodable {
    let schoolId: Int
    let schoolCode: String
    let municipalityId: Int
    let regionId: Int
    let hasData: Bool
    let code: String?
    let cut: String?
    let kind: String?
    let numerator: Double?
    let denominator: Double?
    let sumSquares: Double?
  }

  /// Years that have any value, ascending.
  static func years(_ db: Database) throws -> [Int] {
    struct Year: Decodable { let academicYear: Int }
    return try db.all(
      """
      select distinct academic_year from result.indicator_value where until_run is null
      order by academic_year
      """, as: Year.self
    ).map(\.academicYear)
  }

  /// Every school with any value in `year`, by code, and every open one that had some before or never had any
  /// by the latest year: whoever has nothing is listed too, with a reason.
  static func schools(
    _ db: Database, year: Int, indicators: [(code: String, cut: String)]
  ) throws -> [School] {
    let codes = Array(Set(indicators.map(\.code))).sorted()
    let rows = try db.all(
      """
      select school.school_id, school.school_code, school.municipality_id,
          municipality.parent_id as region_id, known.has_data, key.code,
          value.cut, key.passport ->> 'kind' as kind, value.numerator, value.denominator, value.sum_squares
      from core.school
      inner join core.territory as municipality
          on municipality.territory_id = school.municipality_id
      cross join lateral (
          select coalesce(bool_or(academic_year = \(year)), false) as has_data,
              min(academic_year) as first_year
          from result.indicator_value
          where school_id = school.school_id and until_run is null
      ) as known
      left join (
          result.indicator_value as value
          inner join result.indicator as key
              on key.indicator_id = value.indicator_id and key.code = any(\(codes))
      ) on value.school_id = school.school_id
          and value.academic_year = \(year) and value.until_run is null
      where known.has_data
          or school.is_open
              and coalesce(
                  known.first_year,
                  (select max(academic_year) from result.indicator_value where until_run is null)
              ) <= \(year)
      order by school.school_code collate "C"
      """, as: Row.self)
    let columns = Dictionary(
      uniqueKeysWithValues: indicators.enumerated().map { ("\($1.code) \($1.cut)", $0) })
    var schools: [School] = []
    for row in rows {
      if schools.last?.id != row.schoolId {
        schools.append(
          School(
            id: row.schoolId, code: row.schoolCode, municipality: row.municipalityId,
            region: row.regionId, hasData: row.hasData,
            cells: Array(repeating: nil, count: indicators.count)))
      }
      guard let code = row.code, let cut = row.cut, let column = columns["\(code) \(cut)"],
        let kind = row.kind.flatMap(Indicator.Kind.init), let numerator = row.numerator,
        let denominator = row.denominator
      else { continue }
      schools[schools.count - 1].cells[column] = Cell(
        kind: kind,
        parts: Parts(numerator: numerator, denominator: denominator, sumSquares: row.sumSquares))
    }
    return schools
  }
}

extension [KeyValues.School] {
  /// The schools of each region or municipality, by number of the territory.
  func grouped(by key: KeyPath<KeyValues.School, Int>) -> [(territory: Int, schools: Self)] {
    Dictionary(grouping: self) { $0[keyPath: key] }
      .sorted { $0.key < $1.key }
      .map { ($0.key, $0.value) }
  }
}
