package import Postgres
import Schools

extension Pages {
  /// One indicator: every school of a year on one scale, one school over the years, and the passport.
  package func indicator(_ code: String, _ request: PageRequest, _ db: Database) throws -> String {
    try request.allow("year", "cut", "school")
    guard let passport = try Passport.find(code, db) else {
      throw ReportError.notFound(.indicator)
    }
    let all = try years(db, in: "comparison", where: "indicator = \(code)")
    let year = try chosenYear(request, among: all)
    let cuts = try IndicatorPage.cuts(of: code, year: year, db)
    let cut = request.text("cut") ?? cuts.first ?? "all"
    guard cuts.isEmpty || cuts.contains(cut) else {
      throw ReportError.invalidValue(parameter: "cut")
    }
    let schools = try SchoolName.all(db, request.language)
    let marked = try markedSchool(request, among: schools)
    let rows =
      try year.map {
        try ComparisonRow.all(
          db, where: "indicator = \(code) and cut = \(cut) and year = \($0)")
      } ?? []
    let history =
      try marked.map {
        try ComparisonRow.all(
          db, where: "school = \($0.school) and indicator = \(code) and cut = \(cut)")
      } ?? []
    let names = try Names(db, request.language)
    let territories = try TerritoryNames(db, request.language)
    let page = IndicatorPage(
      passport, rows, history: history, marked: marked, schools: schools,
      funnel: try FunnelSection(
        code, cut: cut, year: year, marked: marked, schools: schools, request.language, db),
      linked: try marked.map {
        try LinkedYear.all(db, school: $0.school, indicator: code, cut: cut)
      } ?? [],
      family: try year.flatMap {
        try FamilyCount.all(
          db,
          where: """
            indicator = \(code) and cut = \(cut) and year = \($0) and analogue = 'regional'
            """
        ).first
      },
      territories: try Territories(
        code, cut: cut, year: year, unit: passport.indicator.unit.rawValue, territories,
        request.language, db),
      reconciled: try Reconciled(code, cut: cut, year: year, territories, request.language, db),
      cuts: cutChoices(cuts, current: cut, names, request),
      years: yearChoices(all, current: year, request), request)
    let cell: KeyValuePairs<String, String?> = [
      "indicator": code, "year": year.map(String.init), "cut": cut,
    ]
    return try render(
      "indicator", title: passport.indicator.title[request.language], page,
      tables: [
        "history": [
          DataLink(
            .comparison, ["school": marked?.school, "indicator": code, "cut": cut],
            more: "moreAnalogues", for: request)
        ],
        "comparison": [DataLink(.comparison, cell, more: "moreAnalogues", for: request)],
        "funnel": [DataLink(.funnel, cell, for: request)],
        "totals": [DataLink(.totals, cell, for: request)],
        "reconciliation": [DataLink(.reconciliation, cell, for: request)],
      ],
      data: [DataLink(.crosswalk, ["indicator": code], for: request)], for: request, db)
  }
}

struct IndicatorPage {
  struct Row {
    let name: String
    let href: String
    let municipality: String
    let isMarked: Bool
    let own: ValueCell
    let point: String?
    let cells: [VerdictCell]
  }

  struct Past {
    let year: String
    let own: ValueCell
    let cells: [VerdictCell]
  }

  let code: String
  /// The page of its changes.
  let trends: String
  let passport: [Passport.Entry]
  let sql: String?
  let years: [Choice]
  let cuts: [Choice]
  let hasCuts: Bool
  let sentence: String
  let axis: String?
  let rows: [Row]
  let hasRows: Bool
  let hasHidden: Bool
  let history: String?
  let historyTitle: String?
  let past: [Past]
  /// The years before the school merged.
  let linked: String?
  let funnel: FunnelSection?
  let territories: Territories
  let reconciled: Reconciled

  /// Cuts of an indicator in a year, the whole first.
  static func cuts(of code: String, year: Int?, _ db: Database) throws -> [String] {
    struct Row: Decodable { let cut: String }
    guard let year else { return [] }
    return try db.all(
      """
      select distinct cut from report_v1.indicator_value
      where indicator = \(code) and year = \(year)
      """, as: Row.self
    ).map(\.cut).sorted { Wording.isCut($0, before: $1) }
  }

