import Schools

/// What the titles above a table say: one subject, one grade, perhaps the year of the test.
struct ExportTitle {
  let subject: String
  let grade: Int
  let years: Set<Int>

  /// Words beside the name of a subject.
  private static let plain: Set<String> = [
    "впр", "класс", "класса", "классы", "классах", "предмет", "год", "года", "г", "учебныи", "по",
    "параллель", "весна", "осень",
  ]

  private static let subjects: [String: String] = Dictionary(
    Subject.all.map { (words(of: $0.name).joined(separator: " "), $0.code) },
    uniquingKeysWith: { first, _ in first })

  /// Nil when the titles do not name one subject and one grade.
  init?(_ titles: [String]) {
    var (subjects, grades, years): (Set<String>, Set<Int>, Set<Int>) = ([], [], [])
    for piece in titles.flatMap({ $0.split { ".,;:()«»\"\n/–—".contains($0) } }) {
      let text = piece.lowercased()
      for match in text.matches(of: /(?:^|\D)(1[0-2]|[1-9])(?:\s*-?\s*(?:й|ый|ой))?\s*класс/) {
        if let grade = Int(match.1) { grades.insert(grade) }
      }
      for match in text.matches(of: /класс\p{L}*\s*(1[0-2]|[1-9])(?:\D|$)/) {
        if let grade = Int(match.1) { grades.insert(grade) }
      }
      for match in text.matches(of: /(?:^|\D)(20\d\d)(?:\D|$)/) {
        if let year = Int(match.1) { years.insert(year) }
      }
      let words = Self.words(of: String(piece)).filter { !Self.plain.contains($0) }
      if let subject = Self.subjects[words.joined(separator: " ")] { subjects.insert(subject) }
    }
    // «Класс: 5» comes in two pieces.
    if grades.isEmpty {
      let all = titles.joined(separator: " ").lowercased()
      for match in all.matches(of: /(?:класс|параллель)\p{L}*\s*[:–—-]\s*(1[0-2]|[1-9])(?:\D|$)/) {
        if let grade = Int(match.1) { grades.insert(grade) }
      }
    }
    guard subjects.count == 1, grades.count == 1 else { return nil }
    (subject, grade) = (subjects.first!, grades.first!)
    self.years = years
  }

  private static func words(of text: String) -> [String] {
    text.lowercased().split { !$0.isLetter }.map { ColumnNames.folded(String($0)) }
  }

  var cut: String { "grade=\(grade);subject=\(subject)" }

  /// Whether the title may stand over a test of an academic year: of its autumn or its spring.
  func fits(_ year: Int) -> Bool {
    years.isEmpty || years.contains(year) || years.contains(year - 1)
  }
}
