package import Postgres
import Schools

extension Pages {
  /// How the figures of a school moved to its last year, and where they may go.
  package func schoolTrends(
    _ code: String, _ request: PageRequest, _ db: Database
  ) throws -> String {
    try request.allow("year", "cuts")
    guard ["all", nil].contains(request.text("cuts")) else {
      throw ReportError.invalidValue(parameter: "cuts")
    }
    guard let school = try SchoolFacts.find(code, db, request.language) else {
      throw ReportError.notFound(.school)
    }
    let all = try years(db, in: "trend", where: "school = \(code)")
    // The school's page links to a year that may have no trends: then the latest is shown.
    let asked = try request.number("year")
    let year = all.first { $0 == asked } ?? all.first
    let rows =
      try year.map { try TrendRow.all(db, where: "school = \(code) and year = \($0)") } ?? []
    let page = SchoolTrendsPage(
      school, rows, values: try year.map { try YearValue.all(db, school: code, year: $0) } ?? [],
      minimum: try PracticalMinimum(db), names: try Names(db, request.language),
      year: year, years: yearChoices(all, current: year, request), request)
    return try render(
      "school-trends", title: "\(Wording(request.language)("trends")): \(school.name)", page,
      tables: [
        "trends": [
          DataLink(
            .trends, ["school": code, "year": year.map(String.init)],
            more: page.isShort ? "moreCuts" : nil, for: request)
        ]
      ], for: request, db)
  }
}

/// A value of one of the two years that a change is of.
struct YearValue: Decodable {
  let indicator: String
  let cut: String
  let year: Int
  let value: Double

  static func all(_ db: Database, school: String, year: Int) throws -> [YearValue] {
    try db.all(
      """
      select indicator, cut, year, value
      from report_v1.indicator_value
      where school = \(school) and year between \(year - 1) and \(year) and value is not null
      """, as: YearValue.self)
  }
}

struct SchoolTrendsPage {
  struct Row {
    let label: String
    let cut: String?
    let href: String
    let cells: TrendCells
  }

  struct Section {
    let name: String
    let rows: [Row]
  }

  let school: String
  let href: String
  let valueAdded: String
  let years: [Choice]
  /// Whole indicators and changes, or all cuts.
  let cuts: [Choice]
  let isShort: Bool
  let sentence: String
  let minimum: String
  /// Two years of the shares that moved most, of those in the table.
  let chart: String?
  let sections: [Section]
  let hasRows: Bool

  init(
    _ school: SchoolFacts, _ rows: [TrendRow], values: [YearValue], minimum: PracticalMinimum,
    names: Names,
    year: Int?, years: [Choice], _ request: PageRequest
  ) {
    let words = Wording(request.language)
    self.school = school.name
    href = request.link(
      "/schools/\(PageRequest.part(school.school))", ["year": year.map(String.init)])
    valueAdded = request.link(
      "/models", ["year": year.map(String.init), "school": school.school])
    self.years = years
    hasRows = !rows.isEmpty
    let isShort = request.text("cuts") == nil
    self.isShort = isShort
    cuts = [("wholeOnly", nil), ("allCuts", "all")].map { name, value in
      Choice(
        text: words(name), href: request.link(changing: ["cuts": value]),
        isCurrent: (value == nil) == isShort)
    }
    sentence = TrendWords.sentence(rows, words) ?? words("noRows")
    self.minimum = TrendWords.minimum(minimum, request.language)
    let shown = isShort ? rows.filter { $0.cut == "all" || $0.isMoved } : rows
    chart = Self.chart(shown, values, school, names: names, year: year, words)
    let sorted = shown.sorted { left, right in
      let places = (names.order(left.indicator), names.order(right.indicator))
      if places.0 != places.1 { return places.0 < places.1 }
      return Wording.isCut(left.cut, before: right.cut)
    }
    let groups = Dictionary(grouping: sorted) { names[$0.indicator]?.criterion ?? 0 }
    // Conditions last, as on the school's page.
    sections = groups.keys.sorted { ($0 == 0 ? 1 : 0, $0) < ($1 == 0 ? 1 : 0, $1) }.map {
      criterion in
      Section(
        name: (criterion == 0 ? "" : "\(criterion). ") + words.criterion(criterion),
        rows: groups[criterion]!.map { Row($0, school: school.school, names, request) })
    }
  }
}

