import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import NIOEmbedded
import Postgres
import Reports
import TestSupport
import Testing

@testable import Server

@Suite struct WebServiceTests {
  private struct Answer: Sendable {
    let status: Int
    let type: String
    let headers: HTTPFields
    let bytes: [UInt8]
    var text: String { String(decoding: bytes, as: UTF8.self) }
  }

  private func ask(
    _ uri: String, _ headers: HTTPFields = [:], login: String = "soko_web"
  ) async throws -> Answer {
    try await service(login) { service in
      try await service.application().test(.router) { client in
        try await client.execute(uri: uri, method: .get, headers: headers) { response in
          Answer(
            status: response.status.code, type: response.headers[.contentType] ?? "",
            headers: response.headers, bytes: Array(buffer: response.body))
        }
      }
    }
  }

  private func service<T: Sendable>(
    _ login: String, _ body: @Sendable (WebService) async throws -> T
  ) async throws -> T {
    let logger = Logger(label: "test.server")
    let address = try await ServedRegion.address.value.connecting(as: login)
    let pool = Pool(address, size: 1, name: "test", logger: logger)
    do {
      let result = try await body(
        try WebService(
          pool: pool, templates: ServedRegion.templates, port: 0, logger: logger))
      await pool.close()
      return result
    } catch {
      await pool.close()
      throw error
    }
  }

