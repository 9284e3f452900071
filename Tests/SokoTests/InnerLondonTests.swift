import Foundation
import Testing

/// The example on real data, through the ordinary commands; its figures are worked out a second time
/// from the published file.
@Suite struct InnerLondonTests {
  private struct Pupil {
    let school: String
    let isOdd: Bool
    let exam: Double
  }

  private struct Rows<Row: Decodable>: Decodable {
    let run: Int
    let asOf: String
    let rows: [Row]
  }

  private struct Comparison: Decodable {
    let school: String
    let numerator: Double?
    let denominator: Double
    let value: Double?
    let low: Double?
    let high: Double?
    let analogue: String
    let schools: Int?
    let analogueNumerator: Double?
    let analogueDenominator: Double?
    let difference: Double?
    let verdict: String
    let reasons: [String]
  }

  private struct Place: Decodable {
    let school: String
    let score: Double?
    let rank: Int?
    let rankLow: Int?
    let rankHigh: Int?
    let reason: String?
  }

  private struct Member: Decodable {
    let school: String
    let cluster: Int?
  }

  private static let example = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("examples/inner-london")

  private static func tool(_ arguments: [String], in folder: URL) throws -> String {
    let outcome = try CommandTests.run(
      URL(fileURLWithPath: "/usr/bin/env"), arguments, home: folder)
    try #require(outcome.status == 0, "\(outcome.errors)")
    return outcome.output
  }

