import Foundation
import Postgres
import Schools
import Testing

@testable import Pipeline

/// Similar schools of a sample region: 40 schools of one year.
@Suite(.serialized) struct MatchTests {
  private static let loaded = Task { () -> TestSite in
    let site = try await TestSite.make()
    let paths = try TestSample.bundles(schools: 40, municipalities: 4, years: 1, seed: 2)
    _ = try await site.load(paths.map(\.path))
    _ = try await site.analyze()
    return site
  }

  private struct Listed: Decodable, Hashable {
    let school: String
    let member: String
    let distance: Double
    let schoolSettlement: String
    let memberSettlement: String
    let schoolRoll: Double
    let memberRoll: Double
  }

  private func listed(_ site: TestSite) async throws -> [Listed] {
    try await site.worker.transaction { db in
      try db.all(
        """
        select own.school_code as school, near.school_code as member, list.distance,
            place.settlement as school_settlement, other.settlement as member_settlement,
            own_size.numerator as school_roll, near_size.numerator as member_roll
        from result.analogue_member as list
        inner join core.school as own on own.school_id = list.school_id
        inner join core.school as near on near.school_id = list.member_id
        inner join core.school_year as place
            on place.school_id = list.school_id and place.academic_year = list.academic_year
        inner join core.school_year as other
            on other.school_id = list.member_id and other.academic_year = list.academic_year
        inner join result.indicator as size on size.code = 'ctx.size' and size.is_current
        inner join result.indicator_value as own_size
            on own_size.school_id = list.school_id and own_size.until_run is null
                and own_size.indicator_id = size.indicator_id and own_size.cut = 'all'
        inner join result.indicator_value as near_size
            on near_size.school_id = list.member_id and near_size.until_run is null
                and near_size.indicator_id = size.indicator_id and near_size.cut = 'all'
        where list.until_run is null and list.analogue = 'similar'
        order by own.school_code collate "C", list.distance, near.school_code collate "C"
        """, as: Listed.self)
    }
  }

  private func lines(_ site: TestSite) async throws -> [String] {
    struct Line: Decodable { let line: String }
    return try await site.worker.transaction { db in
      try db.all(
        """
        select concat_ws(' ', school_id, academic_year, reason, basis, since_run) as line
        from result.analogue_set where until_run is null and analogue = 'similar'
        union all
        select concat_ws(' ', school_id, academic_year, member_id, distance, since_run)
        from result.analogue_member where until_run is null and analogue = 'similar'
        union all
        select concat_ws(' ', territory_id, level, school_class, version, variables, since_run)
        from result.context_model where until_run is null
        order by line
        """, as: Line.self
      ).map(\.line)
    }
  }

  @Test func `similar schools of rural schools are rural, and small beside small`() async throws {
    let site = try await Self.loaded.value
    let rows = try await listed(site)
    let rural = rows.filter { $0.schoolSettlement == "village" && $0.schoolRoll < 160 }
    #expect(!rural.isEmpty)
    // Of the region's secondary schools hardly more than a half are in villages.
    let share = Double(rural.count { $0.memberSettlement == "village" }) / Double(rural.count)
    #expect(share > 0.85, "\(share)")
    func roll(_ rows: [Listed]) -> Double {
      rows.reduce(0) { $0 + $1.memberRoll } / Double(rows.count)
    }
    #expect(roll(rural) < 0.8 * roll(rows), "\(roll(rural)) of \(roll(rows))")
  }

  @Test func `no school is its own neighbor, and lists have eight schools at least`()
    async throws
  {
    let site = try await Self.loaded.value
    let lists = Dictionary(grouping: try await listed(site), by: \.school)
    #expect(lists.count >= 30)
    for (school, members) in lists {
      #expect(members.count >= 8 && members.count <= 30)
      #expect(!members.contains { $0.member == school })
      #expect(Set(members.map(\.member)).count == members.count)
    }
  }

  @Test func `basic schools are too few for a fair analogue, and that is said`() async throws {
    let site = try await Self.loaded.value
    struct Row: Decodable {
      let schools: Int
      let listed: Int
    }
    let row = try await site.worker.transaction { db in
      try db.first(
        """
        select count(*) as schools, count(*) filter (where reason is null) as listed
        from result.analogue_set
        where until_run is null and analogue = 'similar' and basis ->> 'level' = 'ooo'
            and reason is distinct from 'no_context'
        """, as: Row.self)
    }
    // Four of them: each has three others.
    #expect(try #require(row).schools > 0 && row?.listed == 0)
  }

