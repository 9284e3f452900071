import Foundation
import Postgres
import Sample
import Statistics
import Testing

@testable import Pipeline

/// The default sample has known structure: it must be found, and its numbers must be recomputable.
@Suite(.serialized) struct PlantedTests {
  /// The default region, loaded and analyzed once for all tests here.
  static let loaded = Task { () -> TestSite in
    let site = try await TestSite.make()
    let paths = try TestSample.bundles(schools: 40, municipalities: 4, years: 3, seed: 1)
    _ = try await site.load(paths.map(\.path))
    _ = try await site.analyze()
    return site
  }

  private struct Truth {
    let quality: Double
    let cluster: Int
  }

  private func truth() throws -> [String: Truth] {
    let file = try TestSample.folder(schools: 40, municipalities: 4, years: 3, seed: 1)
      .appendingPathComponent("truth.csv")
    let records = SecondReader.records(try String(contentsOf: file, encoding: .utf8))
    let names = Array(Set(records.compactMap { $0["cluster"] })).sorted()
    return Dictionary(
      uniqueKeysWithValues: records.compactMap { record in
        guard let code = record["school_code"],
          let quality = record["quality"].flatMap(Double.init),
          let cluster = record["cluster"].flatMap(names.firstIndex(of:))
        else { return nil }
        return (code, Truth(quality: quality, cluster: cluster))
      })
  }

  /// What counts the same people tells of one figure by another, so both must be hidden together.
  @Test func `indicators of different families do not count the same, nor the others`()
    async throws
  {
    struct Series: Decodable {
      let code: String
      let counts: String
      let others: String
    }
    let site = try await Self.loaded.value
    let series = try await site.worker.transaction { db in
      try db.all(
        """
        select code, string_agg(concat_ws(' ', school_id, academic_year, numerator::float8,
                denominator::float8), ',' order by school_id, academic_year) as counts,
            string_agg(concat_ws(' ', school_id, academic_year, (denominator - numerator)::float8,
                denominator::float8), ',' order by school_id, academic_year) as others
        from result.indicator_value inner join result.indicator using (indicator_id)
        where until_run is null and passport ->> 'kind' <> 'flag'
        group by code, cut
        having count(*) >= 20 and sum(numerator) > 0 and sum(numerator) < sum(denominator)
        """, as: Series.self)
    }
    #expect(series.count > 100)
    let families = IndicatorFamilies.of(Array(Set(series.map(\.code))))
    let family = Dictionary(
      uniqueKeysWithValues: families.flatMap { codes in codes.map { ($0, codes[0]) } })
    let byCounts = Dictionary(grouping: series, by: \.counts)
    for one in series {
      for other in (byCounts[one.counts] ?? []) + (byCounts[one.others] ?? []) {
        #expect(family[one.code] == family[other.code], "\(one.code) \(other.code)")
      }
    }
  }

  @Test func `every bundle of the sample is accepted`() async throws {
    let site = try await Self.loaded.value
    let states = try await site.worker.transaction { db in
      try db.value(
        "select count(*) from intake.bundle where state <> 'done'", as: Int.self)
    }
    #expect(states == 0)
  }

  @Test func `the order of ranks follows the planted quality`() async throws {
    let site = try await Self.loaded.value
    let truth = try truth()
    struct Row: Decodable {
      let schoolCode: String
      let score: Double
    }
    let rows = try await site.worker.transaction { db in
      try db.all(
        """
        select school_code, score from result.rank inner join core.school using (school_id)
        where until_run is null and scope = 'region' and academic_year = 2025 and rank is not null
        """, as: Row.self)
    }
    #expect(rows.count >= 30)
    let correlation = spearman(
      rows.map(\.score), rows.map { truth[$0.schoolCode]?.quality ?? .nan })
    // Sampling noise of small schools keeps it from 1; without the planted effect it would be near 0,
    // with a standard error of 1/√(n − 1) ≈ 0.17.
    #expect(try #require(correlation) >= 0.8, "Spearman \(correlation ?? .nan)")
  }

  @Test func `the clusters are the planted ones`() async throws {
    let site = try await Self.loaded.value
    let truth = try truth()
    struct Row: Decodable {
      let schoolCode: String
      let clusterNumber: Int
    }
    let rows = try await site.worker.transaction { db in
      try db.all(
        """
        select school_code, cluster_number
        from result.cluster_member inner join core.school using (school_id)
        where until_run is null and academic_year = 2025 and cluster_number is not null
        """, as: Row.self)
    }
    #expect(rows.count >= 35)
    let agreement = adjustedRandIndex(
      rows.map(\.clusterNumber), rows.map { truth[$0.schoolCode]?.cluster ?? -1 })
    // 0 is chance, 1 is identity.
    #expect(agreement >= 0.8, "adjusted Rand \(agreement)")
  }

