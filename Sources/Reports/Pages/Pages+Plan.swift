package import Postgres
import Schools

extension Pages {
  /// The plan of monitoring: deadlines by month with what is done, and who is late.
  package func plan(_ request: PageRequest, _ db: Database) throws -> String {
    try request.allow("year", "school", "municipality")
    let filter = try PlanFilter(request, db)
    let deadlines = try PlanDeadline.all(filter, request.language, db)
    let years = Set(deadlines.map(\.year)).sorted(by: >)
    let year = try request.number("year") ?? years.first
    let late = try LateSchool.all(filter, year, db)
    let filters = [
      ("year", year.map { String($0) }), ("school", filter.school),
      ("municipality", filter.municipality),
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

/// A school that has not answered by a deadline.
struct LateSchool: Decodable {
  static let limit = 500

  let school: String
  let object: String
  let due: String
  let daysLate: Int
  let missing: String

  /// The longest late first; one more than is shown.
  static func all(_ filter: PlanFilter, _ year: Int?, _ db: Database) throws -> [LateSchool] {
    try db.all(
      """
      select school, object, due_on::text as due, days_late::bigint as days_late,
          array_to_string(missing, ', ') as missing
      from report_v1.plan
      where state = 'late' and year = \(year) and
      """ + " " + filter.condition + """

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
  /// The same as a calendar.
  let calendar: String

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
    calendar = request.link(
      "/plan.ics",
      [
        "year": year.map(String.init), "school": request.text("school"),
        "municipality": request.text("municipality"),
      ])
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
    note = deadline.origin
    asked = PlanPage.titles(deadline.asked, words.language)
    how = deadline.how(words)
    responsible = deadline.responsible
    fulfilled = deadline.fulfilled(words)
    isLate = deadline.late > 0
  }
}
