import Postgres
import Schools

/// Whose deadlines are asked for.
struct PlanFilter {
  let school: String?
  let municipality: String?

  static let everybody = PlanFilter()

  /// Which rows of `report_v1.plan` are meant.
  var condition: SQL {
    """
    (\(school)::text is null or school = \(school))
        and (\(municipality)::text is null or municipality = \(municipality))
    """
  }

  private init() { (school, municipality) = (nil, nil) }

  /// - Throws: ``ReportError`` of a school or a municipality that the scope does not hold.
  init(_ request: PageRequest, _ db: Database) throws {
    (school, municipality) = (request.text("school"), request.text("municipality"))
    try ReportQuery(
      .plan,
      where: ["school": school, "municipality": municipality].compactMapValues(\.self)
    ).check(db)
  }
}

/// A deadline with how many of the schools that it asks have answered.
struct PlanDeadline: Decodable {
  /// Tells it from others, whenever the plan is loaded anew: hexadecimal.
  let key: String
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
  /// From today; negative when it is over.
  let daysLeft: Int
  let total: Int
  let done: Int
  let doneLate: Int
  let late: Int
  /// Schools to be reminded today before it is over.
  let soon: Int
  /// Codes of the schools that are late, a line each.
  let lateList: String

  var answered: Int { done + doneLate }

  var lateSchools: [String] { lateList.split(separator: "\n").map(String.init) }

  /// By day.
  static func all(
    _ filter: PlanFilter, _ language: Language, _ db: Database
  ) throws -> [PlanDeadline] {
    try db.all(
      """
      select
          left(encode(sha256(convert_to(concat_ws(
              chr(10), municipality, coalesce(item_school, ''), year, code, due_on
          ), 'UTF8')), 'hex'), 32) as key,
          coalesce((
              select min(school.municipality_\(raw: language.rawValue)) from report_v1.school
              where school.municipality = plan.municipality
          ), municipality) as place, code, year, object,
          array_to_string(record_tables || indicators, ', ') as asked,
          periodicity, form, responsible, due_on::text as due, note,
          due_on < current_date as is_over, (due_on - current_date)::bigint as days_left,
          count(*) as total,
          count(*) filter (where state = 'done') as done,
          count(*) filter (where state = 'done_late') as done_late,
          count(*) filter (where state = 'late') as late,
          count(*) filter (where state = 'ahead' and is_to_remind) as soon,
          coalesce(string_agg(
              case when state = 'late' then school end, chr(10) order by school collate "C"
          ), '') as late_list
      from report_v1.plan
      where
      """ + " " + filter.condition + """

        group by item, item_school, municipality, code, year, object, record_tables, indicators,
            periodicity, form, responsible, due_on, note
        order by due_on, municipality collate "C", code collate "C", item
        """, as: PlanDeadline.self)
  }

  /// Code, municipality and what was noted.
  var origin: String { [code, place, note].compactMap(\.self).joined(separator: " · ") }

  /// «раз в год, периодический»
  func how(_ words: Wording) -> String {
    "\(words.periodicity(periodicity)), \(words.monitoringForm(form))"
  }

  /// «38 из 40; с опозданием 2; не сдали 1»
  func fulfilled(_ words: Wording) -> String {
    let isRussian = words.language == .ru
    var parts = [isRussian ? "\(answered) из \(total)" : "\(answered) of \(total)"]
    if doneLate > 0 { parts.append(isRussian ? "с опозданием \(doneLate)" : "\(doneLate) late") }
    if late > 0 { parts.append(isRussian ? "не сдали \(late)" : "\(late) not yet") }
    return parts.joined(separator: "; ")
  }
}
