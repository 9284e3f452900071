import Foundation
import Schools
import Testing

@testable import Pipeline

/// When a school has a place at all, and how sure the order of two is.
@Suite struct RankRuleTests {
  private static let limits = Thresholds([
    "rank_units": 10, "rank_criterion_weight": 0.6, "rank_criteria_missing": 0,
    "rank_exam_units": 30, "tier_probability": 0.9, "group_schools_open": 5,
    "rank_similar_schools": 5, "rank_redundant": 0.9, "rank_conflict": -0.4,
  ])

  private static func keySet() throws -> KeySet {
    try JSONDecoder().decode(
      KeySet.self,
      from: Data(
        """
        {"code": "k", "title": {"ru": "н", "en": "k"}, "audience": "internal", "clusters": [],
         "criteria": [{"criterion": 2, "weight": 1, "title": {"ru": "в", "en": "e"}}],
         "indicators": [
           {"code": "exam.rus", "cut": "all", "criterion": 2, "weight": 1, "goalposts": [2, 5]},
           {"code": "exam.mat", "cut": "all", "criterion": 2, "weight": 1, "goalposts": [2, 5]}
         ],
         "aggregation": {"within": "arithmetic", "between": "arithmetic"}, "draws": 500}
        """.utf8))
  }

  /// A school for each pair of numbers of results, marks rising with its number.
  private static func input(_ counts: [(Double, Double)], isOfExams: Bool = true) throws
    -> RankingInput
  {
    let keySet = try keySet()
    return RankingInput(
      year: 2025, region: "90",
      columns: keySet.indicators.map {
        RankingInput.Column($0, direction: .higher, kind: .mean, isOfExams: isOfExams)
      }, keySet: keySet, limits: limits, seed: 7,
      schools: counts.enumerated().map { index, pair in
        RankingInput.School(
          code: "s\(index)", municipality: "90101", cluster: nil, similar: [], hasData: true,
          cells: [pair.0, pair.1].map { count in
            guard count > 0 else { return nil }
            let mean = 3 + 0.1 * Double(index)
            return KeyCell(
              numerator: mean * count, denominator: count,
              sumSquares: count * (mean * mean + 0.5), years: 3)
          })
      })
  }

  private static func region(_ result: RankingResult) -> [String: RankRow] {
    Dictionary(
      uniqueKeysWithValues: result.rows.filter { $0.scope == .region }.map { ($0.school, $0) })
  }

  @Test func `fewer than thirty exam results in sum give no place, and no last one`() throws {
    // 14 + 15 = 29 are too few, 15 + 15 = 30 are enough; none at all is the same reason.
    let rows = Self.region(
      RankingResult(try Self.input([(40, 40), (15, 15), (14, 15), (40, 30), (0, 0)])))
    #expect(rows["s2"]?.rank == nil && rows["s2"]?.reason == "too_few_results")
    #expect(rows["s4"]?.rank == nil && rows["s4"]?.reason == "too_few_results")
    #expect(["s0", "s1", "s3"].map { rows[$0]?.rank } == [3, 2, 1])
    #expect(rows["s1"]?.among == 3)
    // What it has is still told, so that whoever computes the ranking again has all it rests on.
    #expect(rows["s2"]?.indicators.compactMap { $0 }.count == 2)
  }

  @Test func `the rule asks of exams only`() throws {
    let rows = Self.region(
      RankingResult(try Self.input([(40, 40), (15, 10), (14, 15)], isOfExams: false)))
    #expect(rows.values.allSatisfy { $0.rank != nil })
  }

  @Test func `the drawn places say of any pair what the ranking says of neighbors`() throws {
    let result = RankingResult(
      try Self.input([(40, 40), (30, 20), (25, 25), (60, 30), (35, 35), (40, 30)]))
    let rows = Self.region(result)
    let places = Dictionary(uniqueKeysWithValues: result.draws.map { ($0.school, $0.places) })
    #expect(places.count == 6 && places.values.allSatisfy { $0.count == 500 })
    let order = rows.values.sorted { ($0.expectedRank ?? 0) < ($1.expectedRank ?? 0) }
    for (row, next) in zip(order, order.dropFirst()) {
      let above = zip(places[row.school]!, places[next.school]!).count { $0 < $1 }
      #expect(abs(Double(above) / 500 - row.aboveNext!) < 1e-12)
    }
    for (school, drawn) in places {
      let mean = Double(drawn.reduce(0) { $0 + Int($1) }) / 500
      #expect(abs(mean - rows[school]!.expectedRank!) < 1e-12)
    }
  }
}
