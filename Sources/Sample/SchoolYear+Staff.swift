import Schools

extension SchoolYear {
  /// The staff with what they teach, learn and do.
  func addStaff() {
    let staff = StaffMember.staff(of: plan, year: year, firstYear: firstYear)
    addMembers(staff)
    addSubjects(staff)
    addTraining(staff)
    addActivity(staff)
    addPractice(staff)
  }

  /// The first of `staff` by `order`, so many that they are `share` of the counted: teaching staff, without
  /// those whose main job is elsewhere unless `withExternal`.
  private func chosen(
    _ staff: [StaffMember], share: Double, by order: [Double], withExternal: Bool = false
  ) -> Set<Int> {
    let counted = staff.indices
      .filter { withExternal ? staff[$0].isPedagogical : staff[$0].isCounted }
      .sorted { order[$0] < order[$1] }
    return Set(counted.prefix(Int(Double(counted.count) * share + 0.5)))
  }

  private func addMembers(_ staff: [StaffMember]) {
    let level = level(.category)
    let standings = staff.map(\.standing)
    let certified = chosen(
      staff, share: (0.52 + 0.14 * level).clamped(to: 0.04...0.97), by: standings)
    let highest = chosen(
      staff, share: (0.27 + 0.085 * level).clamped(to: 0.02...0.6), by: standings)
    add(.staff) { table in
      for (index, member) in staff.enumerated() {
        let category =
          highest.contains(index)
          ? "highest"
          : certified.contains(index)
            ? "first"
            : !member.isPedagogical
              ? "none"
              : member.standing > 0.97 ? "methodist" : member.experience > 2 ? "sootv" : "none"
        let fte =
          switch member.employment {
          case "external": 5
          case "internal": 12
          default: member.position == .teacher && member.standing > 0.7 ? 13 : 10
          }
        table.append(
          .text(member.key), .text(member.position.rawValue), .flag(member.isTeacher),
          .flag(member.isPedagogical), .flag(member.isManagement), .text(member.employment),
          .tenths(fte), .text(category),
          .day(orEmpty: category == "none" || category == "sootv" ? nil : member.categoryOn),
          .text(member.hasHigherEducation ? "higher" : "vocational"),
          .flag(member.standing < 0.93), .text(member.experienceBand), .text(member.ageBand))
      }
    }
  }

  private func addSubjects(_ staff: [StaffMember]) {
    let share = (0.80 + 0.07 * level(.staffing)).clamped(to: 0.3...1)
    var dice = dice(.staff)
    add(.staffSubject) { table in
      for member in staff where member.isTeacher {
        let hours = member.position == .deputy ? 60 : member.employment == "external" ? 80 : 180
        table.append(
          .text(member.key), .text(member.subject), .tenths(hours + 10 * dice.integer(in: 0...4)),
          .flag(member.standing < share))
        if dice.chance(0.25), member.subject != "tech" {
          table.append(
            .text(member.key), "tech", .tenths(10 * dice.integer(in: 2...5)),
            .flag(dice.chance(share)))
        }
      }
    }
  }

  /// Courses of the three years before 31 May; a few are too short to count.
  private func addTraining(_ staff: [StaffMember]) {
    var dice = dice(.training)
    let share = (0.68 + 0.10 * level(.training)).clamped(to: 0.12...0.99)
    let order = staff.map { 0.5 * $0.standing + dice.uniform() }
    let trained = chosen(staff, share: share, by: order, withExternal: true)
    let first = Day(year - 3, 6, 2)
    add(.staffPd) { table in
      for (index, member) in staff.enumerated() {
        let courses = trained.contains(index) ? (dice.chance(0.3) ? 2 : 1) : 0
        for course in 0..<courses {
          let isRetraining = dice.chance(0.05)
          table.append(
            .text(member.key), .day(dice.day(from: first, through: calendar.end)),
            .text("course-\(dice.integer(in: 1...40))-\(course)"),
            .integer(isRetraining ? 256 : dice.pick([16, 24, 36, 36, 72])),
            .text(isRetraining ? "retraining" : "course"),
            .text(dice.pick(["fgos", "assessment", "ict", "inclusion"])), .flag(dice.chance(0.6)))
        }
        if courses == 0 && dice.chance(0.15) {
          table.append(
            .text(member.key), .day(dice.day(from: first, through: calendar.end)), "seminar", 8,
            "course", "ict", false)
        }
      }
    }
  }

