import Schools

extension SchoolYear {
  /// Checklists of safety and hygiene, and the table of ready-made indicators, which stays empty.
  func addChecks() {
    var dice = dice(.checks)
    let checklists: [(kind: String, requirements: Int, month: Int)] = [
      ("sanpin", 14, 10), ("ot", 6, 9), ("fire", 7, 9), ("antiterror", 6, 9), ("sanepid", 5, 2),
    ]
    let share = (0.88 + 0.05 * plan.quality).clamped(to: 0.5...0.995)
    add(.sanpinCheck) { table in
      for list in checklists {
        // A count is drawn and not each answer: a checklist is no sample.
        let met = dice.count(of: list.requirements, share: share)
        for (place, number) in dice.shuffled(Array(1...list.requirements)).enumerated() {
          let isApplicable = dice.chance(0.94)
          let isMet = isApplicable && place < met
          let isInspection = dice.chance(0.25)
          let isOrderOpen = isInspection && isApplicable && !isMet && dice.chance(0.4)
          table.append(
            .text(list.kind), .text("\(list.kind)-\(number)"), .day(calendar.day(list.month, 15)),
            .flag(isApplicable), .flag(isMet), .text(isInspection ? "inspection" : "self"),
            .flag(isOrderOpen))
        }
      }
    }
    // The sample's schools send rows, from which every indicator is computed: none is returned ready-made.
    add(.indicatorReturn) { _ in }
  }
}
