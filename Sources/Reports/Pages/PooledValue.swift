import Postgres
import Schools

/// What a small school's page says of several years together, beside the value of one.
struct PooledValue: Decodable {
  let indicator: String
  let cut: String
  let unit: String
  let analogue: String
  let year: Int
  let firstYear: Int
  let isLinked: Bool
  let denominator: Double
  let value: Double?
  let low: Double?
  let high: Double?
  let analogueValue: Double?
  let difference: Double?
  let differenceLow: Double?
  let differenceHigh: Double?
  let verdict: String
  /// Codes joined by `;`.
  let reasons: String

  /// By indicator and cut, joined by a line feed.
  static func all(_ db: Database, school: String, year: Int) throws -> [String: [PooledValue]] {
    let rows = try db.all(
      """
      select indicator, cut, unit, analogue, year, first_year, is_linked,
          denominator::double precision as denominator, value, low, high, analogue_value,
          difference, difference_low, difference_high, verdict,
          array_to_string(reasons, ';') as reasons
      from report_v1.pooled_comparison
      where school = \(school) and year = \(year)
      """, as: PooledValue.self)
    return Dictionary(grouping: rows) { "\($0.indicator)\n\($0.cut)" }
  }

  /// «за 2022/23–2024/25: 54,2 (67), 42,4–65,6».
  func own(_ language: Language) -> String {
    let (words, figure) = (Wording(language), Figure(language))
    let number = value.map { figure.value($0, unit: unit) } ?? Figure.absent
    let interval = figure.interval(low, high, unit: unit).map { ", \($0)" } ?? ""
    let linked = isLinked ? ", \(words.reason("chain_linked"))" : ""
    return "\(span(figure)): \(number) (\(figure.size(denominator)))\(interval)\(linked)"
  }

  /// «за 2022/23–2024/25: 48,0 ● на уровне +6,2 (−5,6…+17,9)», or why not.
  func beside(_ language: Language) -> String {
    let (words, figure) = (Wording(language), Figure(language))
    let word = "\(Wording.shape(verdict)) \(words.verdict(verdict))"
    guard verdict != "not_comparable" else {
      let why = reasons.split(separator: ";").map { words.reason(String($0)) }
      return "\(span(figure)): \(word) (\(why.joined(separator: ", ")))"
    }
    let other = analogueValue.map { figure.value($0, unit: unit) + " " } ?? ""
    let ends = [differenceLow, differenceHigh].compactMap(\.self)
      .map { figure.difference($0, unit: unit) }.joined(separator: "…")
    let middle = difference.map { figure.difference($0, unit: unit) } ?? ""
    return "\(span(figure)): \(other)\(word) \(middle) (\(ends))"
  }

  private func span(_ figure: Figure) -> String {
    let years = "\(figure.year(firstYear))–\(figure.year(year))"
    return figure.language == .ru ? "за \(years)" : "over \(years)"
  }
}

/// A year of a school before it grew out of others.
struct LinkedYear: Decodable {
  let year: Int
  let unit: String
  let members: Int
  let denominator: Double
  let value: Double?

  static func all(
    _ db: Database, school: String, indicator: String, cut: String
  ) throws -> [LinkedYear] {
    try db.all(
      """
      select year, unit, members, denominator::double precision as denominator, value
      from report_v1.linked_value
      where school = \(school) and indicator = \(indicator) and cut = \(cut)
      order by year
      """, as: LinkedYear.self)
  }

  /// Nil where there is none.
  static func sentence(_ years: [LinkedYear], _ language: Language) -> String? {
    guard !years.isEmpty else { return nil }
    let figure = Figure(language)
    let list = years.map { year in
      let value = year.value.map { figure.value($0, unit: year.unit) } ?? Figure.absent
      return "\(figure.year(year.year)) — \(value) (\(figure.size(year.denominator)))"
    }.joined(separator: ", ")
    return language == .ru
      ? "До слияния, вместе со школами, из которых выросла школа: \(list)."
      : "Before it merged, with the schools it grew out of: \(list)."
  }
}
