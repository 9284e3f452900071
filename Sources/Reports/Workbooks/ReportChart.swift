import Schools

/// How the rows of a report are drawn in a workbook: which columns, and for which rows that says something.
///
/// Rows are drawn when the columns in `constants` are the same in all of them: with `category` they are the key of a row, so
/// that no place of the drawing has two.
struct ReportChart: Sendable {
  enum Form: Sendable {
    /// A mark for each value, between the marks of its interval.
    case points
    /// The same joined by lines: a row of years.
    case lines
    case columns
  }

  let title: Words
  let form: Form
  let constants: [String]
  /// The column that names a place on the axis, and what it is.
  let category: (key: String, name: Words)
  let value: String
  /// What the value is, for its axis.
  let name: Words
  var low: String?
  var high: String?
  /// A second value, of the analogue.
  var beside: String?
  /// Whether the axis of values runs downwards, as that of places does.
  var isReversed = false
  /// Rows that follow each other and have the same of this column are a series of their own.
  var series: String?
  /// What a column must have for the drawing to make sense.
  var only: [String: String] = [:]
  /// A filter without which the rows are of several things.
  var needed: Report.Filter?

  /// Fewer rows say nothing, and more cannot be told apart.
  static let rowLimits = 2...1_000

  /// Those of a report, the first that fits its rows being the one that is drawn.
  static func all(of report: Report) -> [ReportChart] {
    switch report.name {
    case Report.comparison.name: comparison
    case Report.ranking.name: ranking
    case Report.trends.name: trends
    case Report.profiles.name: profiles
    default: []
    }
  }

  private static let school = Words(ru: "Школа", en: "School")
  private static let indicator = Words(ru: "Показатель", en: "Indicator")
  private static let value = Words(ru: "Значение и 95 % интервал", en: "Value and 95 % interval")

  private static let comparison = [
    ReportChart(
      title: Words(ru: "Показатель школы по годам", en: "An indicator of a school by year"),
      form: .lines, constants: ["school", "indicator", "cut", "analogue"],
      category: (
        "year",
        Words(
          ru: "Год, в котором учебный год кончается", en: "Year in which the academic year ends")
      ),
      value: "value", name: value, low: "low", high: "high", beside: "analogueValue"),
    ReportChart(
      title: Words(ru: "Школы рядом с аналогом", en: "Schools beside their analogue"),
      form: .points, constants: ["year", "indicator", "cut", "analogue"],
      category: ("school", school), value: "value", name: value, low: "low", high: "high",
      beside: "analogueValue"),
    // Indicators have units of their own: what they have in common is how large a difference is.
    ReportChart(
      title: Words(
        ru: "Школа рядом с аналогом: величина отличия",
        en: "A school beside its analogue: how large the differences are"),
      form: .columns, constants: ["school", "year", "cut", "analogue"],
      category: ("indicator", indicator), value: "effect",
      name: Words(
        ru: "Величина отличия (h, d, ln отношения)",
        en: "How large the difference is (h, d, ln of the ratio)")),
  ]

  private static let place = Words(
    ru: "Место и его 95 % интервал", en: "Place and its 95 % interval")

  private static let ranking = [
    ReportChart(
      title: Words(ru: "Места в регионе", en: "Places in the region"), form: .points,
      constants: ["year", "scope"], category: ("school", school), value: "rank", name: place,
      low: "rankLow", high: "rankHigh", isReversed: true, only: ["scope": "region"]),
    ReportChart(
      title: Words(ru: "Места в муниципалитете", en: "Places in the municipality"), form: .points,
      constants: ["year", "scope"], category: ("school", school), value: "rank", name: place,
      low: "rankLow", high: "rankHigh", isReversed: true, only: ["scope": "municipality"],
      needed: .municipality),
  ]

  private static let trends = [
    ReportChart(
      title: Words(ru: "Изменение за год по школам", en: "Change of a year by school"),
      form: .points, constants: ["year", "indicator", "cut"], category: ("school", school),
      value: "change",
      name: Words(ru: "Изменение и 95 % интервал", en: "Change and 95 % interval"),
      low: "changeLow", high: "changeHigh")
  ]

  private static let profiles = [
    ReportChart(
      title: Words(ru: "Профили кластеров", en: "Profiles of clusters"), form: .columns,
      constants: ["region", "year"], category: ("indicator", indicator), value: "deviation",
      name: Words(
        ru: "Отклонение от медианы региона, робастные стандартные отклонения",
        en: "Deviation from the region's median, robust standard deviations"),
      series: "cluster")
  ]
}
