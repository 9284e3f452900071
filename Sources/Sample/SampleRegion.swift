import Intake
import Schools

/// An invented region: its schools, several years of their bundles, and what is planted in them.
///
/// - Everything is drawn from `seed`: the same sizes and seed give the same bytes on every platform.
/// - Nobody is real: places are invented, names say that they are synthetic, and keys are random.
/// - The default (40 schools, 4 municipalities) meets every minimum size of a comparison: each municipality has at
///   least seven schools with grade 11 and the region at least 33, also where a bundle was never sent.
/// - The last school with upper grades has exactly four pupils in grade 11.
/// - Cost: about 5,000 rows a school-year; one school is held in memory at a time.
package struct SampleRegion: Hashable, Sendable {
  package let schools: Int
  package let municipalities: Int
  package let years: Int
  package let seed: UInt64

  /// The calendar year in which the last school year ends.
  package static let lastYear = 2025
  /// The code of the invented region; no real territory has it.
  package static let regionCode = "99000000"
  package static let generator = "soko bundle sample"

  /// - Parameters:
  ///   - schools: 1 to 5,000.
  ///   - municipalities: 1 to 300 and not more than `schools`.
  ///   - years: 1 to 10, ending in 2025.
  package init(
    schools: Int = 40, municipalities: Int = 4, years: Int = 3, seed: UInt64 = 1
  ) throws(SampleError) {
    try Self.check("schools", schools, in: 1...5000)
    try Self.check("municipalities", municipalities, in: 1...min(300, schools))
    try Self.check("years", years, in: 1...10)
    self.schools = schools
    self.municipalities = municipalities
    self.years = years
    self.seed = seed
  }

  private static func check(
    _ what: String, _ value: Int, in allowed: ClosedRange<Int>
  ) throws(SampleError) {
    guard allowed.contains(value) else {
      throw .sizeOutOfRange(what: what, value: value, allowed: allowed)
    }
  }

  /// The years of the sample, the first first.
  package var academicYears: [Int] { Array((Self.lastYear - years + 1)...Self.lastYear) }

  /// What is planted.
  package var truth: SampleTruth { SampleTruth(plan) }

  private var plan: RegionPlan {
    RegionPlan(
      schools: schools, municipalities: municipalities, years: academicYears, seed: seed)
  }

  /// Makes every bundle in turn: the register, then each school's years in order, then what is published of
  /// each year.
  package func forEachBundle(_ body: (SampleBundle) throws -> Void) rethrows {
    let plan = plan
    var published = academicYears.map {
      PublishedResults(
        year: $0, municipalities: municipalities, isMisprinted: $0 == academicYears[0])
    }
    try body(plan.register(years: academicYears))
    for school in plan.schools {
      var roster = Roster(school)
      for (index, year) in academicYears.enumerated() {
        let calendar = SchoolCalendar(year: year)
        let layout = ClassLayout(school, year: year)
        let pupils = roster.open(calendar, layout: layout, isFirst: year == academicYears[0])
        let schoolYear = SchoolYear(
          school, calendar: calendar, layout: layout, firstYear: academicYears[0], pupils: pupils)
        roster.close(schoolYear.pupils, calendar)
        published[index].add(schoolYear)
        guard !plan.missing.contains(.init(school: school.index, year: year)) else { continue }
        try body(
          SampleBundle(
            kind: .school, name: "\(school.code)-\(year)", schoolCode: school.code,
            academicYear: year, asOf: calendar.dayAfter(10, 5), tables: schoolYear.allTables))
      }
    }
    for (year, results) in zip(academicYears, published) {
      try body(results.bundle(isLast: year == Self.lastYear))
    }
  }
}
