import Postgres
import Schools

/// What is known of one indicator's analogues beside their parts: coverage, published values, changes of scale, and signs
/// of doubt about marks.
struct ComparisonGround {
  private struct Place: Hashable {
    let territory: Int
    let year: Int
    var cut = ""
  }

  private var covered: [Place: Double] = [:]
  private let familyCoverage: [Int: Double]
  private var published: [Place: Comparison.Published] = [:]
  /// Years by subject; the empty subject is every cut.
  private var scaleChanges: [String: Set<Int>] = [:]
  /// Of an indicator of marks.
  private let doubtful: DoubtfulMarks?
  private let chains: SchoolChains

  /// - Parameter coverage: of lists of schools, where it is not whole.
  init(
    _ db: Database, of indicator: Int, _ passport: Indicator, doubtful: DoubtfulMarks,
    coverage: [Int: Double] = [:]
  ) throws {
    familyCoverage = coverage
    self.doubtful = passport.code.hasPrefix("int.marks.") ? doubtful : nil
    chains = try SchoolChains(db, of: indicator)
    struct Coverage: Decodable {
      let territoryId: Int
      let academicYear: Int
      let share: Double
    }
    for row in try db.all(
      """
      select territory_id, academic_year,
          delivered_count::double precision / registered_count as share
      from result.group_coverage
      where indicator_id = \(indicator) and until_run is null and registered_count > 0
      """, as: Coverage.self)
    {
      covered[Place(territory: row.territoryId, year: row.academicYear)] = row.share
    }
    for row in try db.all(Self.told(indicator), as: Told.self) {
      let place = Place(territory: row.territoryId, year: row.academicYear, cut: row.cut)
      published[place] = row.value
    }
    struct Change: Decodable {
      let academicYear: Int
      let subject: String
    }
    for row in try db.all(
      """
      select academic_year, coalesce(subject_code, '') as subject
      from analogue.scale_change where indicator_id = \(indicator)
      """, as: Change.self)
    {
      scaleChanges[row.subject, default: []].insert(row.academicYear)
    }
  }

  /// Schools with data of those registered, 0 to 1.
  func coverage(_ territory: Int, _ year: Int) -> Double? {
    covered[Place(territory: territory, year: year)]
  }

  /// Schools of a list that are behind it, of those to be expected, 0 to 1.
  func coverage(ofFamily family: Int) -> Double { familyCoverage[family] ?? 1 }

  func published(_ territory: Int, _ year: Int, _ cut: String) -> Comparison.Published? {
    published[Place(territory: territory, year: year, cut: cut)]
  }

  /// Whether this year's scale is another than the year's before.
  func isScaleChanged(_ year: Int, _ cut: String) -> Bool {
    let subject = cut.split(separator: ";").first { $0.hasPrefix("subject=") }
      .map { String($0.dropFirst("subject=".count)) }
    return [subject, ""].compactMap(\.self).contains { scaleChanges[$0]?.contains(year) == true }
  }

  /// Whether the school's year is made of those it grew out of.
  func isLinked(_ school: Int, _ year: Int, _ cut: String) -> Bool {
    chains.isLinked(school, year, cut)
  }

  /// Whether the school came out of a division that year.
  func isSplit(_ school: Int, in year: Int) -> Bool { chains.isSplit(school, in: year) }

  func isDoubtful(_ school: Int, _ year: Int) -> Bool {
    doubtful?.contains(school, year) ?? false
  }
}

extension ComparisonGround {
  private struct Told: Decodable {
    let territoryId: Int
    let academicYear: Int
    let cut: String
    let `class`: String
    let isFinal: Bool
    let isOfAll: Bool
    let isSameDefinition: Bool
    let isSamePeriod: Bool
    let hasUnits: Bool
    let coverageShare: Double?
    let figure: Double
    let rounding: Double

    var value: Comparison.Published {
      Comparison.Published(
        match: Crosswalk.Match(rawValue: `class`) ?? .none, isFinal: isFinal, isOfAll: isOfAll,
        isSameDefinition: isSameDefinition, isSamePeriod: isSamePeriod, hasUnits: hasUnits,
        value: figure, rounding: rounding, coverage: coverageShare)
    }
  }

  private static func told(_ indicator: Int) -> SQL {
    """
    select territory.territory_id, told.academic_year, told.cut, told.class,
        told.status = 'final' as is_final, told.population = 'all' as is_of_all,
        told.is_same_definition, told.is_same_period, told.denominator is not null as has_units,
        told.coverage_share::double precision as coverage_share,
        told.value::double precision as figure, told.rounding::double precision as rounding
    from result.published_value as told
    inner join core.territory on territory.oktmo = told.oktmo
    where told.indicator_id = \(indicator) and told.until_run is null
    """
  }
}
