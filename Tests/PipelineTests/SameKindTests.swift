import Foundation
import Intake
import Pipeline
import Postgres
import Testing

/// The other schools of the municipality that are of the same kind: who they are, how far the kind is widened, and what
/// they sum to, worked by hand.
@Suite struct SameKindTests {
  /// Six secondary schools in the city; three small and three not small in villages; two in a town; a basic one; a special
  /// one; one that does not say.
  private static let kinds: [String?] =
    Array(repeating: "secondary,city,0", count: 4) + ["lyceum,city,0", "gymnasium,city,0"]
    + Array(repeating: "secondary,village,1", count: 3)
    + Array(repeating: "secondary,village,0", count: 3)
    + ["secondary,town,0", "secondary,town,0", "basic,city,0", "special,city,0", nil]

  private func site() async throws -> TestSite {
    let site = try await TestSite.make()
    let numbers = 1...Self.kinds.count
    let fates = try await site.load(
      [TestBundle.register(schools: numbers.map(KindSchools.code))]
        + numbers.map { try KindSchools.bundle($0, Self.kinds[$0 - 1]) })
    #expect(fates.allSatisfy { $0.state == .done })
    _ = try #require(try await site.analyze())
    return site
  }

  private struct List: Decodable, Equatable {
    let reason: String?
    let dropped: String?
    let schools: Int?
    let members: Int
  }

  private func lists(_ site: TestSite) async throws -> [String: List] {
    struct Row: Decodable {
      let school: String
      let reason: String?
      let dropped: String?
      let schools: Int?
      let members: Int
    }
    let rows = try await site.worker.transaction { db in
      try db.all(
        """
        select school_code as school, reason, basis ->> 'dropped' as dropped,
            (basis ->> 'schools')::integer as schools,
            (
                select count(*) from result.analogue_member as member
                where member.school_id = list.school_id and member.until_run is null
                    and member.academic_year = list.academic_year
                    and member.analogue = list.analogue
            ) as members
        from result.analogue_set as list inner join core.school using (school_id)
        where until_run is null and analogue = 'municipal_same_kind'
        """, as: Row.self)
    }
    return Dictionary(
      uniqueKeysWithValues: rows.map {
        (
          $0.school,
          List(reason: $0.reason, dropped: $0.dropped, schools: $0.schools, members: $0.members)
        )
      })
  }

  @Test func `the kind is widened step by step until five other schools are of it, and says so`()
    async throws
  {
    let site = try await site()
    let found = try await lists(site)
    #expect(found.count == Self.kinds.count)
    let none = "[]"
    #expect(found["S01"] == List(reason: nil, dropped: none, schools: 5, members: 5))
    // A lyceum and a gymnasium teach the same level.
    #expect(found["S05"] == List(reason: nil, dropped: none, schools: 5, members: 5))
    for school in ["S07", "S12"] {
      #expect(found[school] == List(reason: nil, dropped: #"["small"]"#, schools: 5, members: 5))
    }
    #expect(
      found["S13"]
        == List(reason: nil, dropped: #"["small", "settlement"]"#, schools: 13, members: 13))
    #expect(
      found["S15"]
        == List(
          reason: nil, dropped: #"["small", "settlement", "level"]"#, schools: 14, members: 14))
    #expect(found["S16"]?.reason == "no_schools_of_kind" && found["S16"]?.members == 0)
    #expect(found["S17"]?.reason == "kind_unknown" && found["S17"]?.members == 0)

    let rows = try await KindSchools.rows(site, "municipal_same_kind")
    func row(_ school: String) throws -> KindSchools.Row {
      try #require(rows["\(school) \(KindSchools.share)"])
    }
    // 2 + 3 + 4 + 5 + 6 of 5 · 50; nobody is below the first.
    let city = try row("S01")
    #expect(city.sum == "20/250" && city.schools == 5 && city.percentile == 0)
    #expect(city.verdict == "within" && city.reasons.isEmpty)
    // 8 + 9 + 10 + 11 + 12.
    let village = try row("S07")
    #expect(village.sum == "50/250" && village.reasons == ["same_kind_relaxed"])
    // 1 to 12 and 14; two are above thirteen of fifty: one of thirteen.
    let town = try row("S13")
    #expect(town.sum == "92/650" && town.schools == 13)
    #expect(abs(try #require(town.percentile) - 1200.0 / 13) < 1e-9)
    // 1 to 14.
    #expect(try row("S15").sum == "105/700")
    #expect(try row("S16").reasons == ["no_schools_of_kind"])
    #expect(try row("S17").reasons == ["kind_unknown"])
    #expect(try row("S17").verdict == "not_comparable" && row("S17").sum == nil)
    await site.close()
  }

  @Test func `a sensitive indicator is set beside no list`() async throws {
    let site = try await site()
    let rows = try await KindSchools.rows(site, "municipal_same_kind")
    for (name, row) in rows where row.indicator == KindSchools.sensitive {
      #expect(row.sum == nil && row.percentile == nil && row.schools == nil, "\(name)")
      #expect(row.verdict == "not_comparable", "\(name)")
    }
    #expect(rows["S01 \(KindSchools.sensitive)"]?.reasons == ["suppressed"])
    await site.close()
  }

  @Test func `a school that changes its kind changes the lists it was in, and their sums`()
    async throws
  {
    let site = try await site()
    _ = try await site.load([
      KindSchools.bundle(6, "secondary,village,0", asOf: "2025-06-22")
    ])
    let figures = try #require(try await site.analyze())
    #expect(figures.slices == 1)
    let found = try await lists(site)
    // In the city four others are left; of the level there are thirteen.
    #expect(
      found["S01"]
        == List(reason: nil, dropped: #"["small", "settlement"]"#, schools: 13, members: 13))
    #expect(found["S06"]?.dropped == #"["small"]"#)
    let rows = try await KindSchools.rows(site, "municipal_same_kind")
    #expect(rows["S01 \(KindSchools.share)"]?.sum == "104/650")
    #expect(rows["S06 \(KindSchools.share)"]?.sum == "57/300")
    #expect(rows["S07 \(KindSchools.share)"]?.sum == "56/300")

    // From nothing the same rows come.
    let before = try await site.results()
    try await site.forgetPublication()
    _ = try await site.analyze()
    #expect(try await site.results() == before)
    await site.close()
  }

  @Test func `no school is in its own list, and the database takes none`() async throws {
    let site = try await site()
    await #expect(throws: PostgresError.self) {
      try await site.worker.transaction { db in
        try db.execute(
          """
          insert into result.analogue_member
              (school_id, academic_year, analogue, member_id, since_run)
          select school_id, 2025, 'similar', school_id, 1 from core.school limit 1
          """)
      }
    }
    let own = try await site.worker.transaction { db in
      try db.value(
        "select count(*) from result.analogue_member where member_id = school_id", as: Int.self)
    }
    #expect(own == 0)
    await site.close()
  }
}
