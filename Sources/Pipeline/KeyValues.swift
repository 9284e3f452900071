import Postgres
import Schools

/// The schools of a year with their parts of some key indicators.
struct KeyValues {
  /// A school with data in the year, and its parts in the order of the indicators; nil where it has none.
  struct School {
    let id: Int
    let code: String
    let municipality: Int
    let region: Int
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

  /// Every school with any value in `year`, by code, so that whoever has none of `indicators` is listed too.
  static func schools(
    _ db: Database, year: Int, indicators: [(code: String, cut: String)]
  ) throws -> [School] {
    let codes = Array(Set(indicators.map(\.code))).sorted()
    let rows = try db.all(
      """
      select school.school_id, school.school_code, school.municipality_id,
          municipality.parent_id as region_id, key.code, value.cut,
          key.passport ->> 'kind' as kind, value.numerator, value.denominator, value.sum_squares
      from core.school
      inner join core.territory as municipality
          on municipality.territory_id = school.municipality_id
      left join (
          result.indicator_value as value
          inner join result.indicator as key
              on key.indicator_id = value.indicator_id and key.code = any(\(codes))
      ) on value.school_id = school.school_id
          and value.academic_year = \(year) and value.until_run is null
      where exists (
          select 1 from result.indicator_value as any_value
          where any_value.school_id = school.school_id
              and any_value.academic_year = \(year) and any_value.until_run is null
      )
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
            region: row.regionId, cells: Array(repeating: nil, count: indicators.count)))
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
