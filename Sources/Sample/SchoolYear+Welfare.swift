import Schools

extension SchoolYear {
  /// Pupils on registers, and the social passport: totals only.
  func addWelfare() {
    addRegisters()
    addSocialPassport()
  }

  private func addRegisters() {
    var dice = dice(.welfare)
    let day = calendar.day(5, 25)
    let count = roll(day)
    let share = (0.012 - 0.005 * plan.context).clamped(to: 0.001...0.05)
    add(.welfareAggregate) { table in
      let police = dice.successes(of: count, chance: share)
      let commission = dice.successes(of: count, chance: share * 0.6)
      let both = dice.count(of: min(police, commission), share: 0.6)
      let school = dice.successes(of: count, chance: share * 1.6)
      let offences = dice.count(of: police, share: 0.7)
      let others = dice.count(of: commission - both, share: 0.5)
      for (register, students, offences) in [
        ("opdn", police, Optional(offences)), ("kdn", commission, others), ("vshk", school, nil),
        ("any_distinct", police + commission - both, offences + others),
      ] {
        table.append(
          .text(register), .day(day), .integer(students), .integer(orEmpty: offences))
      }
    }
  }

  private func addSocialPassport() {
    var dice = Dice(plan.seed, UInt64(plan.index), UInt64(year), 0x7061_7373)
    let day = calendar.census
    let count = roll(day)
    let context = plan.context
    let movedIn = pupils.count {
      $0.stays[0].entryReason == "transfer_in" && $0.isOnRoll(day)
    }
    add(.socialPassport) { table in
      let parents = dice.split(
        count,
        by: [
          (0.34 + 0.13 * context).clamped(to: 0.04...0.75),
          (0.22 + 0.03 * context).clamped(to: 0.05...0.35),
          (0.44 - 0.16 * context).clamped(to: 0.05...0.9),
        ])
      func part(_ share: Double, _ slope: Double) -> CSVTable.Cell {
        .integer(dice.count(of: count, share: (share + slope * context).clamped(to: 0...0.9)))
      }
      let single = part(0.21, -0.04)
      let lowIncome = part(0.22, -0.075)
      let large = part(0.14, -0.02)
      let unemployed = part(0.06, -0.025)
      let guardianship = part(0.02, -0.006)
      let limited = part(0.05, -0.01)
      let disabled = part(0.015, 0)
      let nonRussian = part(0.06, -0.01)
      let foreign = part(0.015, 0)
      table.append(
        .day(day), .integer(count), .integer(parents[0]), .integer(parents[1]), single, lowIncome,
        large, unemployed, guardianship, limited, disabled, nonRussian, foreign,
        .integer(movedIn))
    }
  }
}
