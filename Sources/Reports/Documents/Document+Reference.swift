import Postgres
import Schools

extension Document {
  /// A school of one academic year beside its analogues: what is, how it moved, how sure that is; what to do is left to people.
  static func reference(
    _ source: DocumentSource, _ school: SchoolFacts, year asked: Int?
  ) throws -> Document {
    let all = try years(source.db, in: "comparison")
    let own = try years(source.db, in: "comparison", where: "school = \(school.school)")
    let year = try source.year(asked, among: all, own: own)
    let note = AnalyticalNote(
      source: source, school: school, year: year,
      rows: try ComparedIndicator.all(source, school: school.school, year: year))
    return try Document(
      .reference,
      subtitle: [
        school.name, "\(school.municipalityName), \(school.regionName)",
        "за \(DocumentSource.figure.year(year)) учебный год",
      ],
      sections: [
        note.purpose, try note.sources, note.indicators, try note.dynamics, note.objectivity,
        try note.conclusions,
        Section(title: "Рекомендации", blocks: [.blank(lines: 6)]),
        Section(title: "Подпись", blocks: [.signature(["Справку составил"])]),
      ], source: source, fileName: "reference-\(filePart(school.school))-\(year)")
  }
}

/// The sections of an аналитическая справка.
struct AnalyticalNote {
  let source: DocumentSource
  let school: SchoolFacts
  let year: Int
  let rows: [ComparedIndicator]

  private var words: Wording { DocumentSource.words }
  private var figure: Figure { DocumentSource.figure }
  private var span: String { "\(figure.year(year)) учебный год" }

  var purpose: Document.Section {
    Document.Section(
      title: "Цель",
      blocks: [
        .text(
          "Справка показывает результаты школы за \(span) рядом с муниципалитетом, регионом и похожими школами, чтобы увидеть, чем школа отличается и насколько это надёжно. Составлена для внутренней системы оценки качества образования (п. 4.18 Положения). Решений о школе она не содержит: рекомендации пишет человек."
        )
      ])
  }

  /// Which tables of records came, and whom the school is set beside.
  var sources: Document.Section {
    get throws {
      let delivered = source.counted(
        try DeliveredTable.all(source.db, school: school.school).filter { $0.year == year })
      let byName = Dictionary(grouping: delivered, by: \.recordTable)
      let tables = RecordTable.all
      let came = tables.count { byName[$0.name] != nil }
      let missing = tables.filter { byName[$0.name] == nil }
      let bundles = Set(delivered.compactMap(\.bundle)).sorted().map { "№\u{00A0}\($0)" }
      if !bundles.isEmpty {
        source.remark("Пакеты школы за этот год", bundles.joined(separator: ", "))
      }
      var blocks: [Document.Block] = [
        .text(
          "Таблиц записей за \(span): всего \(figure.integer(tables.count)), поступило \(figure.integer(came)), не поступило \(figure.integer(missing.count))."
        )
      ]
      if !missing.isEmpty {
        blocks.append(.text("Не поступили:"))
        blocks.append(.list(missing.map(\.title)))
      }
      blocks.append(
        .text(
          "Аналог муниципалитета и региона — сумма остальных школ, без самой школы. Похожие школы подобраны по условиям, которые школа не выбирает, а не по результатам."
        ))
      return Document.Section(title: "Источники и охват", blocks: blocks)
    }
  }

