import Postgres
import Schools

extension Document {
  /// A school of one academic year as everybody may see it: nothing that is hidden from anybody, everything rounded.
  static func publicReport(
    _ source: DocumentSource, _ school: SchoolFacts, year asked: Int?
  ) throws -> Document {
    let all = try years(source.db, in: "comparison")
    let own = try years(source.db, in: "comparison", where: "school = \(school.school)")
    let year = try source.year(asked, among: all, own: own)
    let span = "\(DocumentSource.figure.year(year)) учебный год"
    let rows = try ComparedIndicator.all(source, school: school.school, year: year)
    var sections = [
      Section(
        title: "О докладе",
        blocks: [
          .text(
            "Доклад рассказывает, как школа работала в \(DocumentSource.figure.year(year)) учебном году, теми показателями, которые открыты для всех (п. 4.20 и 5.1 Положения). Рядом с каждым — то же о муниципалитете и регионе без самой школы, посчитанное тем же способом."
          ),
          .text(
            "Места в рейтинге здесь нет: порядок школ по одному числу ничего не говорит о том, чему и кого они учат."
          ),
        ]),
      publicIndicators(rows, source, span: span),
    ]
    if let chart = try historyChart(source, school: school.school) {
      sections.append(Section(title: "По годам", blocks: [.chart(chart)]))
    }
    sections.append(Section(title: "Как читать", blocks: publicNotes))
    sections.append(Section(title: "Подпись", blocks: [.signature(["Директор"])]))
    return try Document(
      .publicReport,
      subtitle: [
        school.name, "\(school.municipalityName), \(school.regionName)", "за \(span)",
      ], sections: sections, source: source,
      fileName: "public-report-\(filePart(school.school))-\(year)")
  }

  private static func publicIndicators(
    _ all: [ComparedIndicator], _ source: DocumentSource, span: String
  ) -> Section {
    let title = "Показатели школы"
    let rows = all.filter { $0.own.value != nil }
    guard !rows.isEmpty else {
      return Section(title: title, blocks: [.text("За \(span) открытых данных о школе нет.")])
    }
    let words = DocumentSource.words
    // Where the region has too few schools for a verdict, the municipality may have one.
    let beside =
      ["regional", "municipal"].first { VerdictCount(rows, beside: $0).isVerdict } ?? "regional"
    let count = VerdictCount(rows, beside: beside)
    var lines: [Row] = []
    var criterion: Int?
    for row in rows {
      if row.criterion != criterion {
        lines.append(.heading(words.criterion(row.criterion)))
        criterion = row.criterion
      }
      lines.append(
        .cells([
          row.name, row.value(source), row.value(of: "municipal", source),
          row.value(of: "regional", source), row.word(beside: beside),
        ]))
    }
    return Section(
      title: title,
      blocks: [
        .text("\(words.beside(beside)): \(count.words)."),
        .table(
          Table(
            caption: "Показатели школы за \(span)",
            columns: [
              Column(title: "Показатель", percent: 41),
              Column(title: "Школа", percent: 11, isNumber: true),
              Column(title: "Муниципалитет", percent: 16, isNumber: true),
              Column(title: "Регион", percent: 11, isNumber: true),
              Column(title: words.beside(beside), percent: 21),
            ], rows: lines)),
        .note(
          "Не показано показателей: \(DocumentSource.figure.integer(all.count - rows.count)) — учеников слишком мало, чтобы показать значение без риска раскрытия, или данных нет."
        ),
      ])
  }

  private static var publicNotes: [Block] {
    [
      "▲ лучше, чем в остальных школах региона или муниципалитета; ● так же, как в них: разница не больше той, что бывает случайно; ▼ хуже; △ больше и ▽ меньше — у показателей без лучшего края, например у условий, в которых школа работает; ◇ сравнивать нельзя, например учеников слишком мало.",
      "Доли округлены до целых процентов, прочие числа — до десятых, отметки — до сотых; поэтому разности и суммы могут не сходиться.",
      "Прочерк — данных о других школах нет, или они не открыты.",
    ].map { .text($0) }
  }
}

extension ComparedIndicator {
  /// «▲ выше», without a figure.
  fileprivate func word(beside analogue: String) -> String {
    guard let verdict = byAnalogue[analogue]?.verdict else { return Figure.absent }
    return word(verdict)
  }
}
