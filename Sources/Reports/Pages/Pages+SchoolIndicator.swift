package import Postgres
import Schools

extension Pages {
  /// One indicator of one school: what it is, what it is made of, how it moved, who the analogues are, where it comes from.
  package func schoolIndicator(
    _ school: String, _ code: String, _ request: PageRequest, _ db: Database
  ) throws -> String {
    try request.allow("year", "cut")
    let language = request.language
    guard let facts = try SchoolFacts.find(school, db, language) else {
      throw ReportError.notFound(.school)
    }
    guard let passport = try Passport.find(code, db) else {
      throw ReportError.notFound(.indicator)
    }
    let every = try ComparisonRow.all(db, where: "school = \(school) and indicator = \(code)")
    let years = Set(every.map(\.year)).sorted(by: >)
    let year = try chosenYear(request, among: years)
    let cuts = Set(every.filter { $0.year == year }.map(\.cut))
      .sorted { Wording.isCut($0, before: $1) }
    let cut = request.text("cut") ?? cuts.first ?? "all"
    guard cuts.isEmpty || cuts.contains(cut) else {
      throw ReportError.invalidValue(parameter: "cut")
    }
    let names = try Names(db, language)
    let schools = try SchoolName.all(db, language)
    let unit = SchoolUnit(school: facts, passport: passport, year: year, cut: cut)
    let page = SchoolIndicatorPage(
      unit, every.filter { $0.cut == cut }, names: names,
      funnel: try FunnelSection(
        code, cut: cut, year: year, marked: schools[school], schools: schools, language, db),
      analogues: try AnalogueValues(unit, request, db),
      sources: try ValueSource.all(db, unit),
      change: try ChangeRow.one(db, unit).map { row in
        ChangeLine(
          row, names: names, schools: schools, bringing: try Bringing.of(row, db), request)
      },
      forecast: try year.flatMap {
        try TrendRow.all(
          db,
          where: "school = \(school) and indicator = \(code) and cut = \(cut) and year = \($0)"
        ).first
      },
      cuts: cutChoices(cuts, current: cut, names, request),
      years: yearChoices(years, current: year, request), request)
    let cell: KeyValuePairs<String, String?> = [
      "school": school, "indicator": code, "year": year.map(String.init), "cut": cut,
    ]
    let history: KeyValuePairs<String, String?> = ["school": school, "indicator": code, "cut": cut]
    return try render(
      "school-indicator", title: "\(facts.name): \(passport.indicator.short[language])", page,
      tables: [
        "comparison": [DataLink(.comparison, cell, more: "moreAnalogues", for: request)],
        "history": [DataLink(.comparison, history, more: "moreAnalogues", for: request)],
        "funnel": [
          DataLink(
            .funnel, ["indicator": code, "year": year.map(String.init), "cut": cut], for: request)
        ],
        "provenance": [DataLink(.provenance, cell, for: request)],
      ],
      data: [DataLink(.changes, cell, for: request)], for: request, db)
  }
}

/// Of what a page of one figure speaks.
struct SchoolUnit {
  let school: SchoolFacts
  let passport: Passport
  let year: Int?
  let cut: String
}

struct SchoolIndicatorPage {
  struct Past {
    let year: String
    let own: ValueCell
    let cells: [VerdictCell]
  }

  struct Beside {
    let name: String
    let anchor: String
    let units: String
    let cell: VerdictCell
  }

  let school: String
  let href: String
  /// The pages of the indicator over all schools and of its changes.
  let indicator: String
  let trends: String
  let label: String
  let years: [Choice]
  let cuts: [Choice]
  let hasCuts: Bool
  /// What the figure is, how it is made, and the numbers it is made of.
  let definition: [Passport.Entry]
  let sentence: String
  let isEmpty: Bool
  let bullet: String?
  let beside: [Beside]
  let columns: [String]
  let trend: String?
  let past: [Past]
  let forecast: String?
  let funnel: FunnelSection?
  let analogues: AnalogueValues
  let sources: [SourceLine]
  let hasSources: Bool
  let change: ChangeLine?

