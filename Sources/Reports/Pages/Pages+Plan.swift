package import Postgres
import Schools

extension Pages {
  /// The plan of monitoring: deadlines by month with what is done, and who is late.
  package func plan(_ request: PageRequest, _ db: Database) throws -> String {
    try request.allow("year", "school", "municipality")
    let (school, municipality) = (request.text("school"), request.text("municipality"))
    try ReportQuery(
      .plan,
      where: ["school": school, "municipality": municipality].compactMapValues(\.self)
    ).check(db)
    let deadlines = try PlanDeadline.all(school, municipality, request.language, db)
    let years = Set(deadlines.map(\.year)).sorted(by: >)
    let year = try request.number("year") ?? years.first
    let late = try LateSchool.all(school, municipality, year, db)
    let filters = [
      ("year", year.map { String($0) }), ("school", school), ("municipality", municipality),
    ].compactMap { name, value in value.map { (name, $0) } }
    let page = PlanPage(
      deadlines.filter { $0.year == year },
      late: late,
      names: try SchoolName.all(db, request.language).mapValues(\.name), years: years, year: year,
      request)
    return try render(
      "plan", title: Wording(request.language)("planTitle"), page,
      tables: [
        "late": [
          DataLink(
            .plan, filters: filters + [("state", "late")],
            more: late.count > LateSchool.limit ? "moreLate" : nil, for: request)
        ],
        "plan": [DataLink(.plan, filters: filters, more: "moreSchools", for: request)],
      ], for: request, db)
  }
}

/// A deadline with how many of the schools that it asks have answered.
struct PlanDeadline: Decodable {
  /// The municipality's name.
  let place: String
  let code: String
  let year: Int
  let object: String
  let asked: String
  let periodicity: String
  let form: String
  let responsible: String
  let due: String
  let note: String?
  let isOver: Bool
  let total: Int
  let done: Int
  let doneLate: Int
  let late: Int

  static func all(
    _ school: String?, _ municipality: String?, _ language: Language, _ db: Database
  ) throws -> [PlanDeadline] {
    try db.all(
      """
      select coalesce((
              select min(school.municipality_\(raw: language.rawValue)) from report_v1.school
              where school.municipality = plan.municipality
          ), municipality) as place, code, year, object,
          array_to_string(record_tables || indicators, ', ') as asked,
          periodicity, form, responsible, due_on::text as due, note,
          due_on < current_date as is_over, count(*) as total,
          count(*) filter (where state = 'done') as done,
          count(*) filter (where state = 'done_late') as done_late,
          count(*) filter (where state = 'late') as late
      from report_v1.plan
      where (\(school)::text is null or school = \(school))
          and (\(municipality)::text is null or municipality = \(municipality))
      group by item, municipality, code, year, object, record_tables, indicators, periodicity,
          form, responsible, due_on, note
      order by due_on, municipality collate "C", code collate "C", item
      """, as: PlanDeadline.self)
  }
}

/// A school that has not answered by a deadline.
struct LateSchool: Decodable {
  static let limit = 500

  let school: String
  let object: String
  let due: String
  let daysLate: Int
  let missing: String

  /// The longest late first; one more than is shown.
  static func all(
    _ school: String?, _ municipality: String?, _ year: Int?, _ db: Database
  ) throws -> [LateSchool] {
    try db.all(
      """
      select school, object, due_on::text as due, days_late::bigint as days_late,
          array_to_string(missing, ', ') as missing
      from report_v1.plan
      where state = 'late' and year = \(year)
          and (\(school)::text is null or school = \(school))
          and (\(municipality)::text is null or municipality = \(municipality))
      order by due_on, school collate "C", item
      limit \(limit + 1)
      """, as: LateSchool.self)
  }
}

struct PlanPage {
  struct Row {
    let due: String
    let object: String
    /// Code, municipality and what was noted.
    let note: String
    let asked: String
    let how: String
    let responsible: String
    let fulfilled: String
    let isLate: Bool
  }

