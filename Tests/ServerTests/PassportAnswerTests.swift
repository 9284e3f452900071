import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import Postgres
import Testing

@testable import Server

/// One passport over HTTP, for programs and on its page.
@Suite struct PassportAnswerTests {
  private func ask(_ uri: String) async throws -> (status: Int, type: String, text: String) {
    let logger = Logger(label: "test.server")
    let address = try await ServedRegion.address.value.connecting(as: "soko_web")
    let pool = Pool(address, size: 1, name: "test", logger: logger)
    let service = try WebService(
      pool: pool, templates: ServedRegion.templates, port: 0, logger: logger)
    let answer = try await service.application().test(.router) { client in
      try await client.execute(uri: uri, method: .get) { response in
        (response.status.code, response.headers[.contentType] ?? "", String(buffer: response.body))
      }
    }
    await pool.close()
    return answer
  }

  @Test func `a passport is one JSON object with its definition`() async throws {
    let answer = try await ask("/v1/indicators/x.good_share")
    #expect(answer.status == 200 && answer.type == "application/json; charset=utf-8")
    let passport = try #require(
      try JSONSerialization.jsonObject(with: Data(answer.text.utf8)) as? [String: Any])
    #expect(passport["indicator"] as? String == "x.good_share")
    #expect(passport["tableRows"] as? [Int] == [1])
    #expect(
      passport["title"] as? [String: String] == [
        "ru": "Доля успевающих", "en": "Share of good marks",
      ])
    #expect(passport["ranking"] as? String == "allowed" && passport["sensitive"] as? Bool == false)
    #expect(passport["minimum"] as? [String: Int] == ["compute": 5, "publish": 10])
    #expect(
      passport["fingerprint"] as? String == "f1" && passport["sql"] as? String == "select 1 < 2")
    #expect(passport["bridgeYear"] is NSNull || passport["bridgeYear"] == nil)
  }

  @Test func `an unknown indicator or a parameter is a problem, not an empty passport`()
    async throws
  {
    let missing = try await ask("/v1/indicators/no.such")
    #expect(missing.status == 404 && missing.text.contains("report.indicator_not_found"))
    let parameter = try await ask("/v1/indicators/x.good_share?year=2025")
    #expect(parameter.status == 400 && parameter.text.contains("report.parameter_unknown"))
  }

  @Test func `the page says whether small numbers are hidden and who may rank`() async throws {
    let page = try await ask("/indicators/x.register_share")
    #expect(page.status == 200)
    for words in ["чувствительный: малые числа скрыты", "4.6, строка 19", "period_mark"] {
      #expect(page.text.contains(words), "\(words)")
    }
  }
}
