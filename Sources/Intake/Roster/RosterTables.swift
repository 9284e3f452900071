import Schools

/// A row of a record table that a roster makes.
struct RosterRow: Hashable, Sendable {
  /// The row of its record in its file.
  let number: Int
  /// In the order of the table's columns in ``RosterTables/columns``.
  let cells: [String]
}

/// The record tables that a roster makes, of one school and year.
struct RosterTables {
  /// Each table with the columns that OneRoster has values for, and the file whose rows it has.
  static let columns: [(table: RecordTable, file: RosterFile, columns: [String])] = [
    (
      .period, .academicSessions,
      ["period_code", "period_kind", "starts_on", "ends_on"]
    ),
    (.`class`, .classes, ["class_code", "grade"]),
    (.student, .users, ["student_key"]),
    (.enrolment, .enrollments, ["student_key", "class_code", "entered_on", "left_on"]),
    (
      .periodMark, .results,
      ["student_key", "subject_code", "period_code", "mark_kind", "mark", "mark_code"]
    ),
  ]

  private(set) var rows: [String: [RosterRow]] = [:]
  /// Of each file: how many of its live records no table has a place for, and why.
  private(set) var leftOut: [String: [RosterReason: Int]] = [:]
  private(set) var problems: [Problem] = []

  init(_ state: RosterState, school: String, year: Int, path: (RosterFile) -> String) {
    let scope = RosterScope(state, school: school, year: year)
    rows["period"] = periods(scope, path)
    rows["class"] = classes(scope, path)
    rows["student"] = students(scope)
    rows["enrolment"] = enrolments(scope)
    rows["period_mark"] = marks(scope, path)
  }

  private mutating func leave(_ file: RosterFile, _ reason: RosterReason) {
    leftOut[file.name, default: [:]][reason, default: 0] += 1
  }

  private mutating func note(
    _ code: String, _ file: String, _ row: Int, _ column: String, of table: String,
    _ arguments: [String: String] = [:]
  ) {
    problems.append(
      Problem(code, at: .init(file: file, row: row, column: column), arguments, table: table))
  }

  // MARK: Tables

  private mutating func periods(
    _ scope: RosterScope, _ path: (RosterFile) -> String
  ) -> [RosterRow] {
    let counts = Dictionary(grouping: scope.sessions.values) { $0["type"].lowercased() }
      .mapValues(\.count)
    var rows: [RosterRow] = []
    for session in scope.state.records(.academicSessions) {
      guard scope.sessions[session.id] != nil else {
        leave(.academicSessions, .otherYear)
        continue
      }
      let type = session["type"].lowercased()
      let kind =
        type == "schoolyear"
        ? "year" : [1: "year", 2: "half", 3: "trimester", 4: "quarter"][counts[type] ?? 0]
      guard let kind else {
        note(
          "intake.oneroster_sessions", path(.academicSessions), session.row, "type", of: "period")
        continue
      }
      rows.append(
        RosterRow(
          number: session.row,
          cells: [
            session.id, kind, session["startDate"], RosterScope.dayBefore(session["endDate"]),
          ]))
    }
    return rows
  }

  private mutating func classes(
    _ scope: RosterScope, _ path: (RosterFile) -> String
  ) -> [RosterRow] {
    var rows: [RosterRow] = []
    for record in scope.state.records(.classes) {
      guard scope.classes[record.id] != nil else {
        let isOther = scope.school != nil && record["schoolSourcedId"] != scope.school?.id
        leave(.classes, isOther ? .otherSchool : .otherYear)
        continue
      }
      guard RosterScope.isHomeroom(record) else { continue }
      rows.append(
        RosterRow(
          number: record.row, cells: [RosterScope.code(of: record), Self.grade(record, scope)]))
    }
    if rows.isEmpty, !scope.classes.isEmpty {
      note("intake.oneroster_no_homeroom", path(.classes), 1, "classType", of: "class")
    }
    return rows
  }

  /// The grade of a class: its own, its course's, or the number with which its name begins.
  private static func grade(_ record: RosterRecord, _ scope: RosterScope) -> String {
    let course = scope.state.record(.courses, record["courseSourcedId"])
    let grade =
      [record, course].compactMap(\.self).flatMap { $0.list("grades") }.first
      ?? String(RosterScope.code(of: record).prefix(while: \.isNumber))
    return String(grade.drop { $0 == "0" })
  }

  private mutating func students(_ scope: RosterScope) -> [RosterRow] {
    var pupils: Set<String> = []
    func isHere(_ orgs: [String]) -> Bool {
      scope.school.map { orgs.contains($0.id) } ?? true
    }
    for role in scope.state.records(.roles)
    where role["role"].lowercased() == "student" && isHere([role["orgSourcedId"]]) {
      pupils.insert(role["userSourcedId"])
    }
    for enrolment in scope.state.records(.enrollments)
    where enrolment["role"].lowercased() == "student"
      && scope.classes[enrolment["classSourcedId"]] != nil
    {
      pupils.insert(enrolment["userSourcedId"])
    }
    var rows: [RosterRow] = []
    for user in scope.state.records(.users) {
      let role = user["role"].lowercased()
      if pupils.contains(user.id) || role == "student" && isHere(user.list("orgSourcedIds")) {
        rows.append(RosterRow(number: user.row, cells: [user.id]))
      } else {
        leave(.users, role == "student" ? .otherSchool : .notPupil)
      }
    }
    return rows
  }

