/// The whole numbers of one exam in a group of schools, counted by value.
struct ScoreTally {
  private(set) var counts: [Int: Int] = [:]
  private var schools: Set<Int> = []

  mutating func add(_ value: Int, school: Int) {
    counts[value, default: 0] += 1
    schools.insert(school)
  }

  var students: Int { counts.values.reduce(0, +) }
  var schoolCount: Int { schools.count }
  private var sum: Int { counts.reduce(0) { $0 + $1.key * $1.value } }

  /// The mean in hundredths, halves up.
  var mean: Int { (200 * sum + students) / (2 * students) }

  /// The standard deviation between pupils in hundredths; nil for one pupil.
  ///
  /// A square root is exact to the last bit on every platform.
  var deviation: Int? {
    guard students > 1 else { return nil }
    let squares = counts.reduce(0) { $0 + $1.key * $1.key * $1.value }
    let spread = students * squares - sum * sum
    return Int(
      (100 * (Double(spread) / Double(students * (students - 1))).squareRoot()).rounded())
  }

  /// The least value that at least `percent` of the pupils do not exceed.
  func percentile(_ percent: Int) -> Int {
    var passed = 0
    for (value, count) in counts.sorted(by: { $0.key < $1.key }) {
      passed += count
      if 100 * passed >= percent * students { return value }
    }
    preconditionFailure("a percentile of nobody")
  }
}
