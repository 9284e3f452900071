import Postgres
import Schools
import Testing

@testable import Pipeline

/// What an analyst calls a cluster, and what its schools work in.
@Suite struct ClusterNameTests {
  private func site() async throws -> TestSite {
    let site = try await TestSite.make()
    _ = try await site.load([TestBundle.register(schools: ["S1"])])
    try await site.worker.transaction { db in
      try db.script(
        """
        insert into result.run (catalog_fingerprint, parameters, seed, code_version)
        values ('c', '{}', 1, '1');
        insert into result.publication (run_id, is_current) select run_id, true from result.run;
        insert into result.cluster (
            territory_id, academic_year, cluster_number, school_count, profile, identity, jaccard,
            name_ru, name_en, since_run
        )
        select territory_id, year, number, 6, '{}', identity, 0.9, name, name, 1
        from core.territory,
            (values
                (2024, 1, 3, 'выше: ОГЭ'), (2025, 2, 3, 'ниже: ОГЭ'), (2025, 1, 4, null)
            ) as cluster (year, number, identity, name)
        where level = 'region';
        """)
    }
    return site
  }

  private struct Line: Decodable { let line: String }

  private func lines(_ site: TestSite, _ select: String) async throws -> [String] {
    try await site.worker.transaction { db in
      try db.execute("set local soko.audience = 'operator'")
      return try db.all(SQL(raw: select), as: Line.self).map(\.line)
    }
  }

  private func give(
    _ site: TestSite, _ identity: Int, ru: String = "Городские", en: String = "City ones",
    by author: String = "Аналитик", region: String? = nil
  ) async throws {
    try await site.worker.transaction { db in
      try ClusterName(
        identity: identity, region: region, name: Words(ru: ru, en: en), author: author
      ).save(db)
    }
  }

  @Test func `a name goes with the identity through the years, and the one of signs stays`()
    async throws
  {
    let site = try await site()
    try await give(site, 3)
    try await give(site, 3, ru: " Большие городские ", en: "Large city ones")
    let shown = try await lines(
      site,
      """
      select concat_ws('|', year, name_ru, name_given_by, own_name_ru) as line
      from report_v1.cluster where identity = 3 order by year
      """)
    #expect(
      shown == [
        "2024|Большие городские|Аналитик|выше: ОГЭ", "2025|Большие городские|Аналитик|ниже: ОГЭ",
      ])
    let history = try await lines(
      site,
      """
      select concat_ws('|', name_en, is_current) as line
      from report_v1.cluster_name order by given_at
      """)
    #expect(history == ["City ones|f", "Large city ones|t"])
    await site.close()
  }

  @Test func `a cluster that is not stable shows no name`() async throws {
    let site = try await site()
    try await give(site, 4)
    #expect(
      try await lines(
        site,
        "select coalesce(name_ru, 'none') as line from report_v1.cluster where identity = 4")
        == ["none"])
    await site.close()
  }

  @Test func `a name without words, or of no cluster, is refused`() async throws {
    let site = try await site()
    let long = String(repeating: "а", count: 121)
    for (code, body) in [
      ("cluster_name.words_missing", { try await self.give(site, 3, ru: " ") }),
      ("cluster_name.words_missing", { try await self.give(site, 3, by: "") }),
      ("cluster_name.words_missing", { try await self.give(site, 3, en: long) }),
      ("cluster_name.identity_unknown", { try await self.give(site, 9) }),
      ("cluster_name.identity_unknown", { try await self.give(site, 3, region: "98") }),
    ] as [(String, () async throws -> Void)] {
      let refusal = await #expect(throws: ClusterName.Refusal.self) { try await body() }
      #expect(refusal?.problem.code == code)
    }
    await site.close()
  }

  @Test func `names are added and never rewritten`() async throws {
    let site = try await site()
    try await give(site, 3)
    for statement in [
      "update result.cluster_name set name_ru = 'x'", "delete from result.cluster_name",
    ] {
      await #expect(throws: PostgresError.self) {
        try await site.worker.transaction { db in _ = try db.execute(SQL(raw: statement)) }
      }
    }
    await site.close()
  }

  @Test func `conditions are means over schools with an interval, and none of few schools`() {
    // 1…5 have the mean 3 and the deviation √2.5; t(0.975, 4) = 2.776445: a half width of 1.963243.
    func value(_ code: String, _ school: Int, _ value: Double) -> ClusterContext.Value {
      ClusterContext.Value(
        code: code, isFlag: code == "ctx.rural", schoolId: school, value: value)
    }
    let context = ClusterContext(
      (1...5).map { value("ctx.size", $0, Double($0)) } + [value("ctx.size", 9, 100)]
        + (1...4).map { value("ctx.other", $0, 1) }, least: 5)
    let rows = context.rows(of: [1, 2, 3, 4, 5, 6])
    #expect(rows.map(\.code) == ["ctx.size"] && rows[0].schools == 5 && rows[0].mean == 3)
    #expect(abs((rows[0].high ?? 0) - 4.963243) < 1e-6)
    #expect(abs((rows[0].low ?? 0) - 1.036757) < 1e-6)
    #expect(context.rows(of: [1, 2, 9]).isEmpty)
    // Yes in all of five: Wilson's interval from 5 / (5 + 1.959964²) = 0.565518 to 1, never beyond.
    let flags = ClusterContext((1...5).map { value("ctx.rural", $0, 1) }, least: 5)
      .rows(of: [1, 2, 3, 4, 5])
    #expect(abs((flags[0].low ?? 0) - 0.565518) < 1e-6 && flags[0].high == 1)
  }
}
