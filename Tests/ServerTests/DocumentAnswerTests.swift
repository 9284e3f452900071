import Foundation
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import Postgres
import Reports
import Testing

@testable import Server

@Suite struct DocumentAnswerTests {
  /// What the service answers, with no program to make files of documents.
  private func ask(_ uri: String) async throws -> (status: Int, headers: HTTPFields, text: String) {
    let logger = Logger(label: "test.documents")
    let pool = Pool(
      try await ServedRegion.address.value.connecting(as: "soko_web"), size: 1, name: "test",
      logger: logger)
    do {
      let service = try WebService(
        pool: pool, templates: ServedRegion.templates, toolPath: "", port: 0, logger: logger)
      let answer = try await service.application().test(.router) { client in
        try await client.execute(uri: uri, method: .get) { response in
          (response.status.code, response.headers, String(buffer: response.body))
        }
      }
      await pool.close()
      return answer
    } catch {
      await pool.close()
      throw error
    }
  }

  @Test func `a document stands in a page that its own style may stand in`() async throws {
    let answer = try await ask("/documents/reference?school=A&year=2025")
    #expect(answer.status == 200)
    #expect(answer.headers[.contentType] == "text/html; charset=utf-8")
    #expect(answer.text.contains("<h1>Аналитическая справка</h1>"))
    let style = try #require(answer.text.firstMatch(of: /(?s)<style>(.*?)<\/style>/)).1
    let hash = try await style256(String(style))
    #expect(answer.headers[.contentSecurityPolicy]?.contains("'sha256-\(hash)'") == true)
  }

  /// By PostgreSQL, not by what made the header.
  private func style256(_ text: String) async throws -> String {
    let pool = Pool(
      try await ServedRegion.address.value, size: 1, name: "test",
      logger: Logger(label: "test.documents"))
    let hash = try await pool.transaction { db in
      try db.value(
        "select encode(sha256(convert_to(\(text), 'UTF8')), 'base64')", as: String.self)
    }
    await pool.close()
    return hash
  }

  @Test func `a form without its program says what to install`() async throws {
    for format in ["pdf", "docx"] {
      let answer = try await ask("/documents/public-report?school=A&format=\(format)")
      #expect(answer.status == 501)
      #expect(answer.text.contains("Поставьте пакет"))
    }
    let sheet = try await ask("/documents/self-study?school=A&year=2024&format=xlsx")
    #expect(sheet.status == 200)
    #expect(
      sheet.headers[.contentDisposition] == "attachment; filename=\"self-study-A-2024.xlsx\"")
  }

  @Test func `what is not asked rightly is told`() async throws {
    for (uri, status) in [
      ("/documents/reference", 400), ("/documents/clusters?school=A", 400),
      ("/documents/reference?school=A&year=x", 400),
      ("/documents/reference?school=A&year=1999", 400),
      ("/documents/reference?school=A&format=xlsx", 400),
      ("/documents/reference?school=A&x=1", 400),
      ("/documents/reference?school=Z", 404), ("/documents/nothing", 404),
    ] {
      #expect(try await ask(uri).status == status, "\(uri)")
    }
  }

  @Test func `the page of documents offers each what it may have`() async throws {
    let page = try await ask("/documents?school=A")
    #expect(page.text.contains("/documents/reference?school=A&amp;year=2025&amp;format=pdf"))
    #expect(page.text.contains("/documents/self-study?school=A&amp;year=2024&amp;format=xlsx"))
    #expect(page.text.contains("/documents/clusters?year=2025&amp;format=docx"))
    try await AccessSite.with { site in
      try await site.add("uo-operator", try Mandate(.operator))
      let everybody = try await site.get("/documents?school=A").text
      #expect(everybody.contains("/documents/public-report?school=A"))
      #expect(everybody.contains("/documents/self-study?school=A"))
      #expect(!everybody.contains("/documents/reference"))
      #expect(!everybody.contains("/documents/clusters"))
      for kind in ["reference?school=A", "clusters"] {
        #expect(try await site.get("/documents/\(kind)").status == 303)
      }
      // What everybody reads is the same to the operator.
      let token = try await site.token(try Mandate(.operator))
      #expect(
        try await site.get("/documents/public-report?school=B", token: token).text
          == site.get("/documents/public-report?school=B").text)
    }
  }
}
