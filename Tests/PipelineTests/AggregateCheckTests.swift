import Intake
import Pipeline
import Postgres
import Testing

/// Each rule of published figures, broken once.
@Suite(.serialized) struct AggregateCheckTests {
  private static let columns = [
    "oktmo", "population", "indicator_code", "published_code", "cut", "exam_code", "subject_code",
    "grade", "scale", "published_title", "students_count", "schools_count", "mean", "sd",
    "mark2_count", "mark3_count", "mark4_count", "mark5_count", "p10", "p25", "p50", "p75", "p90",
    "numerator", "denominator", "coverage_share", "status", "as_of_on", "received_on", "source",
  ]

  private static let exam = [
    "oktmo": "99", "population": "all", "exam_code": "oge", "subject_code": "mat", "grade": "9",
    "scale": "mark", "students_count": "100", "schools_count": "2", "mean": "3.9",
    "status": "final", "as_of_on": "2025-06-20", "source": "условный источник",
  ]

  private static let share = [
    "oktmo": "99", "population": "all", "indicator_code": "ext.gia9.quality45_share.final",
    "cut": "subject=mat", "numerator": "60", "denominator": "100", "status": "final",
    "as_of_on": "2025-06-20", "source": "условный источник",
  ]

  private static let own = [
    "oktmo": "99", "population": "all", "published_code": "П-12", "published_title": "Своё",
    "cut": "all", "mean": "512.5", "status": "final", "as_of_on": "2025-06-20",
    "source": "условный источник",
  ]

  struct Rule: Sendable, CustomTestStringConvertible {
    let row: [String: String]
    let expected: String
    var testDescription: String { expected }

    init(_ row: [String: String], _ changes: [String: String], _ expected: String) {
      self.row = row.merging(changes) { $1 }
      self.expected = expected
    }
  }

  static let rules: [Rule] = [
    Rule(exam, [:], ""), Rule(share, [:], ""), Rule(own, [:], ""),
    Rule(share, ["cut": "all", "mean": "0.6"], ""),
    Rule(share, ["cut": "grade=9;subject=mat"], ""),
    Rule(exam, ["population": "village"], ""),
    Rule(exam, ["exam_code": "vpr-5", "grade": "5"], ""),
    Rule(exam, ["scale": "primary", "mean": "21.4"], ""),
    Rule(
      exam,
      [
        "mark2_count": "0", "mark3_count": "30", "mark4_count": "50", "mark5_count": "20",
        "p10": "3", "p25": "3", "p50": "4", "p75": "4", "p90": "5", "sd": "0.7",
      ], ""),
    Rule(
      exam, ["published_code": "П-1", "published_title": "Своё"],
      "intake.measure_not_single indicator_code"),
    Rule(own, ["published_code": ""], "intake.measure_not_single indicator_code"),
    Rule(exam, ["scale": ""], "intake.value_missing scale"),
    Rule(exam, ["grade": ""], "intake.value_missing grade"),
    Rule(exam, ["subject_code": ""], "intake.value_missing subject_code"),
    Rule(share, ["cut": ""], "intake.value_missing cut"),
    Rule(share, ["numerator": "", "mean": "0.6"], "intake.value_missing numerator"),
    Rule(exam, ["source": ""], "intake.value_missing source"),
    Rule(exam, ["cut": "subject=mat"], "intake.value_unexpected cut"),
    Rule(share, ["scale": "percent"], "intake.value_unexpected scale"),
    Rule(share, ["indicator_code": "ext.nothing"], "intake.indicator_unknown indicator_code"),
    Rule(exam, ["subject_code": "magic"], "intake.reference_missing subject_code"),
    Rule(share, ["cut": "subject=magic"], "intake.reference_missing cut"),
    Rule(exam, ["exam_code": "sat"], "intake.exam_unknown exam_code"),
    Rule(exam, ["grade": "11"], "intake.grade_not_of_exam grade"),
    Rule(share, ["cut": "subject=mat;grade=9"], "intake.cut_malformed cut"),
    Rule(share, ["cut": "school=S1"], "intake.cut_malformed cut"),
    Rule(exam, ["mean": ""], "intake.figure_missing mean"),
    Rule(
      exam, ["mean": "", "numerator": "90", "denominator": "100"],
      "intake.value_unexpected scale"),
    Rule(exam, ["mean": "", "scale": "", "numerator": "90", "denominator": "100"], ""),
    Rule(exam, ["students_count": "0", "schools_count": ""], "intake.figure_missing mean"),
    Rule(exam, ["mean": "39"], "intake.value_outside_scale mean"),
    Rule(exam, ["p50": "6"], "intake.value_outside_scale p50"),
    Rule(exam, ["sd": "3.5"], "intake.value_outside_scale sd"),
    Rule(share, ["mean": "60"], "intake.mean_disagrees mean;intake.value_outside_scale mean"),
    Rule(share, ["numerator": "101"], "intake.part_exceeds_whole numerator"),
    Rule(
      exam, ["schools_count": "101"],
      "intake.part_exceeds_whole schools_count;intake.schools_above_register schools_count"),
    Rule(exam, ["p25": "4", "p75": "3"], "intake.percentiles_out_of_order p50"),
    Rule(
      exam,
      [
        "mark2_count": "1", "mark3_count": "30", "mark4_count": "50", "mark5_count": "20",
        "mean": "",
      ], "intake.parts_not_whole students_count"),
    Rule(
      exam,
      [
        "mark2_count": "0", "mark3_count": "30", "mark4_count": "50", "mark5_count": "20",
        "mean": "4.2",
      ], "intake.mean_disagrees mean"),
    Rule(exam, ["schools_count": "3"], "intake.schools_above_register schools_count"),
    Rule(exam, ["coverage_share": "93"], "intake.share_ambiguous coverage_share"),
    Rule(exam, ["as_of_on": "2024-06-20"], "intake.date_outside_year as_of_on"),
    Rule(exam, ["as_of_on": "2025-08-20"], "intake.date_after_bundle as_of_on"),
    Rule(exam, ["received_on": "2025-06-19"], "intake.dates_out_of_order received_on"),
  ]