  private static func pupils(in folder: URL) throws -> [Pupil] {
    let file = example.appendingPathComponent("data/exam.csv.gz").path
    let lines = try tool(["gzip", "-dc", file], in: folder).split(whereSeparator: \.isNewline)
      .map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
    let school = try #require(lines[0].firstIndex(of: "school"))
    let exam = try #require(lines[0].firstIndex(of: "normexam"))
    return try lines.dropFirst().map { line in
      let number = try #require(Int(line[school]))
      return Pupil(
        school: "L" + (number < 10 ? "0" : "") + String(number), isOdd: number % 2 == 1,
        exam: try #require(Double(line[exam])))
    }
  }

  @Test func `65 real schools load, compare, rank and cluster through the ordinary commands`()
    throws
  {
    let home = try CommandTests.temporary()
    defer { try? FileManager.default.removeItem(at: home) }
    let soko = try CommandTests.products().appendingPathComponent("soko")
    func rows<Row: Decodable>(_ arguments: String..., as type: Row.Type) throws -> [Row] {
      let outcome = try CommandTests.run(
        soko, ["report"] + arguments + ["--format", "json"], home: home)
      try #require(outcome.status == 0, "\(outcome.errors)")
      return try JSONDecoder().decode(Rows<Row>.self, from: Data(outcome.output.utf8)).rows
    }
    let script = Self.example.appendingPathComponent("make_bundles.py").path
    _ = try Self.tool(["python3", script, "--out", "bundles"], in: home)
    let bundles = try FileManager.default.contentsOfDirectory(
      atPath: home.appendingPathComponent("bundles").path
    ).sorted().map { "bundles/\($0)" }
    #expect(bundles.count == 66)
    let catalog = Self.example.appendingPathComponent("catalog").path
    let loaded = try CommandTests.run(
      soko, ["load", "--catalog", catalog] + bundles, home: home)
    #expect(loaded.status == 0, "\(loaded.errors)")
    let night = try CommandTests.run(soko, ["worker", "--drain"], home: home)
    #expect(night.status == 0, "\(night.errors)")

    let pupils = try Self.pupils(in: home)
    #expect(pupils.count == 4059)
    let bySchool = Dictionary(grouping: pupils, by: \.school)
    #expect(bySchool.count == 65)

    let compared = try rows(
      "comparison", "--indicator", "london.exam_mean", as: Comparison.self)
    #expect(compared.count == 65 * 4)
    for row in compared {
      let own = try #require(bySchool[row.school])
      let sum = own.reduce(0) { $0 + $1.exam }
      #expect(row.denominator == Double(own.count))
      // Two pupils are too few to be shown, and alone they would be the total less the others: eight more go with them.
      guard !["L48", "L54"].contains(row.school) else {
        #expect(row.numerator == nil && row.value == nil && row.low == nil)
        #expect(row.verdict == "not_comparable" && row.reasons.contains("suppressed"))
        continue
      }
      #expect(abs(try #require(row.numerator) - sum) < 1e-9)
      #expect(abs(try #require(row.value) - sum / Double(own.count)) < 1e-12)
      let others = pupils.filter { pupil in
        pupil.school != row.school && (row.analogue == "regional" || pupil.isOdd == own[0].isOdd)
      }
      guard row.analogue != "previous" else {
        #expect(row.verdict == "not_comparable" && row.reasons.contains("no_previous_year"))
        #expect(row.analogueDenominator == nil && row.difference == nil)
        continue
      }
      guard row.analogue != "municipal_same_kind" else {
        #expect(row.verdict == "not_comparable" && row.reasons.contains("kind_unknown"))
        continue
      }
      let total = others.reduce(0) { $0 + $1.exam }
      #expect(row.schools == Set(others.map(\.school)).count)
      #expect(row.analogueDenominator == Double(others.count))
      #expect(abs(try #require(row.analogueNumerator) - total) < 1e-9)
    }
    try expectInterval(of: compared, from: bySchool)

    let places = try rows("ranking", "--scope", "region", as: Place.self)
    #expect(places.count == 65)
    // Schools of 2 and 8 pupils are below the ten that a place needs.
    let unranked = places.filter { $0.rank == nil }
    #expect(Set(unranked.map(\.school)) == ["L48", "L54"])
    #expect(unranked.allSatisfy { $0.reason != nil && $0.score == nil })
    let byMean = Self.shrunkMeans(
      bySchool.filter { $0.value.count >= 10 }.mapValues { $0.map(\.exam) }
    ).sorted { $0.value > $1.value }
    let ranked = places.filter { $0.rank != nil }.sorted { $0.rank! < $1.rank! }
    #expect(ranked.map(\.school) == byMean.map(\.key))
    for (place, mean) in zip(ranked, byMean) {
      // Fixed goalposts of −1.1 and 1.1.
      #expect(abs(try #require(place.score) - 100 * (mean.value + 1.1) / 2.2) < 1e-6)
      let (low, high) = try (#require(place.rankLow), #require(place.rankHigh))
      #expect(low <= place.rank! && place.rank! <= high)
    }

    let members = try rows("clusters", as: Member.self)
    // Mean, high and low share tell of one thing: two are left out as redundant, and one measure has no clusters.
    #expect(members.count == 65 && members.allSatisfy { $0.cluster == nil })
  }

  /// Means drawn toward the common one: with the variance within schools pooled, and the variance between them where
  /// Σ(y − μ)² / (v + τ²) is one less than their number, found by halving.
  private static func shrunkMeans(_ schools: [String: [Double]]) -> [String: Double] {
    let means = schools.mapValues { $0.reduce(0, +) / Double($0.count) }
    let squares = schools.reduce(0) { sum, school in
      sum + school.value.reduce(0) { $0 + pow($1 - means[school.key]!, 2) }
    }
    let within = squares / Double(schools.values.reduce(0) { $0 + $1.count - 1 })
    func center(_ between: Double) -> Double {
      let weights = schools.mapValues { 1 / (within / Double($0.count) + between) }
      return weights.reduce(0) { $0 + $1.value * means[$1.key]! } / weights.values.reduce(0, +)
    }
    var (low, high) = (0.0, 10.0)
    for _ in 0..<200 {
      let between = (low + high) / 2
      let middle = center(between)
      let sum = schools.reduce(0) {
        $0 + pow(means[$1.key]! - middle, 2) / (within / Double($1.value.count) + between)
      }
      if sum > Double(schools.count - 1) { low = between } else { high = between }
    }
    let middle = center(low)
    return schools.mapValues { Double($0.count) }.reduce(into: [:]) { result, school in
      let kept = low / (low + within / school.value)
      result[school.key] = kept * means[school.key]! + (1 - kept) * middle
    }
  }

  /// Student's interval of a mean, by hand for school 53: 70 pupils, t(0.975; 69) = 1.994945.
  private func expectInterval(of rows: [Comparison], from schools: [String: [Pupil]]) throws {
    let row = try #require(rows.first { $0.school == "L53" })
    let scores = try #require(schools["L53"]).map(\.exam)
    let mean = scores.reduce(0, +) / 70
    let deviation = (scores.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 69).squareRoot()
    let half = 1.994945 * deviation / 70.0.squareRoot()
    #expect(scores.count == 70)
    let (low, high) = try (#require(row.low), #require(row.high))
    #expect(abs(low - (mean - half)) < 1e-6 && abs(high - (mean + half)) < 1e-6)
  }
}
