import Foundation
import Logging
package import Postgres

/// One throw-away PostgreSQL server per test process, without durability, gone at the end of the process.
package enum TestCluster {
  private static let prefix = "soko-test-"
  private static let root = "/tmp"

  private static let started = Task { () -> PrivateCluster.Running in
    removeDead()
    let home = "\(root)/\(prefix)\(ProcessInfo.processInfo.processIdentifier)"
    let settings = [
      "fsync = off", "synchronous_commit = off", "full_page_writes = off", "wal_level = minimal",
      "max_wal_senders = 0", "max_wal_size = '4GB'", "jit = off", "max_connections = 200",
      "autovacuum_naptime = '5s'",
    ]
    let running = try await PrivateCluster(
      home: home, settings: settings, logger: Logger(label: "test.cluster")
    ).start()
    atexit { TestCluster.remove("\(root)/\(prefix)\(ProcessInfo.processInfo.processIdentifier)") }
    return running
  }

  /// The superuser's address of the server, database `postgres`.
  package static func address() async throws -> Address { try await started.value.address }

  /// Servers whose test process was killed.
  private static func removeDead() {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []
    for name in names where name.hasPrefix(prefix) {
      guard let process = Int32(name.dropFirst(prefix.count)), kill(process, 0) != 0 else {
        continue
      }
      remove("\(root)/\(name)")
    }
  }

  /// Kills the server of a home at once and removes the home.
  private static func remove(_ home: String) {
    let file = "\(home)/postgres/data/postmaster.pid"
    if let text = try? String(contentsOfFile: file, encoding: .utf8),
      let server = text.split(separator: "\n").first.flatMap({ Int32($0) })
    {
      kill(server, SIGQUIT)
      for _ in 0..<100 where kill(server, 0) == 0 { usleep(20_000) }
    }
    try? FileManager.default.removeItem(atPath: home)
  }
}

/// A database of a test's own, cloned from a template that is made once.
package actor TestDatabase {
  private static let shared = TestDatabase()
  private var templates: [String: String] = [:]
  private var count = 0

  /// A fresh database in which `scripts` were run, in order, by the superuser.
  package static func make(scripts: [String]) async throws -> Address {
    let key = scripts.joined(separator: "\n;\n")
    return try await make(template: key) { address in
      let pool = Pool(address, size: 1, name: "template", logger: Logger(label: "test.template"))
      do {
        for script in scripts { try await pool.session { try $0.script(script) } }
        await pool.close()
      } catch {
        await pool.close()
        throw error
      }
    }
  }

  /// A fresh clone of the template called `key`, which `prepare` fills the first time it is asked for.
  ///
  /// `prepare` must close every connection to the template it is given.
  package static func make(
    template key: String, prepare: @Sendable (Address) async throws -> Void
  ) async throws -> Address {
    try await shared.clone(key, prepare)
  }

  private var busy: Task<Void, Never>?

  private func clone(
    _ key: String, _ prepare: @Sendable (Address) async throws -> Void
  ) async throws -> Address {
    // One at a time: a template must have no connections while it is copied.
    while let busy { await busy.value }
    let (stream, continuation) = AsyncStream<Void>.makeStream()
    busy = Task { for await _ in stream {} }
    defer {
      continuation.finish()
      busy = nil
    }
    let server = try await TestCluster.address()
    let pool = Pool(server, size: 1, name: "clone", logger: Logger(label: "test.clone"))
    do {
      let template: String
      if let made = templates[key] {
        template = made
      } else {
        template = "template_\(templates.count + 1)"
        try await pool.session { try $0.execute(SQL(raw: "create database \(template)")) }
        try await prepare(server.database(template))
        templates[key] = template
      }
      count += 1
      let name = "test_\(count)"
      try await pool.session {
        try $0.execute(SQL(raw: "create database \(name) template \(template)"))
      }
      await pool.close()
      return server.database(name)
    } catch {
      await pool.close()
      throw error
    }
  }
}
