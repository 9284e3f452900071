import Foundation
import Logging
import Postgres
import TestSupport
import Testing

@Suite struct SchemaTests {
  private static func pool() async throws -> Pool {
    Pool(
      try await TestDatabase.make(scripts: []), size: 1, name: "schema",
      logger: Logger(label: "test"))
  }

  @Test func `stored files are applied once each, in order`() async throws {
    let pool = try await Self.pool()
    let first = StoredMigrations(files: [("0001_a", "create table a (x int)")])
    #expect(try await first.apply(to: pool) == ["0001_a"])
    let both = StoredMigrations(files: [
      ("0001_a", "create table a (x int)"), ("0002_b", "alter table a add column y int"),
    ])
    #expect(try await both.apply(to: pool) == ["0002_b"])
    #expect(try await both.apply(to: pool) == [])
    await pool.close()
  }

  @Test func `a file edited after it was applied is an error naming both checksums`() async throws {
    let pool = try await Self.pool()
    _ = try await StoredMigrations(files: [("0001_a", "create table a (x int)")]).apply(to: pool)
    let drift = try await #require(throws: StoredMigrations.Drift.self) {
      _ = try await StoredMigrations(files: [
        ("0001_a", "create table a (x bigint)"), ("0002_b", "create table b (x int)"),
      ]).apply(to: pool)
    }
    #expect(drift.name == "0001_a" && drift.applied != drift.found)
    #expect("\(drift)".contains(drift.applied) && "\(drift)".contains(drift.found))
    let isThere = try await pool.session {
      try $0.value("select to_regclass('b') is not null", as: Bool.self)
    }
    #expect(!isThere)
    await pool.close()
  }

  @Test func `a file that fails leaves nothing of itself`() async throws {
    let pool = try await Self.pool()
    await #expect(throws: PostgresError.self) {
      _ = try await StoredMigrations(files: [
        ("0001_a", "create table a (x int); select 1 / 0;")
      ]).apply(to: pool)
    }
    let isThere = try await pool.session {
      try $0.value("select to_regclass('a') is not null", as: Bool.self)
    }
    #expect(!isThere)
    await pool.close()
  }

  @Test func `a derived schema is made anew when its text changes, and only then`() async throws {
    let pool = try await Self.pool()
    func schema(_ text: String) -> DerivedSchema {
      DerivedSchema(name: "look", files: [("v", "create view look.v as select \(text) as x")])
    }
    #expect(try await schema("1").rebuildIfChanged(in: pool))
    #expect(try await !schema("1").rebuildIfChanged(in: pool))
    #expect(try await schema("2").rebuildIfChanged(in: pool))
    #expect(try await pool.session { try $0.value("select x from look.v", as: Int.self) } == 2)
    // What does not work leaves what was.
    await #expect(throws: PostgresError.self) {
      try await schema("no_such_column").rebuildIfChanged(in: pool)
    }
    #expect(try await pool.session { try $0.value("select x from look.v", as: Int.self) } == 2)
    await pool.close()
  }

  @Test func `what others built on a derived schema is named, not dropped`() async throws {
    let pool = try await Self.pool()
    func schema(_ text: String) -> DerivedSchema {
      DerivedSchema(name: "look", files: [("v", "create view look.v as select \(text) as x")])
    }
    _ = try await schema("1").rebuildIfChanged(in: pool)
    try await pool.session { try $0.script("create view mine as select x from look.v") }
    let foreign = try await #require(throws: DerivedSchema.Foreign.self) {
      _ = try await schema("2").rebuildIfChanged(in: pool)
    }
    #expect(foreign.objects == ["public.mine"])
    #expect(try await pool.session { try $0.value("select x from mine", as: Int.self) } == 1)
    await pool.close()
  }
}

@Suite(.serialized) struct PrivateClusterTests {
  private static func home() -> String { "/tmp/soko-home-\(UUID().uuidString.prefix(8))" }
  private let logger = Logger(label: "test.private")

  private func isRunning(_ folder: String) -> Bool {
    let file = "\(folder)/data/postmaster.pid"
    guard let text = try? String(contentsOfFile: file, encoding: .utf8),
      let process = text.split(separator: "\n").first.flatMap({ Int32($0) })
    else { return false }
    return kill(process, 0) == 0
  }