  private static let kinds = [
    "municipal", "municipal_same_kind", "regional", "similar", "previous",
  ]

  init(
    _ unit: SchoolUnit, _ every: [ComparisonRow], names: Names, funnel: FunnelSection?,
    analogues: AnalogueValues, sources: [ValueSource], change: ChangeLine?, forecast: TrendRow?,
    cuts: [Choice], years: [Choice], _ request: PageRequest
  ) {
    let language = request.language
    let (words, figure) = (Wording(language), Figure(language))
    let code = unit.passport.indicator.code
    let cut: String? = unit.cut == "all" ? nil : unit.cut
    let rows = every.filter { $0.year == unit.year }
    school = unit.school.name
    href = request.link(
      "/schools/\(PageRequest.part(unit.school.school))", ["year": unit.year.map(String.init)])
    indicator = request.link(
      "/indicators/\(PageRequest.part(code))",
      ["year": unit.year.map(String.init), "cut": cut, "school": unit.school.school])
    trends = request.link(
      "/indicators/\(PageRequest.part(code))/trends", ["cut": cut, "school": unit.school.school])
    let cutWords = names.cut(unit.cut)
    label = names.short(code) + (cutWords.isEmpty ? "" : ", \(cutWords)")
    self.years = years
    self.cuts = cuts
    hasCuts = cuts.count > 1
    self.funnel = funnel
    self.analogues = analogues
    definition = Self.definition(unit.passport.indicator, rows.first, words)
    isEmpty = rows.isEmpty
    sentence = Self.sentence(rows, words) ?? words("noRows")
    let shown = rows.filter { $0.analogue != "previous" && !$0.analogue.hasSuffix("_published") }
    beside = Self.beside(shown, rows, language)
    bullet = Self.bullet(shown, name: unit.school.name, label: label, words)
    let byYear = Dictionary(grouping: every, by: \.year).sorted { $0.key < $1.key }.suffix(5)
    let kinds = Self.kinds.filter { kind in
      byYear.contains { $0.value.contains { $0.analogue == kind } }
    }
    columns = kinds.map { words.analogue($0).uppercasedFirst }
    past = byYear.map { year, group in
      Past(
        year: figure.year(year), own: ValueCell(group[0], language),
        cells: kinds.map { kind in
          group.first { $0.analogue == kind }.map { row in
            VerdictCell(
              row, beside: group.first { $0.analogue == "\(kind)_published" }, language)
          } ?? VerdictCell(absent: kind)
        })
    }
    trend = Self.trend(byYear.map(\.value), forecast, label: label, words)
    self.forecast = forecast.map { Self.forecast($0, words) }
    self.sources = sources.map { SourceLine($0, request) }
    hasSources = sources.contains { $0.bundle != nil }
    self.change = change
  }

  /// The numbers stand with the words they count; a mean's numerator is a sum.
  private static func definition(
    _ indicator: Indicator, _ row: ComparisonRow?, _ words: Wording
  ) -> [Passport.Entry] {
    let language = words.language
    let figure = Figure(language)
    func counted(_ text: String, _ number: Double?) -> String {
      text + (number.map { " — \(figure.size($0))" } ?? "")
    }
    var entries = [
      Passport.Entry(name: words("indicator"), text: indicator.title[language]),
      Passport.Entry(
        name: words("numerator"), text: counted(indicator.numerator[language], row?.numerator)),
      Passport.Entry(
        name: words("denominator"),
        text: counted(indicator.denominator[language], row?.denominator)),
      Passport.Entry(name: words("direction"), text: words.term(indicator.direction.rawValue)),
      Passport.Entry(name: words("measuredOn"), text: indicator.asOf[language]),
      Passport.Entry(name: words("source"), text: indicator.source),
      Passport.Entry(name: words("code"), text: "\(indicator.code), v\(indicator.version)"),
    ]
    if let caveats = indicator.caveats {
      entries.append(Passport.Entry(name: words("caveats"), text: caveats[language]))
    }
    return entries
  }

