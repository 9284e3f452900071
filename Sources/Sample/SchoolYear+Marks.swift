import Schools

extension SchoolYear {
  /// Year marks in six subjects of each grade from 2, marks for periods in two, final marks after grade 9.
  ///
  /// A pupil's year comes first (all «5», all «4» and «5», some «3», a failure) and subjects follow, so that
  /// the share of pupils on «4» and «5» does not depend on the number of subjects.
  mutating func addPeriodMarks() {
    var dice = dice(.marks)
    let level = level(.marks)
    var marked = pupils
    add(.periodMark) { table in
      for index in marked.indices where marked[index].grade > 1 {
        let pupil = marked[index]
        let strength =
          0.8 * pupil.ability + 0.55 * dice.normal() + 0.38 * level
          - (pupil.grade >= 5 ? 0.15 : -0.15)
        let standing: Pupil.Standing =
          strength > 1.55
          ? .excellent : strength > 0.05 ? .good : strength > -2.6 ? .middling : .failing
        let isAttested = pupil.isOnRoll(calendar.end)
        if isAttested { marked[index].standing = standing }
        let subjects = Self.subjects(ofGrade: pupil.grade)
        let marks = Self.marks(standing, strength: strength, count: subjects.count, &dice)
        if isAttested {
          let missed = dice.chance(0.003) ? dice.integer(in: 0...(subjects.count - 1)) : -1
          for (place, subject) in subjects.enumerated() {
            let isMissed = place == missed
            table.append(
              .text(pupil.key), .text(subject), "year", "year",
              isMissed ? nil : .integer(marks[place]), isMissed ? "na" : nil)
          }
          let isExempt = dice.chance(0.02)
          table.append(
            .text(pupil.key), "pe", "year", "year",
            isExempt ? nil : .integer(standing == .excellent || dice.chance(0.7) ? 5 : 4),
            isExempt ? "osv" : nil)
          if missed >= 0 { marked[index].standing = .failing }
        }
        addPeriods(of: pupil, subjects: subjects, marks: marks, to: &table, &dice)
        if pupil.grade == 9 && isAttested && marked[index].standing != .failing {
          table.append(.text(pupil.key), "mat", "year", "final", .integer(marks[1]), nil)
        }
      }
    }
    pupils = marked
  }

  /// Marks for quarters (for half-years in grades 10 and 11) in the first two subjects, for the periods at
  /// whose end and beginning the pupil was on roll.
  private func addPeriods(
    of pupil: Pupil, subjects: [String], marks: [Int], to table: inout CSVTable,
    _ dice: inout Dice
  ) {
    for period in pupil.grade >= 10 ? calendar.halves : calendar.quarters {
      let isThere = pupil.isOnRoll(period.starts) && pupil.isOnRoll(period.ends)
      for place in 0..<2 {
        let shift = dice.pick([(0, 0.76), (-1, 0.14), (1, 0.10)])
        guard isThere else { continue }
        table.append(
          .text(pupil.key), .text(subjects[place]), .text(period.code), "period",
          .integer((marks[place] + shift).clamped(to: 2...5)), nil)
      }
    }
  }

  private static func marks(
    _ standing: Pupil.Standing, strength: Double, count: Int, _ dice: inout Dice
  ) -> [Int] {
    switch standing {
    case .excellent:
      return [Int](repeating: 5, count: count)
    case .good:
      var marks = (0..<count).map { _ in dice.chance(0.2 + 0.4 * strength) ? 5 : 4 }
      if !marks.contains(4) { marks[dice.integer(in: 0...(count - 1))] = 4 }
      return marks
    case .middling, .unattested, .failing:
      var marks = (0..<count).map { _ in
        dice.chance(0.55 + 0.25 * strength) ? (dice.chance(0.1) ? 5 : 4) : 3
      }
      if !marks.contains(3) { marks[dice.integer(in: 0...(count - 1))] = 3 }
      if standing == .failing { marks[dice.integer(in: 0...(count - 1))] = 2 }
      return marks
    }
  }

  /// The subjects marked in a grade; the second is mathematics or its first part.
  static func subjects(ofGrade grade: Int) -> [String] {
    switch grade {
    case ...4: ["rus", "mat", "read", "world", "eng"]
    case 5...6: ["rus", "mat", "eng", "his", "bio"]
    case 7...9: ["rus", "alg", "geom", "his", "phy", "eng"]
    default: ["rus", "alg", "geom", "his", "phy", "soc"]
    }
  }
}
