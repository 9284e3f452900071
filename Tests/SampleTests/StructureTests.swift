import Sample
import Testing

/// What is planted can be found again in the tables, by plain means.
@Suite struct StructureTests {
  private let standard = SampledRegion.standard

  /// School-level indicators of 2025 as robust z-scores within ±3, computed here from the tables alone.
  private var indicators: [String: [Double]] {
    let deliveries = standard.deliveries.filter { $0.year == 2025 }
    let raw = deliveries.map { values(of: $0) }
    var scores: [String: [Double]] = [:]
    for column in raw[0].indices {
      let values = raw.map { $0[column] }
      let median = median(values)
      let spread = 1.4826 * self.median(values.map { abs($0 - median) })
      for (delivery, value) in zip(deliveries, values) {
        scores[delivery.school, default: []].append(
          min(3, max(-3, (value - median) / spread)))
      }
    }
    return scores
  }

  private func values(of delivery: SampledRegion.Delivery) -> [Double] {
    let exams = delivery.table("exam_result")
      .columns("exam_kind", "subject_code", "is_final", "mark5")
      .filter { $0[0] == "oge" && $0[2] == "true" && !$0[3].isEmpty }
    func mean(_ subject: String) -> Double {
      let marks = exams.filter { $0[1] == subject }.map { Double($0[3])! }
      return marks.reduce(0, +) / Double(marks.count)
    }
    let roll = Set(delivery.table("enrolment").column("student_key")).count
    let olympiad = Set(
      delivery.table("event_participation").columns("student_key", "event_kind", "level")
        .filter { $0[1] == "vsosh" && $0[2] == "municipal" }.map { $0[0] }
    ).count
    let section = zip(
      delivery.table("class_activity_count").column("activity"),
      delivery.table("class_activity_count").numbers("students_count")
    ).reduce(0) { $0 + ($1.0 == "sport_section" ? $1.1 : 0) }
    let staff = delivery.table("staff").columns("staff_key", "is_pedagogical", "category")
      .filter { $0[1] == "true" }
    let trained = Set(
      delivery.table("staff_pd").columns("staff_key", "hours").filter { Int($0[1])! >= 16 }
        .map { $0[0] })
    let load = delivery.table("curriculum_load").columns("hours_plan", "hours_qualified")
    let plan = load.reduce(0) { $0 + Double($1[0])! }
    return [
      mean("rus"), mean("mat"), Double(olympiad) / Double(roll), Double(section) / Double(roll),
      Double(staff.count { $0[2] == "first" || $0[2] == "highest" }) / Double(staff.count),
      Double(staff.count { trained.contains($0[0]) }) / Double(staff.count),
      load.reduce(0) { $0 + Double($1[1])! } / plan,
    ]
  }

  @Test func `the planted clusters are apart from each other`() {
    let scores = indicators
    let schools = standard.region.truth.schools.filter { scores[$0.code] != nil }
    let widths = schools.map { school -> Double in
      func meanDistance(to cluster: SampleCluster) -> Double {
        let others = schools.filter { $0.cluster == cluster && $0.code != school.code }
        return others.reduce(0) { $0 + distance(scores[school.code]!, scores[$1.code]!) }
          / Double(others.count)
      }
      let own = meanDistance(to: school.cluster)
      let nearest = SampleCluster.allCases.filter { $0 != school.cluster }
        .map(meanDistance).min()!
      return (nearest - own) / max(nearest, own)
    }
    // Above 0.25 there is a structure; one planted for demonstration should be plain.
    let mean = widths.reduce(0, +) / Double(widths.count)
    #expect(mean >= 0.35, "mean silhouette \(mean)")
    #expect(widths.count { $0 < 0 } <= 2)
  }

  @Test func `every cluster has at least six schools`() {
    for cluster in SampleCluster.allCases {
      #expect(standard.region.truth.schools.count { $0.cluster == cluster } >= 6)
    }
  }

  @Test func `the mean of the indicators follows the planted quality`() {
    let scores = indicators
    let schools = standard.region.truth.schools.filter { scores[$0.code] != nil }
    let composite = schools.map { scores[$0.code]!.reduce(0, +) }
    let correlation = spearman(composite, schools.map(\.quality))
    // Without a planted quality it would be near 0 with a standard error of 1/√38 ≈ 0.16.
    #expect(correlation >= 0.8, "Spearman \(correlation)")
  }

  @Test func `a school's own effect says nothing of its context`() throws {
    let truth = try SampleRegion(schools: 1000, municipalities: 20, seed: 1).truth
    let correlation = spearman(truth.schools.map(\.effect), truth.schools.map(\.context))
    // Three standard errors of independent columns: 3/√999.
    #expect(abs(correlation) < 0.095, "Spearman \(correlation)")
  }

  @Test func `context moves results`() {
    let scores = indicators
    let schools = standard.region.truth.schools.filter { scores[$0.code] != nil }
    // Exams after grade 9 less what quality and cluster explain in the same school's staff.
    let results = schools.map { scores[$0.code]![0] + scores[$0.code]![1] }
    #expect(spearman(results, schools.map(\.context)) > 0.3)
  }

  @Test func `the truth as text has a row for every school`() {
    let text = CSVText(Array(standard.region.truth.csv.utf8))
    #expect(text.header == ["school_code", "quality", "effect", "cluster", "context"])
    #expect(text.rows.count == 40)
    for (school, row) in zip(standard.region.truth.schools, text.rows) {
      #expect(row[0] == school.code)
      #expect(abs(Double(row[1])! - school.quality) <= 0.0005)
      #expect(row[3] == school.cluster.rawValue)
    }
  }

  private func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }

  private func distance(_ left: [Double], _ right: [Double]) -> Double {
    zip(left, right).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot()
  }

  /// Spearman's correlation of columns; ties share their mean rank.
  private func spearman(_ left: [Double], _ right: [Double]) -> Double {
    func ranks(_ values: [Double]) -> [Double] {
      values.map { value in
        Double(values.count { $0 < value }) + Double(values.count { $0 == value }) / 2
      }
    }
    let (a, b) = (ranks(left), ranks(right))
    let middle = Double(a.count) / 2
    func product(_ x: [Double], _ y: [Double]) -> Double {
      zip(x, y).reduce(0) { $0 + ($1.0 - middle) * ($1.1 - middle) }
    }
    return product(a, b) / (product(a, a) * product(b, b)).squareRoot()
  }
}
