import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import Postgres
import Reports
import Testing

@testable import Server

/// Pages of rows, their tags, and the contract that tells of them.
@Suite struct ContractTests {
  private func serve<T: Sendable>(
    _ body: @Sendable (WebService, any TestClientProtocol) async throws -> T
  ) async throws -> T {
    let logger = Logger(label: "test.contract")
    let pool = Pool(
      try await ServedRegion.address.value.connecting(as: "soko_web"), size: 1, name: "contract",
      logger: logger)
    do {
      let service = try WebService(
        pool: pool, templates: ServedRegion.templates, port: 0, logger: logger)
      let result = try await service.application().test(.router) { client in
        try await body(service, client)
      }
      await pool.close()
      return result
    } catch {
      await pool.close()
      throw error
    }
  }

  private struct Answer {
    let status: Int
    let headers: HTTPFields
    let text: String

    /// What follows `after` in the address of the next page.
    var next: String? {
      headers[HTTPField.Name("Link")!].flatMap { link in
        link.components(separatedBy: "after=").last?.components(separatedBy: ">").first
      }
    }

    func json() throws -> [String: Any] {
      try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    }
  }

  private func get(
    _ client: any TestClientProtocol, _ uri: String, _ headers: HTTPFields = [:]
  ) async throws -> Answer {
    try await client.execute(uri: uri, method: .get, headers: headers) { response in
      Answer(
        status: response.status.code, headers: response.headers,
        text: String(buffer: response.body))
    }
  }

  /// Up to its options; with the school that some reports need.
  private static func address(of report: Report) -> String {
    "/v1/\(report.name)?" + (report.needed == nil ? "" : "school=A&")
  }

  @Test func `the pages of every report are its rows, in their order, once each`() async throws {
    try await serve { _, client in
      for report in Report.all {
        let address = Self.address(of: report)
        let lines = try await get(client, "\(address)format=csv").text
          .components(separatedBy: "\r\n")
        for format in ["text", "xlsx"] {
          let page = try await get(client, "\(address)format=\(format)&limit=1")
          #expect(page.status == 200 && (page.next == nil) == (lines.count < 4), "\(report.name)")
        }
        for limit in [1, 3] {
          var found: [String] = []
          var next = "\(address)format=csv&limit=\(limit)"
          // An endless walk is a fault as well.
          for _ in 0...lines.count {
            let page = try await get(client, next)
            try #require(page.status == 200, "\(next): \(page.text)")
            let rows = page.text.components(separatedBy: "\r\n").dropFirst().dropLast()
            #expect(rows.count <= limit)
            found += rows
            guard let mark = page.next else { break }
            #expect(rows.count == limit)
            next = "\(address)format=csv&limit=\(limit)&after=\(mark)"
          }
          #expect(found == Array(lines.dropFirst().dropLast()), "\(report.name) by \(limit)")
        }
      }
    }
  }

