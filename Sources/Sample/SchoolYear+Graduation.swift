import Schools

extension SchoolYear {
  /// Decides where graduates go; the strongest of grade 9 fill nine tenths of the school's own grade 10.
  mutating func chooseDestinations() {
    var dice = dice(.destinations)
    let lost = (0.06 - 0.06 * plan.quality).clamped(to: 0.004...0.25)
    let seats =
      plan.type.hasUpperGrades ? plan.pupils(inGrade: 10, year: year + 1) * 9 / 10 : 0
    let staying = pupils.indices
      .filter {
        pupils[$0].grade == 9 && (pupils[$0].graduation.map { $0.status != .notIssued } ?? false)
      }
      .map { (index: $0, wish: pupils[$0].ability + 0.8 * dice.normal()) }
      .sorted { $0.wish > $1.wish }
      .prefix(seats)
      .map(\.index)
    let stays = Set(staying)
    for index in pupils.indices {
      guard var graduation = pupils[index].graduation else { continue }
      graduation.destination =
        if graduation.status == .notIssued {
          dice.pick([(.none, 0.4), (.work, 0.2), (.other, 0.4)])
        } else if pupils[index].grade == 9 {
          stays.contains(index)
            ? .hereGrade10
            : dice.pick([
              (.vocational, 0.82), (.elsewhereGrade10, plan.type.hasUpperGrades ? 0.1 : 0.5),
              (.work, 0.4 * lost), (.none, 0.4 * lost), (.other, 0.2 * lost),
            ])
        } else {
          dice.pick([
            (.university, (0.55 + 0.2 * pupils[index].ability).clamped(to: 0.05...0.95)),
            (.vocational, 0.22), (.work, 0.08), (.army, 0.06), (.none, 0.015), (.other, 0.01),
          ])
        }
      pupils[index].graduation = graduation
      let last = pupils[index].stays.count - 1
      pupils[index].stays[last].leftOn = calendar.dayAfter(6, 25)
      pupils[index].stays[last].exitReason =
        graduation.status == .notIssued ? "other" : "graduate"
    }
  }

  /// Rows of graduation, and where graduates went, counted.
  func addGraduation() {
    add(.graduation) { table in
      for pupil in pupils {
        guard let graduation = pupil.graduation else { continue }
        let kind = graduation.isHonours ? "honours" : "usual"
        table.append(
          .text(pupil.key), .integer(pupil.grade), .flag(graduation.isAdmitted),
          .text(graduation.status.rawValue),
          .text(orEmpty: graduation.status == .notIssued ? nil : kind),
          pupil.grade == 11 ? .integer(graduation.medal) : nil)
      }
    }
    add(.graduateDestination) { table in
      for grade in [9, 11] where grade <= plan.type.topGrade {
        let graduates = pupils.filter { $0.grade == grade && $0.graduation != nil }
        for destination in Pupil.Graduation.Destination.allCases {
          if grade == 11, destination == .hereGrade10 || destination == .elsewhereGrade10 {
            continue
          }
          let count = graduates.count { $0.graduation?.destination == destination }
          table.append(
            .integer(grade), .text(destination.rawValue), .day(calendar.dayAfter(10, 1)),
            .integer(count))
        }
      }
    }
  }
}
