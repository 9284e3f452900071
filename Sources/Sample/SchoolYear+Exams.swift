import Schools

extension SchoolYear {
  /// One row of exam_result.
  struct ExamRow {
    let key: String
    let kind: String
    let subject: String
    let heldOn: Day
    var wave: String
    var primary: Int?
    var score100: Int?
    var mark5: Int?
    var isPassed: Bool?
    var status = "valid"
    var isFinal = true
    var isPastGraduate = false
  }

  /// All exams of the year, and with them who graduates.
  mutating func addExams() {
    var rows: [ExamRow] = []
    for index in pupils.indices where pupils[index].isOnRoll(calendar.end) {
      switch pupils[index].grade {
      case 9: pupils[index].graduation = sitNinthGradeExams(pupils[index], &rows)
      case 11: pupils[index].graduation = sitEleventhGradeExams(pupils[index], &rows)
      default: continue
      }
    }
    addPastGraduates(&rows)
    chooseDestinations()
    examRows = rows
    add(.examResult) { table in
      for row in rows {
        table.append(
          .text(row.key), .text(row.kind), .text(row.subject), .day(row.heldOn), .text(row.wave),
          .integer(orEmpty: row.primary), .integer(orEmpty: row.score100),
          .integer(orEmpty: row.mark5), .flag(orEmpty: row.isPassed), .text(row.status),
          .flag(row.isFinal), .flag(row.isPastGraduate))
      }
    }
    addGraduation()
  }

  /// A stream of the pupil's own: a changed result of one leaves the others as they were.
  func examDice(_ pupil: Pupil, _ topic: Topic) -> Dice {
    Dice(
      plan.seed, UInt64(plan.index), UInt64(year), topic.rawValue, UInt64(pupil.number), 0x6578)
  }

  /// A few people who left school before sit a state exam again: their results are no result of the school.
  private mutating func addPastGraduates(_ rows: inout [ExamRow]) {
    guard plan.type.hasUpperGrades && !plan.isTiny else { return }
    var dice = dice(.pastGraduates)
    let key = PseudonymKey(seed: plan.seed, school: plan.index)
    for place in 0..<dice.count(of: roll(calendar.end, grades: 11...11), share: 0.04) {
      // Numbers far above those of pupils.
      let person = key(.pupil, 1_000_000 + year * 1000 + place)
      pastGraduates.append(person)
      let score = Int(50 + 14 * dice.normal()).clamped(to: 5...98)
      rows.append(
        ExamRow(
          key: person, kind: "ege", subject: dice.pick(["bio", "che", "soc", "mat_prof"]),
          heldOn: calendar.dayAfter(6, 2), wave: "main", primary: score / 2, score100: score,
          isPastGraduate: true))
    }
  }
}
