import Schools

/// The table of a page that sets schools side by side: a row an indicator and cut, a column a school.
struct ComparedTable {
  let sections: [ComparePage.Section]
  let sentence: String
  /// The first indicator and cut in which schools differ, or else the first of all.
  let first: (indicator: String, cut: String)?

  init(
    _ values: ComparedValues, _ codes: [String], _ all: [String: SchoolName], names: Names,
    isShort: Bool, _ request: PageRequest
  ) {
    let words = Wording(request.language)
    let shown = isShort ? ComparisonRow.whole(values.rows) : values.rows
    let groups = names.groups(of: shown)
    let differences = Dictionary(grouping: values.differences) { "\($0.indicator)\n\($0.cut)" }
    let byCriterion = Dictionary(grouping: groups) { names.criterion($0.rows[0].indicator) }
    sections = byCriterion.keys.sorted { ($0 == 0 ? 1 : 0, $0) < ($1 == 0 ? 1 : 0, $1) }.map {
      criterion in
      ComparePage.Section(
        name: (criterion == 0 ? "" : "\(criterion). ") + words.criterion(criterion),
        rows: byCriterion[criterion]!.map { key, rows in
          ComparePage.Row(rows, differences[key] ?? [], codes, all, names, request)
        })
    }
    let pairs = groups.flatMap { differences[$0.key] ?? [] }
    sentence = Self.sentence(pairs, indicators: groups.count, words)
    let apart = groups.first { differences[$0.key]?.contains(where: \.isBeyondChance) ?? false }
    first = (apart ?? groups.first).map { ($0.rows[0].indicator, $0.rows[0].cut) }
  }

  /// How many pairs were told, how many differ, how many would by chance.
  private static func sentence(
    _ pairs: [ComparedValues.Difference], indicators: Int, _ words: Wording
  ) -> String {
    let told = pairs.filter { $0.difference != nil && $0.differenceLow != nil }
    let apart = told.count(where: \.isBeyondChance)
    let chance = Figure(words.language).decimal(0.05 * Double(told.count), 1)
    let count = words.count(indicators, .indicator)
    return words.language == .ru
      ? "\(count). Сопоставлено пар: \(told.count), из них различаются сверх случайного: \(apart); если бы школы не различались, случайно вышло бы около \(chance). Не сопоставлено: \(pairs.count - told.count)."
      : "\(count). Pairs compared: \(told.count), of which differ beyond chance: \(apart); were schools not to differ, about \(chance) would by chance. Not compared: \(pairs.count - told.count)."
  }
}

extension ComparePage.Row {
  fileprivate init(
    _ group: [ComparisonRow], _ pairs: [ComparedValues.Difference], _ codes: [String],
    _ all: [String: SchoolName], _ names: Names, _ request: PageRequest
  ) {
    let language = request.language
    let (words, figure) = (Wording(language), Figure(language))
    let first = group[0]
    let cutWords = names.cut(first.cut)
    label = names.short(first.indicator) + figure.unitSuffix(first.unit)
    cut = cutWords.isEmpty ? nil : cutWords
    direction = first.direction == "higher" ? nil : words.term(first.direction)
    cells = codes.map { code in
      ComparePage.Cell(
        own: group.first { $0.school == code }.map { row in
          ValueCell(
            row, enough: names[row.indicator]?.minimumPublish,
            href: request.link(
              toFigure: row.indicator, cut: row.cut, of: code, year: row.year), language)
        } ?? ValueCell.absent)
    }
    apart = pairs.filter(\.isBeyondChance).compactMap { pair in
      guard let difference = pair.difference, let low = pair.differenceLow,
        let high = pair.differenceHigh
      else { return nil }
      let (own, other) = (
        all[pair.school]?.name ?? pair.school, all[pair.other]?.name ?? pair.other
      )
      let numbers = [difference, low, high].map { figure.difference($0, unit: pair.unit) }
      let verb =
        difference > 0
        ? (language == .ru ? "больше, чем" : "more than")
        : (language == .ru ? "меньше, чем" : "less than")
      return "\(own) — \(verb) \(other): \(numbers[0]) (\(numbers[1])…\(numbers[2]))"
    }
    let codes = Set(pairs.compactMap(\.reason))
    reason =
      apart.isEmpty
      ? (codes.isEmpty
        ? words("noneBeyond") : codes.sorted().map(words.differenceReason).joined(separator: ", "))
      : nil
    slope =
      request.link(changing: ["indicator": first.indicator, "cut": first.cut]) + "#slope"
  }
}

/// Two years of one indicator for the chosen schools: a drawing and its table.
struct SlopeSection {
  struct Line {
    let name: String
    let before: ValueCell
    let after: ValueCell
  }

  let title: String
  let beforeYear: String
  let afterYear: String
  let chart: String?
  let lines: [Line]

  /// Nil where nothing is chosen, or the reader sees no value of it.
  init?(
    _ values: ComparedValues, _ codes: [String], _ all: [String: SchoolName],
    first: (indicator: String, cut: String)?, names: Names, year: Int?, _ request: PageRequest
  ) {
    guard let year, let indicator = request.text("indicator") ?? first?.indicator else {
      return nil
    }
    let cut = request.text("indicator") == nil ? first?.cut ?? "all" : request.text("cut") ?? "all"
    let language = request.language
    let (words, figure) = (Wording(language), Figure(language))
    func row(_ rows: [ComparisonRow], _ code: String) -> ComparisonRow? {
      rows.first { $0.school == code && $0.indicator == indicator && $0.cut == cut }
    }
    let pairs = codes.map {
      (code: $0, before: row(values.before, $0), after: row(values.rows, $0))
    }
    guard let unit = pairs.compactMap({ ($0.after ?? $0.before)?.unit }).first else { return nil }
    let cutWords = names.cut(cut)
    title =
      names.short(indicator) + figure.unitSuffix(unit) + (cutWords.isEmpty ? "" : ", \(cutWords)")
    (beforeYear, afterYear) = (figure.year(year - 1), figure.year(year))
    lines = pairs.map { pair in
      Line(
        name: all[pair.code]?.name ?? pair.code,
        before: pair.before.map { ValueCell($0, language) } ?? ValueCell.absent,
        after: pair.after.map { ValueCell($0, language) } ?? ValueCell.absent)
    }
    let drawn = pairs.compactMap { pair -> SlopeChart.Line? in
      guard let before = pair.before?.value, let after = pair.after?.value else { return nil }
      return SlopeChart.Line(
        name: all[pair.code]?.name ?? pair.code, before: before, after: after)
    }
    let told = drawn.map {
      "\($0.name): \(figure.value($0.before, unit: unit)) → \(figure.value($0.after, unit: unit))"
    }
    chart = SlopeChart(
      lines: drawn, before: beforeYear, after: afterYear, title: "\(words("twoYears")): \(title)",
      details: told.joined(separator: "; ")
    ).markup { figure.value($0, unit: unit) }
  }
}
