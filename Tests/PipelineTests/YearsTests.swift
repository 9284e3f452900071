import Foundation
import Intake
import Pipeline
import Postgres
import Testing

/// Several years together, and years before a merger, from what is loaded to what is published.
@Suite struct YearsTests {
  private struct Pooled: Decodable {
    let school: String
    let analogue: String
    let firstYear: Int
    let years: Int
    let isLinked: Bool
    let numerator: Double
    let denominator: Double
    let value: Double?
    let low: Double?
    let high: Double?
    let schools: Int
    let analogueNumerator: Double?
    let analogueDenominator: Double?
    let analogueValue: Double?
    let verdict: String
    let reasons: [String]
  }

  private static let share = "ext.olymp.municipal_participation_share"
  private static let mean = "ext.gia9.mean_mark5"

  private func pooled(
    _ site: TestSite, _ code: String = share, _ analogue: String = "municipal", year: Int = 2025
  ) async throws -> [String: Pooled] {
    let list = try await site.worker.transaction { db in
      try db.script("set local soko.audience = 'operator'")
      return try db.all(
        """
        select school, analogue, first_year, years, is_linked, numerator::double precision as numerator,
            denominator::double precision as denominator, value, low, high, schools,
            analogue_numerator::double precision as analogue_numerator,
            analogue_denominator::double precision as analogue_denominator, analogue_value, verdict,
            reasons
        from report_v1.pooled_comparison
        where year = \(year) and indicator = \(code) and analogue = \(analogue)
        """, as: Pooled.self)
    }
    return Dictionary(uniqueKeysWithValues: list.map { ($0.school, $0) })
  }

  private struct Previous: Decodable {
    let school: String
    let numerator: Double?
    let denominator: Double?
    let verdict: String
    let reasons: [String]
  }

  private func previous(_ site: TestSite) async throws -> [String: Previous] {
    let list = try await site.worker.transaction { db in
      try db.script("set local soko.audience = 'operator'")
      return try db.all(
        """
        select school, analogue_numerator::double precision as numerator,
            analogue_denominator::double precision as denominator, verdict, reasons
        from report_v1.comparison
        where year = 2025 and indicator = \(Self.share) and analogue = 'previous'
        """, as: Previous.self)
    }
    return Dictionary(uniqueKeysWithValues: list.map { ($0.school, $0) })
  }

  private func bundle(_ school: String, _ year: Int, _ parts: String) throws -> TestBundle.Named {
    try ReturnedSchools.bundle(school, ["\(Self.share),all,\(parts),"], year: year)
  }

  /// The second to the seventh school, with 20 of 100 each.
  private func others(_ years: [Int]) throws -> [TestBundle.Named] {
    try years.flatMap { year in
      try ReturnedSchools.codes(7).dropFirst().map { try bundle($0, year, "20,100") }
    }
  }

  @Test func `ten pupils a year are thirty in three, beside the same three years of the others`()
    async throws
  {
    let site = try await TestSite.make()
    _ = try await site.load(
      [TestBundle.register(schools: ReturnedSchools.codes(7))] + others([2023, 2024, 2025])
        + [(2023, "3,10"), (2024, "4,10"), (2025, "5,10")].map { try bundle("S01", $0.0, $0.1) })
    _ = try #require(try await site.analyze())
    let found = try await pooled(site)
    // A hundred pupils are enough in one year.
    #expect(found.count == 1)
    let first = try #require(found["S01"])
    #expect(first.firstYear == 2023 && first.years == 3 && !first.isLinked)
    #expect(first.numerator == 12 && first.denominator == 30 && first.value == 0.4)
    // Wilson's interval of 12 of 30.
    #expect(abs(try #require(first.low) - 0.2459) < 1e-4)
    #expect(abs(try #require(first.high) - 0.5768) < 1e-4)
    // Six others, three years: 360 of 1800, without the school in any of them.
    #expect(first.analogueNumerator == 360 && first.analogueDenominator == 1800)
    #expect(first.schools == 6 && first.verdict == "above" && first.reasons == [])
    // One year alone does not tell.
    let alone = try await site.worker.transaction { db in
      try db.script("set local soko.audience = 'operator'")
      return try db.value(
        """
        select verdict from report_v1.comparison
        where school = 'S01' and year = 2025 and indicator = \(Self.share)
            and analogue = 'municipal'
        """, as: String.self)
    }
    #expect(alone == "above" || alone == "within")
    // Of 2024 there are two years.
    let earlier = try #require(try await pooled(site, year: 2024)["S01"])
    #expect(earlier.years == 2 && earlier.numerator == 7 && earlier.analogueDenominator == 1200)
    // Of 2023 there is one, which is not several.
    #expect(try await pooled(site, year: 2023).isEmpty)
    await site.close()
  }

