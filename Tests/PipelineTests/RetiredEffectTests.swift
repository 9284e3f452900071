import Postgres
import Schools
import Testing

@testable import Pipeline

/// Value added of years whose records are gone.
@Suite struct RetiredEffectTests {
  /// Twenty-two schools of a region, each with twelve pupils who sat the exam of 2024 and that of 2022.
  private func site() async throws -> TestSite {
    let site = try await TestSite.make()
    let codes = (1...22).map { "S\($0)" }
    _ = try await site.load([TestBundle.register(schools: codes)])
    try await site.worker.transaction { db in
      try db.script(
        """
        insert into core.student (school_id, academic_year, student_key, bundle_id, row_number)
        select school.school_id, year, 'p' || pupil, 1, 1
        from core.school, unnest(array[2022, 2024]) as year, generate_series(1, 12) as pupil;
        insert into core.exam_result (
            school_id, academic_year, student_key, exam_kind, subject_code, held_on,
            primary_score, score100, status, is_final, bundle_id, row_number
        )
        select school.school_id, 2022, 'p' || pupil, 'oge', 'rus', date '2022-06-01',
            15 + pupil, null, 'valid', true, 1, 1
        from core.school, generate_series(1, 12) as pupil
        union all
        select school.school_id, 2024, 'p' || pupil, 'ege', 'rus', date '2024-06-01', null,
            40 + 2 * pupil + school.school_id % 7 + (school.school_id * pupil) % 5, 'valid', true,
            1, 1
        from core.school, generate_series(1, 12) as pupil;
        """)
    }
    return site
  }

  private struct Effect: Decodable, Equatable {
    let schoolId: Int
    let effect: Double?
    let reason: String?
    let sinceRun: Int
  }

  /// The effects of variant `a` that hold after run `id`, by school.
  private func effects(_ site: TestSite, run id: Int) async throws -> [Effect] {
    try await site.worker.transaction { db in
      let run = Run(
        id: id, seed: 1, keySet: nil, thresholds: try Thresholds(db), isWhole: true)
      _ = try ValueAdded(run: run).perform(db)
      return try db.all(
        """
        select school_id, effect, reason, since_run from result.effect
        where until_run is null and variant = 'a' order by school_id
        """, as: Effect.self)
    }
  }

  private func retire(
    _ site: TestSite, _ condition: String, isOfRetention: Bool
  ) async throws {
    try await site.worker.transaction { db in
      try db.script(
        """
        delete from core.exam_result where \(condition);
        insert into intake.retired_year (school_id, academic_year, removal_id, is_of_retention)
        select school_id, 2024, 1, \(isOfRetention) from core.school
        where school_id = (select min(school_id) from core.school)
        """)
    }
  }

  private func models(_ site: TestSite) async throws -> [String] {
    try await site.worker.transaction { db in
      struct Line: Decodable { let line: String }
      return try db.all(
        """
        select concat_ws(' ', variant, school_count, reason, since_run) as line
        from result.effect_model where until_run is null order by variant
        """, as: Line.self
      ).map(\.line)
    }
  }

  @Test func `on request one school's effect stands, and the others are fitted without it`()
    async throws
  {
    let site = try await site()
    let before = try await effects(site, run: 1)
    #expect(before.count == 22 && before.allSatisfy { $0.effect != nil })
    // One pupil of the first school is erased: what is left of it is not the whole.
    let first = "school_id = (select min(school_id) from core.school)"
    try await retire(site, "\(first) and student_key = 'p12'", isOfRetention: false)
    let after = try await effects(site, run: 2)
    #expect(after.first == before.first)
    #expect(after.count == 22)
    #expect(after.dropFirst().allSatisfy { $0.sinceRun == 2 && $0.effect != nil })
    #expect(try await models(site) == ["a 21 2", "b 21 2"])
    await site.close()
  }

  @Test func `of a year whose time is over all stands`() async throws {
    let site = try await site()
    let before = try await effects(site, run: 1)
    let models = try await models(site)
    // What is gone is of all schools; that one of them is noted is enough.
    try await retire(site, "academic_year = 2024 and school_id % 2 = 0", isOfRetention: true)
    #expect(try await effects(site, run: 2) == before)
    #expect(try await self.models(site) == models)
    await site.close()
  }

  @Test func `without a removal an effect goes with its records`() async throws {
    let site = try await site()
    _ = try await effects(site, run: 1)
    try await site.worker.transaction { db in
      try db.script("delete from core.exam_result where academic_year = 2024")
    }
    #expect(try await effects(site, run: 2).isEmpty)
    #expect(try await models(site).isEmpty)
    await site.close()
  }
}
