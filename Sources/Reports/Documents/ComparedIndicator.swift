import Postgres
import Schools

/// An indicator of a school with all it is set beside, as documents print it.
struct ComparedIndicator {
  /// Of the school's own value: the same in every row of the group.
  let own: ComparisonRow
  let byAnalogue: [String: ComparisonRow]
  let criterion: Int
  /// With its cut and the sign of percent.
  let name: String

  /// Whole indicators of a school and year, and the cuts of those that have no whole; in the order of the catalog, conditions
  /// last.
  static func all(
    _ source: DocumentSource, school: String, year: Int
  ) throws -> [ComparedIndicator] {
    let rows = try ComparisonRow.all(
      source.db, where: "school = \(school) and year = \(year)")
    return source.names.groups(of: source.counted(ComparisonRow.whole(rows))).map { _, group in
      ComparedIndicator(
        own: group[0],
        byAnalogue: Dictionary(group.map { ($0.analogue, $0) }) { first, _ in first },
        criterion: source.names.criterion(group[0].indicator),
        name: source.name(group[0].indicator, cut: group[0].cut, unit: group[0].unit))
    }
  }

  /// The value, an asterisk where it is hidden, a dash where there is none.
  func value(_ source: DocumentSource) -> String {
    own.value.map { source.number($0, unit: own.unit) }
      ?? (byAnalogue.values.contains(where: \.isHidden) ? Figure.hidden : Figure.absent)
  }

  /// Whether it has no better end, as conditions have none: of it there is more and less, but no better and worse.
  var isOfContext: Bool { own.direction == Indicator.Direction.context.rawValue }

  /// «▲ выше», of what has no better end «△ больше».
  func word(_ verdict: String) -> String {
    switch (isOfContext, verdict) {
    case (true, "above"): "△\u{00A0}больше"
    case (true, "below"): "▽\u{00A0}меньше"
    default: "\(Wording.shape(verdict))\u{00A0}\(DocumentSource.words.verdict(verdict))"
    }
  }

  /// Whether any of `analogues` gives a verdict.
  func isComparable(beside analogues: [String]) -> Bool {
    analogues.contains { analogue in
      byAnalogue[analogue].map { $0.verdict != "not_comparable" } ?? false
    }
  }

  /// The value of an analogue, or a dash.
  func value(of analogue: String, _ source: DocumentSource) -> String {
    guard let row = byAnalogue[analogue], let value = row.analogueValue else {
      return Figure.absent
    }
    return source.number(value, unit: row.unit)
  }

  /// «51,3 ● на уровне», or why there is no verdict.
  func verdict(beside analogue: String, _ source: DocumentSource) -> String {
    guard let row = byAnalogue[analogue] else { return Figure.absent }
    let words = DocumentSource.words
    let value = row.analogueValue.map { source.number($0, unit: row.unit) + " " } ?? ""
    guard row.verdict == "not_comparable" else {
      return value + word(row.verdict)
    }
    let reasons = row.codes.filter { ComparisonReason(rawValue: $0)?.forbidsVerdict ?? true }
    let why = reasons.map(words.reason).joined(separator: ", ")
    return "\(value)\(Wording.shape(row.verdict))\u{00A0}"
      + (why.isEmpty ? words.verdict(row.verdict) : why)
  }
}

/// How many verdicts of each kind there are; those of what has no better end are none.
struct VerdictCount {
  private let counts: [String: Int]

  init(_ rows: [ComparedIndicator], beside analogue: String) {
    let verdicts = rows.filter { !$0.isOfContext }.compactMap { $0.byAnalogue[analogue]?.verdict }
    counts = Dictionary(grouping: verdicts) { $0 }.mapValues(\.count)
  }

  /// Whether there is one but «не сопоставимо».
  var isVerdict: Bool { self["above"] + self["within"] + self["below"] > 0 }

  subscript(verdict: String) -> Int { counts[verdict] ?? 0 }

  /// «выше — 4, на уровне — 31, ниже — 2, не сопоставимо — 9».
  var words: String {
    DocumentSource.words.count(of: counts)
  }
}

extension Document {
  /// How the share of pupils with marks of 4 and 5 went over the years, as a drawing with its table; nil for fewer than two.
  static func historyChart(_ source: DocumentSource, school: String) throws -> Chart? {
    let code = "int.marks.quality45_share"
    let rows = source.counted(
      try ComparisonRow.all(
        source.db,
        where:
          "school = \(school) and indicator = \(code) and cut = 'all' and analogue = 'regional'"
      ).filter { $0.value != nil })
    guard rows.count > 1 else { return nil }
    let figure = DocumentSource.figure
    func number(_ value: Double?) -> String {
      value.map { source.number($0, unit: "share") } ?? Figure.absent
    }
    let title = source.name(code, cut: "all", unit: "share")
    let details = rows.map { "\(figure.year($0.year)): \(number($0.value))" }
      .joined(separator: "; ")
    let history = TrendChart(
      points: rows.compactMap { row in
        row.value.map {
          TrendChart.Point(
            label: figure.year(row.year), value: $0, low: row.low, high: row.high,
            analogue: row.analogueValue)
        }
      }, title: title, details: details)
    guard let svg = history.markup({ source.number($0, unit: "share") }) else { return nil }
    let hasIntervals = rows.contains { $0.low != nil }
    let columns = [
      Column(title: "Учебный год", percent: 25),
      Column(title: "Школа", percent: 20, isNumber: true),
      Column(title: "95 % интервал", percent: 35, isNumber: true),
      Column(title: "Регион", percent: 20, isNumber: true),
    ]
    return Chart(
      svg: svg,
      caption: "\(title): школа — точка" + (hasIntervals ? " с интервалом" : "")
        + (rows.contains { $0.analogueValue != nil } ? ", регион без неё — ромб" : ""),
      table: Table(
        caption: "\(title), по годам", columns: columns,
        rows: rows.map { row in
          .cells([
            figure.year(row.year), number(row.value),
            figure.interval(row.low, row.high, unit: "share") ?? Figure.absent,
            number(row.analogueValue),
          ])
        }))
  }
}
