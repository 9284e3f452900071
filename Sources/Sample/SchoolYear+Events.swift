import Schools

extension SchoolYear {
  /// The all-Russian olympiad by stages, and contests, conferences and sport; several events a pupil.
  func addEvents() {
    add(.eventParticipation) { table in
      addOlympiad(to: &table)
      addContests(to: &table)
    }
  }

  /// The stages of the olympiad: the school's for grades 5–11 (from 4 in two subjects), the municipal one for
  /// grades 7–11, the regional one for grades 9–11. Every later participant took part in the stages before.
  private func addOlympiad(to table: inout CSVTable) {
    var dice = dice(.olympiads)
    let subjects = ["rus", "mat", "phy", "bio", "his", "soc", "lit", "eng", "inf", "geo"]
    let eligible = pupils.filter {
      $0.grade >= 4 && $0.isOnRoll(calendar.census) && $0.isOnRoll(calendar.day(2, 1))
    }
    let wishes = eligible.map { $0.ability + 0.7 * dice.normal() }
    let upper = eligible.indices.filter { eligible[$0].grade >= 7 }
      .sorted { wishes[$0] > wishes[$1] }
    let share = (0.17 + 0.06 * level(.olympiad)).clamped(to: 0.015...0.6)
    let municipal = Set(
      upper.prefix(dice.count(of: roll(calendar.census, grades: 7...11), share: share)))
    let success = (0.30 + 0.04 * level(.olympiad)).clamped(to: 0.1...0.5)

    for index in eligible.indices {
      let pupil = eligible[index]
      let isMunicipal = municipal.contains(index)
      guard isMunicipal || dice.chance(0.28) else { continue }
      let own = pupil.grade == 4 ? ["rus", "mat"] : subjects
      for subject in dice.shuffled(own).prefix(dice.chance(0.3) ? 2 : 1) {
        let school = isMunicipal ? dice.pick(["prize", "winner"]) : Self.result(0.15, &dice)
        append(pupil, subject, "school", school, calendar.day(10, 10), to: &table)
        guard isMunicipal else { continue }
        let result = Self.result(success, &dice)
        append(pupil, subject, "municipal", result, calendar.day(12, 3), to: &table)
        guard pupil.grade >= 9, result != "participant", dice.chance(0.4) else { continue }
        append(
          pupil, subject, "regional", Self.result(success * 0.8, &dice), calendar.day(1, 25),
          to: &table)
      }
    }
  }

  private func append(
    _ pupil: Pupil, _ subject: String, _ level: String, _ result: String, _ day: Day,
    to table: inout CSVTable
  ) {
    table.append(
      .text(pupil.key), .text("vsosh-\(subject)"), "vsosh", .text(level), .text(subject),
      .text(result), .day(day), true)
  }

  private static func result(_ success: Double, _ dice: inout Dice) -> String {
    guard dice.chance(success) else { return "participant" }
    return dice.chance(0.3) ? "winner" : "prize"
  }

  private func addContests(to table: inout CSVTable) {
    let events: [(code: String, kind: String, subject: String?)] = [
      ("readers", "contest", "lit"), ("drawing", "contest", "art"), ("songs", "contest", "music"),
      ("first-steps", "conference", nil), ("young-scientist", "conference", "general"),
      ("kangaroo-like", "olympiad", "mat"), ("bear-cub-like", "olympiad", "rus"),
      ("relay", "sport", "pe"), ("ski-track", "sport", "pe"), ("football", "sport", "pe"),
      ("robotics", "contest", "inf"), ("eco-marathon", "contest", "bio"),
    ]
    var dice = dice(.events)
    let share = (0.34 + 0.12 * plan.quality).clamped(to: 0.08...0.85)
    for pupil in pupils where pupil.isOnRoll(calendar.census) && pupil.isOnRoll(calendar.end) {
      guard dice.chance(share) else { continue }
      for event in dice.shuffled(Array(events.indices)).prefix(
        dice.pick([(1, 0.6), (2, 0.3), (3, 0.1)]))
      {
        let level = dice.pick([
          ("school", 0.5), ("municipal", 0.34), ("regional", 0.12), ("federal", 0.035),
          ("international", 0.005),
        ])
        table.append(
          .text(pupil.key), .text(events[event].code), .text(events[event].kind), .text(level),
          .text(orEmpty: events[event].subject), .text(Self.result(0.35, &dice)),
          .day(dice.day(from: calendar.day(10, 1), through: calendar.day(5, 10))),
          .flag(dice.chance(0.4)))
      }
    }
  }
}
