import Intake
import Schools

/// What the region's office publishes of one year's exams: the final results of all schools, those among them
/// that sent no bundle. So the figures differ from what can be counted from bundles, as they do in life.
struct PublishedResults {
  /// What was measured, and on which scale.
  private struct Exam: Hashable {
    let kind: String
    let subject: String
    let grade: Int
    let scale: String

    var order: [String] { [kind, subject, scale] }
  }

  /// Fewer pupils are not published.
  private static let leastStudents = 10

  /// Whether the mean of ``SampleTruth/Misprint`` is printed wrong.
  private let isMisprinted: Bool
  private let year: Int
  private let municipalities: Int
  /// By exam, then by municipality; nil is the region.
  private var tallies: [Exam: [Int?: ScoreTally]] = [:]

  init(year: Int, municipalities: Int, isMisprinted: Bool = false) {
    self.year = year
    self.isMisprinted = isMisprinted
    self.municipalities = municipalities
  }

  mutating func add(_ school: SchoolYear) {
    for row in school.examRows
    where row.status == "valid" && row.isFinal && !row.isPastGraduate {
      switch row.kind {
      case "oge":
        count(row.mark5, "mark", 9, row, school.plan)
        count(row.primary, "primary", 9, row, school.plan)
      case "ege":
        count(row.score100, "score100", 11, row, school.plan)
        count(row.mark5, "mark", 11, row, school.plan)
      default: continue
      }
    }
  }

  private mutating func count(
    _ value: Int?, _ scale: String, _ grade: Int, _ row: SchoolYear.ExamRow, _ school: SchoolPlan
  ) {
    guard let value else { return }
    let exam = Exam(kind: row.kind, subject: row.subject, grade: grade, scale: scale)
    for place in [nil, school.municipality] as [Int?] {
      tallies[exam, default: [:]][place, default: ScoreTally()].add(value, school: school.index)
    }
  }

  /// The bundle that brings them; the last year is still preliminary.
  func bundle(isLast: Bool) -> SampleBundle {
    let day = Day(year, 10, 5)
    var table = CSVTable(.externalAggregate)
    let places: [Int?] = [nil] + (0..<municipalities).map { $0 }
    for place in places {
      for (exam, tally) in published(in: place) {
        let origin: [String: CSVTable.Cell] = [
          "oktmo": .text(place.map(RegionPlan.municipalityCode) ?? SampleRegion.regionCode),
          "population": "all", "students_count": .integer(tally.students),
          "schools_count": .integer(tally.schoolCount), "coverage_share": 1,
          "status": isLast ? "preliminary" : "final", "as_of_on": .day(day),
          "received_on": .day(day), "source": "условный источник",
          "note": "все школы, в том числе не приславшие пакет",
        ]
        var cells = Self.cells(exam, tally)
        if isMisprinted, place == 0, exam.scale == "score100",
          exam.subject == SampleTruth.Misprint.subject
        {
          cells["mean"] = .hundredths(tally.mean + 100 * SampleTruth.Misprint.points)
        }
        table.append(origin.merging(cells) { $1 })
        if exam.kind == "oge", exam.scale == "mark", ["mat", "rus"].contains(exam.subject) {
          table.append(origin.merging(Self.quality(exam, tally)) { $1 })
        }
      }
    }
    return SampleBundle(
      kind: .aggregate, name: "01-results-\(year)", territory: SampleRegion.regionCode,
      academicYear: year, asOf: day, tables: [(table.name, table.bytes)])
  }

  private func published(in place: Int?) -> [(Exam, ScoreTally)] {
    tallies.compactMap { exam, byPlace in byPlace[place].map { (exam, $0) } }
      .filter { $0.1.students >= Self.leastStudents }
      .sorted { $0.0.order.lexicographicallyPrecedes($1.0.order) }
  }

  private static func cells(_ exam: Exam, _ tally: ScoreTally) -> [String: CSVTable.Cell] {
    var cells: [String: CSVTable.Cell] = [
      "exam_code": .text(exam.kind), "subject_code": .text(exam.subject),
      "grade": .integer(exam.grade), "scale": .text(exam.scale),
      "mean": .hundredths(tally.mean), "sd": tally.deviation.map { .hundredths($0) } ?? .empty,
    ]
    for percent in [10, 25, 50, 75, 90] {
      cells["p\(percent)"] = .integer(tally.percentile(percent))
    }
    if exam.scale == "mark" {
      for mark in 2...5 { cells["mark\(mark)_count"] = .integer(tally.counts[mark] ?? 0) }
    }
    return cells
  }

  /// The share of marks 4 and 5, as an indicator of the catalog.
  private static func quality(_ exam: Exam, _ tally: ScoreTally) -> [String: CSVTable.Cell] {
    [
      "indicator_code": "ext.gia9.quality45_share.final", "cut": .text("subject=\(exam.subject)"),
      "numerator": .integer((tally.counts[4] ?? 0) + (tally.counts[5] ?? 0)),
      "denominator": .integer(tally.students),
    ]
  }
}
