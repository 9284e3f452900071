package import Postgres
import Schools

extension Pages {
  /// How the values of an indicator moved, school by school, and of one school where they may go.
  package func indicatorTrends(
    _ code: String, _ request: PageRequest, _ db: Database
  ) throws -> String {
    try request.allow("year", "cut", "school")
    guard let passport = try Passport.find(code, db) else {
      throw ReportError.notFound(.indicator)
    }
    let all = try years(db, in: "trend", where: "indicator = \(code)")
    let year = try chosenYear(request, among: all)
    let rows =
      try year.map { try TrendRow.all(db, where: "indicator = \(code) and year = \($0)") } ?? []
    let cuts = Set(rows.map(\.cut)).sorted { Wording.isCut($0, before: $1) }
    let cut = request.text("cut") ?? cuts.first ?? "all"
    // A part that has values and no trend yet is asked for by its own page.
    let isKnown =
      try cuts.isEmpty || cuts.contains(cut)
      || db.value(
        """
        select exists (
            select from report_v1.indicator_value where indicator = \(code) and cut = \(cut)
        )
        """, as: Bool.self)
    guard isKnown else { throw ReportError.invalidValue(parameter: "cut") }
    let schools = try SchoolName.all(db, request.language)
    let marked = try markedSchool(request, among: schools)
    let names = try Names(db, request.language)
    let words = Wording(request.language)
    let shown = rows.filter { $0.cut == cut }
    let page = IndicatorTrendsPage(
      passport, shown, schools: schools, marked: marked,
      outlook: try marked.flatMap {
        try TrendOutlook(
          $0, shown.first { [school = $0.school] in $0.school == school }, passport, cut: cut,
          request.language, db)
      },
      minimum: try PracticalMinimum(db),
      cuts: cutChoices(
        Set(cuts + [cut]).sorted { Wording.isCut($0, before: $1) }, current: cut, names, request),
      years: yearChoices(all, current: year, request), request)
    return try render(
      "indicator-trends",
      title: "\(words("trends")): \(passport.indicator.short[request.language])", page,
      tables: [
        "history": [
          DataLink(
            .comparison, ["school": marked?.school, "indicator": code, "cut": cut],
            more: "moreAnalogues", for: request)
        ],
        "trends": [
          DataLink(
            .trends, ["indicator": code, "year": year.map(String.init), "cut": cut], for: request)
        ],
      ], for: request, db)
  }
}

struct IndicatorTrendsPage {
  struct Row {
    let name: String
    let href: String
    let municipality: String
    let isMarked: Bool
    let cells: TrendCells
  }

  let indicator: String
  let href: String
  let years: [Choice]
  let cuts: [Choice]
  let hasCuts: Bool
  let sentence: String
  let minimum: String
  let chart: String?
  let outlook: TrendOutlook?
  let rows: [Row]
  let hasRows: Bool

  init(
    _ passport: Passport, _ rows: [TrendRow], schools: [String: SchoolName], marked: SchoolName?,
    outlook: TrendOutlook?, minimum: PracticalMinimum, cuts: [Choice], years: [Choice],
    _ request: PageRequest
  ) {
    let language = request.language
    let words = Wording(language)
    let unit = passport.indicator.unit.rawValue
    indicator = passport.indicator.title[language]
    href = request.link("/indicators/\(PageRequest.part(passport.indicator.code))")
    self.years = years
    self.cuts = cuts
    hasCuts = cuts.count > 1
    self.outlook = outlook
    hasRows = !rows.isEmpty
    sentence = TrendWords.sentence(rows, words) ?? words("noTrends")
    self.minimum = TrendWords.minimum(minimum, language)
    self.rows = rows.sorted { left, right in
      switch (left.judged?.value, right.judged?.value) {
      case (let first?, let second?) where first != second: first > second
      case (_?, nil): true
      case (nil, _?): false
      default: left.school < right.school
      }
    }.map { row in
      Row(
        name: schools[row.school]?.name ?? row.school,
        href: request.link("/schools/\(PageRequest.part(row.school))/trends"),
        municipality: schools[row.school]?.municipalityName ?? "",
        isMarked: row.school == marked?.school, cells: TrendCells(row, language))
    }
    chart = Self.chart(
      rows, marked: marked, minimum: minimum(unit), passport, Figure(language), words)
  }