  @Test func `regional analogues exist and most comparisons end in a verdict`() async throws {
    let site = try await Self.loaded.value
    struct Row: Decodable {
      let code: String
      let comparable: Int
      let total: Int
    }
    let rows = try await site.worker.transaction { db in
      try db.all(
        """
        select code, count(*) filter (where verdict <> 'not_comparable') as comparable,
            count(*) as total
        from result.comparison inner join result.indicator using (indicator_id)
        where until_run is null and academic_year = 2025 and analogue = 'regional'
            and code in ('ext.gia11.mean100', 'ext.gia9.mean_mark5', 'int.marks.quality45_share')
            and cut in ('all', 'subject=rus')
        group by code
        """, as: Row.self)
    }
    #expect(rows.count == 3)
    for row in rows { #expect(Double(row.comparable) >= 0.9 * Double(row.total), "\(row)") }
  }

  @Test func `a school of four in grade 11 is listed with a reason, not ranked last`() async throws
  {
    let site = try await Self.loaded.value
    let region = try IndependentRegion(
      TestSample.bundles(schools: 40, municipalities: 4, years: 3, seed: 1))
    struct Row: Decodable {
      let schoolCode: String
      let academicYear: Int
      let score: Double?
      let rank: Int?
      let rankLow: Int?
      let rankHigh: Int?
      let reason: String?
    }
    let rows = try await site.worker.transaction { db in
      try db.all(
        """
        select school_code, academic_year, score, rank, rank_low, rank_high, reason
        from result.rank inner join core.school using (school_id)
        where until_run is null and scope = 'region'
        """, as: Row.self)
    }
    let small = rows.filter {
      region.pupils(of: $0.schoolCode, year: $0.academicYear, grade: 11) == 4
    }
    #expect(!small.isEmpty)
    let first = rows.map(\.academicYear).min()
    for row in small {
      // With the years before there may be enough; in the first year there are none.
      if row.academicYear > first ?? 0, row.rank != nil { continue }
      let reasons = ["too_few_indicators", "too_few_results"]
      #expect(
        row.rank == nil && row.score == nil && reasons.contains(row.reason ?? ""), "\(row)")
    }
    for row in rows {
      #expect((row.rank == nil) == (row.reason != nil))
      if let rank = row.rank, let low = row.rankLow, let high = row.rankHigh {
        #expect(low <= rank && rank <= high)
      }
    }
  }

  @Test func `a school that sent nothing is listed with that reason, without a place`() async throws
  {
    let site = try await Self.loaded.value
    let sent = try TestSample.bundles(schools: 40, municipalities: 4, years: 3, seed: 1)
      .map { $0.deletingPathExtension().lastPathComponent }
    struct Row: Decodable {
      let schoolCode: String
      let academicYear: Int
      let reason: String?
    }
    let rows = try await site.worker.transaction { db in
      try db.all(
        """
        select school_code, academic_year, reason
        from result.rank inner join core.school using (school_id)
        where until_run is null and scope = 'region'
        """, as: Row.self)
    }
    let silent = rows.filter { !sent.contains("\($0.schoolCode)-\($0.academicYear)") }
    #expect(!silent.isEmpty && silent.allSatisfy { $0.reason == "no_data" })
    #expect(rows.count { $0.reason == "no_data" } == silent.count)
    // All forty are listed in the latest year, whatever they sent.
    #expect(rows.count { $0.academicYear == 2025 } == 40)
  }

  @Test func `the municipal analogue equals a recomputation from the bundles' files`() async throws
  {
    let site = try await Self.loaded.value
    let region = try IndependentRegion(
      TestSample.bundles(schools: 40, municipalities: 4, years: 3, seed: 1))
    struct Row: Decodable {
      let schoolCode: String
      let academicYear: Int
      let code: String
      let cut: String
      let numerator: Double
      let denominator: Double
      let schoolCount: Int
      let analogueNumerator: Double
      let analogueDenominator: Double
    }
    let rows = try await site.worker.transaction { db in
      try db.all(
        """
        select school_code, academic_year, code, cut, numerator, denominator, school_count,
            analogue_numerator, analogue_denominator
        from result.comparison inner join core.school using (school_id)
        inner join result.indicator using (indicator_id)
        where until_run is null and analogue = 'municipal' and analogue_numerator is not null
            and (code, cut) in (
                ('ext.gia9.mean_mark5', 'subject=mat'), ('tea.cat_highest_share', 'all'),
                ('int.repeaters_share', 'all'), ('health.sport_section_share', 'all')
            )
        """, as: Row.self)
    }
    #expect(Set(rows.map(\.code)).count == 4)
    for row in rows {
      guard let own = region.parts(row.code, school: row.schoolCode, year: row.academicYear) else {
        Issue.record("no second derivation: \(row)")
        continue
      }
      #expect(row.numerator == own.numerator && row.denominator == own.denominator, "\(row)")
      let others = region.schools(besides: row.schoolCode).compactMap {
        region.parts(row.code, school: $0, year: row.academicYear)
      }
      #expect(row.schoolCount == others.count, "\(row)")
      #expect(row.analogueNumerator == others.reduce(0) { $0 + $1.numerator }, "\(row)")
      #expect(row.analogueDenominator == others.reduce(0) { $0 + $1.denominator }, "\(row)")
    }
  }

  @Test func `region equals municipalities equals schools, to the last digit`() async throws {
    let site = try await Self.loaded.value
    let differing = try await site.worker.transaction { db in
      try db.value(
        """
        with by_school as (
            select academic_year, indicator_id, cut, sum(numerator) as numerator,
                sum(denominator) as denominator, sum(sum_squares) as sum_squares, count(*) as n
            from result.indicator_value where until_run is null
            group by academic_year, indicator_id, cut
        ), by_level as (
            select level, academic_year, indicator_id, cut, sum(numerator) as numerator,
                sum(denominator) as denominator, sum(sum_squares) as sum_squares,
                sum(school_count) as n
            from result.group_value inner join core.territory using (territory_id)
            where until_run is null
            group by level, academic_year, indicator_id, cut
        )
        select count(*)
        from by_level left join by_school using (academic_year, indicator_id, cut)
        where (by_level.numerator, by_level.denominator, by_level.sum_squares, by_level.n)
            is distinct from
            (by_school.numerator, by_school.denominator, by_school.sum_squares, by_school.n)
        """, as: Int.self)
    }
    #expect(differing == 0)
  }
}