  init(
    _ passport: Passport, _ rows: [ComparisonRow], history: [ComparisonRow], marked: SchoolName?,
    schools: [String: SchoolName], funnel: FunnelSection?, linked: [LinkedYear],
    family: FamilyCount?, territories: Territories, reconciled: Reconciled, cuts: [Choice],
    years: [Choice], _ request: PageRequest
  ) {
    let language = request.language
    let words = Wording(language)
    let figure = Figure(language)
    let unit = passport.indicator.unit.rawValue
    code = passport.indicator.code
    trends = request.link(
      "/indicators/\(PageRequest.part(code))/trends",
      ["cut": request.text("cut"), "school": marked?.school])
    self.passport = passport.entries(words)
    sql = passport.sql.isEmpty ? nil : passport.sql
    self.years = years
    self.cuts = cuts
    self.funnel = funnel
    self.territories = territories
    self.reconciled = reconciled
    self.linked = LinkedYear.sentence(linked, language)
    hasCuts = cuts.count > 1
    let groups = Dictionary(grouping: rows, by: \.school).values.sorted { left, right in
      switch (left[0].value, right[0].value) {
      case (let first?, let second?) where first != second: first > second
      case (_?, nil): true
      case (nil, _?): false
      default: left[0].school < right[0].school
      }
    }
    let shown = groups.compactMap { $0[0].value }
    let scale = Caterpillar(
      groups.flatMap { [$0[0].value, $0[0].low, $0[0].high].compactMap(\.self) },
      reference: Self.median(shown))
    axis = scale?.axis { figure.value($0, unit: unit) }
    hasRows = !groups.isEmpty
    hasHidden = rows.contains(where: \.isHidden)
    sentence = [
      Self.sentence(groups, shown, schools, unit, words), family?.sentence(words),
    ].compactMap(\.self).joined(separator: " ")
    self.rows = groups.map { group in
      let first = group[0]
      let name = schools[first.school]
      let own = ValueCell(first, language)
      return Row(
        name: name?.name ?? first.school,
        href: request.link(
          toFigure: first.indicator, cut: first.cut, of: first.school, year: first.year),
        municipality: name?.municipalityName ?? "", isMarked: first.school == marked?.school,
        own: own,
        point: first.value.flatMap { value in
          scale?.row(
            value, low: first.low, high: first.high, isMarked: first.school == marked?.school,
            title: "\(name?.name ?? first.school): \(own.value)"
              + (own.interval.map { " (\($0))" } ?? ""))
        },
        cells: Self.cells(group, ["municipal", "regional"], language))
    }
    let byYear = Dictionary(grouping: history, by: \.year).sorted { $0.key < $1.key }
    past = byYear.map { year, group in
      Past(
        year: figure.year(year), own: ValueCell(group[0], language),
        cells: Self.cells(group, ["municipal", "regional", "previous"], language))
    }
    historyTitle = byYear.isEmpty ? nil : marked?.name
    self.history =
      byYear.isEmpty
      ? nil : Self.history(byYear.map(\.value), marked, unit, figure, words)
  }

  private static func cells(
    _ group: [ComparisonRow], _ kinds: [String], _ language: Language
  ) -> [VerdictCell] {
    kinds.compactMap { kind in
      group.first { $0.analogue == kind }.map { row in
        VerdictCell(
          row, beside: group.first { $0.analogue == "\(kind)_published" }, language)
      }
    }
  }

  private static func history(
    _ groups: [[ComparisonRow]], _ school: SchoolName?, _ unit: String, _ figure: Figure,
    _ words: Wording
  ) -> String? {
    let points = groups.compactMap { group in
      group[0].value.map { value in
        TrendChart.Point(
          label: figure.year(group[0].year), value: value, low: group[0].low, high: group[0].high,
          analogue: group.first { $0.analogue == "regional" }?.analogueValue)
      }
    }
    let list = points.map { "\($0.label): \(figure.value($0.value, unit: unit))" }
    return TrendChart(
      points: points, title: "\(school?.name ?? ""): \(words("history").lowercasedFirst)",
      details: list.joined(separator: "; ")
    ).markup { figure.value($0, unit: unit) }
  }

  private static func median(_ values: [Double]) -> Double? {
    guard !values.isEmpty else { return nil }
    let sorted = values.sorted()
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }

  private static func sentence(
    _ groups: [[ComparisonRow]], _ shown: [Double], _ schools: [String: SchoolName],
    _ unit: String, _ words: Wording
  ) -> String {
    guard let low = shown.min(), let high = shown.max(), let middle = median(shown) else {
      return words("noRows")
    }
    let figure = Figure(words.language)
    let verdicts = groups.compactMap { $0.first { $0.analogue == "regional" }?.verdict }
    let counts = Dictionary(grouping: verdicts) { $0 }.mapValues(\.count)
    let list = ["above", "within", "below", "not_comparable"].map {
      "\(words.verdict($0)) — \(counts[$0] ?? 0)"
    }.joined(separator: ", ")
    let values = [low, high, middle].map { figure.value($0, unit: unit) }
    let count = words.count(groups.count, .school)
    return words.language == .ru
      ? "\(count): от \(values[0]) до \(values[1]), медиана \(values[2]). Рядом с регионом: \(list)."
      : "\(count): from \(values[0]) to \(values[1]), median \(values[2]). Beside the region: \(list)."
  }
}
