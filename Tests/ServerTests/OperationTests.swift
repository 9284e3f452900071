import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import Postgres
import TestSupport
import Testing

@testable import Server

/// What whoever runs the service asks of it.
@Suite struct OperationTests {
  private struct Answer: Sendable {
    let status: Int
    let type: String
    let text: String
  }

  private func ask(
    _ uri: String, _ headers: HTTPFields = [:], at address: Address? = nil
  ) async throws -> Answer {
    let logger = Logger(label: "test.server") { _ in SwiftLogNoOpLogHandler() }
    let served = try await ServedRegion.address.value
    let pool = Pool(
      (address ?? served).connecting(as: "soko_web"), size: 1, name: "test", logger: logger)
    do {
      let service = try WebService(
        pool: pool, templates: ServedRegion.templates, port: 0, logger: logger)
      let answer = try await service.application().test(.router) { client in
        try await client.execute(uri: uri, method: .get, headers: headers) { response in
          Answer(
            status: response.status.code, type: response.headers[.contentType] ?? "",
            text: String(buffer: response.body))
        }
      }
      await pool.close()
      return answer
    } catch {
      await pool.close()
      throw error
    }
  }

  @Test func `a statement that takes too long is stopped, and the answer says to ask for less`()
    async throws
  {
    let logger = Logger(label: "test.server") { _ in SwiftLogNoOpLogHandler() }
    let address = try await ServedRegion.address.value.connecting(as: "soko_web")
    #expect(WebService.preparation == ["set statement_timeout = '60s'"])
    let pool = Pool(
      address, size: 1, name: "test", onConnect: ["set statement_timeout = '1ms'"], logger: logger)
    try await pool.whileOpen { pool in
      let service = try WebService(
        pool: pool, templates: ServedRegion.templates, port: 0, logger: logger)
      try await service.application().test(.router) { client in
        try await client.execute(uri: "/v1/comparison", method: .get) { response in
          #expect(response.status == .serviceUnavailable)
          #expect(String(buffer: response.body).contains("server.answer_too_long"))
        }
      }
    }
  }

  @Test func `rows of all schools are written on connections of their own`() async throws {
    let logger = Logger(label: "test.server") { _ in SwiftLogNoOpLogHandler() }
    let address = try await ServedRegion.address.value.connecting(as: "soko_web")
    #expect(WebService.exportPreparation == ["set statement_timeout = '10min'"])
    let plain = Pool(address, size: 1, name: "test", logger: logger)
    let hurried = Pool(
      address, size: 1, name: "test", onConnect: ["set statement_timeout = '1ms'"], logger: logger)
    try await plain.whileOpen { plain in
      try await hurried.whileOpen { hurried in
        let service = try WebService(
          pool: plain, exports: hurried, templates: ServedRegion.templates, port: 0,
          logger: logger)
        try await service.application().test(.router) { client in
          for (uri, status) in [
            ("/v1/comparison", 503), ("/v1/comparison?year=2025", 503),
            ("/v1/comparison?school=A", 200), ("/v1/comparison?limit=3", 200),
          ] {
            try await client.execute(uri: uri, method: .get) { response in
              #expect(response.status.code == status, "\(uri)")
            }
          }
        }
      }
    }
  }

  @Test func `it lives without a database, and is ready with one that is set up`() async throws {
    #expect(try await ask("/readyz").text == "ready\n")
    let absent = Address(["host": "/nonexistent", "dbname": "soko"])
    #expect(try await ask("/healthz", at: absent).text == "ok\n")
    let away = try await ask("/readyz", at: absent)
    #expect(away.status == 503 && away.text == "the database does not answer\n")
    let empty = try await ask("/readyz", at: TestDatabase.make(scripts: []))
    #expect(empty.status == 503 && empty.text.contains("not set up"))
  }

  /// The samples of a page of metrics by their names with labels; each must have a type.
  private func samples(_ text: String) throws -> [String: Double] {
    var types: Set<String> = []
    var samples: [String: Double] = [:]
    for line in text.split(separator: "\n") {
      if let type = line.wholeMatch(of: /# TYPE (soko_[a-z_]+) gauge/) {
        types.insert(String(type.1))
      } else if !line.hasPrefix("#") {
        let sample = try #require(
          line.wholeMatch(of: /((soko_[a-z_]+)(?:\{[a-z]+="[^"]*"(?:,[a-z]+="[^"]*")*\})?) (\S+)/),
          "\(line)")
        #expect(types.contains(String(sample.2)), "\(line)")
        #expect(
          samples.updateValue(try #require(Double(sample.3)), forKey: String(sample.1)) == nil)
      }
    }
    return samples
  }

  @Test func `figures are those of the tables, and name no school`() async throws {
    let answer = try await ask("/metrics")
    #expect(answer.status == 200 && answer.type == "text/plain; version=0.0.4; charset=utf-8")
    let samples = try samples(answer.text)
    struct Counted: Decodable {
      let name: String
      let value: Double
    }
    let pool = Pool(
      try await ServedRegion.address.value, size: 1, name: "test", logger: Logger(label: "test"))
    // Counted by the superuser, without policies.
    let expected = try await pool.session { db in
      try db.all(
        """
        select 'soko_bundles{state="' || state || '"}' as name, count(*)::double precision as value
        from intake.bundle group by state
        union all
        select
            'soko_problems{code="' || code || '",severity="' || severity || '"}',
            sum(total)::double precision
        from intake.problem_total group by code, severity
        union all
        select 'soko_runs{state="' || state || '"}', count(*)::double precision
        from result.run group by state
        union all
        select 'soko_publication_timestamp_seconds',
            extract(epoch from published_at)::double precision
        from result.publication where is_current
        """, as: Counted.self)
    }
    await pool.close()
    #expect(expected.count >= 4)
    for line in expected { #expect(samples[line.name] == line.value, "\(line.name)") }
    #expect(samples[#"soko_bundles{state="quarantined"}"#] != nil)
    #expect(samples.keys.count { $0.hasPrefix("soko_run_last_stage_seconds") } >= 5)
    let labels = Set(answer.text.matches(of: /[{,]([a-z]+)="/).map { String($0.1) })
    #expect(labels == ["version", "state", "code", "severity", "stage"])
  }

  @Test func `figures are not given through a proxy`() async throws {
    let name = try #require(HTTPField.Name("X-Forwarded-For"))
    let answer = try await ask("/metrics", [name: "10.0.0.7"])
    #expect(answer.status == 404 && !answer.text.contains("soko_bundles"))
    #expect(try await ask("/healthz", [name: "10.0.0.7"]).status == 200)
  }
}
