/// Which schools the region has, where they are, and which of them fail to send a year's bundle.
struct RegionPlan {
  let schools: [SchoolPlan]
  let municipalities: Int
  /// School-years never sent.
  let missing: Set<SchoolYearName>

  struct SchoolYearName: Hashable {
    let school: Int
    let year: Int
  }

  init(schools count: Int, municipalities: Int, years: [Int], seed: UInt64) {
    let digits = max(3, String(count).count)
    let starts = (0...municipalities).map { $0 * count / municipalities }
    var types: [(municipality: Int, type: SchoolType)] = []
    for municipality in 0..<municipalities {
      // Every fourth municipality is a city.
      let list = municipality % 4 == 0 ? SchoolType.city : SchoolType.district
      for position in 0..<(starts[municipality + 1] - starts[municipality]) {
        types.append((municipality, list[position % list.count]))
      }
    }
    let tiny = count > 1 ? types.lastIndex { $0.type.hasUpperGrades } : nil
    let schools = types.enumerated().map { index, place in
      let number = String(index + 1)
      return SchoolPlan(
        index: index,
        code: "s" + String(repeating: "0", count: digits - number.count) + number,
        municipality: place.municipality,
        type: index == tiny
          ? SchoolType(
            kind: .secondary, settlement: .village, size: 70, cluster: place.type.cluster)
          : place.type,
        isTiny: index == tiny, seed: seed)
    }
    self.schools = schools
    self.municipalities = municipalities
    missing = Self.missing(schools, years: years, seed: seed)
  }

  /// One school-year in sixty is never sent, the last year first; never by the largest of a municipality and
  /// never by the tiny school, and at most once by a municipality in a year.
  private static func missing(
    _ schools: [SchoolPlan], years: [Int], seed: UInt64
  ) -> Set<SchoolYearName> {
    var dice = Dice(seed, 0x6D69_7373)
    var left = schools.count * years.count / 60
    var missing: Set<SchoolYearName> = []
    var taken: Set<SchoolYearName> = []
    let candidates = dice.shuffled(schools.filter { !$0.isTiny && $0.type.size < 400 })
    for (index, plan) in candidates.enumerated() where left > 0 {
      let year = years[years.count - 1 - index % years.count]
      // One in each municipality keeps analogues large enough; here `school` stands for the municipality.
      guard taken.insert(SchoolYearName(school: plan.municipality, year: year)).inserted else {
        continue
      }
      missing.insert(SchoolYearName(school: plan.index, year: year))
      left -= 1
    }
    return missing
  }
}