  @Test func `every page and every report answers`() async throws {
    let pages = [
      "/", "/schools", "/schools/A", "/indicators", "/indicators/x.good_share", "/ranking",
      "/clusters", "/bundles", "/bundles/2", "/schools/A/trends", "/compare?school=A&school=B",
      "/schools/A/indicators/x.good_share",
      "/indicators/x.good_share/trends", "/models", "/models/drivers",
    ]
    for path in pages {
      let answer = try await ask(path)
      #expect(answer.status == 200 && answer.type == "text/html; charset=utf-8", "\(path)")
    }
    for report in Report.all {
      let answer = try await ask(
        "/v1/\(report.name)" + (report.needed == nil ? "" : "?school=A"))
      #expect(
        answer.status == 200 && answer.type == "application/json; charset=utf-8", "\(report.name)")
      #expect(
        answer.text.hasPrefix("{\"asOf\":\"2025-06-20T00:00:00Z\",\"rows\":["), "\(report.name)")
    }
    #expect(try await ask("/healthz").text == "ok\n")
    #expect(try await ask("/static/soko.css").type == "text/css; charset=utf-8")
  }

  @Test func `CSV comes by parameter or by the header Accept`() async throws {
    let byParameter = try await ask("/v1/clusters?format=csv&year=2025")
    let byHeader = try await ask("/v1/clusters?year=2025", [.accept: "text/csv"])
    #expect(byParameter.type == "text/csv; charset=utf-8; header=present")
    #expect(byParameter.text == byHeader.text)
    #expect(
      byParameter.text.hasPrefix(
        "school,year,cluster,silhouette,membership,borderline\r\nA,2025,1,0.5,0.9,false\r\n"))
  }

  @Test func `a workbook comes by parameter or by the header Accept, to be saved`() async throws {
    let type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    let byParameter = try await ask("/v1/clusters?format=xlsx&year=2025")
    let byHeader = try await ask("/v1/clusters?year=2025", [.accept: type])
    #expect(byParameter.status == 200 && byParameter.type == type)
    #expect(byParameter.bytes == byHeader.bytes)
    #expect(byParameter.headers[.contentDisposition] == "attachment; filename=\"clusters.xlsx\"")
    #expect(try Spreadsheet(byParameter.bytes).names == ["clusters", "Паспорт"])
  }

  @Test func `a template comes empty, or with a school's records`() async throws {
    let empty = try Spreadsheet(try await ask("/v1/templates/school?table=class,student").bytes)
    #expect(empty.names == ["soko", "class", "student", "codes"] && empty["class"].rowCount == 3)
    let answer = try await ask("/v1/templates/school?school=A&year=2025&table=student")
    #expect(answer.headers[.contentDisposition] == "attachment; filename=\"A-2025.xlsx\"")
    #expect(try Spreadsheet(answer.bytes)["student"].row(5) == ["p2"])
    for (query, status) in [
      ("school=A", 400), ("year=2025", 400), ("school=A&year=25", 400), ("table=klass", 400),
      ("colour=red", 400), ("table=", 400), ("table=class,", 400), ("school=&year=2025", 400),
      ("school=nobody&year=2025", 404),
    ] {
      #expect(try await ask("/v1/templates/school?\(query)").status == status, "\(query)")
    }
  }

  @Test func `a bundle comes back as a workbook of its problems, though its bytes are gone`()
    async throws
  {
    // The fixture has no bytes of its bundles.
    let answer = try await ask("/v1/bundles/2/annotated.xlsx?lang=en")
    #expect(answer.status == 200)
    let file = try Spreadsheet(answer.bytes)
    #expect(file.names == ["Problems", "soko"])
    #expect(
      file["Problems"].cells.values.contains {
        $0.value == "The row carries the code of another school."
      })
    for (uri, status) in [
      ("/v1/bundles/99/annotated.xlsx", 404), ("/v1/bundles/x/annotated.xlsx", 404),
      ("/v1/bundles/2/annotated.xlsx?colour=red", 400),
    ] {
      #expect(try await ask(uri).status == status, "\(uri)")
    }
    #expect(
      try await ask("/bundles/2").text.contains("href=\"/v1/bundles/2/annotated.xlsx\""))
    #expect(try await ask("/bundles").text.contains("href=\"/v1/templates/school\""))
    #expect(
      try await ask("/schools/A").text.contains(
        "href=\"/v1/templates/school?school=A&amp;year=2025\""))
  }

  @Test func `a program is told what is wrong as a problem document`() async throws {
    let answer = try await ask("/v1/clusters?colour=red&lang=en")
    #expect(answer.status == 400 && answer.type == "application/problem+json; charset=utf-8")
    #expect(
      answer.text == """
        {"code":"report.parameter_unknown","detail":"There is no parameter “colour” here. There are: \
        school, year, municipality.","status":400,"title":"Bad Request","type":"about:blank"}

        """)
    let missing = try await ask("/v1/comparison?school=nobody")
    #expect(missing.status == 404 && missing.text.contains("\"code\":\"report.school_not_found\""))
    let unknown = try await ask("/v1/nothing")
    #expect(unknown.status == 404 && unknown.type.hasPrefix("application/problem+json"))
  }

  @Test func `a person is told on a page`() async throws {
    for (uri, status) in [
      ("/schools/nobody", 404), ("/nowhere", 404), ("/indicators/none", 404), ("/bundles/x", 404),
      ("/schools?colour=red", 400), ("/clusters?year=1", 400),
      ("/clusters?year=2025&year=2024", 400),
      ("/?lang=fr", 400),
    ] {
      let answer = try await ask(uri)
      #expect(answer.status == status, "\(uri)")
      #expect(answer.type == "text/html; charset=utf-8", "\(uri)")
      #expect(answer.text.contains("</html>"), "\(uri)")
    }
  }

  @Test func `a form's plus is a space and its escapes are read`() async throws {
    let answer = try await ask(
      "/schools?q=%D0%A1%D0%B5%D0%BB%D1%8C%D1%81%D0%BA%D0%B0%D1%8F+%D1%88%D0%BA&municipality=&kind="
    )
    #expect(answer.text.contains("href=\"/schools/C\""))
    #expect(!answer.text.contains("href=\"/schools/A\""))
  }

  @Test func `a browser is told to run nothing`() async throws {
    for uri in ["/", "/v1/clusters", "/nowhere"] {
      let policy = try await ask(uri).headers[.contentSecurityPolicy] ?? ""
      #expect(
        policy.hasPrefix("default-src 'none'; style-src 'self' 'sha256-"), "\(uri)")
    }
    #expect(try await ask("/").headers[.xContentTypeOptions] == "nosniff")
  }

  @Test func `a request addressed to another name is refused`() async throws {
    // The test client names the host itself, so the request is given to the guard at the door.
    let names = [
      "evil.example": 421, "evil.example:8080": 421, "127.0.0.1.evil.org": 421, "localhost": 200,
      "127.0.0.1:8080": 200, "[::1]:8080": 200,
    ]
    for (name, expected) in names {
      let request = Request(
        head: HTTPRequest(method: .get, scheme: "http", authority: name, path: "/"),
        body: RequestBody(buffer: ByteBuffer()))
      var context = ServiceContext(
        source: ApplicationRequestContextSource(
          channel: EmbeddedChannel(), logger: Logger(label: "test")))
      context.caller = .local
      let status: Int
      do {
        status = try await LocalRequestsOnly()
          .handle(request, context: context) { _, _ in Response(status: .ok) }.status.code
      } catch let error as HTTPError {
        status = error.status.code
      }
      #expect(status == expected, "\(name)")
    }
  }

  @Test func `a login that policies do not hold is refused at start`() async throws {
    for login in ["postgres", "soko_owner"] {
      await #expect(throws: ServerError.loginTooPowerful(login)) {
        try await service(login) { try await $0.run() }
      }
    }
    try await service("soko_web") { try await $0.refuseTooPowerfulLogin() }
  }

  @Test func `the service stops when its task is cancelled`() async throws {
    let logger = Logger(label: "test.server")
    let address = try await ServedRegion.address.value.connecting(as: "soko_web")
    let pool = Pool(address, size: 1, name: "test", logger: logger)
    let (ports, continuation) = AsyncStream<Int>.makeStream()
    let service = try WebService(
      pool: pool, templates: ServedRegion.templates, port: 0, logger: logger
    ) { continuation.yield($0) }
    let running = Task { try await service.run() }
    var iterator = ports.makeAsyncIterator()
    let port = await iterator.next() ?? 0
    #expect(port > 0)
    running.cancel()
    _ = await running.result
    await pool.close()
  }
}