  private func addActivity(_ staff: [StaffMember]) {
    var dice = dice(.activity)
    let share = (0.20 + 0.05 * level(.training)).clamped(to: 0.03...0.6)
    let kinds: [(String, Double, [String])] = [
      ("rmo_talk", share, ["municipal"]), ("rmo_member", share * 2, ["municipal"]),
      ("prof_contest", share * 0.6, ["school", "municipal", "municipal", "regional"]),
      ("ege_expert", 0.04, ["regional"]), ("jury", 0.12, ["municipal", "school"]),
      ("attestation_commission", 0.02, ["regional"]),
    ]
    add(.staffActivity) { table in
      for member in staff where member.isPedagogical {
        for (kind, share, levels) in kinds {
          let takesPart = dice.chance(share)
          let day = dice.day(from: calendar.day(10, 1), through: calendar.day(5, 15))
          let level = dice.pick(levels)
          let result = dice.pick([("participant", 0.6), ("prize", 0.28), ("winner", 0.12)])
          guard takesPart else { continue }
          table.append(
            .text(member.key), .text(kind), .day(day), .text(level),
            kind == "prof_contest" ? .text(result) : nil)
        }
      }
    }
  }

  /// One or two visits or self-analyses of most teachers.
  private func addPractice(_ staff: [StaffMember]) {
    var dice = dice(.practice)
    let modern = (0.60 + 0.08 * level(.training)).clamped(to: 0.1...0.97)
    let score = 680 + 50 * level(.category)
    add(.staffPractice) { table in
      for member in staff where member.isTeacher && dice.chance(0.85) {
        for visit in 0..<(dice.chance(0.5) ? 2 : 1) {
          let isVisit = dice.chance(0.7)
          let rubric = Int(score + 90 * dice.normal()).clamped(to: 0...1000)
          table.append(
            .text(member.key), .day(visit == 0 ? calendar.day(11, 12) : calendar.day(3, 18)),
            .flag(dice.chance(modern)), .flag(dice.chance(modern + 0.1)),
            isVisit ? .tenths(rubric) : nil, .text(isVisit ? "visit" : "self"))
        }
      }
    }
  }

  /// Weekly hours of each grade and subject: planned, taught, and taught by a qualified teacher.
  func addCurriculum() {
    var dice = dice(.curriculum)
    let share = (0.80 + 0.07 * level(.staffing)).clamped(to: 0.3...1)
    // Some subjects are harder to find a teacher for.
    let shortage: [String: Double] = ["eng": 1.3, "phy": 1.5, "mat": 1.1, "alg": 1.1, "geom": 1.1]
    add(.curriculumLoad) { table in
      for grade in 1...plan.type.topGrade {
        let classes = layout.classes(ofGrade: grade).count
        for subject in SchoolYear.subjects(ofGrade: grade) + ["pe"] {
          if grade == 1 && subject == "eng" { continue }
          let plan = 10 * classes * (subject == "rus" || subject == "mat" ? 5 : 3)
          let lacking = ((1 - share) * (shortage[subject] ?? 0.85)).clamped(to: 0...0.9)
          let taught = plan - 5 * dice.count(of: plan / 5, share: lacking * 0.15)
          let qualified = min(taught, plan - 5 * dice.count(of: plan / 5, share: lacking))
          table.append(
            .integer(grade), .text(subject), .day(calendar.start), .tenths(plan),
            .tenths(taught), .tenths(qualified))
        }
      }
    }
  }
}
