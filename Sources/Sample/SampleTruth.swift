/// What was planted in a sample region, for judging what an analysis finds in it.
package struct SampleTruth: Hashable, Sendable {
  package struct School: Hashable, Sendable {
    package let code: String
    /// The overall quality that a ranking should find, in standard deviations between schools:
    /// the mean over all measures of the school's cluster, plus ``effect``.
    package let quality: Double
    /// What the school itself adds to every measure; independent of its context and its cluster.
    package let effect: Double
    /// The planted cluster that a clustering should find: the shape of the profile over the measures.
    package let cluster: SampleCluster
    /// The social background of its pupils, in standard deviations; raises results and says nothing of quality.
    package let context: Double
  }

  /// The schools in the order of their codes, those with missing deliveries among them.
  package let schools: [School]
  /// The school-years that were never sent.
  package let missing: [Missing]

  /// The one published figure that is wrong, in the first year: the mean score of the first municipality in mathematics
  /// (profile). A reconciliation should find it.
  package enum Misprint {
    package static let subject = "mat_prof"
    package static let points = 2
  }

  package struct Missing: Hashable, Sendable {
    package let schoolCode: String
    package let academicYear: Int
  }

  init(_ plan: RegionPlan) {
    schools = plan.schools.map {
      School(
        code: $0.code, quality: $0.quality, effect: $0.effect, cluster: $0.type.cluster,
        context: $0.context)
    }
    missing =
      plan.missing
      .sorted { ($0.school, $0.year) < ($1.school, $1.year) }
      .map { Missing(schoolCode: plan.schools[$0.school].code, academicYear: $0.year) }
  }

  /// `school_code,quality,effect,cluster,context`, one row a school; numbers with three decimals.
  package var csv: String {
    schools.reduce("school_code,quality,effect,cluster,context\r\n") { text, school in
      text + school.code + "," + Self.decimal(school.quality) + "," + Self.decimal(school.effect)
        + "," + school.cluster.rawValue + "," + Self.decimal(school.context) + "\r\n"
    }
  }

  private static func decimal(_ number: Double) -> String {
    let thousandths = Int((number.magnitude * 1000).rounded())
    let digits = String(1000 + thousandths % 1000).dropFirst()
    return (number < 0 && thousandths > 0 ? "-" : "") + "\(thousandths / 1000).\(digits)"
  }
}
