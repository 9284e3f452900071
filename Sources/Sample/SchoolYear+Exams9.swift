import Schools

extension SchoolYear {
  /// The oral interview and the exams after grade 9 of one pupil, and what they lead to.
  ///
  /// An exam failed in June is sat again in the reserve days and once more in September; an annulled or
  /// missed one again in the reserve days. Only the last valid result is final.
  func sitNinthGradeExams(_ pupil: Pupil, _ rows: inout [ExamRow]) -> Pupil.Graduation {
    var dice = examDice(pupil, .exams9)
    let failsOral = dice.chance(0.025)
    rows.append(
      ExamRow(
        key: pupil.key, kind: "oral9", subject: "rus", heldOn: calendar.day(2, 12), wave: "main",
        primary: failsOral ? 7 : dice.integer(in: 11...20), isPassed: !failsOral,
        isFinal: !failsOral))
    if failsOral {
      rows.append(
        ExamRow(
          key: pupil.key, kind: "oral9", subject: "rus", heldOn: calendar.day(3, 12),
          wave: "reserve", primary: 12, isPassed: true))
    }
    var graduation = Pupil.Graduation(
      isAdmitted: !(pupil.standing == .failing && dice.chance(0.6)), status: .issued,
      isHonours: false, medal: 0, destination: .other)
    guard graduation.isAdmitted else {
      graduation.status = .notIssued
      return graduation
    }
    let takesStateFinal = dice.chance(0.02)
    let exams =
      takesStateFinal
      ? ExamScale.mandatory : ExamScale.mandatory + Self.twoElectives(&dice)
    var marks: [Int] = []
    for exam in exams {
      let kind = takesStateFinal ? "gve9" : "oge"
      let isMandatory = exam.weight == 1
      let strength =
        0.75 * pupil.ability + 0.4 * level(.exams9) + (isMandatory ? 0 : 0.15)
        + (takesStateFinal ? 0.3 : 0)
      let result = sit(exam, kind: kind, strength: strength, by: pupil, &rows, &dice)
      marks.append(result.mark)
      if result.mark < 3 {
        graduation.status = .notIssued
      } else if result.isSeptember, graduation.status == .issued {
        graduation.status = .september
      }
    }
    graduation.isHonours =
      graduation.status == .issued && pupil.standing == .excellent
      && marks.allSatisfy { $0 >= 4 }
    return graduation
  }

  private func sit(
    _ exam: ExamScale, kind: String, strength: Double, by pupil: Pupil, _ rows: inout [ExamRow],
    _ dice: inout Dice
  ) -> (mark: Int, isSeptember: Bool) {
    var row = ExamRow(
      key: pupil.key, kind: kind, subject: exam.subject,
      heldOn: calendar.dayAfter(exam.month, exam.day), wave: "main")
    let reserve = calendar.dayAfter(6, exam.subject == "rus" ? 27 : exam.weight == 1 ? 28 : 30)
    if let lost = dice.pick([(nil, 0.994), ("absent", 0.004), ("annulled", 0.002)]) as String? {
      row.status = lost
      row.isFinal = false
      rows.append(row)
      row = ExamRow(
        key: pupil.key, kind: kind, subject: exam.subject, heldOn: reserve, wave: "reserve")
    }
    row.primary = exam.primary(strength + 0.55 * dice.normal())
    row.mark5 = exam.mark(row.primary!)
    guard row.mark5 == 2 else {
      rows.append(row)
      return (row.mark5!, false)
    }
    var attempts: [(Day, String)] = [
      (calendar.dayAfter(9, exam.subject == "rus" ? 5 : exam.weight == 1 ? 8 : 12), "september")
    ]
    if row.wave == "main" { attempts.insert((reserve, "reserve"), at: 0) }
    for (day, wave) in attempts {
      row.isFinal = false
      rows.append(row)
      row = ExamRow(key: pupil.key, kind: kind, subject: exam.subject, heldOn: day, wave: wave)
      row.primary = exam.primary(strength + 0.7 + 0.55 * dice.normal())
      row.mark5 = exam.mark(row.primary!)
      if row.mark5! > 2 { break }
    }
    rows.append(row)
    return (row.mark5!, row.wave == "september")
  }

  private static func twoElectives(_ dice: inout Dice) -> [ExamScale] {
    let first = dice.pick(ExamScale.electives.map { ($0, $0.weight) })
    let rest = ExamScale.electives.filter { $0.subject != first.subject }
    return [first, dice.pick(rest.map { ($0, $0.weight) })]
  }
}