  @Test func `a page says where the next begins, and the last that there is none`() async throws {
    try await serve { _, client in
      let all = try await get(client, "/v1/schools").json()
      #expect(all["next"] == nil)
      let first = try await get(client, "/v1/schools?limit=2&lang=en")
      let mark = try #require(try first.json()["next"] as? String)
      #expect(first.next == mark)
      #expect(
        first.headers[HTTPField.Name("Link")!]
          == "</v1/schools?limit=2&lang=en&after=\(mark)>; rel=\"next\"")
      let last = try await get(client, "/v1/schools?limit=10000")
      #expect(try last.json()["next"] is NSNull && last.next == nil)
    }
  }

  @Test func `a page that cannot be is refused with its reason`() async throws {
    try await serve { _, client in
      for query in [
        "limit=0", "limit=10001", "limit=x", "limit=1&limit=2",
      ] {
        #expect(try await get(client, "/v1/schools?\(query)").status == 400, "\(query)")
      }
      for query in ["after=W10", "limit=1&after=%21", "limit=1&after="] {
        #expect(try await get(client, "/v1/schools?\(query)").status == 404, "\(query)")
      }
      // Another publication's mark: {"run":7,"keys":["A"]}.
      let outdated = try await get(
        client, "/v1/schools?limit=1&after=eyJydW4iOjcsImtleXMiOlsiQSJdfQ")
      #expect(outdated.status == 410 && outdated.text.contains("report.page_outdated"))
      // A mark that the service did not make: a word where a year is.
      let run = try #require(try await get(client, "/v1/clusters").json()["run"] as? Int)
      let mark = Data("{\"run\":\(run),\"keys\":[\"x\",\"y\",\"A\"]}".utf8).base64EncodedString()
        .replacingOccurrences(of: "=", with: "")
      let forged = try await get(client, "/v1/clusters?limit=1&after=\(mark)")
      #expect(forged.status == 404 && forged.text.contains("report.page_not_found"))
    }
  }

  @Test func `rows of the same publication are not sent twice`() async throws {
    try await serve { service, client in
      let first = try await get(client, "/v1/ranking?year=2025")
      let tag = try #require(first.headers[.eTag])
      let run = try #require(try first.json()["run"] as? Int)
      #expect(tag.hasPrefix("\"\(run)-") && first.headers[.vary] == "Accept, Cookie, Authorization")
      await service.watch.look()
      let again = try await get(client, "/v1/ranking?year=2025", [.ifNoneMatch: tag])
      #expect(again.status == 304 && again.text.isEmpty && again.headers[.eTag] == tag)
      for uri in ["/v1/ranking?year=2025&format=csv", "/v1/ranking?year=2025&lang=en"] {
        let other = try await get(client, uri, [.ifNoneMatch: tag])
        #expect(other.status == 200 && other.headers[.eTag] != tag, "\(uri)")
      }
      // What has come since is no part of a publication.
      let queue = try await get(client, "/v1/bundles", [.ifNoneMatch: tag])
      #expect(queue.status == 200 && queue.headers[.eTag] == nil)
    }
  }

  @Test func `nothing but reading is answered`() async throws {
    try await serve { _, client in
      for method in [HTTPRequest.Method.post, .put, .delete, .trace] {
        for uri in ["/v1/ranking", "/v1/nothing", "/", "/healthz"] {
          try await client.execute(uri: uri, method: method) { response in
            #expect(response.status == .methodNotAllowed, "\(method) \(uri)")
            #expect(response.headers[.allow] == "GET, HEAD")
          }
        }
      }
    }
  }

  @Test func `the contract names every report, and every answer keeps it`() async throws {
    try await serve { _, client in
      let contract = try await get(client, "/v1/openapi.json").json()
      #expect(contract["openapi"] as? String == "3.1.0")
      let paths = try #require(contract["paths"] as? [String: [String: [String: Any]]])
      #expect(paths.count == Report.all.count + 6)
      for report in Report.all {
        let operation = try #require(paths["/v1/\(report.name)"]?["get"])
        let schema = try #require(
          value(operation, "responses", "200", "content", "application/json", "schema")
            as? [String: Any])
        let answer = try await get(client, "\(Self.address(of: report))limit=50").json()
        #expect(Set(answer.keys) == ["asOf", "rows", "run", "next"], "\(report.name)")
        let cells = try #require(
          value(schema, "properties", "rows", "items", "properties") as? [String: [String: Any]])
        for row in try #require(answer["rows"] as? [[String: Any]]) {
          #expect(Set(row.keys) == Set(cells.keys), "\(report.name)")
          for (key, cell) in row {
            let types = cells[key]?["type"] as? [String] ?? []
            #expect(types.contains(type(of: cell)), "\(report.name).\(key) = \(cell)")
          }
        }
        let names = (operation["parameters"] as? [[String: Any]] ?? []).compactMap {
          $0["name"] as? String
        }
        #expect(names == report.filterNames)
      }
    }
  }

  private func value(_ object: [String: Any], _ path: String...) -> Any? {
    path.reduce(object as Any?) { ($0 as? [String: Any])?[$1] }
  }

  private func type(of cell: Any) -> String {
    switch cell {
    case is NSNull: "null"
    case is [Any]: "array"
    case is String: "string"
    case let number as NSNumber:
      isFlag(number) ? "boolean" : "number"
    default: "?"
    }
  }

  /// Foundation reads true and false as numbers of the type of a character.
  private func isFlag(_ number: NSNumber) -> Bool {
    String(cString: number.objCType) == "c" || "\(Swift.type(of: number))".contains("Bool")
  }
}