  struct Month {
    let title: String
    let rows: [Row]
  }

  struct Late {
    let school: String
    let href: String
    let object: String
    let due: String
    let days: String
    let missing: String
  }

  /// Tables by their titles where people read Russian, indicators by their codes.
  static func titles(_ list: String, _ language: Language) -> String {
    guard language == .ru else { return list }
    return list.split(separator: ", ").map { RecordTable.shortTitle(of: String($0)) }
      .joined(separator: ", ")
  }

  let sentence: String
  let years: [Choice]
  let months: [Month]
  let hasMonths: Bool
  let late: [Late]
  let hasLate: Bool
  let lateNote: String?

  init(
    _ deadlines: [PlanDeadline], late found: [LateSchool], names: [String: String], years: [Int],
    year: Int?, _ request: PageRequest
  ) {
    let language = request.language
    let (words, figure) = (Wording(language), Figure(language))
    self.years = years.map {
      Choice(
        text: figure.year($0), href: request.link(changing: ["year": String($0)]),
        isCurrent: $0 == year)
    }
    var months: [Month] = []
    for deadline in deadlines {
      let (title, row) = (words.month(deadline.due), Row(deadline, words, figure))
      if let last = months.last, last.title == title {
        months[months.count - 1] = Month(title: title, rows: last.rows + [row])
      } else {
        months.append(Month(title: title, rows: [row]))
      }
    }
    self.months = months
    hasMonths = !months.isEmpty
    late = found.prefix(LateSchool.limit).map { line in
      Late(
        school: [names[line.school], line.school].compactMap(\.self).joined(separator: ", "),
        href: request.link("/schools/\(PageRequest.part(line.school))"), object: line.object,
        due: figure.date(line.due), days: figure.integer(line.daysLate),
        missing: Self.titles(line.missing, language))
    }
    hasLate = !late.isEmpty
    lateNote =
      found.count > LateSchool.limit
      ? language == .ru
        ? "Показаны первые \(late.count); все — в данных."
        : "The first \(late.count); all are in the data."
      : nil
    let over = deadlines.filter(\.isOver).count
    let schools = Set(found.map(\.school)).count
    let counts = Words(
      ru: "Сроков: \(deadlines.count); прошло \(over), впереди \(deadlines.count - over).",
      en: "Deadlines: \(deadlines.count); \(over) are over, \(deadlines.count - over) ahead.")
    let isMore = lateNote != nil
    let lateWords =
      schools == 0
      ? Words(ru: "Никто не опаздывает.", en: "Nobody is late.")
      : Words(
        ru: "Опаздывает школ: \(schools)\(isMore ? " и более" : "").",
        en: "Schools that are late: \(schools)\(isMore ? " or more" : "").")
    sentence = "\(counts[language]) \(lateWords[language])"
  }
}

extension PlanPage.Row {
  fileprivate init(_ deadline: PlanDeadline, _ words: Wording, _ figure: Figure) {
    due = figure.date(deadline.due)
    object = deadline.object
    note = [deadline.code, deadline.place, deadline.note].compactMap(\.self)
      .joined(separator: " · ")
    asked = PlanPage.titles(deadline.asked, words.language)
    how = "\(words.periodicity(deadline.periodicity)), \(words.monitoringForm(deadline.form))"
    responsible = deadline.responsible
    let answered = deadline.done + deadline.doneLate
    var parts = [
      words.language == .ru
        ? "\(answered) из \(deadline.total)" : "\(answered) of \(deadline.total)"
    ]
    if deadline.doneLate > 0 {
      parts.append(
        words.language == .ru
          ? "с опозданием \(deadline.doneLate)" : "\(deadline.doneLate) late")
    }
    if deadline.late > 0 {
      parts.append(
        words.language == .ru ? "не сдали \(deadline.late)" : "\(deadline.late) not yet")
    }
    fulfilled = parts.joined(separator: "; ")
    isLate = deadline.late > 0
  }
}