  /// The value with n and interval, and each verdict.
  private static func sentence(_ rows: [ComparisonRow], _ words: Wording) -> String? {
    guard let first = rows.first else { return nil }
    let own = ValueCell(first, words.language)
    let value =
      own.value + (own.units.map { " (n = \($0))" } ?? "")
      + (own.interval.map { ", 95 %: \($0)" } ?? "")
    let verdicts = kinds.compactMap { kind in
      rows.first { $0.analogue == kind }.map { row -> String in
        "\(words.beside(kind).lowercasedFirst) — \(words.verdict(row.verdict))"
      }
    }
    return ([value] + verdicts).joined(separator: "; ") + "."
  }

  private static func beside(
    _ shown: [ComparisonRow], _ rows: [ComparisonRow], _ language: Language
  ) -> [Beside] {
    let (words, figure) = (Wording(language), Figure(language))
    return kinds.compactMap { kind in shown.first { $0.analogue == kind } }.map { row in
      let name = words.analogue(row.analogue).uppercasedFirst
      let schools = row.schools.map { words.count($0, .school) }
      let units = row.analogueDenominator.map { "n = \(figure.size($0))" }
      return Beside(
        name: name, anchor: "analogue-\(row.analogue)",
        units: [schools, units].compactMap(\.self).joined(separator: ", "),
        cell: VerdictCell(
          row, beside: rows.first { $0.analogue == "\(row.analogue)_published" }, language))
    }
  }

  private static func bullet(
    _ shown: [ComparisonRow], name: String, label: String, _ words: Wording
  ) -> String? {
    guard let first = shown.first, let own = first.value else { return nil }
    let figure = Figure(words.language)
    let marks = kinds.compactMap { kind in
      shown.first { $0.analogue == kind }.flatMap { row in
        row.analogueValue.map {
          BulletChart.Mark(name: words.chartName(row.analogue), value: $0)
        }
      }
    }
    let told = marks.map { "\($0.name): \(figure.value($0.value, unit: first.unit))" }
    return BulletChart(
      name: words("school"), own: own, low: first.low, high: first.high, marks: marks,
      title: "\(name): \(label)",
      details: (["\(words("school")): \(figure.value(own, unit: first.unit))"] + told)
        .joined(separator: "; ")
    ).markup { figure.value($0, unit: first.unit) }
  }

  private static func trend(
    _ years: [[ComparisonRow]], _ forecast: TrendRow?, label: String, _ words: Wording
  ) -> String? {
    let figure = Figure(words.language)
    guard let unit = years.last?.first?.unit else { return nil }
    var points = years.compactMap { group in
      group[0].value.map { value in
        TrendChart.Point(
          label: figure.year(group[0].year), value: value, low: group[0].low, high: group[0].high,
          analogue: group.first { $0.analogue == "regional" }?.analogueValue)
      }
    }
    guard points.count > 1 else { return nil }
    // A forecast goes on from the last year, and only from it.
    if let forecast, let value = forecast.forecast, forecast.year == years.last?.first?.year {
      points.append(
        TrendChart.Point(
          label: figure.year(forecast.year + 1), value: value, low: forecast.forecastLow,
          high: forecast.forecastHigh, analogue: nil, isForecast: true))
    }
    let told = points.map { "\($0.label): \(figure.value($0.value, unit: unit))" }
    return TrendChart(
      points: points, title: "\(label): \(words("history").lowercasedFirst)",
      details: told.joined(separator: "; ")
    ).markup { figure.value($0, unit: unit) }
  }

  private static func forecast(_ row: TrendRow, _ words: Wording) -> String {
    let cells = TrendCells(row, words.language)
    let next = Figure(words.language).year(row.year + 1)
    let told = [cells.forecast, cells.forecastNote].compactMap(\.self)
      .filter { $0 != Figure.absent }.joined(separator: ", ")
    return "\(words("forecast")), \(next): \(told.isEmpty ? Figure.absent : told)."
  }
}
