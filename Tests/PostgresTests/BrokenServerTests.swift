import Foundation
import Logging
import Postgres
import Testing

/// A server of one's own, after things that should not happen to a server.
@Suite(.serialized) struct BrokenServerTests {
  private struct Place {
    let home: String
    let cluster: PrivateCluster
    let address: Address

    init() {
      home = "/tmp/soko-cluster-\(UUID().uuidString.prefix(8))"
      let logger = Logger(label: "test.cluster") { _ in SwiftLogNoOpLogHandler() }
      cluster = PrivateCluster(home: home, settings: ["fsync = off"], logger: logger)
      address = Address(["host": cluster.folder, "user": "postgres", "dbname": "postgres"])
    }

    var lock: String { cluster.folder + "/data/postmaster.pid" }

    func pool() -> Pool {
      Pool(address, size: 1, name: "test", logger: Logger(label: "test"))
    }

    /// The server's process, and no other's.
    func server() throws -> pid_t {
      let text = try String(contentsOfFile: lock, encoding: .utf8)
      return try #require(text.split(separator: "\n").first.flatMap { pid_t($0) })
    }

    func answers() async throws -> Bool {
      let pool = pool()
      let one = try await pool.session { try $0.value("select 1", as: Int.self) }
      await pool.close()
      return one == 1
    }

    func remove() { try? FileManager.default.removeItem(atPath: home) }
  }

  @Test func `an immediate stop is a lost connection, also on one that stood idle`() async throws {
    let place = Place()
    defer { place.remove() }
    let running = try await place.cluster.start()
    let pool = place.pool()
    _ = try await pool.session { try $0.value("select 1", as: Int.self) }
    kill(try place.server(), SIGQUIT)
    for _ in 0..<200 where FileManager.default.fileExists(atPath: place.lock) {
      try await Task.sleep(for: .milliseconds(20))
    }
    let error = try await #require(throws: PostgresError.self) {
      try await pool.session { try $0.value("select 1", as: Int.self) }
    }
    #expect(error.isConnectionLost, "\(error)")
    // The same pool goes on when the server is there again.
    try await running.revive()
    #expect(try await pool.session { try $0.value("select 1", as: Int.self) } == 1)
    await pool.close()
    await running.release()
  }

  @Test
  func `a lock file left by a loss of power, its number gone to another process, is no server`()
    async throws
  {
    let place = Place()
    defer { place.remove() }
    await (try await place.cluster.start()).release()
    // A process of the same user as the server's would be.
    let stranger = Process()
    stranger.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    stranger.arguments =
      (geteuid() == 0 ? ["setpriv", "--reuid=postgres", "--clear-groups"] : []) + ["sleep", "60"]
    try stranger.run()
    defer { stranger.terminate() }
    let data = place.cluster.folder + "/data"
    try "\(stranger.processIdentifier)\n\(data)\n1\n0\n\(place.cluster.folder)\n\n0 0\nready\n"
      .write(toFile: place.lock, atomically: false, encoding: .utf8)
    let running = try await place.cluster.start()
    #expect(try await place.answers())
    await running.release()
  }
}
