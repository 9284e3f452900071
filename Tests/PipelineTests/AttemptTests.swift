import Foundation
import Intake
import Logging
import Pipeline
import Postgres
import Testing

/// Loads that are cut off: what is held against a bundle, and what is not.
@Suite struct AttemptTests {
  private static let pupils = "student_key,entry_year,sex\r\np1,2016,f\r\np2,2016,m\r\n"

  private func site(schools: [String], loaders: Int = 1) async throws -> TestSite {
    let site = try await TestSite.make(loaders: loaders)
    _ = try await site.load([TestBundle.register(schools: schools)])
    try await site.store(
      schools.map { try TestBundle.school($0, 2025, ["student": Self.pupils]) })
    return site
  }

  /// Kills the worker, and waits until none of its claims is left.
  private func kill(_ worker: Process, of site: TestSite) async throws {
    Foundation.kill(worker.processIdentifier, SIGKILL)
    worker.waitUntilExit()
    try await eventually {
      try await site.worker.session { db in
        try db.value(
          """
          select count(*) from pg_locks
          where locktype = 'advisory' and objsubid = 1
              and database = (select oid from pg_database where datname = current_database())
          """, as: Int.self) == 0
      }
    }
  }

  @Test
  func `a bundle that kills its worker three times is set aside, and those beside it are loaded`()
    async throws
  {
    let site = try await site(schools: ["S1", "S2", "S3", "S4", "S5"])
    let held = try await HeldSchools(site, ["S1", "S2", "S3"])
    // The first bundle kills its worker whenever it is at work; the first time, two others are beside it.
    let first = try site.process(["worker", "--drain", "--loaders", "3"])
    try await held.awaitLoaders(3)
    try await kill(first, of: site)
    #expect(try await site.attempts() == [1, 1, 1, 1, 0, 0])
    try await held.release("S2")
    try await held.release("S3")
    for round in 2...3 {
      let worker = try site.process(["worker", "--drain", "--loaders", "3"])
      try await held.awaitLoaders(1)
      try await kill(worker, of: site)
      // It was alone then: nothing more is held against the two, which may have been loaded before it.
      let (attempts, states) = (try await site.attempts(), try await site.states())
      #expect(attempts[1] == round)
      for other in 2...3 { #expect(attempts[other] == 1 || states[other] == "done") }
    }
    let last = try site.process(["worker", "--drain", "--loaders", "3"])
    last.waitUntilExit()
    #expect(last.terminationStatus == 0)
    #expect(
      try await site.states() == ["done", "quarantined", "done", "done", "done", "done"])

    // The books say why, and the bundle loads once it is given another chance.
    let problems = try await site.worker.session { db in
      try db.value("select count(*) from intake.problem where bundle_id = 2", as: Int.self)
    }
    #expect(problems == 1)
    try await held.release("S1")
    #expect(try await site.queue.requeue([1, 2]) == [2])
    _ = try await site.loader.loadAll { _ in }
    #expect(try await site.states() == Array(repeating: "done", count: 6))
    let left = try await site.worker.session { db in
      try db.value("select count(*) from intake.problem where bundle_id = 2", as: Int.self)
    }
    #expect(left == 0)
    await held.close()
    await site.close()
  }

  @Test func `a connection ended by an administrator is not held against its bundle`() async throws
  {
    let site = try await site(schools: ["S1"])
    let held = try await HeldSchools(site, ["S1"])
    let worker = try site.process(["worker", "--drain"])
    for _ in 0..<4 {
      try await held.awaitLoaders(1)
      try await held.terminateLoaders()
    }
    try await held.awaitLoaders(1)
    #expect(try await site.attempts() == [1, 1])
    try await held.release("S1")
    worker.waitUntilExit()
    #expect(worker.terminationStatus == 0)
    #expect(try await site.states() == ["done", "done"])
    await held.close()
    await site.close()
  }

  @Test func `a worker that is asked to stop ends the bundle at hand and begins no other`()
    async throws
  {
    let site = try await site(schools: ["S1", "S2"])
    let held = try await HeldSchools(site, ["S1"])
    let worker = try site.process(["worker", "--drain", "--loaders", "1"])
    try await held.awaitLoaders(1)
    worker.terminate()
    try await Task.sleep(for: .milliseconds(500))
    #expect(worker.isRunning)
    try await held.release("S1")
    worker.waitUntilExit()
    #expect(worker.terminationStatus == 75)
    #expect(try await site.states() == ["done", "done", "queued"])
    #expect(try await site.attempts() == [1, 1, 0])
    await held.close()
    await site.close()
  }

  @Test func `a load that is cancelled leaves its bundle as it was, free and uncounted`()
    async throws
  {
    let site = try await site(schools: ["S1"])
    let held = try await HeldSchools(site, ["S1"])
    let load = Task { try await site.loader.loadNext() }
    try await held.awaitLoaders(1)
    load.cancel()
    await #expect(throws: CancellationError.self) { try await load.value }
    #expect(try await site.attempts() == [1, 0])
    let isFree = try await site.worker.session { db in
      try db.value("select pg_try_advisory_lock(2)", as: Bool.self)
    }
    #expect(isFree)
    await held.close()
    await site.close()
  }

  @Test func `where temporary files cannot be written, nothing is loaded and nothing counted`()
    async throws
  {
    let site = try await site(schools: ["S1"])
    let worker = try site.process(
      ["worker", "--drain"], environment: ["TMPDIR": "/proc/soko-has-no-such-folder"])
    worker.waitUntilExit()
    #expect(worker.terminationStatus == 75)
    #expect(try await site.states() == ["done", "queued"])
    #expect(try await site.attempts() == [1, 0])
    await site.close()
  }

  @Test func `a bundle's number may be larger than 32 bits`() async throws {
    let site = try await site(schools: ["S1"])
    let owner = Pool(site.database, size: 1, name: "own", logger: .init(label: "test.own"))
    try await owner.session { db in
      try db.script("alter table intake.bundle alter column bundle_id restart with 3000000000")
    }
    await owner.close()
    let fate = try await site.load([
      TestBundle.school("S1", 2024, ["student": Self.pupils])
    ])
    #expect(fate.map(\.state) == [.done])
    await site.close()
  }

  @Test func `a bundle is found behind more than a page of those in other hands`() async throws {
    let site = try await TestSite.make()
    let codes = (1...70).map { "S\($0)" }
    _ = try await site.load([TestBundle.register(schools: codes)])
    try await site.store(codes.map { try TestBundle.school($0, 2025, ["student": Self.pupils]) })
    try await site.worker.session { db in
      try db.execute("select pg_advisory_lock(bundle_id) from intake.bundle where bundle_id <= 70")
    }
    #expect(try await site.loader.loadNext() == 71)
    await site.close()
  }
}