  private static func chart(
    _ rows: [TrendRow], marked: SchoolName?, minimum: Double?, _ passport: Passport,
    _ figure: Figure, _ words: Wording
  ) -> String? {
    let unit = passport.indicator.unit.rawValue
    let points = rows.compactMap { row in
      row.judged.map {
        IntervalChart.Point(
          value: $0.value, low: $0.low, high: $0.high, isMarked: row.school == marked?.school)
      }
    }
    return IntervalChart(
      points: points,
      title: "\(words("adjusted")): \(passport.indicator.title[words.language])",
      details: TrendWords.sentence(rows, words) ?? "", orderLabel: words("changeOrder"),
      practical: minimum
    ).markup { figure.difference($0, unit: unit) }
  }
}

/// One school's years of an indicator, and the forecast with its band or the reason for none.
struct TrendOutlook {
  struct Past {
    let year: String
    let value: String
    let interval: String
  }

  let title: String
  let sentence: String
  let chart: String?
  let past: [Past]

  private struct Value: Decodable {
    let year: Int
    let value: Double?
    let low: Double?
    let high: Double?
  }

  /// Nil for a school that has no row of the indicator and cut.
  init?(
    _ school: SchoolName, _ row: TrendRow?, _ passport: Passport, cut: String,
    _ language: Language, _ db: Database
  ) throws {
    guard let row else { return nil }
    let (figure, words) = (Figure(language), Wording(language))
    let unit = row.unit
    let values = try db.all(
      """
      select year, value, low, high from report_v1.indicator_value
      where school = \(school.school) and indicator = \(passport.indicator.code)
          and cut = \(cut) and value is not null and year <= \(row.year)
      order by year
      """, as: Value.self)
    title = school.name
    let cells = TrendCells(row, language)
    let next = figure.year(row.year + 1)
    let outlook = [cells.forecast, cells.forecastNote].compactMap(\.self)
      .filter { $0 != Figure.absent }.joined(separator: ", ")
    sentence =
      language == .ru
      ? "\(cells.word.uppercasedFirst): \(cells.adjusted.value) за вычетом сдвига региона. "
        + (row.forecast == nil ? outlook.uppercasedFirst : "Прогноз на \(next): \(outlook)") + "."
      : "\(cells.word.uppercasedFirst): \(cells.adjusted.value) less the region's drift. "
        + (row.forecast == nil ? outlook.uppercasedFirst : "Forecast for \(next): \(outlook)")
        + "."
    var points = values.compactMap { value in
      value.value.map {
        TrendChart.Point(
          label: figure.year(value.year), value: $0, low: value.low, high: value.high,
          analogue: nil)
      }
    }
    past =
      values.map { value in
        Past(
          year: figure.year(value.year),
          value: value.value.map { figure.value($0, unit: unit) } ?? Figure.absent,
          interval: figure.interval(value.low, value.high, unit: unit) ?? Figure.absent)
      }
      + (row.forecast.map { forecast in
        [
          Past(
            year: "\(next), \(words("forecast").lowercasedFirst)",
            value: figure.value(forecast, unit: unit),
            interval: figure.interval(row.forecastLow, row.forecastHigh, unit: unit)
              ?? Figure.absent)
        ]
      } ?? [])
    if let forecast = row.forecast {
      points.append(
        TrendChart.Point(
          label: next, value: forecast, low: row.forecastLow, high: row.forecastHigh,
          analogue: nil, isForecast: true))
    }
    chart = TrendChart(
      points: points, title: "\(school.name): \(words("trends").lowercasedFirst)",
      details: sentence
    ).markup { figure.value($0, unit: unit) }
  }
}
