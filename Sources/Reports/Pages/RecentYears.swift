import Postgres
import Schools

/// The last three years of a school's values, for the column of its page.
struct RecentYears {
  /// The cell: a line of points, the years before as text, and the step to this year with its verdict.
  struct Cell {
    let line: String?
    let before: String?
    let step: VerdictCell?
  }

  static let count = 3

  private let values: [String: [Int: Double]]
  private let year: Int

  private struct Row: Decodable {
    let indicator: String
    let cut: String
    let year: Int
    let value: Double
  }

  /// In the cuts that are shown; nil for a year that is not told.
  init?(_ db: Database, school: String, year: Int?, cuts: [String]) throws {
    guard let year else { return nil }
    self.year = year
    let rows = try db.all(
      """
      select indicator, cut, year, value
      from report_v1.indicator_value
      where school = \(school) and year between \(year - Self.count + 1) and \(year)
          and cut = any(\(cuts)) and value is not null
      """, as: Row.self)
    values = Dictionary(grouping: rows) { "\($0.indicator)\n\($0.cut)" }
      .mapValues { Dictionary($0.map { ($0.year, $0.value) }) { first, _ in first } }
  }

  /// - Parameters:
  ///   - key: indicator and cut, joined by a line feed.
  ///   - previous: the row beside the year before.
  func cell(
    _ key: String, unit: String, previous: ComparisonRow?, name: String, _ language: Language
  ) -> Cell {
    let figure = Figure(language)
    let own = values[key] ?? [:]
    let years = (year - Self.count + 1)...year
    let before = years.dropLast().compactMap { past in
      own[past].map { "\(figure.year(past)) \(figure.value($0, unit: unit))" }
    }
    let told =
      before + (own[year].map { ["\(figure.year(year)) \(figure.value($0, unit: unit))"] } ?? [])
    return Cell(
      line: TrendLine(
        values: years.map { own[$0] },
        title: "\(name): \(Wording(language)("overYears").lowercasedFirst)",
        details: told.joined(separator: "; ")
      ).markup,
      before: before.isEmpty ? nil : before.joined(separator: " · "),
      step: previous.map { VerdictCell(step: $0, language) })
  }
}
