import Foundation
import Pipeline
import Postgres
import Schools
import Testing

/// Published figures, coverage and returned counts as the results keep them, on schools that send counts.
@Suite struct ReferenceValueTests {
  private struct Row: Decodable {
    let school: String
    let analogue: String
    let numerator: Double?
    let denominator: Double?
    let value: Double?
    let schools: Int?
    let verdict: String
    let reasons: [String]
  }

  private func rows(
    _ site: TestSite, _ code: String, _ cut: String, _ analogue: String
  ) async throws -> [String: Row] {
    let list = try await site.worker.transaction { db in
      try db.all(
        """
        select school_code as school, analogue, analogue_numerator::double precision as numerator,
            analogue_denominator::double precision as denominator, analogue_value as value,
            school_count as schools, verdict, reasons
        from result.comparison inner join core.school using (school_id)
        inner join result.indicator using (indicator_id)
        where until_run is null and academic_year = 2025 and code = \(code) and cut = \(cut)
            and analogue = \(analogue)
        """, as: Row.self)
    }
    return Dictionary(uniqueKeysWithValues: list.map { ($0.school, $0) })
  }

  private struct Pair: Decodable {
    let published: Double
    let pooled: Double?
    let difference: Double?
    let tolerance: Double
    let coverage: Double?
    let agrees: Bool?
    let reasons: [String]
  }

  private func reconciled(_ site: TestSite) async throws -> [String: Pair] {
    struct Named: Decodable {
      let name: String
      let published: Double
      let pooled: Double?
      let difference: Double?
      let tolerance: Double
      let coverage: Double?
      let agrees: Bool?
      let reasons: [String]
    }
    let list = try await site.worker.transaction { db in
      try db.all(
        """
        select territory || ' ' || indicator as name, published_value::double precision as published,
            pooled_value::double precision as pooled, difference::double precision as difference,
            tolerance::double precision as tolerance, unit_coverage::double precision as coverage,
            agrees, reasons
        from report_v1.reconciliation
        """, as: Named.self)
    }
    return Dictionary(
      uniqueKeysWithValues: list.map {
        (
          $0.name,
          Pair(
            published: $0.published, pooled: $0.pooled, difference: $0.difference,
            tolerance: $0.tolerance, coverage: $0.coverage, agrees: $0.agrees, reasons: $0.reasons)
        )
      })
  }

  /// S01 has four fives and sixteen fours; six others have ten threes and ten fours each. Together 60, 76 and 4.
  private static func schools() throws -> [TestBundle.Named] {
    let codes = ReturnedSchools.codes(7)
    return try [TestBundle.register(schools: codes)]
      + codes.map { code in
        let parts = code == "S01" ? "84,20,356" : "70,20,250"
        return try ReturnedSchools.bundle(code, ["ext.gia9.mean_mark5,subject=mat,\(parts)"])
      }
  }

  private static func told(
    _ rows: [String], asOf: String = "2025-10-02"
  ) throws -> TestBundle.Named {
    try TestBundle.aggregate(
      header: ReturnedSchools.figureHeader,
      rows.map { $0.contains(",1324-") ? $0 + ",т" : $0 + "," }, asOf: asOf)
  }

  private let marks = ("ext.gia9.mean_mark5", "subject=mat")

