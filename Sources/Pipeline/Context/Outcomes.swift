import Postgres

/// Exam outcomes of every model's schools, read once a run.
struct Outcomes: Sendable {
  private let records: ExamOutcome.Records
  private let doubtful: DoubtfulMarks
  private let least: Double

  init(_ db: Database, limits: Thresholds) throws {
    records = try ExamOutcome.Records(db)
    doubtful = try DoubtfulMarks(db)
    least = limits("rank_units")
  }

  /// By school.
  func all(_ key: ContextModel.Key) -> [Int: ExamOutcome] {
    ExamOutcome.all(
      records, region: key.region, level: key.level, year: key.year, least: least)
  }

  /// Without schools of whose marks there was a sign of doubt in any of the years: they set no scale.
  func sound(_ key: ContextModel.Key) -> [Int: ExamOutcome] {
    let years = key.year - SchoolContext.yearsBefore...key.year
    return all(key).filter { school, _ in
      !years.contains { doubtful.contains(school, $0) }
    }
  }
}
