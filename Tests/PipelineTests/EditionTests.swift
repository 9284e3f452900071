import Logging
import Postgres
import Reports
import Schools
import Testing

@testable import Pipeline

/// Which publication readers see: the one in force, an earlier one, one that is held for a look, and one that was withdrawn.
@Suite struct EditionTests {
  /// Twelve ninth-graders sat mathematics for 3, 4, 5, 3, …: 48 in sum. The first one's mark is what a correction says.
  private func bundle(_ mark: Int, day: Int) throws -> TestBundle.Named {
    var school = SoundSchool(2025)
    school.set("exam_result", 3, "mark5", "\(mark)")
    return try school.bundle(asOf: "2025-07-0\(day)")
  }

  private func analyze(_ site: TestSite, isHeld: Bool = false) async throws -> Int? {
    try await Analysis(pool: site.worker, version: "test", isHeld: isHeld).perform()?.run
  }

  /// The sum of marks in mathematics that somebody reads.
  private func sum(
    _ site: TestSite, _ edition: Edition = .inForce, _ scope: Scope = .school("S1")
  ) async throws -> Double? {
    let pool = Pool(
      site.database.connecting(as: "soko_web"), size: 1, name: "web",
      logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    do {
      let found = try await pool.transaction(readOnly: true) { db in
        try scope.enter(db)
        try edition.enter(db)
        return try db.value(
          """
          select max(numerator)::double precision from report_v1.indicator_value
          where indicator = 'ext.gia9.mean_mark5' and cut = 'subject=mat'
          """, as: Double?.self)
      }
      await pool.close()
      return found
    } catch {
      await pool.close()
      throw error
    }
  }

  private func move(
    _ site: TestSite, _ body: @escaping @Sendable (Database) throws -> Void
  ) async throws {
    try await site.worker.transaction(body)
  }

  private func refusal(
    _ site: TestSite, _ body: @escaping @Sendable (Database) throws -> Void
  ) async throws -> String? {
    do {
      try await site.worker.transaction(body)
      return nil
    } catch let refusal as ProblemRefusal {
      return refusal.problem.code
    }
  }

  @Test func `a run that is held is the operator's until it is published`() async throws {
    let site = try await TestSite.make()
    _ = try await site.load([TestBundle.register(schools: ["S1"]), bundle(3, day: 1)])
    let first = try #require(try await analyze(site))
    _ = try await site.load([bundle(5, day: 2)])
    let held = try #require(try await analyze(site, isHeld: true))
    #expect(try await sum(site) == 48)
    #expect(try await sum(site, .inForce, .operator) == 48)
    #expect(try await sum(site, .run(held), .operator) == 50)
    await #expect(throws: ReportError.notFound(.publication)) { try await sum(site, .run(held)) }
    // Nothing has changed since: the held run is not computed again.
    #expect(try await analyze(site) == nil)

    try await move(site) { db in try PublicationPointer.publish(held, db) }
    #expect(try await sum(site) == 50)
    #expect(try await sum(site, .run(first)) == 48)
    #expect(
      try await refusal(site) { db in try PublicationPointer.publish(held, db) }
        == "publication.not_held")
    await site.close()
  }

  @Test func `an earlier run does not replace a later one`() async throws {
    let site = try await TestSite.make()
    _ = try await site.load([TestBundle.register(schools: ["S1"]), bundle(3, day: 1)])
    let held = try #require(try await analyze(site, isHeld: true))
    #expect(try await sum(site) == nil)
    _ = try await site.load([bundle(4, day: 2)])
    _ = try #require(try await analyze(site))
    #expect(try await sum(site) == 49)
    #expect(
      try await refusal(site) { db in try PublicationPointer.publish(held, db) }
        == "publication.overtaken")
    await site.close()
  }

  @Test func `a publication that is withdrawn gives way to the one before, and says why`()
    async throws
  {
    let site = try await TestSite.make()
    _ = try await site.load([TestBundle.register(schools: ["S1"]), bundle(3, day: 1)])
    let first = try #require(try await analyze(site))
    _ = try await site.load([bundle(5, day: 2)])
    let second = try #require(try await analyze(site))
    #expect(try await sum(site) == 50)
    #expect(
      try await refusal(site) { db in
        try PublicationPointer.withdraw(second, because: "", db)
      } == "publication.reason_missing")
    try await move(site) { db in
      try PublicationPointer.withdraw(second, because: "загружено дважды", db)
    }
    #expect(try await sum(site) == 48)
    #expect(try await sum(site, .asOf("2999-01-01T00:00:00Z")) == 48)
    await #expect(throws: ReportError.withdrawn(run: second, because: "загружено дважды")) {
      try await sum(site, .run(second))
    }
    #expect(try await sum(site, .run(second), .operator) == 50)
    await #expect(throws: ReportError.notFound(.publication)) {
      try await sum(site, .asOf("2001-01-01T00:00:00Z"))
    }
    #expect(
      try await refusal(site) { db in
        try PublicationPointer.withdraw(second, because: "ещё раз", db)
      } == "publication.not_open")
    #expect(
      try await refusal(site) { db in
        try PublicationPointer.withdraw(99, because: "нет такой", db)
      } == "publication.unknown")
    // The first too: then nothing is in force, and the next night publishes.
    try await move(site) { db in try PublicationPointer.withdraw(first, because: "тоже", db) }
    #expect(try await sum(site) == nil)
    _ = try await site.load([bundle(4, day: 3)])
    _ = try #require(try await analyze(site))
    #expect(try await sum(site) == 49)
    await site.close()
  }
}