  private func answer(_ address: Address) async throws -> String {
    let pool = Pool(address, size: 1, name: "ask", logger: logger)
    let answer = try await pool.session {
      try $0.value("select current_setting('data_checksums')", as: String.self)
    }
    await pool.close()
    return answer
  }

  @Test func `two users share a server, and the last one stops it`() async throws {
    let home = Self.home()
    defer { try? FileManager.default.removeItem(atPath: home) }
    let cluster = PrivateCluster(home: home, logger: logger)
    let first = try await cluster.start()
    let second = try await PrivateCluster(home: home, logger: logger).start()
    #expect(first.folder == second.folder)
    #expect(try await answer(second.address) == "on")
    await first.release()
    #expect(isRunning(cluster.folder))
    #expect(try await answer(second.address) == "on")
    await second.release()
    #expect(!isRunning(cluster.folder))
  }

  @Test func `a home that was moved, to a path with a quote and a space, starts again`()
    async throws
  {
    let home = Self.home()
    let moved = home + " o'moved"
    defer {
      try? FileManager.default.removeItem(atPath: home)
      try? FileManager.default.removeItem(atPath: moved)
    }
    let first = try await PrivateCluster(home: home, logger: logger).start()
    await first.release()
    try FileManager.default.moveItem(atPath: home, toPath: moved)
    let second = try await PrivateCluster(home: moved, logger: logger).start()
    #expect(try await answer(second.address) == "on")
    await second.release()
    #expect(!isRunning(second.folder))
  }

  @Test func `a cluster is found again by a link to its home, and when the way there is closed`()
    async throws
  {
    let above = Self.home()
    let link = above + "-link"
    let files = FileManager.default
    try files.createDirectory(
      atPath: above, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    try files.createSymbolicLink(atPath: link, withDestinationPath: above)
    let closed = PrivateCluster(home: above + "/home", logger: logger)
    defer {
      for path in [above, link, closed.folder] { try? files.removeItem(atPath: path) }
    }
    #expect(PrivateCluster(home: link + "/home", logger: logger).folder == closed.folder)
    try await closed.start().release()
    // The way opens or closes; the rows stay where they are.
    for permissions in [0o711, 0o700] {
      try files.setAttributes([.posixPermissions: permissions], ofItemAtPath: above)
      #expect(PrivateCluster(home: above + "/home", logger: logger).folder == closed.folder)
    }
  }

  @Test func `a link in the place of the cluster's folder is refused, not followed`() async throws {
    let home = Self.home()
    let files = FileManager.default
    let target = home + "-target"
    defer { for path in [home, target] { try? files.removeItem(atPath: path) } }
    for path in [home, target] {
      try files.createDirectory(atPath: path, withIntermediateDirectories: true)
    }
    try files.createSymbolicLink(atPath: home + "/postgres", withDestinationPath: target)
    await #expect(throws: PrivateCluster.Failure.self) {
      try await PrivateCluster(home: home, logger: logger).start()
    }
    #expect(try files.contentsOfDirectory(atPath: target).isEmpty)
  }

  @Test func `a server that was killed with its parent starts again`() async throws {
    let home = Self.home()
    defer { try? FileManager.default.removeItem(atPath: home) }
    let cluster = PrivateCluster(home: home, logger: logger)
    let first = try await cluster.start()
    let text = try String(contentsOfFile: "\(cluster.folder)/data/postmaster.pid", encoding: .utf8)
    let server = try #require(text.split(separator: "\n").first.flatMap { Int32($0) })
    kill(server, SIGKILL)
    try await Task.sleep(for: .milliseconds(300))
    let second = try await PrivateCluster(home: home, logger: logger).start()
    #expect(try await answer(second.address) == "on")
    await first.release()
    await second.release()
    #expect(!isRunning(cluster.folder))
  }

  @Test func `a home that cannot be reached has a short folder, always the same`() {
    let deep = "/tmp/" + String(repeating: "long-name/", count: 12)
    let one = PrivateCluster(home: deep, logger: logger)
    let two = PrivateCluster(home: deep, logger: logger)
    #expect(one.folder == two.folder)
    #expect(one.folder.hasPrefix("/var/tmp/soko-") && one.folder.count == 30)
    #expect(PrivateCluster(home: deep + "x", logger: logger).folder != one.folder)
  }
}
