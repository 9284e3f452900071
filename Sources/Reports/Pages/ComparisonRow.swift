import Postgres
import Schools

/// A row of `report_v1.comparison` as pages use it.
struct ComparisonRow: Decodable {
  let school: String
  let year: Int
  let indicator: String
  let cut: String
  let unit: String
  let direction: String
  /// Nil where they are hidden.
  let numerator: Double?
  let denominator: Double?
  let value: Double?
  let low: Double?
  let high: Double?
  let analogue: String
  let schools: Int?
  let analogueDenominator: Double?
  let analogueValue: Double?
  let difference: Double?
  let differenceLow: Double?
  let differenceHigh: Double?
  let percentile: Double?
  let verdict: String
  /// Codes joined by `;`.
  let reasons: String
  /// Of the school's own value: counted from records, or returned as counts.
  let source: String?
  let kind: String
  let effect: Double?
  /// Whether it remains when all tests of the school beside this analogue are accounted for.
  let isDiscoveryOfSchool: Bool?

  /// The rows where `condition` holds, in the order of a school, year, indicator and cut.
  static func all(_ db: Database, where condition: SQL) throws -> [ComparisonRow] {
    try db.all(
      """
      select school, year, indicator, cut, unit, direction,
          numerator::double precision as numerator, denominator::double precision as denominator, value, low, high, analogue, schools,
          analogue_denominator::double precision as analogue_denominator, analogue_value,
          difference, difference_low, difference_high, percentile, verdict,
          array_to_string(reasons, ';') as reasons, source, kind, effect,
          is_discovery_of_school
      from report_v1.comparison
      where
      """ + " " + condition + """
         order by school collate "C", year, indicator collate "C", cut collate "C"
        """, as: ComparisonRow.self)
  }

  /// The whole of each indicator; of one that has no whole, its cuts.
  static func whole(_ rows: [ComparisonRow]) -> [ComparisonRow] {
    let wholes = Set(rows.filter { $0.cut == "all" }.map(\.indicator))
    return rows.filter { $0.cut == "all" || !wholes.contains($0.indicator) }
  }

  /// The cuts that a page of `rows` shows: all of them, or those of the wholes.
  static func cuts(_ rows: [ComparisonRow], isShort: Bool) -> [String] {
    Set((isShort ? whole(rows) : rows).map(\.cut)).sorted()
  }

  var codes: [String] { reasons.split(separator: ";").map(String.init) }
  var isHidden: Bool { value == nil && codes.contains("suppressed") }
}

/// A verdict as a word and a shape, with the analogue's value and what stands behind it.
struct VerdictCell {
  let kind: String
  private(set) var value: String?
  let shape: String
  let word: String
  let verdict: String
  /// Why it is not comparable, in words; or the difference with its interval.
  private(set) var note: String?
  /// What has been published of the same territory, and the verdict beside it.
  let published: String?
  /// The verdict on several years together, where one has few pupils.
  let pooled: String?

  /// - Parameter told: the row beside what has been published of the same territory.
  init(
    _ row: ComparisonRow, beside told: ComparisonRow? = nil, pooled: PooledValue? = nil,
    _ language: Language
  ) {
    let words = Wording(language)
    let figure = Figure(language)
    kind = row.analogue
    value = row.analogueValue.map { figure.value($0, unit: row.unit) }
    verdict = row.verdict
    shape = Wording.shape(row.verdict)
    word = words.verdict(row.verdict)
    if row.verdict == "not_comparable" {
      note = row.codes.map(words.reason).joined(separator: ", ")
    } else {
      note = row.difference.map { difference in
        let middle = figure.difference(difference, unit: row.unit)
        guard let low = row.differenceLow, let high = row.differenceHigh else { return middle }
        let ends = [low, high].map { figure.difference($0, unit: row.unit) }
        let size = row.effect.map { ", \(words.effect(row.kind)) \(figure.decimal($0, 2))" } ?? ""
        return "\(middle) (\(ends[0])…\(ends[1]))\(size)"
      }
    }
    published = told.flatMap { Self.published($0, words, figure) }
    self.pooled = pooled?.beside(language)
  }

  /// Beside the year before: the step and its interval, its verdict or why there is none.
  init(step row: ComparisonRow, _ language: Language) {
    self.init(row, language)
    value = row.difference.map { Figure(language).difference($0, unit: row.unit) }
    guard row.verdict != "not_comparable" else { return }
    let ends = [row.differenceLow, row.differenceHigh].compactMap(\.self)
      .map { Figure(language).difference($0, unit: row.unit) }
    note = ends.isEmpty ? nil : ends.joined(separator: "…")
  }

  /// A place in a column where the school has no row.
  init(absent analogue: String) {
    (kind, value, shape, word, verdict) = (analogue, nil, "", Figure.absent, "absent")
    (note, published, pooled) = (nil, nil, nil)
  }

  /// Nothing where nothing was published.
  private static func published(
    _ row: ComparisonRow, _ words: Wording, _ figure: Figure
  ) -> String? {
    guard !row.codes.contains("not_published") else { return nil }
    let reasons = row.codes.map(words.reason).joined(separator: ", ")
    let verdict = "\(Wording.shape(row.verdict)) \(words.verdict(row.verdict))"
    let parts = [
      row.analogueValue.map { figure.value($0, unit: row.unit) }, verdict,
      reasons.isEmpty ? nil : "(\(reasons))",
    ]
    return "\(words("publishedFigure")): \(parts.compactMap(\.self).joined(separator: " "))"
  }
}

/// A school's own value with n and interval.
struct ValueCell {
  let value: String
  let units: String?
  let interval: String?
  /// That the value was returned as counts.
  let source: String?
  /// The same over several years, where one has few pupils.
  let pooled: String?
  /// That there are few units.
  let few: String?
  /// Where the value comes from.
  let href: String?

  /// A place where a school has no row.
  static let absent = ValueCell()

  private init() {
    value = Figure.absent
    (units, interval, source, pooled, few, href) = (nil, nil, nil, nil, nil, nil)
  }

  /// - Parameter enough: as many units as it takes not to be few; nil says nothing of it.
  init(
    _ row: ComparisonRow, pooled: PooledValue? = nil, enough: Int? = nil, href: String? = nil,
    _ language: Language
  ) {
    let figure = Figure(language)
    value =
      row.value.map { figure.value($0, unit: row.unit) }
      ?? (row.isHidden ? Figure.hidden : Figure.absent)
    // A flag and a count per school have one unit, the school itself.
    let isOfSchool = (row.unit == "flag" || row.unit == "count") && row.denominator == 1
    units = isOfSchool ? nil : row.denominator.map { figure.integer(Int($0.rounded())) }
    interval = figure.interval(row.low, row.high, unit: row.unit)
    source = row.source == "return" ? Wording(language)("returned") : nil
    self.pooled = pooled?.own(language)
    self.href = href
    few =
      isOfSchool
      ? nil
      : enough.flatMap { enough in
        row.denominator.flatMap {
          $0 < Double(enough) ? Wording(language).fewer(than: enough) : nil
        }
      }
  }
}
