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
    var cells: [KeyCell?]
  }

  fileprivate struct Row: Decodable {
    let schoolId: Int
    let schoolCode: String
    let municipalityId: Int
    let regionId: Int
    let hasData: Bool
    let indicatorId: Int?
    let code: String?
    let cut: String?
    let kind: String?
    let isPooled: Bool?
    let academicYear: Int?
    let numerator: Double?
    let denominator: Double?
    let sumSquares: Double?
  }

  /// Years that have any value, ascending; every value is in a total, and totals are fewer.
  static func years(_ db: Database) throws -> [Int] {
    struct Year: Decodable { let academicYear: Int }
    return try db.all(
      """
      select distinct academic_year from result.group_value where until_run is null
      order by academic_year
      """, as: Year.self
    ).map(\.academicYear)
  }

  /// Every school with any value in `year`, by code, and every open one that had some before or never had any
  /// by the latest year: whoever has nothing is listed too, with a reason.
  ///
  /// What is too small even for those who read the ranking is left out: years together would give it away. What covers it
  /// depends on what was published before, so places do not; the view shows no values where it would tell.
  /// A value of few units is pooled with those of the years before (``KeyCell/pooled(_:under:isBroken:)``). Marks of
  /// which there is a sign of doubt are left out.
  static func schools(
    _ db: Database, year: Int, indicators: [(code: String, cut: String)], limits: Thresholds
  ) throws -> [School] {
    let codes = Array(Set(indicators.map(\.code))).sorted()
    let cuts = Array(Set(indicators.map(\.cut))).sorted()
    let first = year - Int(limits("rank_pool_years")) + 1
    let rows = try db.all(
      """
      with known as materialized (
          select school_id, school_code, municipality_id, is_open,
              (
                  select min(academic_year) from result.indicator_value as any_value
                  where any_value.school_id = school.school_id and any_value.until_run is null
                      and any_value.academic_year = \(year)
              ) is not null as has_data,
              (
                  select min(academic_year) from result.indicator_value as any_value
                  where any_value.school_id = school.school_id and any_value.until_run is null
              ) as first_year
          from core.school
      )
      select school.school_id, school.school_code, school.municipality_id,
          municipality.parent_id as region_id, school.has_data, key.indicator_id, key.code,
          value.cut, key.passport ->> 'kind' as kind, key.passport ->> 'pool' = 'sum' as is_pooled,
          value.academic_year, value.numerator, value.denominator, value.sum_squares
      from known as school
      inner join core.territory as municipality
          on municipality.territory_id = school.municipality_id
      left join (
          result.indicator_value as value
          inner join result.indicator as key
              on key.indicator_id = value.indicator_id and key.code = any(\(codes))
              and value.cut = any(\(cuts))
      ) on value.school_id = school.school_id
          and value.academic_year between \(first) and \(year) and value.until_run is null
          and not exists (
              select 1 from result.hidden_cell as hidden
              where hidden.school_id = value.school_id
                  and hidden.academic_year = value.academic_year
                  and hidden.indicator_id = value.indicator_id
                  and hidden.cut = value.cut
                  and hidden.until_run is null
                  and hidden.level = \(DisclosureLevel.municipality.rawValue)
                  and hidden.cause = 'primary'
          )
      where school.has_data
          or school.is_open
              and coalesce(
                  school.first_year,
                  (select max(academic_year) from result.indicator_value where until_run is null)
              ) <= \(year)
      order by school.school_code collate "C", value.academic_year desc
      """, as: Row.self)
    let columns = Dictionary(
      uniqueKeysWithValues: indicators.enumerated().map { ("\($1.code) \($1.cut)", $0) })
    let doubtful = try DoubtfulMarks(db)
    let breaks = try ScaleBreaks(db)
    var schools: [School] = []
    for chunk in rows.chunked(by: \.schoolId) {
      let rows = Array(chunk)
      var school = School(
        id: rows[0].schoolId, code: rows[0].schoolCode, municipality: rows[0].municipalityId,
        region: rows[0].regionId, hasData: rows[0].hasData,
        cells: Array(repeating: nil, count: indicators.count))
      var found: [Int: [Yearly]] = [:]
      for row in rows {
        guard let value = Yearly(row), let column = columns["\(value.code) \(value.cut)"],
          !(value.code.hasPrefix("int.marks.") && doubtful.contains(school.id, value.year))
        else { continue }
        found[column, default: []].append(value)
      }
      for (column, values) in found where values[0].year == year {
        school.cells[column] = KeyCell.pooled(
          values.filter { $0.indicator == values[0].indicator }, under: limits,
          isBroken: { breaks.contains(values[0].indicator, $0, values[0].cut) })
      }
      schools.append(school)
    }
    return schools
  }

  /// A value of one year.
  struct Yearly {
    let indicator: Int
    let code: String
    let cut: String
    let kind: Indicator.Kind
    let isPooled: Bool
    let year: Int
    let parts: Parts

    fileprivate init?(_ row: Row) {
      guard let indicator = row.indicatorId, let code = row.code, let cut = row.cut,
        let kind = row.kind.flatMap(Indicator.Kind.init), let year = row.academicYear,
        let numerator = row.numerator, let denominator = row.denominator
      else { return nil }
      self.indicator = indicator
      self.code = code
      self.cut = cut
      self.kind = kind
      isPooled = row.isPooled ?? false
      self.year = year
      parts = Parts(
        numerator: numerator, denominator: denominator, sumSquares: row.sumSquares)
    }
  }
}

extension Array {
  /// Runs of elements that agree in `key`, in order.
  fileprivate func chunked<Key: Equatable>(by key: (Element) -> Key) -> [ArraySlice<Element>]
  where Index == Int {
    var chunks: [ArraySlice<Element>] = []
    var start = 0
    for index in indices.dropFirst() where key(self[index]) != key(self[index - 1]) {
      chunks.append(self[start..<index])
      start = index
    }
    return isEmpty ? [] : chunks + [self[start...]]
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
