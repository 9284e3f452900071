import Reports
import Schools

/// The regulation item by item with the codes that serve each: the table of 4.6, then the clauses beside it.
struct CatalogCoverage {
  struct Row {
    /// `1` to `33`, or `4.4.1 (2)`.
    let row: String
    let criterion: String
    let title: String
    let codes: [String]
    let missing: Words?
  }

  private let table: [Row]
  private let clauses: [(clause: String, rows: [Row])]
  private let indicators: Int

  init(_ indicators: [Indicator]) {
    self.indicators = indicators.count
    table = RegulationRow.all.map { row in
      Row(
        row: String(row.number), criterion: String(row.criterion), title: row.title,
        codes: indicators.filter { $0.rows.contains(row.number) }.map(\.code), missing: nil)
    }
    let codes = indicators.map(\.code)
    var clauses: [(clause: String, rows: [Row])] = []
    for item in RegulationClause.all {
      if clauses.last?.clause != item.clause { clauses.append((item.clause, [])) }
      clauses[clauses.count - 1].rows.append(
        Row(
          row: "\(item.clause) (\(item.place))", criterion: "", title: item.title,
          codes: item.served(by: codes), missing: item.missing))
    }
    self.clauses = clauses
  }

  /// The same rows as a table, for programs. What no code serves says why in its place.
  func listing(_ language: Language) -> Listing {
    Listing(
      header: ["row", "criterion", "title", "codes"],
      rows: (table + clauses.flatMap(\.rows)).map {
        [
          $0.row, $0.criterion, $0.title,
          $0.codes.isEmpty ? $0.missing?[language] ?? "" : $0.codes.joined(separator: " "),
        ]
      })
  }

  /// Lines of at most `width` characters: titles wrapped, codes whole.
  func text(_ language: Language, width: Int) -> String {
    let words = Wording(language)
    let isRussian = language == .ru
    var lines: [String] = []
    for (criterion, rows) in Dictionary(grouping: table, by: \.criterion).sorted(by: {
      $0.key < $1.key
    }) {
      let heading = "\(words("criterion")) \(criterion). \(words.criterion(Int(criterion) ?? 0))"
      lines += ["", heading] + rows.flatMap { self.lines($0, $0.row, isRussian, language, width) }
    }
    for (clause, rows) in clauses {
      lines += [
        "", "\(words("clause")) \(clause). \(RegulationClause.heading(of: clause)[language])",
      ]
      for (place, row) in rows.enumerated() {
        lines += self.lines(row, String(place + 1), isRussian, language, width)
      }
    }
    let served = table.count { !$0.codes.isEmpty }
    lines += [
      "",
      isRussian
        ? "Строк таблицы с показателями: \(served) из \(table.count). Показателей: \(indicators)."
        : "Rows of the table with indicators: \(served) of \(table.count). Indicators: \(indicators).",
    ]
    return lines.dropFirst().joined(separator: "\n")
  }

  private func lines(
    _ row: Row, _ number: String, _ isRussian: Bool, _ language: Language, _ width: Int
  ) -> [String] {
    let margin = String(repeating: " ", count: max(0, 3 - number.count)) + number + "  "
    let hang = String(repeating: " ", count: 7)
    var lines = Wrapping.lines(row.title, width: width, first: margin, hang: "     ")
    if !row.codes.isEmpty {
      lines += Wrapping.lines(
        row.codes.joined(separator: " "), width: width, first: hang, hang: hang, gap: "  ")
    }
    if let missing = row.missing {
      let label = isRussian ? "нет данных: " : "no data: "
      lines += Wrapping.lines(label + missing[language], width: width, first: hang, hang: hang)
    }
    return lines
  }
}
