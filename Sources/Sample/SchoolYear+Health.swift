import Schools

extension SchoolYear {
  /// Health groups by cohort and illness by population: totals only.
  func addHealth() {
    var dice = dice(.health)
    let census = calendar.day(10, 1)
    let shift = 0.05 * plan.context
    add(.healthAggregate) { table in
      var cohorts = (1...plan.type.topGrade).map {
        ("g\($0)", roll(census, grades: $0...$0), Double($0))
      }
      cohorts.insert(("entry", roll(census, grades: 1...1), 0), at: 0)
      // Fourteen-year-olds are most of grade 8 and some of grade 7.
      cohorts.insert(("age14", roll(census, grades: 8...8), 8), at: 1)
      for (cohort, count, age) in cohorts {
        let examined = dice.count(of: count, share: 0.97)
        let healthy = (0.30 - 0.012 * age + shift).clamped(to: 0.05...0.6)
        let groups = dice.split(examined, by: [healthy, 0.78 - healthy, 0.19, 0.02, 0.01])
        let physical = dice.split(examined, by: [0.80 + shift, 0.15, 0.05])
        table.append(
          .text(cohort), .day(census), .integer(examined), .integer(groups[0]),
          .integer(groups[1]), .integer(groups[2]), .integer(groups[3]), .integer(groups[4]),
          .integer(physical[0]), .integer(physical[1]), .integer(physical[2]))
      }
    }
    add(.morbidityAggregate) { table in
      let teachers = StaffMember.staff(of: plan, year: year, firstYear: firstYear)
        .count(where: \.isTeacher)
      for (population, headcount, rate) in [
        ("students", roll(census), 1.1), ("teachers", teachers, 0.6),
        ("other", 3 + plan.type.size / 40, 0.5),
      ] {
        let ill = dice.count(of: headcount, share: 0.62 - shift)
        let cases = ill + dice.count(of: 2 * ill, share: rate / 3)
        table.append(
          .text(population), "year", .integer(cases),
          .integer(cases * 6 + dice.integer(in: 0...(cases + 1))), .integer(headcount - ill),
          .integer(headcount))
      }
    }
  }
}