  var indicators: Document.Section {
    guard !rows.isEmpty else {
      return Document.Section(
        title: "Показатели по критериям", blocks: [.text("За \(span) данные не поступили.")])
    }
    let shown = rows.filter { $0.isComparable(beside: Self.analogues) }
    let groups = Dictionary(grouping: shown, by: \.criterion)
    let tables = groups.keys.sorted { ($0 == 0 ? 1 : 0, $0) < ($1 == 0 ? 1 : 0, $1) }
      .flatMap { criterion -> [Document.Block] in
        let group = groups[criterion]!
        let name =
          criterion == 0
          ? words.criterion(0) : "Критерий \(criterion). \(words.criterion(criterion))"
        let sentences = Self.analogues.compactMap { analogue -> Document.Block? in
          let count = VerdictCount(group, beside: analogue)
          return count.isVerdict ? .text("\(words.beside(analogue)): \(count.words).") : nil
        }
        return [.heading(name)] + sentences + [.table(table(group, caption: name))]
      }
    var notes = [
      "▲ выше, ● на уровне, ▼ ниже — в смысле лучше и хуже, а не больше и меньше; △ больше и ▽ меньше — у показателей без лучшего края, например у условий школы: в счёт они не входят; ◇ не сопоставимо, рядом — почему. n — число учеников или единиц наблюдения.",
      "В таблицах — показатели, которые сопоставимы хотя бы с одним аналогом, целиком или по предметам и классам. Не сопоставимых ни с чем — \(figure.integer(rows.count - shown.count)); они и прочие разрезы — на странице школы.",
    ]
    if shown.contains(where: { $0.value(source) == Figure.hidden }) {
      notes.append(words("hiddenNote"))
    }
    return Document.Section(
      title: "Показатели по критериям", blocks: tables + notes.map { .note($0) })
  }

  private static let analogues = ["municipal", "regional", "similar"]

  private func table(_ group: [ComparedIndicator], caption: String) -> Document.Table {
    Document.Table(
      caption: caption,
      columns: [
        Document.Column(title: "Показатель", percent: 25),
        Document.Column(title: "Школа", percent: 8, isNumber: true),
        Document.Column(title: "95 % интервал", percent: 12, isNumber: true),
        Document.Column(title: "n", percent: 7, isNumber: true),
        Document.Column(title: "Муниципалитет", percent: 16),
        Document.Column(title: "Регион", percent: 16),
        Document.Column(title: "Похожие школы", percent: 16),
      ],
      rows: group.map { row in
        let cell = ValueCell(row.own, .ru)
        return .cells([
          row.name, row.value(source), cell.interval ?? Figure.absent,
          cell.units ?? Figure.absent, row.verdict(beside: "municipal", source),
          row.verdict(beside: "regional", source), row.verdict(beside: "similar", source),
        ])
      })
  }

  // MARK: Change

  var dynamics: Document.Section {
    get throws {
      let trends = source.counted(
        try TrendRow.all(
          source.db, where: "school = \(school.school) and year = \(year) and cut = 'all'"
        ).filter { $0.verdict != nil })
      var blocks: [Document.Block] = []
      if trends.isEmpty {
        blocks.append(
          .text(
            "Вывода о динамике нет: у показателей меньше двух лет, мало данных, или один из годов скрыт."
          ))
      } else {
        let counts = Dictionary(grouping: trends) { $0.verdict ?? "" }.mapValues(\.count)
        let list = TrendWords.verdicts.compactMap { verdict in
          counts[verdict].map { "\(words.change(verdict)) — \($0)" }
        }.joined(separator: ", ")
        blocks.append(
          .text(
            "За год, а где известен сдвиг региона — за его вычетом: \(list). По остальным показателям вывода нет. В таблице — те, что изменились."
          ))
        let moved = trends.filter(\.isMoved)
        if !moved.isEmpty { blocks.append(.table(table(moved))) }
        blocks.append(.note(TrendWords.minimum(try PracticalMinimum(source.db), .ru)))
      }
      if let chart = try Document.historyChart(source, school: school.school) {
        blocks.append(.chart(chart))
      }
      return Document.Section(title: "Динамика", blocks: blocks)
    }
  }

  private func table(_ trends: [TrendRow]) -> Document.Table {
    let sorted = trends.sorted {
      source.names.order($0.indicator) < source.names.order($1.indicator)
    }
    return Document.Table(
      caption: "Изменение за год",
      columns: [
        Document.Column(title: "Показатель", percent: 34),
        Document.Column(title: "Изменение", percent: 12, isNumber: true),
        Document.Column(title: "Сдвиг региона", percent: 12, isNumber: true),
        Document.Column(title: "За вычетом сдвига", percent: 12, isNumber: true),
        Document.Column(title: "95 % интервал", percent: 15, isNumber: true),
        Document.Column(title: "Вывод", percent: 15),
      ],
      rows: sorted.map { row in
        let cells = TrendCells(row, .ru)
        return .cells([
          source.name(row.indicator, cut: row.cut, unit: row.unit), cells.change.value,
          cells.drift, cells.adjusted.value,
          cells.adjusted.interval ?? cells.change.interval ?? Figure.absent,
          "\(cells.shape)\u{00A0}\(cells.word)",
        ])
      })
  }