  @Test func `a corrected year moves the windows it is in, as a whole night would`() async throws {
    let site = try await TestSite.make()
    let bundles =
      try [TestBundle.register(schools: ReturnedSchools.codes(7))] + others([2023, 2024, 2025])
      + [2023, 2024, 2025].map { try bundle("S01", $0, "4,10") }
    let correction = try ReturnedSchools.bundle(
      "S02", ["\(Self.share),all,50,100,"], year: 2023, asOf: "2025-06-22")
    _ = try await site.load(bundles)
    _ = try #require(try await site.analyze())
    _ = try await site.load([correction])
    let second = try #require(try await site.analyze())
    #expect(second.slices == 1)
    #expect(try await pooled(site)["S01"]?.analogueNumerator == 390)
    let whole = try await TestSite.make()
    _ = try await whole.load(bundles + [correction])
    _ = try await whole.analyze()
    #expect(try await site.results() == whole.results())
    await site.close()
    await whole.close()
  }

  @Test func `scores of two scales are not pooled`() async throws {
    let site = try await TestSite.make()
    let codes = ReturnedSchools.codes(7)
    let scales = try TestBundle.register(
      [
        (
          "exam_scale",
          """
          academic_year,exam_kind,subject_code,max_primary,mark3_from,mark4_from,mark5_from,source\r
          2023,oge,mat,31,8,15,22,условный\r
          2024,oge,mat,31,8,15,23,условный\r
          2025,oge,mat,31,8,15,23,условный\r
          2023,oge,rus,33,15,23,29,условный\r
          2024,oge,rus,33,15,23,29,условный\r
          2025,oge,rus,33,15,23,29,условный\r

          """
        )
      ], mode: .amend, asOf: "2025-06-22")
    _ = try await site.load(
      [TestBundle.register(schools: codes), scales]
        + [2023, 2024, 2025].flatMap { year in
          try codes.map { code in
            let parts = code == "S01" ? "40,10,170" : "400,100,1700"
            return try ReturnedSchools.bundle(
              code, ["mat", "rus"].map { "\(Self.mean),subject=\($0),\(parts)" }, year: year)
          }
        })
    _ = try #require(try await site.analyze())
    let rows = try await site.worker.transaction { db in
      try db.script("set local soko.audience = 'operator'")
      return try db.all(
        """
        select cut as school, analogue, first_year, years, is_linked,
            numerator::double precision as numerator, denominator::double precision as denominator,
            value, low, high, schools, analogue_numerator::double precision as analogue_numerator,
            analogue_denominator::double precision as analogue_denominator, analogue_value, verdict,
            reasons
        from report_v1.pooled_comparison
        where year = 2025 and school = 'S01' and analogue = 'municipal'
        """, as: Pooled.self)
    }
    let found = Dictionary(uniqueKeysWithValues: rows.map { ($0.school, $0) })
    let changed = try #require(found["subject=mat"])
    #expect(changed.reasons == ["scale_changed"] && changed.verdict == "not_comparable")
    #expect(changed.value == nil && changed.low == nil && changed.analogueValue == nil)
    let same = try #require(found["subject=rus"])
    #expect(same.reasons == [] && same.value == 4 && same.verdict == "within")
    await site.close()
  }

  private static let links =
    "predecessor_code,successor_code,happened_on,succession_kind,students_count,source\r\n"

  private func register(
    _ schools: [String], links: [String]
  ) throws -> [TestBundle.Named] {
    [
      try TestBundle.register(schools: schools),
      try TestBundle.register(
        [("school_succession", Self.links + links.map { "\($0)\r\n" }.joined())], mode: .amend,
        asOf: "2025-06-22"),
    ]
  }

