/// The classes of a school in one year, ordered by grade and letter.
struct ClassLayout {
  struct SchoolClass {
    let code: String
    let grade: Int
    let letter: String
    let capacity: Int
  }

  let all: [SchoolClass]
  private let ranges: [Range<Int>]

  init(_ plan: SchoolPlan, year: Int) {
    let letters = ["А", "Б", "В", "Г", "Д", "Е", "Ж", "З"]
    let capacity = plan.type.settlement == .village ? 25 : 30
    var all: [SchoolClass] = []
    var ranges: [Range<Int>] = []
    for grade in 1...plan.type.topGrade {
      let pupils = plan.pupils(inGrade: grade, year: year)
      let count = min(letters.count, (pupils + capacity - 3) / (capacity - 2))
      ranges.append(all.count..<(all.count + count))
      for letter in letters.prefix(count) {
        all.append(
          SchoolClass(
            code: "\(grade)\(letter)", grade: grade, letter: letter, capacity: capacity))
      }
    }
    self.all = all
    self.ranges = ranges
  }

  /// The places in `all` of the classes of a grade.
  func classes(ofGrade grade: Int) -> Range<Int> { ranges[grade - 1] }
}
