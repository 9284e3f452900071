import Postgres

/// Values of other schools of one year, for the strips: those of the municipality, and the similar ones.
struct NearValues {
  private let municipal: [String: [Double]]
  private let similar: [String: [Double]]

  private struct Row: Decodable {
    let indicator: String
    let cut: String
    let value: Double
    let isMunicipal: Bool
    let isSimilar: Bool
  }

  /// As far as the reader sees them, in the cuts that are shown; none for a year that is not told.
  init(_ db: Database, _ school: SchoolFacts, year: Int?, cuts: [String]) throws {
    guard let year else {
      (municipal, similar) = ([:], [:])
      return
    }
    let rows = try db.all(
      """
      with list as materialized (
          select member.member
          from report_v1.analogue_member as member
          where member.school = \(school.school) and member.year = \(year)
              and member.analogue = 'similar'
      )
      select value.indicator, value.cut, value.value,
          value.municipality = \(school.municipality) as is_municipal,
          value.school in (select list.member from list) as is_similar
      from report_v1.indicator_value as value
      where value.year = \(year) and value.cut = any(\(cuts)) and value.value is not null
          and value.school <> \(school.school)
          and value.school in (
              select list.member from list
              union
              select school.school from report_v1.school
              where school.municipality = \(school.municipality)
          )
      """, as: Row.self)
    func values(_ isKept: (Row) -> Bool) -> [String: [Double]] {
      Dictionary(grouping: rows.filter(isKept)) { "\($0.indicator)\n\($0.cut)" }
        .mapValues { $0.map(\.value) }
    }
    municipal = values(\.isMunicipal)
    similar = values(\.isSimilar)
  }

  /// - Parameter key: indicator and cut, joined by a line feed.
  func ofMunicipality(_ key: String) -> [Double] { municipal[key] ?? [] }

  func ofSimilar(_ key: String) -> [Double] { similar[key] ?? [] }
}
