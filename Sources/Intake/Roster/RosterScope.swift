import Schools

/// Which records of a roster are of one school and one academic year.
struct RosterScope {
  let state: RosterState
  let year: Int
  /// The school's own record; nil when the roster has no schools.
  let school: RosterRecord?
  /// The sessions of the year, by their identifiers.
  let sessions: [String: RosterRecord]
  /// The classes of the school in the year.
  let classes: [String: RosterRecord]

  init(_ state: RosterState, school code: String, year: Int) {
    self.state = state
    self.year = year
    let school = Self.school(code, in: state)
    let sessions = state.records(.academicSessions).filter { $0["schoolYear"] == "\(year)" }
    let ids = Set(sessions.map(\.id))
    self.school = school
    self.sessions = Dictionary(uniqueKeysWithValues: sessions.map { ($0.id, $0) })
    let classes = state.records(.classes).filter { record in
      (school == nil || record["schoolSourcedId"] == school?.id)
        && record.list("termSourcedIds").contains(where: ids.contains)
    }
    self.classes = Dictionary(uniqueKeysWithValues: classes.map { ($0.id, $0) })
  }

  /// The school that `code` names, or the only one.
  static func school(_ code: String?, in state: RosterState) -> RosterRecord? {
    let schools = schools(in: state)
    if let code, let named = schools.first(where: { $0["identifier"] == code || $0.id == code }) {
      return named
    }
    return schools.count == 1 ? schools.first : nil
  }

  static func schools(in state: RosterState) -> [RosterRecord] {
    state.records(.orgs).filter { $0["type"].lowercased() == "school" }
  }

  /// Whether a class is one that pupils belong to, not a course they attend.
  static func isHomeroom(_ record: RosterRecord) -> Bool {
    record["classType"].lowercased() == "homeroom"
  }

  /// What a class is called.
  static func code(of record: RosterRecord) -> String {
    record["classCode"].isEmpty ? record["title"] : record["classCode"]
  }

  // MARK: Dates

  /// The first day of the sessions of a class; empty when there is none.
  func start(of record: RosterRecord) -> String {
    record.list("termSourcedIds").compactMap { sessions[$0]?["startDate"] }.min() ?? ""
  }

  /// The day after the last of the year; nil when no session says it.
  var end: String? {
    let years = sessions.values.filter { $0["type"].lowercased() == "schoolyear" }
    return (years.isEmpty ? Array(sessions.values) : years).map { $0["endDate"] }.max()
  }

  /// The day before `date`, as OneRoster ends a session the day after its last; `date` when it is none.
  static func dayBefore(_ date: String) -> String {
    var date = date
    let days = date.withUTF8 { CalendarDate.daysSince1970(UnsafeRawBufferPointer($0)) }
    return days.map { SerialDate.date(daysSince1970: Int($0) - 1) } ?? date
  }

  // MARK: Subjects

  /// The code of the subject of a class: of its own subjects, or its course's; nil when none is said.
  ///
  /// A code or a name that is known goes before the first code that is not: the register may have that.
  func subject(of record: RosterRecord) -> String? {
    let course = state.record(.courses, record["courseSourcedId"])
    let places = [record, course].compactMap(\.self)
    let codes = places.flatMap { $0.list("subjectCodes") + [$0["courseCode"]] }
      .filter { !$0.isEmpty }
    let names = places.flatMap { $0.list("subjects") } + [course?["title"] ?? ""]
    for text in codes + names {
      if let code = Self.subjects[ColumnNames.folded(text)] { return code }
    }
    return codes.first
  }

  private static let subjects: [String: String] = Dictionary(
    Subject.all.flatMap { subject in
      [subject.code, subject.name].map { (ColumnNames.folded($0), subject.code) }
    }, uniquingKeysWith: { first, _ in first })
}
