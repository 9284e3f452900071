import Postgres

/// The context of a school in a year: sums over the year and the two before, so that one year does not decide.
///
/// What the year itself has not brought is carried forward from those two, and marked.
struct SchoolContext: Sendable {
  let id: Int
  let code: String
  let region: Int
  let level: TaughtLevel
  let schoolClass: SchoolClass
  /// Pupils in a year, on average; 0 when unknown.
  let roll: Double
  /// The roll of 20 September of the year itself is known.
  let isDelivered: Bool
  /// In the order of ``ContextVariable``; nan where unknown.
  let values: [Double]
  let carried: Set<ContextVariable>

  /// How many years before the year count as well.
  static let yearsBefore = 2

  private struct Place: Decodable {
    let schoolId: Int
    let schoolCode: String
    let regionId: Int
    let settlement: String?
    let schoolKind: String?
    let placeYear: Int?
    let topGrade: Int?
  }

  private struct Sum: Decodable {
    let schoolId: Int
    let code: String
    let numerator: Double
    let denominator: Double
    let latest: Double
    let latestYear: Int
  }

  /// Schools that were open in `year` or sent records of it, by code.
  ///
  /// - Parameters:
  ///   - latest: the latest year that has values; a school that never sent anything belongs to it.
  ///   - schools: only these, by number; nil is all.
  static func all(
    _ db: Database, year: Int, latest: Int, of schools: [Int]? = nil
  ) throws -> [SchoolContext] {
    let first = year - yearsBefore
    let places = try db.all(
      """
      select school.school_id, school.school_code, municipality.parent_id as region_id,
          place.settlement, place.school_kind, place.academic_year as place_year,
          taught.grade as top_grade
      from core.school
      inner join core.territory as municipality
          on municipality.territory_id = school.municipality_id
      left join lateral (
          select settlement, school_kind, academic_year
          from core.school_year
          where school_year.school_id = school.school_id
              and academic_year between \(first) and \(year)
          order by academic_year desc
          limit 1
      ) as place on true
      left join lateral (
          select max(grade) as grade
          from core.class
          where class.school_id = school.school_id
              and class.academic_year = place.academic_year
      ) as taught on true
      where (\(schools)::bigint[] is null or school.school_id = any(\(schools)::bigint[]))
          and (
              place.academic_year = \(year)
              or school.is_open
                  and coalesce(
                      (
                          select min(academic_year) from core.school_year
                          where school_year.school_id = school.school_id
                      ),
                      \(latest)
                  ) <= \(year)
          )
      order by school.school_code collate "C"
      """, as: Place.self)
    let sums = try db.all(
      """
      select value.school_id, indicator.code, sum(value.numerator) as numerator,
          sum(value.denominator) as denominator,
          (array_agg(value.numerator order by value.academic_year desc))[1] as latest,
          max(value.academic_year) as latest_year
      from result.indicator_value as value
      inner join result.indicator on indicator.indicator_id = value.indicator_id
      where value.until_run is null and indicator.is_current and value.cut = 'all'
          and indicator.code = any(\(ContextVariable.codes))
          and value.academic_year between \(first) and \(year)
          and value.school_id = any(\(places.map(\.schoolId))::bigint[])
      group by value.school_id, indicator.code
      """, as: Sum.self)
    let bySchool = Dictionary(grouping: sums, by: \.schoolId)
    return places.map { SchoolContext($0, bySchool[$0.schoolId] ?? [], year: year) }
  }

  private init(_ place: Place, _ sums: [Sum], year: Int) {
    var values = ContextVariable.allCases.map { _ in Double.nan }
    var carried: Set<ContextVariable> = []
    let byCode = Dictionary(uniqueKeysWithValues: sums.map { ($0.code, $0) })
    for (column, variable) in ContextVariable.allCases.enumerated() {
      if variable == .town, let settlement = place.settlement, let placeYear = place.placeYear {
        values[column] = settlement == "town" ? 1 : 0
        if placeYear < year { carried.insert(variable) }
      } else if let sum = byCode[variable.rawValue] {
        values[column] = variable.value(
          numerator: sum.numerator, denominator: sum.denominator, latest: sum.latest)
        if sum.latestYear < year { carried.insert(variable) }
      }
    }
    let size = byCode[ContextVariable.size.rawValue]
    id = place.schoolId
    code = place.schoolCode
    region = place.regionId
    level = TaughtLevel(topGrade: place.topGrade, kind: place.schoolKind)
    schoolClass = SchoolClass(kind: place.schoolKind)
    roll = size.map { $0.numerator / $0.denominator } ?? 0
    isDelivered = size?.latestYear == year
    self.values = values
    self.carried = carried
  }

  /// For tests: a school as if it had been read.
  init(
    id: Int, code: String, region: Int = 1, level: TaughtLevel = .secondary,
    schoolClass: SchoolClass = .general, roll: Double = 100, isDelivered: Bool = true,
    values: [Double], carried: Set<ContextVariable> = []
  ) {
    self.id = id
    self.code = code
    self.region = region
    self.level = level
    self.schoolClass = schoolClass
    self.roll = roll
    self.isDelivered = isDelivered
    self.values = values
    self.carried = carried
  }
}
