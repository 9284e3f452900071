import Postgres
import Schools

/// A row of `report_v1.trend` as pages use it.
struct TrendRow: Decodable {
  let school: String
  let year: Int
  let indicator: String
  let cut: String
  let unit: String
  let years: Int
  let change: Double?
  let changeLow: Double?
  let changeHigh: Double?
  let drift: Double?
  let adjusted: Double?
  let adjustedLow: Double?
  let adjustedHigh: Double?
  let verdict: String?
  let slope: Double?
  let slopeError: Double?
  let forecast: Double?
  let forecastLow: Double?
  let forecastHigh: Double?
  let forecastMethod: String?
  /// Codes joined by `;`.
  let reasons: String

  /// The rows where `condition` holds, in the order of a school, year, indicator and cut.
  static func all(_ db: Database, where condition: SQL) throws -> [TrendRow] {
    try db.all(
      """
      select school, year, indicator, cut, unit, years, change, change_low, change_high, drift,
          adjusted, adjusted_low, adjusted_high, verdict, slope, slope_error, forecast,
          forecast_low, forecast_high, forecast_method,
          array_to_string(reasons, ';') as reasons
      from report_v1.trend
      where
      """ + " " + condition + """
         order by school collate "C", year, indicator collate "C", cut collate "C"
        """, as: TrendRow.self)
  }

  var codes: [String] { reasons.split(separator: ";").map(String.init) }

  var isMoved: Bool { verdict != nil && verdict != "unchanged" }

  /// What the verdict is of: the change less the drift, or the change where there is no drift.
  var judged: (value: Double, low: Double, high: Double)? {
    if let adjusted, let adjustedLow, let adjustedHigh {
      return (adjusted, adjustedLow, adjustedHigh)
    }
    guard let change, let changeLow, let changeHigh else { return nil }
    return (change, changeLow, changeHigh)
  }
}

/// From which change on one matters in practice, by unit: rows of thresholds.
struct PracticalMinimum {
  private let limits: [String: Double]

  private struct Row: Decodable {
    let name: String
    let value: Double
  }

  init(_ db: Database) throws {
    let rows = try db.all(
      "select name, value from report_v1.threshold where starts_with(name, 'change_')",
      as: Row.self)
    limits = Dictionary(
      uniqueKeysWithValues: rows.map { (String($0.name.dropFirst("change_".count)), $0.value) })
  }

  /// Nil for a unit that has none: every change that leaves zero is one.
  func callAsFunction(_ unit: String) -> Double? { limits[unit] }

  /// «3,0 п. п. доли, 0,10 отметки, 2,0 балла».
  func words(_ language: Language) -> String {
    let figure = Figure(language)
    let names: [(String, Words)] = [
      ("share", Words(ru: "п. п. доли", en: "percentage points of a share")),
      ("mark", Words(ru: "отметки", en: "of a mark")),
      ("point", Words(ru: "балла экзамена", en: "points of an exam")),
    ]
    return names.compactMap { unit, name in
      limits[unit].map { "\(figure.value($0, unit: unit)) \(name[language])" }
    }.joined(separator: ", ")
  }
}

/// A trend as cells of a table.
struct TrendCells {
  struct Moved {
    let value: String
    let interval: String?
  }

  let change: Moved
  let drift: String
  let adjusted: Moved
  let verdict: String
  let word: String
  let shape: String
  /// Why something is not there, and with what to read it.
  let note: String?
  let slope: String
  let forecast: String
  let forecastNote: String?

  init(_ row: TrendRow, _ language: Language) {
    let (figure, words) = (Figure(language), Wording(language))
    func difference(_ number: Double?) -> String {
      number.map { figure.difference($0, unit: row.unit) } ?? Figure.absent
    }
    func moved(_ value: Double?, _ low: Double?, _ high: Double?) -> Moved {
      Moved(
        value: difference(value),
        interval: low.flatMap { low in
          high.map { "\(difference(low))…\(difference($0))" }
        })
    }
    change = moved(row.change, row.changeLow, row.changeHigh)
    drift = difference(row.drift)
    adjusted = moved(row.adjusted, row.adjustedLow, row.adjustedHigh)
    verdict = row.verdict ?? "none"
    word = row.verdict.map(words.change) ?? Figure.absent
    shape = Wording.changeShape(row.verdict ?? "")
    let (why, rest) = (
      row.codes.filter { $0.hasPrefix("forecast_") },
      row.codes.filter { !$0.hasPrefix("forecast_") }
    )
    note = rest.isEmpty ? nil : rest.map(words.modelReason).joined(separator: "; ")
    slope =
      row.slope.map { slope in
        difference(slope)
          + (row.slopeError.map { " ± " + figure.value($0, unit: row.unit) } ?? "")
      } ?? Figure.absent
    if let value = row.forecast {
      forecast = figure.value(value, unit: row.unit)
      forecastNote = [
        figure.interval(row.forecastLow, row.forecastHigh, unit: row.unit),
        row.forecastMethod.map(words.forecastMethod),
      ].compactMap(\.self).joined(separator: ", ")
    } else {
      forecast = Figure.absent
      forecastNote = why.isEmpty ? nil : why.map(words.modelReason).joined(separator: "; ")
    }
  }
}
