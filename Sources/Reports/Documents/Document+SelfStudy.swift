import Postgres
import Schools

extension Document {
  /// The table of order 1324 with what answers each line, or why nothing does.
  static func selfStudy(
    _ source: DocumentSource, _ school: SchoolFacts, year asked: Int?
  ) throws -> Document {
    let years = try years(source.db, in: "comparison")
    let year = try source.year(
      asked, among: Array(Set(years + years.map { $0 - 1 })).sorted(by: >),
      own: try wholeYears(source.db, school: school.school))
    let delivered = try DeliveredTable.all(source.db, school: school.school)
    let answers = try SelfStudyAnswers(
      source, school: school.school, year: year, delivered: delivered)
    let lines = SelfStudyLine.all.map { ($0, answers.cells(of: $0)) }
    remark(delivered, source, year: year)
    return try Document(
      .selfStudy,
      subtitle: [
        school.name, "\(school.municipalityName), \(school.regionName)",
        "за \(year) календарный год, по состоянию на 31.12.\(year)",
      ],
      sections: [
        Section(title: "О чём отчёт", blocks: opening(lines.map(\.1), year: year)),
        Section(
          title: "Показатели деятельности",
          blocks: [.table(table(lines))] + notes(lines.map(\.1), source)),
        Section(
          title: "Подписи",
          blocks: [.signature(["Руководитель организации", "Отчёт составил"])]),
      ], source: source, fileName: "self-study-\(filePart(school.school))-\(year)")
  }

  /// The calendar years of which both school years have come, the newest first.
  private static func wholeYears(_ db: Database, school: String) throws -> [Int] {
    struct Row: Decodable { let year: Int }
    return try db.all(
      """
      select calendar_year as year from report_v1.value_of_calendar_year
      where school = \(school)
      group by calendar_year having count(distinct academic_year) > 1
      order by year desc
      """, as: Row.self
    ).map(\.year)
  }

  private static func opening(_ cells: [SelfStudyAnswers.Cells], year: Int) -> [Block] {
    let figure = DocumentSource.figure
    let hidden = cells.count { $0.value == Figure.hidden || $0.count == Figure.hidden }
    let absent = cells.count { $0.value == Figure.absent }
    let told = cells.count { !$0.origin.isEmpty } - hidden - absent
    return [
      .text(
        "Таблица составлена по приложению 2 к приказу Минобрнауки России от 10.12.2013 № 1324 «Показатели деятельности общеобразовательной организации, подлежащей самообследованию»."
      ),
      .text(
        "Самообследование проводится за календарный год, школа же учится по учебным годам. То, что измеряется на 20 сентября, взято на 20.09.\(year), то есть из \(figure.year(year + 1)) учебного года; то, что известно за учебный год или на его конец, — из \(figure.year(year)). У каждой строки сказано, на чём она стоит."
      ),
      .text(
        "В таблице ниже строк со значением — \(told), скрытых — \(hidden), без данных — \(absent); почему данных нет, сказано в строке."
      ),
    ]
  }

  private static func table(_ lines: [(SelfStudyLine, SelfStudyAnswers.Cells)]) -> Table {
    Table(
      caption: "Показатели деятельности организации, подлежащей самообследованию",
      columns: [
        Column(title: "№ п/п", percent: 7), Column(title: "Показатель", percent: 38),
        Column(title: "Единица", percent: 9),
        Column(title: "Число", percent: 7, isNumber: true),
        Column(title: "Значение", percent: 9, isNumber: true),
        Column(title: "На какую дату", percent: 13), Column(title: "Откуда", percent: 17),
      ],
      rows: lines.flatMap { line, cells in
        let part = SelfStudyLine.parts[line.number].map { [Row.heading($0)] } ?? []
        return part + [
          .cells([
            line.number, line.name, line.unit.rawValue, cells.count, cells.value, cells.day,
            cells.origin,
          ])
        ]
      })
  }

  private static func notes(
    _ cells: [SelfStudyAnswers.Cells], _ source: DocumentSource
  ) -> [Block] {
    var notes = [
      "«Откуда»: код показателя, если строку считает показатель каталога, иначе таблицы записей школы, из которых она посчитана.",
      "Педагогические работники — без внешних совместителей. Победители и призёры — разные учащиеся, по олимпиадам, конкурсам и конференциям; доля — от средней численности на 20 сентября и 31 мая.",
    ]
    if source.scope == .public {
      notes.append("Числа округлены до 5, доли — до целых процентов; суммы могут не сходиться.")
    }
    if cells.contains(where: { $0.value == Figure.hidden || $0.count == Figure.hidden }) {
      notes.append(DocumentSource.words("hiddenNote"))
    }
    return notes.map { .note($0) }
  }

  /// Which bundles the lines counted from records rest on, and whether they are newer than the publication.
  private static func remark(
    _ delivered: [DeliveredTable], _ source: DocumentSource, year: Int
  ) {
    let used = delivered.filter { [year, year + 1].contains($0.year) }
    guard !used.isEmpty else { return }
    let bundles = Set(used.compactMap(\.bundle)).sorted().map { "№\u{00A0}\($0)" }
    source.remark("Пакеты, из записей которых посчитаны строки", bundles.joined(separator: ", "))
    if used.contains(where: \.isOutdated) {
      source.remark(
        "Оговорка",
        "После публикации пришли новые данные школы: строки по записям их уже учитывают.")
    }
  }
}
