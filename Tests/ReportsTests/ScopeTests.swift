import Postgres
import Reports
import Testing

@Suite struct ScopeTests {
  private struct School: Decodable { let school: String }

  private func seen(_ view: String, as login: String = "soko_web", _ scope: Scope?) async throws
    -> [String]
  {
    try await Region.read(as: login, scope) { db in
      try db.all(
        SQL(raw: "select distinct school from report_v1.\(view) order by school"), as: School.self
      ).map(\.school)
    }
  }

  @Test func `without a scope there are no rows`() async throws {
    for view in [
      "school", "comparison", "indicator_value", "ranking", "cluster_member", "bundle", "problem",
      "funnel", "pooled_comparison", "linked_value", "value_of_calendar_year",
    ] {
      #expect(try await seen(view, nil) == [], "\(view)")
    }
  }

  @Test func `a school sees itself only`() async throws {
    for view in [
      "school", "comparison", "indicator_value", "ranking", "cluster_member", "funnel",
      "pooled_comparison", "linked_value",
    ] {
      #expect(try await seen(view, .school("A")) == ["A"], "\(view)")
    }
    #expect(try await seen("bundle", .school("A")) == ["A"])
    #expect(try await seen("problem", .school("A")) == [])
    #expect(try await seen("problem", .school("B")) == ["B"])
  }

  @Test func `a municipality sees its schools`() async throws {
    #expect(try await seen("ranking", .municipality("90101")) == ["A", "B"])
    #expect(try await seen("ranking", .municipality("90102")) == ["C"])
    #expect(try await seen("bundle", .municipality("90102")) == [])
  }

  @Test func `region and operator see every school`() async throws {
    for scope in [Scope.region, .operator] {
      #expect(try await seen("school", scope) == ["A", "B", "C"])
    }
  }

  @Test func `a quote in a scope names nobody and breaks nothing`() async throws {
    #expect(try await seen("school", .school("A' or 'x'='x")) == [])
  }

  @Test func `an analyst's tool reads the views and cannot name a table beneath`() async throws {
    #expect(try await seen("comparison", as: "soko_bi", nil) == [])
    #expect(try await seen("comparison", as: "soko_bi", .region) == ["A", "B"])
    await #expect(throws: PostgresError.self) {
      try await Region.read(as: "soko_bi", .region) { db in
        _ = try db.value("select count(*) from result.comparison", as: Int.self)
      }
    }
  }

  @Test func `an analyst's tool reads every view`() async throws {
    let views = try await Region.read { db in
      try db.rows("select viewname from pg_views where schemaname = 'report_v1' order by viewname")
        .map { try $0.get("viewname", as: String.self) }
    }
    #expect(views.count == 41)
    for view in views {
      let count = try await Region.read(as: "soko_bi", .operator) { db in
        try db.value(SQL(raw: "select count(*) from report_v1.\(view)"), as: Int.self)
      }
      #expect(count > 0, "\(view)")
    }
  }

  @Test func `the owner sees no school's rows, the worker all`() async throws {
    for (login, count) in [("soko_owner", 0), ("soko_worker", 3)] {
      let found = try await Region.read(as: login, nil) { db in
        try db.value("select count(*) from core.school", as: Int.self)
      }
      #expect(found == count, "\(login)")
    }
  }

  @Test func `every table with a school's rows is under a forced policy`() async throws {
    let open = try await Region.read { db in
      try db.rows(
        """
        select class.relname::text as name
        from pg_class as class
        inner join pg_namespace as namespace on namespace.oid = class.relnamespace
        where namespace.nspname in ('core', 'intake', 'result') and class.relkind in ('r', 'p')
            and not (class.relrowsecurity and class.relforcerowsecurity)
        order by name
        """
      ).map { try $0.get("name", as: String.self) }
    }
    #expect(
      open == [
        "catalog_file", "cluster", "cluster_name", "context_model", "crosswalk",
        "crosswalk_entry", "driver", "effect_model", "exam_minimum", "exam_scale",
        "group_coverage", "group_value", "indicator", "indicator_family", "key_set",
        "match_renewal", "problem_policy", "publication", "rank_model", "removal", "run", "subject",
        "territory", "threshold", "touched_figure", "touched_set",
      ])
  }

  @Test func `an upload is accepted in the scope of its sender only`() async throws {
    let upload: SQL = """
      insert into intake.bundle (sender, sha256, file_name, byte_count)
      values ('A', sha256('9'), 'a.zip', 1)
      """
    await #expect(throws: PostgresError.self) {
      try await Region.read(.school("B")) { db in _ = try db.execute(upload) }
    }
    struct Undone: Error {}
    await #expect(throws: Undone.self) {
      try await Region.read(.school("A")) { db in
        #expect(try db.execute(upload) == 1)
        throw Undone()
      }
    }
  }

  @Test func `totals are shown from five schools on, sensitive ones without numerator`()
    async throws
  {
    struct Total: Decodable, Equatable {
      let territory: String
      let indicator: String
      let numerator: Double?
    }
    let totals = try await Region.read(.school("C")) { db in
      try db.all(
        """
        select territory, indicator, numerator::double precision as numerator
        from report_v1.group_value order by indicator
        """, as: Total.self)
    }
    #expect(
      totals == [
        Total(territory: "90", indicator: "x.good_share", numerator: 80),
        Total(territory: "90", indicator: "x.register_share", numerator: nil),
      ])
  }

  @Test func `a value hidden in its comparison has no parts anywhere`() async throws {
    struct Value: Decodable, Equatable {
      let school: String
      let numerator: Double?
    }
    let values = try await Region.read { db in
      try db.all(
        """
        select school, numerator::double precision as numerator from report_v1.indicator_value
        order by school
        """, as: Value.self)
    }
    #expect(values == [Value(school: "A", numerator: 30), Value(school: "B", numerator: nil)])
  }
}