  @Test func `a school is taken out of the published counts, and what is not loaded stays in`()
    async throws
  {
    let site = try await TestSite.make()
    // The office knows of ten more pupils, all with a two.
    _ = try await site.load(
      Self.schools() + [Self.told([ReturnedSchools.marks(of: "99601000", [10, 60, 76, 4])])])
    _ = try #require(try await site.analyze())
    let beside = try await rows(site, marks.0, marks.1, "municipal_published")
    #expect(beside.count == 7)
    // 2·10 + 3·60 + 4·76 + 5·4 = 524 over 150, less 84 over 20.
    let first = try #require(beside["S01"])
    #expect(first.numerator == 440 && first.denominator == 130 && first.schools == 7)
    #expect(abs(try #require(first.value) - 440.0 / 130) < 1e-12)
    #expect(first.verdict == "above" && first.reasons == [])
    // Pooled: six schools, 420 over 120.
    let pooled = try #require(try await rows(site, marks.0, marks.1, "municipal")["S01"])
    #expect(pooled.numerator == 420 && pooled.denominator == 120)
    // Nothing is published of the region; that is a row with its reason.
    let region = try #require(try await rows(site, marks.0, marks.1, "regional_published")["S01"])
    #expect(region.verdict == "not_comparable" && region.reasons == ["not_published"])
    // 504/140 = 3.6 beside 524/150 = 3.4933: variance 1856/140 − 12.96 = 0.297143, a fifteenth of its pupils missing,
    // so 2 · √(0.297143 / 140 / 15) = 0.0238, below the 0.05 of marks.
    let pair = try #require(try await reconciled(site)["99601000 ext.gia9.mean_mark5"])
    #expect(abs(try #require(pair.difference) - 0.106667) < 1e-6)
    #expect(pair.tolerance == 0.05 && pair.agrees == false && pair.reasons == ["coverage"])
    #expect(pair.coverage == 0.9333)
    await site.close()
  }

  @Test func `a figure that comes later is compared at once, and only its units change`()
    async throws
  {
    let site = try await TestSite.make()
    _ = try await site.load(Self.schools())
    let first = try #require(try await site.analyze())
    #expect(try await site.analyze() == nil)
    _ = try await site.load([Self.told([ReturnedSchools.marks(of: "99601000", [0, 60, 76, 4])])])
    let second = try #require(try await site.analyze())
    #expect(second.slices == 0 && second.values == first.values)
    let changed = try await site.worker.transaction { db in
      try db.rows(
        """
        select distinct code || ' ' || analogue as name from result.comparison
        inner join result.indicator using (indicator_id) where since_run = \(second.run)
        """
      ).map { try $0.get("name", as: String.self) }
    }
    #expect(changed == ["ext.gia9.mean_mark5 municipal_published"])
    // All that is published is loaded: 504/140 on both sides.
    let pair = try #require(try await reconciled(site)["99601000 ext.gia9.mean_mark5"])
    #expect(pair.difference == 0 && pair.agrees == true && pair.reasons == [])
    // Withdrawn by the office: the comparison goes with it.
    _ = try await site.load([
      Self.told([ReturnedSchools.marks(of: "99", [0, 60, 76, 4])], asOf: "2025-10-03")
    ])
    _ = try #require(try await site.analyze())
    let beside = try await rows(site, marks.0, marks.1, "municipal_published")
    #expect(beside.values.allSatisfy { $0.reasons == ["not_published"] })
    #expect(
      try await rows(site, marks.0, marks.1, "regional_published").values.allSatisfy {
        $0.value != nil
      })

