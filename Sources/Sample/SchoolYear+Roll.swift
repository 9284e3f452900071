import Schools

extension SchoolYear {
  /// The school itself, its periods and classes, its pupils and their enrolment.
  func addRoll() {
    addSchoolYear()
    add(.period) { table in
      for period in calendar.periods {
        table.append(.text(period.code), .text(period.kind), .day(period.starts), .day(period.ends))
      }
    }
    addClasses()
    add(.student) { table in
      for pupil in pupils {
        table.append(
          .text(pupil.key), .integer(pupil.entryYear), .text(pupil.isGirl ? "f" : "m"))
      }
      for key in pastGraduates { table.append(.text(key), nil, nil) }
    }
    add(.enrolment) { table in
      for pupil in pupils {
        for stay in pupil.stays {
          table.append(
            .text(pupil.key), .text(layout.all[stay.classIndex].code), .day(stay.enteredOn),
            .day(orEmpty: stay.leftOn), .text(stay.entryReason), .text(orEmpty: stay.exitReason),
            .flag(stay.isRepeatYear))
        }
      }
    }
  }

  private func addSchoolYear() {
    var dice = dice(.roll)
    let isLate = dice.chance(0.06)
    let hasSelfGovernment = dice.chance(0.8)
    let isSmall = plan.type.settlement == .village && plan.type.size < 100
    let shifts = plan.type.size > 600 ? 2 : 1
    add(.schoolYear) { table in
      table.append(
        .text(plan.type.kind.rawValue), .text(plan.type.settlement.rawValue),
        .flag(isSmall), .integer(shifts), nil, true, true,
        .day(calendar.dayAfter(isLate ? 8 : 4, isLate ? 20 : 15)), .flag(hasSelfGovernment))
    }
  }

  private func addClasses() {
    add(.class) { table in
      for one in layout.all {
        let isUpper = one.grade >= 10
        let profiles = ["технологический", "гуманитарный", "естественно-научный", "универсальный"]
        let mode =
          switch plan.type.kind {
          case .gymnasium, .lyceum, .advanced:
            isUpper ? "profile" : one.grade >= 7 ? "advanced" : "usual"
          case .secondary, .basic: isUpper && plan.type.size > 250 ? "profile" : "usual"
          }
        let isAdapted = one.letter == "В" && one.grade <= 4 && plan.type.kind == .secondary
        table.append(
          .text(one.code), .integer(one.grade), .text(one.letter),
          .text(orEmpty: mode == "profile" ? profiles[(plan.index + one.grade) % 4] : nil),
          .text(isAdapted ? "adapted" : "general"), "full_time", .text(mode),
          .integer(one.capacity), .flag(one.grade == 1))
      }
    }
  }
}