  // MARK: Doubt

  /// What may tell that marks or results are not what they seem; signs, not charges.
  var objectivity: Document.Section {
    let signs = rows.filter { $0.own.indicator.hasPrefix("qa.") }
    let doubtful = rows.count { row in
      row.byAnalogue.values.contains { $0.codes.contains("marks_doubtful") }
    }
    guard !signs.isEmpty || doubtful > 0 else {
      return Document.Section(
        title: "Объективность",
        blocks: [.text("Показателей объективности у школы за \(span) нет.")])
    }
    var blocks: [Document.Block] = [
      .text(
        "Показатели ниже говорят, где отметки и результаты расходятся с внешними. Расхождение — повод проверить, а не доказательство."
      )
    ]
    if doubtful > 0 {
      blocks.append(
        .text("Сомнение в отметках затрагивает показателей: \(figure.integer(doubtful))."))
    }
    let compared = signs.filter { $0.isComparable(beside: Self.analogues) }
    if compared.isEmpty {
      blocks.append(.text("Сопоставить их не с чем: мало учеников или школ."))
    } else {
      blocks.append(.table(table(compared, caption: "Показатели объективности")))
    }
    return Document.Section(title: "Объективность", blocks: blocks)
  }

  // MARK: Conclusions

  /// Sentences made of the tables above; beside similar schools where there are any, else beside the region.
  var conclusions: Document.Section {
    get throws {
      let beside = ["similar", "regional", "municipal"].first {
        VerdictCount(rows, beside: $0).isVerdict
      }
      guard let beside else {
        return Document.Section(
          title: "Выводы",
          blocks: [.text("Ни один показатель не сопоставим: выводов сделать нельзя.")])
      }
      let count = VerdictCount(rows, beside: beside)
      let family = try FamilyCount.all(
        source.db,
        where: "school = \(school.school) and year = \(year) and analogue = \(beside)"
      ).first?.sentence(words)
      var blocks: [Document.Block] = [
        .text("\(words.beside(beside)): \(count.words).")
      ]
      if let family { blocks.append(.text("Вместе с разрезами. \(family)")) }
      for (verdict, opening) in [("above", "Лучше"), ("below", "Хуже")] {
        let items = rows.compactMap { $0.conclusion(verdict, beside: beside, source) }
        guard !items.isEmpty else { continue }
        blocks.append(.text("\(opening), чем \(Self.whom(beside)):"))
        blocks.append(.list(items))
      }
      return Document.Section(title: "Выводы", blocks: blocks)
    }
  }

  fileprivate static func whom(_ analogue: String) -> String {
    switch analogue {
    case "similar": "у похожих школ"
    case "regional": "в регионе"
    default: "в муниципалитете"
    }
  }
}

extension ComparedIndicator {
  /// «Успевают: 75,0 % против 50,0 % в регионе, разность +25,0 (+7,2…+39,3).»; nil for another verdict.
  fileprivate func conclusion(
    _ verdict: String, beside analogue: String, _ source: DocumentSource
  ) -> String? {
    guard !isOfContext, let row = byAnalogue[analogue], row.verdict == verdict,
      let value = row.value,
      let other = row.analogueValue, let difference = row.difference
    else { return nil }
    var text =
      source.name(row.indicator, cut: row.cut)
      + ": \(source.value(value, unit: row.unit)) против \(source.value(other, unit: row.unit))"
      + " \(AnalyticalNote.whom(analogue)), разность \(source.difference(difference, unit: row.unit))"
    if let low = row.differenceLow, let high = row.differenceHigh {
      let ends = [low, high].map { source.difference($0, unit: row.unit) }
      text += " (95\u{00A0}% интервал \(ends.joined(separator: "…")))"
    }
    return text
      + (row.isDiscoveryOfSchool == true
        ? "; остаётся с поправкой на число проверок." : "; могло выйти случайно.")
  }
}
