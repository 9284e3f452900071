import Schools

extension SchoolYear {
  /// What pupils of each class do and get, and how their families take part, as of the end of the year.
  func addClassCounts() {
    let day = calendar.day(5, 25)
    let sizes = classSizes(day)
    addActivities(sizes, day)
    addParents(sizes, day)
  }

  private func addActivities(_ sizes: [Int], _ day: Day) {
    var dice = dice(.classCounts)
    let section = (0.37 + 0.10 * level(.sport)).clamped(to: 0.03...0.92)
    let extra = (0.72 + 0.06 * plan.general).clamped(to: 0.2...0.98)
    let free = (0.25 - 0.07 * plan.context).clamped(to: 0.03...0.6)
    let transport = plan.type.settlement == .village ? 0.35 : 0.02
    add(.classActivityCount) { table in
      for (index, one) in layout.all.enumerated() {
        let size = sizes[index]
        let inSection = dice.count(of: size, share: section)
        let anySport = inSection + dice.count(of: size - inSection, share: 0.35)
        let extraEducation = max(inSection / 2, dice.count(of: size, share: extra))
        let freeMeals = one.grade <= 4 ? size : dice.count(of: size, share: free)
        let counts = [
          ("sport_section", inSection), ("sport_any", anySport), ("extra_ed_any", extraEducation),
          ("hot_meal_free", freeMeals),
          ("hot_meal_paid", dice.count(of: size - freeMeals, share: 0.6)),
          ("camp", dice.count(of: size, share: 0.3)),
          ("selfgov", one.grade >= 5 ? dice.count(of: size, share: 0.15) : 0),
          ("transport", dice.count(of: size, share: transport)),
          ("interest", dice.count(of: size, share: 0.55 + 0.05 * plan.general)),
        ]
        for (activity, count) in counts {
          table.append(.text(one.code), .text(activity), .day(day), .integer(count))
        }
      }
    }
  }

  private func addParents(_ sizes: [Int], _ day: Day) {
    var dice = dice(.voices)
    let share = (0.35 + 0.06 * plan.general).clamped(to: 0.05...0.9)
    add(.parentEngagement) { table in
      for (index, one) in layout.all.enumerated() {
        // Brothers and sisters share a family.
        let families = dice.count(of: sizes[index], share: 0.96)
        table.append(
          .text(one.code), .day(day), .integer(families),
          .integer(dice.count(of: families, share: share)))
      }
    }
  }
}