  private static let site = Task { () -> TestSite in
    let site = try await TestSite.make()
    _ = try await site.load([TestBundle.register(schools: ["S1", "S2"])])
    return site
  }

  @Test(arguments: rules) func `each rule is found, and its place`(_ rule: Rule) async throws {
    let site = try await Self.site.value
    let cells = Self.columns.map { rule.row[$0] ?? "" }
    let fate = try await site.load([
      TestBundle.aggregate(
        header: Self.columns.joined(separator: ","), [cells.joined(separator: ",")],
        mode: .amend, asOf: "2025-07-01")
    ])[0]
    let problems = fate.receipt?.problems ?? []
    let found = problems.map { "\($0.code) \($0.column ?? "")" }.sorted()
    #expect(found.joined(separator: ";") == rule.expected)
    #expect(problems.allSatisfy { $0.row == 2 })
    let isRejected = problems.contains { $0.severity == "rejected" }
    #expect((fate.state == .rejected) == isRejected)
  }

  @Test func `one figure told twice is one too many, also where cells of its key are empty`()
    async throws
  {
    let site = try await Self.site.value
    let cells = Self.columns.map { Self.exam[$0] ?? "" }.joined(separator: ",")
    let fate = try await site.load([
      TestBundle.aggregate(
        header: Self.columns.joined(separator: ","), [cells, cells], asOf: "2025-07-01")
    ])[0]
    #expect(fate.receipt?.problems.map(\.code) == ["intake.row_repeated"])
    #expect(fate.receipt?.problems.map(\.row) == [3])
  }

  @Test func `a municipality speaks of itself and its region, not of its neighbor`() async throws {
    let site = try await Self.site.value
    _ = try await site.load([
      TestBundle.register(
        [
          (
            "territory",
            "oktmo,level,parent_oktmo,name_ru,name_en\r\n99602000,municipality,99,Сосед,Neighbor\r\n"
          )
        ], asOf: "2025-06-22")
    ])
    func row(_ oktmo: String) -> String {
      Self.columns.map { ($0 == "oktmo" ? oktmo : Self.exam[$0]) ?? "" }.joined(separator: ",")
    }
    let fate = try await site.load([
      TestBundle.aggregate(
        "99601000", header: Self.columns.joined(separator: ","),
        [row("99601000"), row("99"), row("99602000")], asOf: "2025-07-01")
    ])[0]
    #expect(fate.state == .rejected)
    let foreign = (fate.receipt?.problems ?? []).filter { $0.code == "intake.territory_foreign" }
    #expect(foreign.map(\.row) == [4])
  }

  @Test func `a primary score is held against the scale of its year`() async throws {
    let site = try await Self.site.value
    _ = try await site.load([
      TestBundle.register(
        [
          (
            "exam_scale",
            "academic_year,exam_kind,subject_code,max_primary,mark3_from,mark4_from,mark5_from,source\r\n2025,oge,mat,31,8,15,22,условный источник\r\n"
          )
        ], asOf: "2025-06-23")
    ])
    let row = Self.exam.merging(["scale": "primary", "mean": "31.5"]) { $1 }
    let fate = try await site.load([
      TestBundle.aggregate(
        header: Self.columns.joined(separator: ","),
        [Self.columns.map { row[$0] ?? "" }.joined(separator: ",")], asOf: "2025-07-01")
    ])[0]
    #expect(fate.receipt?.problems.map(\.code) == ["intake.value_outside_scale"])
    #expect(fate.receipt?.problems.map(\.arguments) == [["range": "0…31"]])
  }
}
