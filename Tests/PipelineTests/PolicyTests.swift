import Pipeline
import Postgres
import Schools
import Testing

/// What a department decides of severities: what it may, when it counts, and that it is told.
@Suite struct PolicyTests {
  private func site() async throws -> TestSite {
    let site = try await TestSite.make()
    _ = try await site.load([TestBundle.register(schools: ["S1"])])
    return site
  }

  private func decide(
    _ site: TestSite, _ severity: Problem.Severity?, _ code: String, in table: String = "*"
  ) async throws {
    try await site.worker.transaction { db in
      try ProblemPolicy.decide(
        severity, code: code, table: table, reason: "Устав", by: "Начальник управления",
        on: "2025-09-01", db)
    }
  }

  private var doubtful: SoundSchool {
    var school = SoundSchool(2025)
    school.set("social_passport", 2, "roll_count", "40")
    return school
  }

  @Test
  func `a warning that is raised rejects, in a dry run as in a load, and the receipt says why`()
    async throws
  {
    let site = try await site()
    let bundle = try doubtful.bundle()
    #expect(try await site.rehearse([bundle]).map(\.state) == [.done])
    try await decide(site, .rejected, "intake.roll_disagrees")
    #expect(try await site.rehearse([bundle]).map(\.state) == [.rejected])
    let receipt = try #require(try await site.load([bundle])[0].receipt)
    #expect(receipt.state == .rejected)
    #expect(receipt.totals.map(\.severity) == ["rejected"])
    #expect(receipt.policy?.map(\.reason) == ["Устав"])
    #expect(receipt.policy?.map(\.decidedOn) == ["2025-09-01"])
    await site.close()
  }

  @Test func `a rule is relaxed in one table and rejects in another`() async throws {
    let site = try await site()
    try await decide(site, .warning, "intake.date_outside_year", in: "facility")
    var school = SoundSchool(2025)
    school.set("facility", 2, "as_of_on", "2001-01-01")
    let relaxed = try await site.rehearse([school.bundle()])[0]
    #expect(relaxed.state == .done && relaxed.receipt?.totals.map(\.severity) == ["warning"])
    school.set("event_participation", 2, "held_on", "2001-01-01")
    let both = try await site.rehearse([school.bundle()])[0]
    #expect(both.state == .rejected)
    #expect(both.receipt?.totals.map(\.severity) == ["rejected", "warning"])
    #expect(both.receipt?.totals.map(\.count) == [1, 1])
    await site.close()
  }

  @Test
  func `the last decision counts, one for a table before one for all, and it can be taken back`()
    async throws
  {
    let site = try await site()
    let bundle = try doubtful.bundle()
    try await decide(site, .rejected, "intake.roll_disagrees")
    try await decide(site, .warning, "intake.roll_disagrees", in: "social_passport")
    #expect(try await site.rehearse([bundle]).map(\.state) == [.done])
    try await decide(site, nil, "intake.roll_disagrees", in: "social_passport")
    #expect(try await site.rehearse([bundle]).map(\.state) == [.rejected])
    try await decide(site, nil, "intake.roll_disagrees")
    #expect(try await site.rehearse([bundle]).map(\.state) == [.done])
    let kept = try await site.worker.transaction { db in
      try db.value("select count(*) from intake.problem_policy", as: Int.self)
    }
    #expect(kept == 4)
    await site.close()
  }

  @Test(arguments: [
    "intake.column_personal", "intake.row_repeated", "intake.reference_missing",
    "intake.value_malformed", "intake.enrolment_overlaps", "intake.mark_or_code",
  ])
  func `privacy, form and keys cannot be relaxed`(_ code: String) async throws {
    let site = try await site()
    for table in ["*", "student", "enrolment", "period_mark"] {
      await #expect(throws: ProblemPolicy.Refusal.self) {
        try await decide(site, .warning, code, in: table)
      }
    }
    // Nor by writing it into the table oneself.
    try await site.worker.transaction { db in
      try db.execute(
        """
        insert into intake.problem_policy (code, severity, reason, decided_on, decided_by)
        values (\(code), 'warning', 'x', current_date, 'x')
        """)
    }
    var school = SoundSchool(2025)
    school.append("facility", "gym,2024-09-01,1")
    #expect(try await site.rehearse([school.bundle()]).map(\.state) == [.rejected])
    await site.close()
  }

  @Test func `a decision has a known code and table, a reason and an author, and is not rewritten`()
    async throws
  {
    let site = try await site()
    await #expect(throws: ProblemPolicy.Refusal.self) {
      try await decide(site, .rejected, "intake.nothing")
    }
    await #expect(throws: ProblemPolicy.Refusal.self) {
      try await decide(site, .rejected, "intake.roll_disagrees", in: "nowhere")
    }
    await #expect(throws: ProblemPolicy.Refusal.self) {
      try await site.worker.transaction { db in
        try ProblemPolicy.decide(
          .rejected, code: "intake.roll_disagrees", table: "*", reason: " ", by: "x", on: nil, db)
      }
    }
    try await decide(site, .rejected, "intake.roll_disagrees")
    for statement in [
      "delete from intake.problem_policy", "update intake.problem_policy set reason = 'y'",
    ] {
      await #expect(throws: PostgresError.self) {
        try await site.worker.transaction { db in try db.execute(SQL(raw: statement)) }
      }
    }
    await site.close()
  }
}
