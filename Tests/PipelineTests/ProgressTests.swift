import Logging
import Postgres
import Reports
import Testing

@testable import Pipeline

/// How far a bundle is, as others see it while it is worked on.
@Suite struct ProgressTests {
  private struct Seen: Decodable, Equatable {
    let stage: String
    var runStage: String?
    var position: Int?
    var total: Int?
    var recordTable: String?
  }

  private func web(_ site: TestSite) -> Pool {
    Pool(
      site.database.connecting(as: "soko_web"), size: 1, name: "web",
      logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
  }

  private func seen(_ bundle: Int, _ pool: Pool, _ scope: Scope = .school("S1")) async throws
    -> Seen?
  {
    try await pool.transaction(readOnly: true) { db in
      try scope.enter(db)
      return try db.first(
        """
        select stage, run_stage, position::bigint as position, total::bigint as total, record_table
        from report_v1.bundle_progress where bundle = \(bundle)
        """, as: Seen.self)
    }
  }

  /// Asks until `expected` is seen, for twenty seconds at most; the last that was seen.
  private func wait(
    for expected: Seen, _ bundle: Int, _ pool: Pool
  ) async throws -> Seen? {
    var last: Seen?
    for _ in 0..<400 {
      last = try await seen(bundle, pool)
      if last == expected { break }
      try await Task.sleep(for: .milliseconds(50))
    }
    return last
  }

  /// Holds a lock on `table` against writers while `work` runs, and tells what is seen of the bundle then.
  private func held(
    by table: String, until expected: Seen, _ bundle: Int, _ site: TestSite, _ pool: Pool,
    _ work: @escaping @Sendable () async throws -> Void
  ) async throws -> Seen? {
    let holder = Pool(
      site.database, size: 1, name: "lock",
      logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    // A connection that is left inside a transaction is closed, so the lock sleeps in it.
    let holding = Task {
      try await holder.session { db in
        try db.script("begin; lock table \(table) in share mode; select pg_sleep(120)")
      }
    }
    let isHeld: SQL = """
      select exists (
          select from pg_locks
          where relation = \(table)::regclass and mode = 'ShareLock' and granted
      )
      """
    while try await !site.worker.transaction({ try $0.value(isHeld, as: Bool.self) }) {
      try await Task.sleep(for: .milliseconds(20))
    }
    async let running: Void = work()
    let found = try await wait(for: expected, bundle, pool)
    holding.cancel()
    _ = await holding.result
    await holder.close()
    try await running
    return found
  }

  @Test func `a bundle is seen at each step of its load and of the analysis, and nothing stays`()
    async throws
  {
    let site = try await TestSite.make()
    let pool = web(site)
    _ = try await site.load([TestBundle.register(schools: ["S1"])])
    try await site.store([SoundSchool(2025).bundle()])
    let bundle = try await site.worker.transaction { db in
      try db.value("select max(bundle_id) from intake.bundle", as: Int.self)
    }
    #expect(try await seen(bundle, pool) == Seen(stage: "received"))
    // Periods are the first of its tables.
    let merging = Seen(
      stage: "merging", position: 1, total: SoundSchool(2025).tables.count, recordTable: "period")
    let merged = try await held(
      by: "core.period", until: merging, bundle, site, pool
    ) { _ = try await site.loader.loadAll { _ in } }
    #expect(merged == merging)
    #expect(try await seen(bundle, pool) == Seen(stage: "loaded"))
    // The first of ten stages writes values.
    let computing = Seen(stage: "computing", runStage: "indicate", position: 1, total: 10)
    let computed = try await held(
      by: "result.indicator_value", until: computing, bundle, site, pool
    ) { _ = try await site.analyze() }
    #expect(computed == computing)
    #expect(try await seen(bundle, pool) == Seen(stage: "published"))
    // Nobody else's business, as the bundle itself.
    #expect(try await seen(bundle, pool, .school("S2")) == nil)
    await pool.close()
    await site.close()
  }

  @Test func `a bundle that has met another fate says which`() async throws {
    let site = try await TestSite.make()
    let pool = web(site)
    let fates = try await site.load([SoundSchool(2025).bundle()])
    #expect(fates.map(\.state) == [.waiting])
    let first = try await site.worker.transaction { db in
      try db.value("select max(bundle_id) from intake.bundle", as: Int.self)
    }
    // A school that no register names sees nothing yet.
    #expect(try await seen(first, pool, .operator) == Seen(stage: "waiting"))
    _ = try await site.load([TestBundle.register(schools: ["S1"])])
    // The register has queued it again, and the same drain loaded it.
    #expect(try await seen(first, pool) == Seen(stage: "loaded"))
    await pool.close()
    await site.close()
  }

  @Test func `whoever is no worker tells of no bundle`() async throws {
    let site = try await TestSite.make()
    let pool = web(site)
    _ = try await site.load([TestBundle.register(schools: ["S1"])])
    try await site.store([SoundSchool(2025).bundle()])
    let bundle = try await site.worker.transaction { db in
      try db.value("select max(bundle_id) from intake.bundle", as: Int.self)
    }
    let name = "x | bundle \(bundle) merge 3/9 class"
    let analyst = Pool(
      site.database.connecting(as: "soko_bi"), size: 1, name: "bi",
      logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    try await analyst.session { db in
      _ = try db.value("select set_config('application_name', \(name), false)", as: String.self)
    }
    #expect(try await seen(bundle, pool) == Seen(stage: "received"))
    try await site.worker.session { db in
      _ = try db.value("select set_config('application_name', \(name), false)", as: String.self)
    }
    let told = Seen(stage: "merging", position: 3, total: 9, recordTable: "class")
    #expect(try await seen(bundle, pool) == told)
    for other in [analyst, pool] { await other.close() }
    await site.close()
  }
}
