import Foundation
import Logging
import Pipeline
import Postgres
import Testing

/// Schools whose bundles cannot be loaded while this holds them: a loader stands still in the middle, its attempt
/// counted and the bundle in its hands.
struct HeldSchools {
  private let site: TestSite
  private let pool: Pool

  init(_ site: TestSite, _ codes: [String]) async throws {
    self.site = site
    pool = Pool(
      site.database.connecting(as: "soko_worker"), size: 1, name: "hold",
      logger: Logger(label: "test.hold"))
    for code in codes { try await lock(code, "pg_advisory_lock") }
  }

  func release(_ code: String) async throws { try await lock(code, "pg_advisory_unlock") }

  private func lock(_ code: String, _ function: String) async throws {
    try await pool.session { db in
      try db.execute(
        SQL(
          raw:
            "select \(function)(7002, school_id::integer) from core.school where school_code = '\(code)'"
        ))
    }
  }

  func close() async { await pool.close() }

  /// Waits until a loader stands at each of so many bundles.
  func awaitLoaders(_ count: Int) async throws {
    try await eventually {
      try await site.worker.session { db in
        try db.value(
          """
          select count(*) from pg_locks
          where locktype = 'advisory' and classid = 7002 and not granted
              and database = (select oid from pg_database where datname = current_database())
          """, as: Int.self) == count
      }
    }
  }

  /// Ends the connections of the loaders that stand here, and waits until they are gone. Others may come at once.
  func terminateLoaders() async throws {
    struct Ended: Decodable { let pid: Int }
    let superuser = Pool(
      site.database, size: 1, name: "end", logger: Logger(label: "test.end"))
    let ended = try await superuser.session { db in
      try db.all(
        """
        -- Found first: conditions have no order, and other tests' loaders stand in other databases.
        with standing as materialized (
            select pid from pg_locks
            where locktype = 'advisory' and classid = 7002 and not granted
                and database = (select oid from pg_database where datname = current_database())
        )
        select pid from standing where pg_terminate_backend(pid)
        """, as: Ended.self
      ).map(\.pid)
    }
    #expect(!ended.isEmpty)
    try await eventually {
      try await superuser.session { db in
        try db.all("select pid from pg_stat_activity", as: Ended.self)
          .allSatisfy { !ended.contains($0.pid) }
      }
    }
    await superuser.close()
  }
}

/// Waits until `condition` holds, two minutes at most: a busy machine starts processes late.
func eventually(_ condition: () async throws -> Bool) async throws {
  for _ in 0..<12_000 {
    if try await condition() { return }
    try await Task.sleep(for: .milliseconds(10))
  }
  Issue.record("it did not come to pass in two minutes")
}
