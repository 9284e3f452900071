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
    #expect(views.count > 40)
    var empty: Set<String> = []
    for view in views {
      let count = try await Region.read(as: "soko_bi", .region) { db in
        try db.value(SQL(raw: "select count(*) from report_v1.\(view)"), as: Int.self)
      }
      if count == 0 { empty.insert(view) }
      // What an operator alone may see leaves through the service.
      let asOperator = try await Region.read(as: "soko_bi", .operator) { db in
        try db.value(
          SQL(
            raw: "select count(*) from report_v1.\(view) where to_jsonb(\(view)) ->> 'school' <> ''"
          ),
          as: Int.self)
      }
      #expect(asOperator == 0, "\(view)")
    }
    // Pairs of places are for municipalities, lines of a self-examination come from records, and the one verdict that
    // moved here is hidden from the region.
    #expect(empty == ["rank_pair", "self_study", "verdict_change"])
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
        "group_coverage", "group_value", "hidden_total", "indicator", "indicator_family",
        "key_set", "match_renewal", "problem_policy", "publication", "rank_model", "removal",
        "run", "subject", "territory", "threshold", "touched_figure", "touched_set",
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

  private struct Total: Decodable, Equatable {
    let indicator: String
    let numerator: Double?
    let denominator: Double?
  }

  private func totals(_ scope: Scope) async throws -> [Total] {
    try await Region.read(scope) { db in
      try db.all(
        """
        select indicator, numerator::double precision as numerator,
            denominator::double precision as denominator
        from report_v1.group_value order by indicator
        """, as: Total.self)
    }
  }

  @Test func `totals are shown from five schools on, to those from whom they are not hidden`()
    async throws
  {
    let open = Total(indicator: "x.good_share", numerator: 80, denominator: 140)
    // Hidden from the region on: a school reads of totals what everybody may.
    for scope in [Scope.school("C"), .region] {
      #expect(
        try await totals(scope)
          == [open, Total(indicator: "x.register_share", numerator: nil, denominator: 1400)])
    }
    for scope in [Scope.operator, .municipality("90102")] {
      #expect(
        try await totals(scope)
          == [open, Total(indicator: "x.register_share", numerator: 43, denominator: 1400)])
    }
    #expect(
      try await totals(.public)
        == [open, Total(indicator: "x.register_share", numerator: nil, denominator: nil)])
  }

  private struct Value: Decodable, Equatable {
    let school: String
    let numerator: Double?
    let value: Double?
  }

  private func values(_ scope: Scope) async throws -> [Value] {
    try await Region.read(scope) { db in
      try db.all(
        """
        select school, numerator::double precision as numerator, value
        from report_v1.indicator_value order by school, indicator
        """, as: Value.self)
    }
  }

  @Test func `a hidden value has no parts, but for the school itself`() async throws {
    let open = [
      Value(school: "A", numerator: 30, value: 0.75), Value(school: "B", numerator: 20, value: 0.5),
    ]
    for scope in [Scope.operator, .region, .municipality("90101")] {
      #expect(
        try await values(scope) == open + [Value(school: "B", numerator: nil, value: nil)])
    }
    #expect(
      try await values(.school("B")) == [open[1], Value(school: "B", numerator: 4, value: 0.1)])
  }

  @Test func `a hidden figure takes its comparisons with it, but for the school itself`()
    async throws
  {
    struct Line: Decodable, Equatable {
      let analogue: String
      let value: Double?
      let analogueValue: Double?
      let verdict: String
      let reasons: String
    }
    func lines(_ scope: Scope) async throws -> [Line] {
      try await Region.read(scope) { db in
        try db.all(
          """
          select analogue, value, analogue_value, verdict, array_to_string(reasons, ' ') as reasons
          from report_v1.comparison where school = 'B' and indicator = 'x.register_share'
          order by analogue desc
          """, as: Line.self)
      }
    }
    #expect(
      try await lines(.operator) == [
        Line(
          analogue: "regional", value: nil, analogueValue: nil, verdict: "not_comparable",
          reasons: "lower_is_better suppressed"),
        Line(
          analogue: "previous", value: nil, analogueValue: nil, verdict: "not_comparable",
          reasons: "no_previous_year suppressed"),
      ])
    // The region's total is hidden from schools.
    #expect(
      try await lines(.school("B")) == [
        Line(
          analogue: "regional", value: 0.1, analogueValue: nil, verdict: "not_comparable",
          reasons: "lower_is_better suppressed"),
        Line(
          analogue: "previous", value: 0.1, analogueValue: nil, verdict: "not_comparable",
          reasons: "no_previous_year"),
      ])
  }

  @Test func `everybody reads what is open, rounded, and no ranking, bundle or record`()
    async throws
  {
    #expect(
      try await values(.public) == [
        Value(school: "A", numerator: 30, value: 0.75),
        Value(school: "B", numerator: 20, value: 0.5),
        Value(school: "B", numerator: nil, value: nil),
      ])
    struct Shown: Decodable, Equatable {
      let school: String
      let value: Double?
      let analogueValue: Double?
    }
    let shown = try await Region.read(.public) { db in
      try db.all(
        """
        select school, value, analogue_value from report_v1.comparison
        where indicator = 'x.register_share' and analogue = 'regional' order by school
        """, as: Shown.self)
    }
    #expect(
      shown == [
        Shown(school: "A", value: nil, analogueValue: nil),
        Shown(school: "B", value: nil, analogueValue: nil),
      ])
    struct Exact: Decodable, Equatable {
      let low: Double?
      let differenceLow: Double?
      let analogueNumerator: Double?
      let percentile: Double?
    }
    let exact = try await Region.read(.public) { db in
      try db.all(
        """
        select distinct low, difference_low,
            analogue_numerator::double precision as analogue_numerator, percentile
        from report_v1.comparison
        """, as: Exact.self)
    }
    #expect(
      exact == [Exact(low: nil, differenceLow: nil, analogueNumerator: nil, percentile: nil)])
    for view in ["ranking", "cluster_member", "bundle", "problem"] {
      let rows = try await Region.read(.public) { db in
        try db.value(
          SQL(raw: "select count(*) from report_v1.\(view) where school is not null"), as: Int.self)
      }
      #expect(rows == 0, "\(view)")
    }
    let clusters = "select count(*) from report_v1.cluster"
    let open = try await Region.read(.public) { db in
      try db.value(SQL(raw: clusters), as: Int.self)
    }
    let all = try await Region.read { db in try db.value(SQL(raw: clusters), as: Int.self) }
    #expect(open == 0 && all > 0)
    for table in ["core.enrolment", "core.student", "intake.bundle_part", "intake.heading"] {
      let rows = try await Region.read(.public) { db in
        try db.value(SQL(raw: "select count(*) from \(table)"), as: Int.self)
      }
      #expect(rows == 0, "\(table)")
    }
  }

  @Test func `the region's reader goes by levels of value added, not by places`() async throws {
    let placed: SQL = "select count(*) from report_v1.value_added where rank is not null"
    let levels: SQL = "select count(*) from report_v1.value_added where level is not null"
    let municipality = try await Region.read { db in try db.value(placed, as: Int.self) }
    #expect(municipality > 0)
    let region = try await Region.read(.region) { db in
      (try db.value(placed, as: Int.self), try db.value(levels, as: Int.self))
    }
    #expect(region.0 == 0 && region.1 > 0)
  }

  @Test(arguments: [
    ("share", 0.004, 1000.0, true, 0.01), ("share", 0.004, 25, true, 0.1),
    ("share", 1, 60, true, 0.95), ("share", 1, 60, false, 1), ("share", 0.337, 60, false, 0.34),
    ("mark", 4.1267, 60, false, 4.13), ("count", 12.34, 60, false, 12.3),
  ])
  func `a value for everybody is rounded by its unit, a sensitive share coded by its size`(
    unit: String, value: Double, units: Double, isSensitive: Bool, expected: Double
  ) async throws {
    let shown = try await Region.read { db in
      try db.value(
        """
        select core.rounded_value(
            \(value)::numeric, \(unit), \(units)::numeric, \(isSensitive)
        )::double precision
        """, as: Double.self)
    }
    #expect(shown == expected)
  }
}