  private mutating func enrolments(_ scope: RosterScope) -> [RosterRow] {
    var rows: [RosterRow] = []
    for record in scope.state.records(.enrollments) {
      guard let room = scope.classes[record["classSourcedId"]] else {
        if scope.state.contains(record["classSourcedId"], in: RosterFile.classes.name) {
          leave(.enrollments, .otherSchool)
        }
        continue
      }
      guard record["role"].lowercased() == "student" else {
        leave(.enrollments, .notPupil)
        continue
      }
      guard RosterScope.isHomeroom(room),
        scope.state.contains(record["userSourcedId"], in: RosterFile.users.name)
      else { continue }
      let start = record["beginDate"].isEmpty ? scope.start(of: room) : record["beginDate"]
      // That a class ends with its year is no leaving.
      let isYearEnd = scope.end.map { record["endDate"] >= $0 } ?? false
      rows.append(
        RosterRow(
          number: record.row,
          cells: [
            record["userSourcedId"], RosterScope.code(of: room), start,
            isYearEnd ? "" : record["endDate"],
          ]))
    }
    return rows
  }

  private mutating func marks(
    _ scope: RosterScope, _ path: (RosterFile) -> String
  ) -> [RosterRow] {
    let state = scope.state
    let scales = RosterScales(state)
    var rows: [RosterRow] = []
    var told: Set<String> = []
    for result in state.records(.results) {
      guard let item = state.record(.lineItems, result["lineItemSourcedId"]),
        let kind = RosterMarks.kind(of: item, in: state),
        state.contains(result["studentSourcedId"], in: RosterFile.users.name)
      else { continue }
      guard let lesson = scope.classes[item["classSourcedId"]],
        let session = scope.sessions[RosterMarks.period(of: item)]
      else {
        leave(.results, .otherSchool)
        continue
      }
      guard let subject = scope.subject(of: lesson) else {
        if told.insert(lesson.id).inserted {
          note(
            "intake.oneroster_subject", path(.classes), lesson.row, "courseSourcedId",
            of: "period_mark")
        }
        continue
      }
      let scale = scales.scale(of: result, item)
      let limit = item["resultValueMax"]
      if scale.isEmpty, !limit.isEmpty, !["5", "5.0", "5.00"].contains(limit) {
        if told.insert(item.id).inserted {
          note(
            "intake.oneroster_scale", path(.lineItems), item.row, "resultValueMax",
            of: "period_mark")
        }
        continue
      }
      let isYear = session["type"].lowercased() == "schoolyear"
      let place = [
        result["studentSourcedId"], subject, session.id,
        kind == "period" && isYear ? "year" : kind,
      ]
      switch RosterMarks.value(of: result, scale: scale) {
      case .mark(let mark): rows.append(RosterRow(number: result.row, cells: place + [mark, ""]))
      case .code(let code): rows.append(RosterRow(number: result.row, cells: place + ["", code]))
      case .none: leave(.results, .notJudged)
      }
    }
    return rows
  }
}

/// Why records of a roster are in no table.
enum RosterReason: String, Hashable, Sendable, CaseIterable {
  case otherSchool, otherYear, notPupil, notJudged

  var words: Words {
    switch self {
    case .otherSchool: Words(ru: "другой школы или года", en: "of another school or year")
    case .otherYear: Words(ru: "другого года", en: "of another year")
    case .notPupil:
      Words(
        ru: "не об обучающихся: о работниках OneRoster не говорит того, что нужно записям",
        en: "not about pupils: of staff OneRoster does not say what records need")
    case .notJudged: Words(ru: "ещё без оценки", en: "not judged yet")
    }
  }
}

/// The scales of a OneRoster 1.2 gradebook, by what they are of.
struct RosterScales {
  private var scales: [String: [String: String]] = [:]
  private var ofItems: [String: String] = [:]
  private var ofResults: [String: String] = [:]

  init(_ state: RosterState) {
    for scale in state.records(.scoreScales) {
      scales[scale.id] = RosterMarks.scale(scale["scoreScaleValue"])
    }
    for link in state.records(.lineItemScoreScales) {
      ofItems[link["lineItemSourcedId"]] = link["scoreScaleSourcedId"]
    }
    for link in state.records(.resultScoreScales) {
      ofResults[link["resultSourcedId"]] = link["scoreScaleSourcedId"]
    }
  }

  /// The scale of a result: its own, else its line item's; empty when there is none.
  func scale(of result: RosterRecord, _ item: RosterRecord) -> [String: String] {
    (ofResults[result.id] ?? ofItems[item.id]).flatMap { scales[$0] } ?? [:]
  }
}
