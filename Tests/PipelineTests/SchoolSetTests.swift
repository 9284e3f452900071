import Foundation
import Intake
import Postgres
import Schools
import Testing

@testable import Pipeline

/// Analogues that are lists somebody chose: saved sets, and similar schools put in by hand.
@Suite struct SchoolSetTests {
  private func site(_ count: Int = 10) async throws -> TestSite {
    let site = try await TestSite.make()
    let fates = try await site.load(
      [TestBundle.register(schools: (1...count).map(KindSchools.code))]
        + (1...count).map { try KindSchools.bundle($0, "secondary,city,0", numerator: 9 + $0) })
    #expect(fates.allSatisfy { $0.state == .done })
    return site
  }

  private func set(
    _ numbers: [Int], code: String = "north", title: String = "Север", by: String = "аналитик"
  ) -> SchoolSet {
    SchoolSet(
      code: code, title: title, note: nil, author: by, schools: numbers.map(KindSchools.code))
  }

  private func save(_ set: SchoolSet, _ site: TestSite) async throws {
    try await site.worker.transaction { db in try set.save(db) }
  }

  @Test func `each school of a set is beside the sum of the others, until the set changes`()
    async throws
  {
    let site = try await site()
    try await save(set([1, 3, 5, 7, 9, 10, 1]), site)
    _ = try #require(try await site.analyze())
    #expect(try await site.analyze() == nil)
    let rows = try await KindSchools.rows(site, "set:north")
    #expect(rows.count == 6 * 2)
    // 10, 12, 14, 16, 18, 19 of fifty each: 89 less the own.
    let first = try #require(rows["S01 \(KindSchools.share)"])
    #expect(first.sum == "79/250" && first.schools == 5 && first.percentile == 0)
    // Newcombe of 10/50 beside 79/250 holds zero.
    #expect(first.verdict == "within" && first.reasons.isEmpty)
    #expect(rows["S10 \(KindSchools.share)"]?.sum == "70/250")
    #expect(rows["S10 \(KindSchools.share)"]?.percentile == 100)
    #expect(rows["S10 \(KindSchools.sensitive)"]?.reasons == ["suppressed"])
    #expect(rows["S02 \(KindSchools.share)"] == nil)

    // Saved anew, with one school more: only a run later, and the rows before stay closed.
    try await save(set([1, 2, 3, 5, 7, 9, 10]), site)
    let second = try #require(try await site.analyze())
    #expect(second.slices == 0)
    let changed = try await KindSchools.rows(site, "set:north")
    #expect(changed.count == 7 * 2)
    #expect(changed["S01 \(KindSchools.share)"]?.sum == "90/300")
    #expect(changed["S02 \(KindSchools.share)"]?.sum == "89/300")

    try await site.worker.transaction { db in try SchoolSet.remove("north", db) }
    _ = try #require(try await site.analyze())
    #expect(try await KindSchools.rows(site, "set:north").isEmpty)
    let kept = try await site.worker.transaction { db in
      try db.value("select count(*) from intake.school_set", as: Int.self)
    }
    #expect(kept == 2)
    await site.close()
  }