  @Test func `the years before a merger are the sum of those who merged`() async throws {
    let site = try await TestSite.make()
    let codes = ["A", "B"] + ReturnedSchools.codes(7)
    // A with 12 of 20 and B with 9 of 20 became S01, which has 15 of 20.
    _ = try await site.load(
      register(codes, links: ["A,S01,2024-09-01,merger,20,", "B,S01,2024-09-01,merger,20,"])
        + others([2024, 2025])
        + [bundle("A", 2024, "12,20"), bundle("B", 2024, "9,20"), bundle("S01", 2025, "15,20")])
    _ = try #require(try await site.analyze())
    let before = try #require(try await previous(site)["S01"])
    #expect(before.numerator == 21 && before.denominator == 40)
    #expect(before.reasons.contains("chain_linked") && before.verdict == "within")
    let window = try #require(try await pooled(site)["S01"])
    #expect(window.firstYear == 2024 && window.years == 2 && window.isLinked)
    #expect(window.numerator == 36 && window.denominator == 60)
    // 2024: A, B and six others less A and B; 2025: the six.
    #expect(window.analogueNumerator == 240 && window.analogueDenominator == 1200)
    #expect(window.schools == 6 && window.reasons.contains("chain_linked"))
    // The series stands in a report; the predecessors keep their own year, beside each other once.
    struct Linked: Decodable {
      let year: Int
      let members: Int
      let value: Double
    }
    let linked = try await site.worker.transaction { db in
      try db.script("set local soko.audience = 'operator'")
      return try db.all(
        "select year, members, value from report_v1.linked_value where school = 'S01'",
        as: Linked.self)
    }
    #expect(linked.map(\.year) == [2024] && linked.first?.members == 2)
    #expect(abs((linked.first?.value ?? 0) - 21.0 / 40) < 1e-12)
    struct Total: Decodable {
      let schools: Int
      let numerator: Double
    }
    let total = try await site.worker.transaction { db in
      try db.all(
        """
        select school_count as schools, numerator::double precision as numerator
        from result.group_value inner join core.territory using (territory_id)
        inner join result.indicator using (indicator_id)
        where until_run is null and oktmo = '99601000' and academic_year = 2024
            and code = \(Self.share)
        """, as: Total.self)
    }
    #expect(total.first?.schools == 8 && total.first?.numerator == 141)
    await site.close()
  }

  @Test func `a sum without one of the schools is none`() async throws {
    let site = try await TestSite.make()
    _ = try await site.load(
      register(
        ["A", "B"] + ReturnedSchools.codes(7),
        links: ["A,S01,2024-09-01,merger,20,", "B,S01,2024-09-01,merger,20,"])
        + others([2024, 2025]) + [bundle("A", 2024, "12,20"), bundle("S01", 2025, "15,20")])
    _ = try #require(try await site.analyze())
    #expect(try await previous(site)["S01"]?.reasons == ["no_previous_year"])
    #expect(try await pooled(site)["S01"] == nil)
    await site.close()
  }

  @Test func `a school that took another in has both in its earlier years`() async throws {
    let site = try await TestSite.make()
    _ = try await site.load(
      register(
        ["A"] + ReturnedSchools.codes(7), links: ["A,S01,2024-07-15,accession,20,"])
        + others([2024, 2025])
        + [
          bundle("A", 2024, "5,20"), bundle("S01", 2024, "10,20"), bundle("S01", 2025, "20,40"),
        ])
    _ = try #require(try await site.analyze())
    let before = try #require(try await previous(site)["S01"])
    #expect(before.numerator == 15 && before.denominator == 40)
    await site.close()
  }

  @Test func `what was before a division is nobody's alone`() async throws {
    let site = try await TestSite.make()
    _ = try await site.load(
      register(
        ["A", "B"] + ReturnedSchools.codes(7),
        links: ["A,S01,2024-09-01,division,20,", "A,B,2024-09-01,division,30,"])
        + others([2024, 2025])
        + [bundle("A", 2024, "25,50"), bundle("S01", 2025, "10,20"), bundle("B", 2025, "12,30")])
    _ = try #require(try await site.analyze())
    for code in ["S01", "B"] {
      let before = try #require(try await previous(site)[code])
      #expect(before.reasons == ["chain_split"] && before.numerator == nil, "\(code)")
    }
    await site.close()
  }

  @Test func `a chain of mergers is followed, and a day of summer opens the new year`()
    async throws
  {
    let site = try await TestSite.make()
    _ = try await site.load(
      register(
        ["A", "B", "C", "D", "E", "F"],
        links: [
          "A,B,2022-05-31,transformation,,", "B,C,2023-06-01,merger,,", "D,C,2023-06-01,merger,,",
          "E,F,2024-12-01,separation,,",
        ]))
    struct Link: Decodable { let link: String }
    let links = try await site.worker.transaction { db in
      try db.all(
        """
        select concat_ws(' ', school.school_code, member.school_code, first_year, is_summed) as link
        from analogue.succession
        inner join core.school on school.school_id = succession.school_id
        inner join core.school as member on member.school_id = succession.member_id
        order by 1
        """, as: Link.self)
    }
    #expect(
      links.map(\.link) == ["B A 2022 t", "C A 2022 t", "C B 2024 t", "C D 2024 t", "F E 2025 f"])
    await site.close()
  }
}
