import Schools

extension SchoolYear {
  /// The essay and the state exams after grade 11 of one pupil, and what they lead to.
  func sitEleventhGradeExams(_ pupil: Pupil, _ rows: inout [ExamRow]) -> Pupil.Graduation {
    var dice = examDice(pupil, .exams11)
    addEssay(of: pupil, &rows, &dice)
    var graduation = Pupil.Graduation(
      isAdmitted: !(pupil.standing == .failing && dice.chance(0.3)), status: .issued,
      isHonours: false, medal: 0, destination: .other)
    guard graduation.isAdmitted else {
      graduation.status = .notIssued
      return graduation
    }
    if dice.chance(0.008) {
      for (subject, day) in [("rus", 30), ("mat", 27)] {
        rows.append(
          ExamRow(
            key: pupil.key, kind: "gve11", subject: subject, heldOn: calendar.dayAfter(5, day),
            wave: "main", primary: 12, mark5: dice.chance(0.6) ? 4 : 3))
      }
      return graduation
    }
    // Between pupils of one school the scores scatter by about twelve points.
    let strength = 62 + 9.5 * pupil.ability + 6 * level(.exams11)
    let russian = sit("rus", day: 30, mean: strength + 2, least: 24, by: pupil, &rows, &dice)
    let takesProfile = dice.chance((0.5 + 0.12 * pupil.ability).clamped(to: 0.05...0.95))
    var isPassed = russian >= 24
    if takesProfile {
      let score = sit(
        "mat_prof", day: 27, mean: strength - 1, least: 27, by: pupil, &rows, &dice)
      // Who fails the profile level sits the base level in the reserve days.
      if score < 27 {
        isPassed = sitBase(pupil, mean: strength, wave: "reserve", &rows, &dice) && isPassed
      }
    } else {
      isPassed = sitBase(pupil, mean: strength, wave: "main", &rows, &dice) && isPassed
    }
    addElectives(of: pupil, strength: strength, takesProfile: takesProfile, &rows, &dice)
    if !isPassed { graduation.status = .notIssued }
    graduation.isHonours =
      isPassed && pupil.standing == .excellent && russian >= 60
    graduation.medal = !graduation.isHonours ? 0 : russian >= 70 ? 1 : 2
    return graduation
  }

  private func addEssay(of pupil: Pupil, _ rows: inout [ExamRow], _ dice: inout Dice) {
    let fails = dice.chance(0.03)
    rows.append(
      ExamRow(
        key: pupil.key, kind: "essay11", subject: "rus", heldOn: calendar.day(12, 4),
        wave: "main", isPassed: !fails, isFinal: !fails))
    guard fails else { return }
    rows.append(
      ExamRow(
        key: pupil.key, kind: "essay11", subject: "rus", heldOn: calendar.day(2, 5),
        wave: "reserve", isPassed: true))
  }

  /// Sits an exam on the scale of 100; returns the final score.
  ///
  /// Below the least score (Russian only) and after an annulled or missed exam there is a reserve day; a few
  /// improve in July, and the last result counts even when it is worse.
  @discardableResult
  private func sit(
    _ subject: String, day: Int, mean: Double, least: Int?, by pupil: Pupil,
    _ rows: inout [ExamRow], _ dice: inout Dice
  ) -> Int {
    func attempt(_ on: Day, _ wave: String, bonus: Double) -> ExamRow {
      let score = Int(mean + bonus + 8 * dice.normal()).clamped(to: 3...100)
      return ExamRow(
        key: pupil.key, kind: "ege", subject: subject, heldOn: on, wave: wave,
        primary: score * 32 / 100, score100: score)
    }
    let reserve = calendar.dayAfter(6, subject == "rus" ? 20 : subject == "mat_prof" ? 18 : 23)
    let main = calendar.dayAfter(day > 20 ? 5 : 6, day)
    var row: ExamRow
    if let lost = dice.pick([(nil, 0.994), ("absent", 0.004), ("annulled", 0.002)]) as String? {
      rows.append(
        ExamRow(
          key: pupil.key, kind: "ege", subject: subject, heldOn: main, wave: "main", status: lost,
          isFinal: false))
      row = attempt(reserve, "reserve", bonus: 0)
    } else {
      row = attempt(main, "main", bonus: 0)
      if subject == "rus", let least, row.score100! < least {
        row.isFinal = false
        rows.append(row)
        row = attempt(reserve, "reserve", bonus: 6)
      }
    }
    if dice.chance(0.025) {
      row.isFinal = false
      rows.append(row)
      row = attempt(calendar.dayAfter(7, subject == "rus" ? 3 : 4), "july_retake", bonus: 2)
    }
    rows.append(row)
    return row.score100!
  }

  /// Sits the base level of mathematics, once more when it is failed; returns whether it was passed.
  private func sitBase(
    _ pupil: Pupil, mean: Double, wave: String, _ rows: inout [ExamRow], _ dice: inout Dice
  ) -> Bool {
    func attempt(_ on: Day, _ wave: String, bonus: Double) -> ExamRow {
      let primary = Int((mean + bonus) / 5 + 2 + 3.4 * dice.normal()).clamped(to: 0...21)
      return ExamRow(
        key: pupil.key, kind: "ege", subject: "mat_base", heldOn: on, wave: wave,
        primary: primary, mark5: primary < 7 ? 2 : primary < 12 ? 3 : primary < 17 ? 4 : 5)
    }
    let reserve = calendar.dayAfter(6, 19)
    var row = attempt(
      wave == "main" ? calendar.dayAfter(5, 28) : reserve, wave, bonus: 0)
    if row.mark5 == 2 {
      row.isFinal = false
      rows.append(row)
      row = attempt(
        calendar.dayAfter(wave == "main" ? 6 : 9, wave == "main" ? 19 : 8),
        wave == "main" ? "reserve" : "september", bonus: 25)
    }
    rows.append(row)
    return row.mark5! > 2
  }

  /// None to three exams of choice on days of their own.
  private func addElectives(
    of pupil: Pupil, strength: Double, takesProfile: Bool, _ rows: inout [ExamRow],
    _ dice: inout Dice
  ) {
    let subjects: [((String, Int), Double)] =
      takesProfile
      ? [(("phy", 2), 0.3), (("inf", 7), 0.4), (("soc", 6), 0.2), (("eng", 11), 0.1)]
      : [
        (("soc", 6), 0.4), (("bio", 5), 0.2), (("che", 22), 0.15), (("his", 4), 0.12),
        (("lit", 23), 0.06), (("geo", 3), 0.07),
      ]
    var left = subjects
    for _ in 0..<dice.pick([(0, 0.15), (1, 0.4), (2, 0.38), (3, 0.07)]) {
      let subject = dice.pick(left)
      left.removeAll { $0.0.0 == subject.0 }
      sit(subject.0, day: subject.1, mean: strength - 2, least: nil, by: pupil, &rows, &dice)
    }
  }
}