  @Test func `a set is refused with a problem, and nothing is saved`() async throws {
    let site = try await site(6)
    let cases: [(SchoolSet, String)] = [
      (set([1, 2, 3, 4, 5]), "set.schools_too_few"),
      (set([1, 2, 3, 4, 5, 5]), "set.schools_too_few"),
      (set([1, 2, 3, 4, 5, 99]), "set.school_unknown"),
      (set([1, 2, 3, 4, 5, 6], code: "a b"), "set.code_malformed"),
      (set([1, 2, 3, 4, 5, 6], code: ""), "set.code_malformed"),
      (set([1, 2, 3, 4, 5, 6], title: " "), "set.words_missing"),
      (set([1, 2, 3, 4, 5, 6], by: ""), "set.words_missing"),
    ]
    for (set, code) in cases {
      let refusal = await #expect(throws: SchoolSet.Refusal.self) { try await save(set, site) }
      #expect(refusal?.problem.code == code)
    }
    let refusal = await #expect(throws: SchoolSet.Refusal.self) {
      try await site.worker.transaction { db in try SchoolSet.remove("north", db) }
    }
    #expect(refusal?.problem.code == "set.unknown")
    let count = try await site.worker.transaction { db in
      try db.value(
        """
        select (select count(*) from intake.school_set) + (select count(*) from intake.touched_set)
        """, as: Int.self)
    }
    #expect(count == 0)
    await site.close()
  }

  @Test func `a set that is saved is not rewritten`() async throws {
    let site = try await site(6)
    try await save(set([1, 2, 3, 4, 5, 6]), site)
    for statement in [
      "delete from intake.school_set", "delete from intake.school_set_member",
      "update intake.school_set_member set school_id = 1",
    ] {
      await #expect(throws: PostgresError.self) {
        try await site.worker.transaction { db in try db.execute(SQL(raw: statement)) }
      }
    }
    await site.close()
  }

  @Test
  func `lists of similar schools are summed, need eight schools, and may say why there is none`()
    async throws
  {
    let site = try await site()
    try await site.worker.transaction { db in
      try db.script(
        """
        insert into result.analogue_set
            (school_id, academic_year, analogue, reason, basis, since_run)
        select school_id, 2025, 'similar',
            case school_code when 'S03' then 'no_similar_schools' when 'S04' then 'no_context' end,
            '{}', 0
        from core.school where school_code in ('S01', 'S02', 'S03', 'S04');
        insert into result.analogue_member
            (school_id, academic_year, analogue, member_id, distance, since_run)
        select own.school_id, 2025, 'similar', other.school_id, 1, 0
        from core.school as own inner join core.school as other
            on other.school_code between 'S02' and 'S09' and other.school_id <> own.school_id
        where own.school_code in ('S01', 'S02');
        """)
    }
    _ = try #require(try await site.analyze())
    let rows = try await KindSchools.rows(site, "similar")
    #expect(rows.count == 4 * 2)
    // S02 to S09: 11 + … + 18 = 116 of 8 · 50. S02 has one school less than it takes.
    #expect(rows["S01 \(KindSchools.share)"]?.sum == "116/400")
    #expect(rows["S01 \(KindSchools.share)"]?.reasons == [])
    #expect(rows["S02 \(KindSchools.share)"]?.reasons == ["too_few_schools"])
    #expect(rows["S02 \(KindSchools.share)"]?.sum == nil)
    #expect(rows["S03 \(KindSchools.share)"]?.reasons == ["no_similar_schools"])
    #expect(rows["S04 \(KindSchools.share)"]?.reasons == ["no_context"])
    #expect(rows["S04 \(KindSchools.share)"]?.verdict == "not_comparable")
    await site.close()
  }

  @Test func `a hidden cell is in no sum, and its own school is not taken out of one`() async throws
  {
    struct Row: Decodable {
      let schoolId: Int
      let analogueNumerator: Double?
      let schoolCount: Int?
    }
    let site = try await site(7)
    try await save(set([1, 2, 3, 4, 5, 6]), site)
    _ = try await site.analyze()
    let (rows, hidden) = try await site.worker.transaction { db in
      let hidden = try db.value(
        "select school_id from core.school where school_code = 'S06'", as: Int.self)
      let indicator = try db.value(
        "select indicator_id from result.indicator where is_current and code = \(KindSchools.share)",
        as: Int.self)
      try db.script(ComparedUnits.every)
      try db.script("delete from result.analogue_set where analogue = 'municipal_same_kind'")
      try db.script("delete from result.hidden_cell")
      try db.execute(
        """
        insert into result.hidden_cell (
            school_id, academic_year, indicator_id, cut, level, cause, since_run
        )
        values (\(hidden), 2025, \(indicator), 'all', 1, 'complementary', 1)
        """)
      try db.script(ComparedBatch.table + ComparedPart.table)
      let batch = ComparedBatch(
        indicator: indicator, years: [2025], cuts: ["all"], valueCount: 2)
      try batch.lay(db)
      try ListParts(db).add(isSummed: true, db)
      let rows = try db.all(
        "select school_id, analogue_numerator, school_count from compared_parts", as: Row.self)
      return (rows, hidden)
    }
    #expect(rows.count == 6)
    // 10 to 15, and 15 is hidden: 60 in five schools.
    for row in rows {
      let isHidden = row.schoolId == hidden
      #expect(row.schoolCount == (isHidden ? 5 : 4))
      #expect(
        isHidden ? row.analogueNumerator == 60 : (46...50).contains(row.analogueNumerator ?? 0))
    }
    await site.close()
  }

  @Test func `a school of a set that sent nothing lowers the coverage of the set`() async throws {
    // Ten schools, all of which return counts a year earlier; two of them sent nothing in 2025.
    let site = try await TestSite.make()
    let numbers = Array(1...10)
    _ = try await site.load(
      [TestBundle.register(schools: numbers.map(KindSchools.code))]
        + numbers.map { try KindSchools.bundle($0, nil, year: 2024) }
        + numbers.prefix(8).map { try KindSchools.bundle($0, nil) }
        + [TestBundle.school("S10", 2023, SoundSchool(2023).csv)])
    try await save(set(numbers), site)
    _ = try #require(try await site.analyze())
    let rows = try await KindSchools.rows(site, "set:north")
    // S10 once sent the tables that the indicator reads, S09 never did: seven of eight others are behind.
    #expect(rows["S01 \(KindSchools.share)"]?.schools == 7)
    #expect(rows["S01 \(KindSchools.share)"]?.reasons == ["coverage_incomplete"])
    await site.close()
  }
}