    let whole = try await TestSite.make()
    _ = try await whole.load(
      Self.schools() + [
        Self.told([ReturnedSchools.marks(of: "99", [0, 60, 76, 4])], asOf: "2025-10-03")
      ])
    _ = try await whole.analyze()
    #expect(try await site.results() == whole.results())
    await site.close()
    await whole.close()
  }

  @Test func `a gap is told with its reason, or that none is found`() async throws {
    let site = try await TestSite.make()
    let counts = "ext.olymp.municipal_participation_share,all"
    let codes = ReturnedSchools.codes(7)
    _ = try await site.load(
      [TestBundle.register(schools: codes)]
        + codes.map { code in
          try ReturnedSchools.bundle(
            code,
            [
              "ext.gia9.mean_mark5,subject=mat,72,20,270", "\(counts),20,100,",
              "cond.attrition_share,all,1,100,", "int.grade9.honours_share,all,3,20,",
              "ext.gia9.quality45_share,subject=mat,9,20,", "tea.cat_first_share,all,5,20,",
            ])
        }
        + [
          Self.told([
            // Preliminary: 482/140 beside 504/140, of as many pupils and schools.
            ReturnedSchools.marks(
              of: "99601000", [22, 41, 70, 7], schools: 7, status: "preliminary"),
            // A published 0.206 of all 700 beside 140/700 = 0.2: more than 0.005 and 0.0005 of rounding.
            "99601000,all,,,,,ext.olymp.municipal_participation_share,,all,700,7,0.206,,,,,,final,2025-06-20,условный источник",
            // 0.015 beside 0.01: within.
            "99601000,all,,,,,cond.attrition_share,,all,700,7,0.015,,,,,,final,2025-06-20,условный источник",
            // In percent, of village schools only.
            "99601000,village,,,,,,1324-1.16,all,140,7,20.0,,,,,,final,2025-06-20,условный источник",
            // A day of June is no figure with September's retakes, nor one of October of first attempts.
            "99601000,all,,,,,ext.gia9.quality45_share,,subject=mat,140,7,0.6,,,,,,final,2025-10-01,условный источник",
            // Near, not the same definition.
            "99601000,all,,,,,,1324-1.29.2,all,150,7,30.0,,,,,,final,2025-06-20,условный источник",
          ])
        ])
    _ = try #require(try await site.analyze())
    let pairs = try await reconciled(site)
    func reasons(_ code: String) -> [String]? { pairs["99601000 \(code)"]?.reasons }
    #expect(reasons("ext.gia9.mean_mark5") == ["status"])
    #expect(reasons("ext.olymp.municipal_participation_share") == ["none_found"])
    #expect(
      abs((pairs["99601000 ext.olymp.municipal_participation_share"]?.tolerance ?? 0) - 0.0055)
        < 1e-9)
    #expect(reasons("cond.attrition_share") == [])
    #expect(reasons("int.grade9.honours_share") == ["population"])
    #expect(reasons("ext.gia9.quality45_share") == ["period"])
    #expect(reasons("tea.cat_first_share") == ["definition", "coverage"])
    // What is not the same is shown there, and not beside a school.
    let near = try await rows(site, "tea.cat_first_share", "all", "municipal_published")
    #expect(near.values.allSatisfy { $0.reasons == ["definition_approximate"] && $0.value == nil })
    let period = try await rows(
      site, "ext.gia9.quality45_share", "subject=mat", "municipal_published")
    #expect(period.values.allSatisfy { $0.reasons == ["period_differs"] })
    let other = try await rows(site, "int.grade9.honours_share", "all", "municipal_published")
    #expect(other.values.allSatisfy { $0.reasons.contains("population_differs") })
    await site.close()
  }

  /// Ten registered schools: some sent the figure, some another one, the rest nothing.
  private func covered(_ sent: Int, others: Int = 0) async throws -> Row {
    let site = try await TestSite.make()
    let codes = ReturnedSchools.codes(10)
    _ = try await site.load(
      [TestBundle.register(schools: codes)]
        + codes.prefix(sent + others).enumerated().map { index, code in
          try ReturnedSchools.bundle(
            code,
            [
              index < sent
                ? "ext.gia9.mean_mark5,subject=mat,70,20,250" : "cond.attrition_share,all,1,100,"
            ])
        })
    _ = try #require(try await site.analyze())
    let row = try #require(try await rows(site, marks.0, marks.1, "municipal")["S01"])
    await site.close()
    return row
  }

  @Test func `schools that were registered and sent nothing lower the coverage`() async throws {
    #expect(try await covered(9).reasons == [])
    let told = try await covered(7)
    #expect(told.reasons == ["coverage_incomplete"] && told.verdict == "within")
    let low = try await covered(6)
    #expect(low.reasons == ["coverage_low"] && low.verdict == "not_comparable" && low.value == nil)
    // Four that send other things have no such exams to tell of.
    #expect(try await covered(6, others: 4).reasons == [])
  }
}
