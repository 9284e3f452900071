import Sample
import Testing

/// What the sample's office publishes, recounted from the bundles of the schools by plain means.
@Suite struct PublishedTests {
  private let standard = SampledRegion.standard

  private struct Figure {
    let students: Int
    let schools: Int
    let mean: Double
    let sd: Double?
    let marks: [String]
    let percentiles: [Int]
    let status: String
  }

  private func figures(_ year: Int) throws -> [String: Figure] {
    let table = try #require(standard.published[year])
    let rows = table.columns(
      "oktmo", "exam_code", "subject_code", "scale", "students_count", "schools_count", "mean",
      "sd", "mark2_count", "mark3_count", "mark4_count", "mark5_count", "status", "p10", "p25",
      "p50", "p75", "p90"
    ).filter { !$0[1].isEmpty }
    return Dictionary(
      uniqueKeysWithValues: rows.map { row in
        (
          row[..<4].joined(separator: " "),
          Figure(
            students: Int(row[4])!, schools: Int(row[5])!, mean: Double(row[6])!,
            sd: Double(row[7]), marks: Array(row[8..<12]), percentiles: row[13...].map { Int($0)! },
            status: row[12])
        )
      })
  }

  /// Final valid results of an exam in the bundles that were sent.
  private func sent(_ year: Int, _ kind: String, _ subject: String, _ column: String) -> [[Int]] {
    standard.deliveries.filter { $0.year == year }.map { delivery in
      delivery.table("exam_result")
        .columns("exam_kind", "subject_code", "status", "is_final", "is_past_graduate", column)
        .filter {
          $0[0] == kind && $0[1] == subject && $0[2] == "valid" && $0[3] == "true"
            && $0[4] == "false"
        }
        .compactMap { Int($0[5]) }
    }.filter { !$0.isEmpty }
  }

  private var completeYear: Int {
    get throws {
      let missing = Set(standard.region.truth.missing.map(\.academicYear))
      return try #require((2023...2025).first { !missing.contains($0) })
    }
  }

  @Test func `where all schools sent their bundles the figures are what the bundles give`() throws {
    let year = try completeYear
    let figures = try figures(year)
    for (kind, subject, scale, column) in [
      ("oge", "mat", "mark", "mark5"), ("oge", "rus", "primary", "primary_score"),
      ("oge", "bio", "mark", "mark5"), ("ege", "rus", "score100", "score100"),
      ("ege", "mat_base", "mark", "mark5"),
    ] {
      let bySchool = sent(year, kind, subject, column)
      let values = bySchool.flatMap(\.self).sorted()
      let figure = try #require(figures["99000000 \(kind) \(subject) \(scale)"])
      let n = Double(values.count)
      let mean = Double(values.reduce(0, +)) / n
      let spread = values.reduce(0) { $0 + (Double($1) - mean) * (Double($1) - mean) }
      #expect(figure.students == values.count && figure.schools == bySchool.count)
      #expect(abs(figure.mean - mean) <= 0.0051, "\(kind) \(subject)")
      #expect(abs(try #require(figure.sd) - (spread / (n - 1)).squareRoot()) <= 0.0051)
      // A tenth of the pupils, rounded up, are at or below the tenth percentile, and so on.
      let ranks = [10, 25, 50, 75, 90].map { (values.count * $0 + 99) / 100 }
      #expect(figure.percentiles == ranks.map { values[$0 - 1] })
      if scale == "mark" {
        #expect(figure.marks == (2...5).map { mark in "\(values.count { $0 == mark })" })
      } else {
        #expect(figure.marks == ["", "", "", ""])
      }
    }
  }

  @Test func `pupils of schools that sent nothing are in the figures all the same`() throws {
    for missing in standard.region.truth.missing {
      let year = missing.academicYear
      let published = try #require(try figures(year)["99000000 oge rus mark"])
      let pooled = sent(year, "oge", "rus", "mark5")
      let share = Double(pooled.flatMap(\.self).count) / Double(published.students)
      #expect(share < 1 && share > 0.9, "\(year): \(share)")
      #expect(published.schools == 40 && pooled.count < 40)
    }
  }

  @Test func `municipalities add up to their region`() throws {
    for year in 2023...2025 {
      let figures = try figures(year)
      let parts = (601...604).compactMap { figures["99\($0)000 oge rus mark"] }
      let whole = try #require(figures["99000000 oge rus mark"])
      #expect(parts.count == 4)
      #expect(parts.reduce(0) { $0 + $1.students } == whole.students)
      #expect(parts.reduce(0) { $0 + $1.schools } == whole.schools)
    }
  }

  @Test func `the last year is preliminary, and few pupils are not published`() throws {
    for year in 2023...2025 {
      let figures = try figures(year).values
      #expect(figures.allSatisfy { $0.status == (year == 2025 ? "preliminary" : "final") })
      #expect(figures.allSatisfy { $0.students >= 10 })
    }
  }
}
