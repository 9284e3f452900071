/// An invented member of a school's staff, the same person from year to year until the place is filled anew.
struct StaffMember {
  enum Position: String {
    case director, deputy, teacher, psychologist, educator, librarian
  }

  let key: String
  let position: Position
  let subject: String
  /// Where the person stands among colleagues as to category and qualification, 0 ..< 1; stable over years.
  let standing: Double
  let employment: String
  let experience: Int
  let isYoung: Bool
  let hasHigherEducation: Bool
  let categoryOn: Day

  var isTeacher: Bool { position == .teacher || position == .deputy }
  /// The librarian and the director are not counted as teaching staff.
  var isPedagogical: Bool { position != .librarian && position != .director }
  var isManagement: Bool { position == .director || position == .deputy }
  /// Shares of staff are taken over these.
  var isCounted: Bool { isPedagogical && employment != "external" }

  /// The staff of a school in a year; about one in sixteen places is filled anew each year.
  static func staff(of plan: SchoolPlan, year: Int, firstYear: Int) -> [StaffMember] {
    let subjects = ["rus", "mat", "eng", "his", "phy", "bio", "general", "pe"]
    let teachers = max(9, 5 + plan.type.size / 15)
    let deputies = plan.type.size > 350 ? 2 : 1
    let others = 1 + plan.type.size / 200
    let positions =
      [Position.director] + [Position](repeating: .deputy, count: deputies)
      + [Position](repeating: .teacher, count: teachers) + [.psychologist]
      + [Position](repeating: .educator, count: others) + [.librarian]
    return positions.enumerated().map { place, position in
      var generation = 0
      for passed in 0..<(year - firstYear) {
        var change = Dice(plan.seed, UInt64(plan.index), UInt64(place), UInt64(passed), 0x6A6F_62)
        if change.chance(0.06) { generation = passed + 1 }
      }
      return StaffMember(
        plan, place: place, position: position, subject: subjects[place % subjects.count],
        generation: generation, year: year, firstYear: firstYear)
    }
  }

  private init(
    _ plan: SchoolPlan, place: Int, position: Position, subject: String, generation: Int,
    year: Int, firstYear: Int
  ) {
    let number = place * 64 + generation
    var dice = Dice(plan.seed, UInt64(plan.index), UInt64(number), 0x7374_6166)
    key = PseudonymKey(seed: plan.seed, school: plan.index)(.staff, number)
    self.position = position
    self.subject = subject
    standing = dice.uniform()
    employment =
      position == .director || position == .deputy
      ? "main" : dice.pick([("main", 0.86), ("internal", 0.06), ("external", 0.08)])
    experience =
      (generation > 0 ? 0 : dice.integer(in: 0...34)) + year - firstYear - max(0, generation - 1)
    isYoung = experience < 8 && dice.chance(0.8)
    hasHigherEducation = dice.chance((0.84 + 0.06 * plan.general).clamped(to: 0.5...0.98))
    categoryOn = Day(firstYear - 1 - dice.integer(in: 0...3), dice.integer(in: 1...5), 20)
  }

  var experienceBand: String {
    switch experience {
    case ...2: "0-2"
    case 3...5: "3-5"
    case 6...10: "6-10"
    case 11...20: "11-20"
    case 21...30: "21-30"
    default: "30+"
    }
  }

  var ageBand: String { isYoung ? "-29" : experience > 28 ? "55+" : "30-54" }
}
