import Schools

extension SchoolYear {
  private typealias Survey = (survey: String, item: String, audience: String, invited: Int)

  /// Answers of families, pupils and staff to questionnaires, and scores of experts.
  func addVoices() {
    var dice = Dice(plan.seed, UInt64(plan.index), UInt64(year), 0x766F_69)
    let day = calendar.day(4, 20)
    let roll = roll(day)
    let surveys: [Survey] = [
      ("satisfaction", "overall", "parents", roll * 9 / 10),
      ("openness", "overall", "parents", roll * 9 / 10),
      ("satisfaction", "overall", "students", self.roll(day, grades: 5...11)),
      ("satisfaction", "climate", "students", self.roll(day, grades: 5...11)),
      ("satisfaction", "overall", "staff", 8 + plan.type.size / 15),
    ]
    // Drawn apart: a survey that is added later leaves the answers of the others as they were.
    var apart = Dice(plan.seed, UInt64(plan.index), UInt64(year), 0x7570_62)
    add(.surveyResult) { table in
      addAnswers(("upbringing", "overall", "parents", roll * 9 / 10), on: day, to: &table, &apart)
      for survey in surveys { addAnswers(survey, on: day, to: &table, &dice) }
    }
    add(.expertScore) { table in
      for item in ["plan_quality", "upbringing_plan", "site"] {
        let truth = 6.5 + 0.8 * plan.general + 0.6 * dice.normal()
        for rater in 1...(dice.chance(0.3) ? 3 : 2) {
          let score = Int(truth + 0.7 * dice.normal() + 0.5).clamped(to: 0...10)
          table.append(
            .text(item), .integer(rater), .day(calendar.day(3, 30)), .integer(score), 10)
        }
      }
    }
  }

  private func addAnswers(
    _ survey: Survey, on day: Day, to table: inout CSVTable, _ dice: inout Dice
  ) {
    let answered = dice.count(of: survey.invited, share: 0.45 + 0.2 * dice.uniform())
    let mood = 0.35 * plan.general + 0.2 * dice.normal()
    let weights = (1...5).map { answer in
      max(0.01, [0.04, 0.08, 0.2, 0.4, 0.28][answer - 1] * (1 + mood * Double(answer - 3) / 2))
    }
    let answers = dice.split(answered, by: weights)
    table.append(
      .text(survey.survey), .text(survey.item), .text(survey.audience), .day(day),
      .integer(survey.invited), .integer(answered), .integer(answers[0]), .integer(answers[1]),
      .integer(answers[2]), .integer(answers[3]), .integer(answers[4]))
  }
}
