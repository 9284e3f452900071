import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import Postgres
import Testing

@testable import Server

/// Who read what.
@Suite struct ReadingLogTests {
  /// The lines, the oldest first, when so many are there: the service writes them itself, a moment later.
  private func lines(_ site: AccessSite, _ count: Int) async throws -> [Reading] {
    var found: [Reading] = []
    for _ in 0..<100 {
      await site.service.readings.write()
      found = try await site.owner.transaction { db in try Reading.latest(100, db) }.reversed()
      if found.count >= count { break }
      try await Task.sleep(for: .milliseconds(50))
    }
    return found
  }

  @Test func `a path that is no text is no way past the log`() async throws {
    try await AccessSite.with { site in
      try await site.add("s001-zavuch", Mandate(.school, school: "A"))
      let browser = try await site.browser("s001-zavuch")
      for path in [
        "/schools/A%00", "/schools/A%00/similar", "/schools/%FF", "/indicators/x.good_share%00",
        "/v1/indicators/x.good_share%00", "/v1/indicators/%FF",
      ] {
        let answer = try await site.get(path, browser)
        #expect(answer.status == 404, "\(path): \(answer.status)")
        #expect(!answer.text.utf8.contains(0), "\(path)")
      }
      #expect(try await site.get("/schools/A", browser).status == 200)
    }
  }

  @Test func `a line says who, when, what, of which publication and how many rows`() async throws {
    try await AccessSite.with { site in
      try await site.add("s001-zavuch", Mandate(.school, school: "A"))
      let browser = try await site.browser("s001-zavuch")
      let token = try await site.token(Mandate(.regionalAnalyst))
      let csv = try await site.get("/v1/comparison?school=A&format=csv", browser)
      let count = csv.text.components(separatedBy: "\r\n").count - 2
      #expect(count > 0)
      _ = try await site.get("/schools/A?year=2025", browser)
      _ = try await site.get("/schools/C", browser)
      _ = try await site.get("/v1/comparison?limit=1&format=xlsx", token: token)
      _ = try await site.get("/v1/bundles", token: token)
      _ = try await site.get("/schools?q=%D0%98%D0%B2%D0%B0%D0%BD%D0%BE%D0%B2", token: token)
      _ = try await site.get("/v1/comparison?school=%D0%98%D0%B2%D0%B0%D0%BD", token: token)
      // Nobody in particular, and what tells of no school.
      _ = try await site.get("/v1/schools")
      _ = try await site.get("/healthz", browser)
      _ = try await site.get("/v1/openapi.json", token: token)

      let lines = try await lines(site, 7)
      let told = lines.map { line in
        [
          line.reader, line.route, line.parameters, "\(line.status)", line.report ?? "-",
          line.run.map(String.init) ?? "-", line.rows.map(String.init) ?? "-",
        ].joined(separator: " | ")
      }
      #expect(
        told == [
          "s001-zavuch | /v1/comparison | format=csv school=A | 200 | comparison | 2 | \(count)",
          "s001-zavuch | /schools/{id} | id=A year=2025 | 200 | - | - | -",
          "s001-zavuch | /schools/{id} | id=C | 404 | - | - | -",
          "token 1 | /v1/comparison | format=xlsx limit=1 | 200 | comparison | 2 | 1",
          "token 1 | /v1/bundles |  | 403 | - | - | -",
          "token 1 | /schools | q | 200 | - | - | -",
          "token 1 | /v1/comparison | school | 404 | - | - | -",
        ])
      #expect(lines.allSatisfy { abs($0.readAt.timeIntervalSinceNow) < 60 })
      let own = try await site.owner.transaction { db in
        try Reading.latest(2, by: "token 1", since: "2000-01-01", db)
      }
      #expect(own.map(\.parameters) == ["school", "q"])
    }
  }

  @Test func `the service may add lines and do nothing else with them`() async throws {
    let address = try await ServedRegion.fresh().connecting(as: "soko_web")
    let pool = Pool(address, size: 1, name: "web", logger: .init(label: "test"))
    for statement: SQL in [
      "update access.reading set status = 200",
      "delete from access.reading", "truncate access.reading",
      "insert into access.account (login) values ('x-x')",
      "update access.account set role = 'operator'", "delete from access.account",
      "insert into access.token (note) values ('x')", "update access.token set role = 'operator'",
      "create table access.mine ()",
    ] {
      await #expect(throws: PostgresError.self, "\(statement)") {
        try await pool.transaction { db in _ = try db.execute(statement) }
      }
    }
    await pool.close()
  }

  @Test func `lines go when their time is over`() async throws {
    try await AccessSite.with { site in
      let token = try await site.token(Mandate(.operator))
      for _ in 0..<3 { _ = try await site.get("/v1/schools", token: token) }
      #expect(try await lines(site, 3).count == 3)
      try await site.execute(
        "update access.reading set read_at = now() - interval '1096 days' where reading_id = 1")
      let worker = Pool(
        site.address.connecting(as: "soko_worker"), size: 1, name: "worker",
        logger: .init(label: "test"))
      for (isDryRun, expected) in [(true, 1), (false, 1), (false, 0)] {
        let gone = try await worker.transaction { db in
          try Reading.retain(isDryRun: isDryRun, db)
        }
        #expect(gone == expected)
      }
      await worker.close()
      #expect(try await lines(site, 2).count == 2)
    }
  }

  @Test func `lines that the database does not take are kept and tried again`() async throws {
    try await AccessSite.with { site in
      let token = try await site.token(Mandate(.operator))
      try await site.execute("alter table access.reading rename to held")
      #expect(try await site.get("/v1/schools", token: token).status == 200)
      await site.service.readings.write()
      try await site.execute("alter table access.held rename to reading")
      #expect(try await lines(site, 1).count == 1)
    }
  }
}