  @Test func `nothing that a school achieves is part of its context`() throws {
    let folder = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("sql/derived/indicator")
    for code in ContextVariable.codes {
      let text = try String(
        contentsOf: folder.appendingPathComponent("\(code).sql"), encoding: .utf8)
      #expect(text.contains("criterion: 0\n") && text.contains("direction: context\n"), "\(code)")
      let tables = try #require(text.firstMatch(of: /tables: \[(.*)\]/)).1
      let allowed = ["enrolment", "school_year", "social_passport"]
      for table in tables.split(separator: ", ") { #expect(allowed.contains(String(table))) }
    }
    #expect(Set(ContextVariable.codes).isDisjoint(with: ExamOutcome.codes))
  }

  @Test func `distances and lists are those of a computation from the bundles' files`() async throws
  {
    let site = try await Self.loaded.value
    let region = try IndependentRegion(
      TestSample.bundles(schools: 40, municipalities: 4, years: 1, seed: 2))
    struct Model: Decodable {
      let variables: String
      let neighborCount: Int
      let caliper: Double
      let weightsFrom: String
    }
    let model = try #require(
      try await site.worker.transaction { db in
        try db.first(
          """
          select variables::text as variables, neighbor_count, caliper, weights_from
          from result.context_model
          where until_run is null and level = 'soo' and school_class = 'general'
          """, as: Model.self)
      })
    // Fewer than 60 schools: all variables weigh the same.
    #expect(model.weightsFrom == "equal")
    let second = SecondContext(
      region, year: 2025,
      weights: try JSONDecoder().decode(
        [SecondContext.Weight].self, from: Data(model.variables.utf8)))
    #expect(second.neighborCount == model.neighborCount)
    #expect(abs(second.caliper - model.caliper) < 1e-9)
    let lists = Dictionary(grouping: try await listed(site), by: \.school)
    #expect(!second.lists.isEmpty && Set(second.lists.keys) == Set(lists.keys))
    for (school, expected) in second.lists {
      let members = lists[school] ?? []
      #expect(members.map(\.member) == expected.map(\.school), "\(school)")
      for (found, near) in zip(members, expected) {
        #expect(abs(found.distance - near.distance) < 1e-9)
      }
    }
  }

  @Test func `lists stand through the year, whatever bundles bring, until they are renewed`()
    async throws
  {
    let site = try await TestSite.make()
    let paths = try TestSample.bundles(schools: 24, municipalities: 2, years: 1, seed: 3)
    _ = try await site.load(paths.map(\.path))
    _ = try await site.analyze()
    let before = try await lines(site)
    #expect(before.contains { $0.contains("\"version\": 1") })
    // The context of every school changes: half of the pupils move away on paper.
    try await site.worker.transaction { db in
      try db.execute(
        """
        update core.social_passport
        set low_income_count = least(roll_count, low_income_count * 3 + school_id % 7)
        """)
      try db.execute(
        """
        insert into intake.touched select distinct school_id, academic_year from intake.slice
        on conflict do nothing
        """)
    }
    _ = try await site.analyze()
    let changed = try await site.worker.transaction { db in
      try db.value(
        """
        select count(*) from result.indicator_value
        inner join result.indicator using (indicator_id)
        where code = 'ctx.low_income_share' and until_run is not null
        """, as: Int.self)
    }
    #expect(changed > 10)
    #expect(try await lines(site) == before)
    #expect(try await site.analyze() == nil)
    try await site.worker.transaction { db in try MatchRenewal.ask(for: 2025, db) }
    #expect(try await site.analyze() != nil)
    let after = try await lines(site)
    #expect(after != before && !after.contains { $0.contains("\"version\": 1,") })
    #expect(after.contains { $0.contains("\"version\": 2") })
    await site.close()
  }

  @Test func `a school that comes late gets a list, and no other list changes`() async throws {
    let site = try await TestSite.make()
    let paths = try TestSample.bundles(schools: 24, municipalities: 2, years: 1, seed: 3)
    // The register first; the last secondary school is kept back.
    let kept = paths.first { $0.lastPathComponent.hasPrefix("s009-") }
    let late = try #require(kept)
    _ = try await site.load(paths.filter { $0 != late }.map(\.path))
    _ = try await site.analyze()
    let before = try await lines(site)
    @Sendable func own(_ db: Database) throws -> String? {
      try db.value(
        """
        select coalesce(reason, 'listed') from result.analogue_set
        inner join core.school using (school_id)
        where school_code = 's009' and until_run is null and analogue = 'similar'
        """, as: String?.self)
    }
    #expect(try await site.worker.transaction { db in try own(db) } == "no_context")
    _ = try await site.load([late.path])
    _ = try await site.analyze()
    #expect(try await site.worker.transaction { db in try own(db) } == "listed")
    let after = try await lines(site)
    let id = try await site.worker.transaction { db in
      try db.value(
        "select school_id::text from core.school where school_code = 's009'", as: String.self)
    }
    func others(_ lines: [String]) -> [String] { lines.filter { !$0.hasPrefix("\(id) 2025 ") } }
    #expect(others(after) == others(before))
    await site.close()
  }
}
