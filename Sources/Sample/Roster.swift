/// A school's pupils from year to year: cohorts move up, some leave, some come.
///
/// Keys stay a pupil's own as long as the pupil stays in the school; one who moves to another school
/// gets a new key there, as keys are made by schools.
struct Roster {
  private let plan: SchoolPlan
  private let key: PseudonymKey
  private var nextNumber = 0
  /// Those who go on next year, already in their next grade.
  private var continuing: [(pupil: Pupil, repeats: Bool)] = []

  init(_ plan: SchoolPlan) {
    self.plan = plan
    key = PseudonymKey(seed: plan.seed, school: plan.index)
  }

  /// The pupils of `year` with their stays in classes of `layout`, ordered by grade.
  mutating func open(_ calendar: SchoolCalendar, layout: ClassLayout, isFirst: Bool) -> [Pupil] {
    var dice = Dice(plan.seed, UInt64(plan.index), UInt64(calendar.year), 0x726F_6C6C)
    var pupils: [Pupil] = []
    for grade in 1...plan.type.topGrade {
      let target = plan.pupils(inGrade: grade, year: calendar.year)
      let carried = continuing.filter { $0.pupil.grade == grade }.prefix(target)
      var members = carried.map { carry in
        var pupil = carry.pupil
        pupil.stays = [
          stay(from: calendar.start, reason: "promotion", repeats: carry.repeats)
        ]
        return pupil
      }
      while members.count < target {
        let isNew = grade == 1
        let wasHere = isFirst && !isNew && !dice.chance(0.04)
        let entryYear =
          wasHere ? calendar.year - grade - (dice.chance(0.01) ? 1 : 0) : calendar.year - 1
        var pupil = newcomer(grade: grade, entryYear: entryYear, &dice)
        let repeats = wasHere && entryYear < calendar.year - grade
        pupil.stays = [
          stay(
            from: calendar.start, reason: wasHere ? "promotion" : isNew ? "new" : "transfer_in",
            repeats: repeats)
        ]
        members.append(pupil)
      }
      move(&members, grade: grade, calendar: calendar, &dice)
      place(&members, in: layout.classes(ofGrade: grade), calendar: calendar, &dice)
      pupils += members
    }
    return pupils
  }

  /// Ends the year: who goes on is remembered for the next.
  mutating func close(_ pupils: [Pupil], _ calendar: SchoolCalendar) {
    var dice = Dice(plan.seed, UInt64(plan.index), UInt64(calendar.year), 0x636C_6F73)
    continuing = []
    for var pupil in pupils where pupil.isOnRoll(calendar.end) && pupil.grade < 11 {
      // Drawn for every pupil, so that one pupil's end does not shift another's.
      let leavesInSummer = dice.chance(0.02)
      let fails = dice.chance(0.25)
      if pupil.grade == 9 {
        guard let graduation = pupil.graduation, graduation.destination == .hereGrade10 else {
          continue
        }
      } else if leavesInSummer {
        continue
      }
      let repeats = pupil.standing == .failing && fails && pupil.grade < 9
      pupil.grade += repeats ? 0 : 1
      pupil.standing = .unattested
      pupil.graduation = nil
      continuing.append((pupil, repeats))
    }
  }

  private mutating func newcomer(grade: Int, entryYear: Int, _ dice: inout Dice) -> Pupil {
    nextNumber += 1
    // Those who stay after grade 9 are the stronger ones.
    let ability = grade >= 10 ? 0.35 + 0.85 * dice.normal() : dice.normal()
    return Pupil(
      number: nextNumber, key: key(.pupil, nextNumber), isGirl: dice.chance(0.5),
      ability: ability, entryYear: entryYear, grade: grade)
  }

  private func stay(from day: Day, reason: String, repeats: Bool = false) -> Pupil.Stay {
    Pupil.Stay(classIndex: 0, enteredOn: day, entryReason: reason, isRepeatYear: repeats)
  }

  /// Lets a few leave and a few come while the year runs.
  private mutating func move(
    _ members: inout [Pupil], grade: Int, calendar: SchoolCalendar, _ dice: inout Dice
  ) {
    if plan.isTiny && grade >= 10 { return }
    let first = calendar.day(10, 14)
    let last = calendar.day(4, 20)
    let count = members.count
    for index in members.indices {
      let leaves = dice.chance(0.016)
      let on = dice.day(from: first, through: last)
      let reason = dice.pick([
        ("transfer_out", 0.9), (grade >= 8 ? "dropout" : "transfer_out", 0.06), ("other", 0.04),
      ])
      if leaves {
        members[index].stays[0].leftOn = on
        members[index].stays[0].exitReason = reason
      }
    }
    for _ in 0..<dice.successes(of: count, chance: 0.016) {
      var pupil = newcomer(grade: grade, entryYear: calendar.year - 1, &dice)
      pupil.stays = [stay(from: dice.day(from: first, through: last), reason: "transfer_in")]
      members.append(pupil)
    }
  }

  /// Spreads pupils over the classes of their grade; a few change the class in winter.
  private func place(
    _ members: inout [Pupil], in classes: Range<Int>, calendar: SchoolCalendar, _ dice: inout Dice
  ) {
    for index in members.indices {
      // By number, so that a pupil keeps the letter as long as the grade keeps its classes.
      let own = classes.lowerBound + members[index].number % classes.count
      members[index].stays[0].classIndex = own
      guard dice.chance(0.005), classes.count > 1 else { continue }
      let day = calendar.day(1, 15)
      guard members[index].isOnRoll(day), members[index].stays[0].enteredOn < day,
        members[index].stays[0].leftOn == nil
      else { continue }
      members[index].stays[0].leftOn = day
      members[index].stays[0].exitReason = "promotion"
      var second = stay(
        from: day, reason: "promotion", repeats: members[index].stays[0].isRepeatYear)
      second.classIndex = own + 1 < classes.upperBound ? own + 1 : classes.lowerBound
      members[index].stays.append(second)
    }
  }
}