extension SchoolTrendsPage {
  private static let drawn = 8

  private static func chart(
    _ rows: [TrendRow], _ values: [YearValue], _ school: SchoolFacts, names: Names, year: Int?,
    _ words: Wording
  ) -> String? {
    guard let year else { return nil }
    let figure = Figure(words.language)
    func value(_ row: TrendRow, _ year: Int) -> Double? {
      values.first { $0.indicator == row.indicator && $0.cut == row.cut && $0.year == year }?.value
    }
    // One scale serves one unit; lines beyond the table's eight would cover each other.
    let moved = rows.filter { $0.isMoved && $0.unit == "share" }
      .sorted { abs($0.judged?.value ?? 0) > abs($1.judged?.value ?? 0) }
    let lines = moved.compactMap { row -> SlopeChart.Line? in
      guard let before = value(row, year - 1), let after = value(row, year) else { return nil }
      let cut = names.cut(row.cut)
      return SlopeChart.Line(
        name: names.short(row.indicator) + (cut.isEmpty ? "" : ", \(cut)"), before: before,
        after: after)
    }.prefix(drawn)
    let told = lines.map {
      "\($0.name): \(figure.value($0.before, unit: "share")) → \(figure.value($0.after, unit: "share"))"
    }
    return SlopeChart(
      lines: Array(lines), before: figure.year(year - 1), after: figure.year(year),
      title: "\(school.name): \(words("movedTwoYears").lowercasedFirst)",
      details: told.joined(separator: "; ")
    ).markup { figure.value($0, unit: "share") }
  }
}

extension SchoolTrendsPage.Row {
  fileprivate init(_ row: TrendRow, school: String, _ names: Names, _ request: PageRequest) {
    let words = names.cut(row.cut)
    label = names.short(row.indicator) + Figure(request.language).unitSuffix(row.unit)
    cut = words.isEmpty ? nil : words
    href = request.link(
      "/indicators/\(PageRequest.part(row.indicator))/trends",
      ["cut": row.cut == "all" ? nil : row.cut, "school": school])
    cells = TrendCells(row, request.language)
  }
}

/// What pages say of trends before their tables.
enum TrendWords {
  static let verdicts = ["improved", "declined", "unchanged", "rose", "fell"]

  /// How many verdicts of each kind the table holds, and how many would leave zero by chance.
  static func sentence(_ rows: [TrendRow], _ words: Wording) -> String? {
    guard !rows.isEmpty else { return nil }
    let counts = Dictionary(grouping: rows) { $0.verdict ?? "none" }.mapValues(\.count)
    let list = verdicts.filter { counts[$0] != nil || !["rose", "fell"].contains($0) }
      .map { "\(words.change($0)) — \(counts[$0] ?? 0)" }.joined(separator: ", ")
    let told = rows.count { $0.verdict != nil }
    let chance = Figure(words.language).decimal(0.05 * Double(told), 1)
    return words.language == .ru
      ? "\(list); вывода нет — \(counts["none"] ?? 0). Если бы ничего не менялось, за ноль случайно вышло бы около \(chance)."
        .uppercasedFirst
      : "\(list); no verdict — \(counts["none"] ?? 0). Were nothing to change, about \(chance) would leave zero by chance."
        .uppercasedFirst
  }

  static func minimum(_ minimum: PracticalMinimum, _ language: Language) -> String {
    language == .ru
      ? "Практический минимум: \(minimum.words(.ru))."
      : "The practical minimum: \(minimum.words(.en))."
  }
}
