import Crypto
import Foundation
import HTTPTypes
import Intake
import Logging
import Pipeline
import Postgres
import Testing

@testable import Server

/// Bundles that come through the service.
@Suite struct UploadTests {
  /// A bundle of a school, or without one a register.
  static func bundle(_ school: String?, note: String = "") throws -> [UInt8] {
    var writer = BundleWriter(
      descriptor: BundleDescriptor(
        kind: school == nil ? .register : .school, name: "bundle\(note)", created: "2025-06-21",
        schoolCode: school, territory: school == nil ? "90" : nil,
        academicYear: school == nil ? nil : 2025, asOf: "2025-06-21", isSynthetic: true))
    if let school {
      writer.add(table: "period", csv: Array("period_code\r\n\(school)\(note)\r\n".utf8))
    } else {
      writer.add(table: "territory", csv: Array("oktmo\r\n90\r\n".utf8))
    }
    return try writer.zip()
  }

  private static func headers(_ token: String, key: String? = nil) -> HTTPFields {
    var headers: HTTPFields = [
      .authorization: "Bearer \(token)", .contentType: "application/zip",
    ]
    if let key { headers[HTTPField.Name("Idempotency-Key")!] = key }
    return headers
  }

  private struct Stored: Decodable {
    let bundleId: Int
    let sender: String
    let fileName: String
    let sha256: [UInt8]
    let bytes: [UInt8]
    let schoolCode: String?
    let academicYear: Int?
    let state: String
  }

  /// As the worker finds it.
  private func stored(_ id: Int, _ site: AccessSite) async throws -> Stored? {
    let pool = Pool(
      site.address.connecting(as: "soko_worker"), size: 1, name: "worker",
      logger: Logger(label: "test"))
    let found = try await pool.transaction { db in
      try db.first(
        """
        select bundle_id, sender, file_name, sha256, school_code, academic_year, state, (
            select string_agg(bytes, ''::bytea order by part_number) from intake.bundle_part
            where bundle_part.bundle_id = bundle.bundle_id
        ) as bytes
        from intake.bundle where bundle_id = \(id)
        """, as: Stored.self)
    }
    await pool.close()
    return found
  }

  /// As the worker changes it.
  private func work(_ sql: SQL, _ site: AccessSite) async throws {
    let pool = Pool(
      site.address.connecting(as: "soko_worker"), size: 1, name: "worker",
      logger: Logger(label: "test"))
    try await pool.transaction { db in _ = try db.execute(sql) }
    await pool.close()
  }

  private func number(_ answer: AccessSite.Answer) throws -> Int {
    try #require(answer.headers[.location].flatMap { Int($0.split(separator: "/").last ?? "") })
  }

  @Test func `a school's program sends its bundle, and asks what became of it`() async throws {
    try await AccessSite.with { site in
      let token = try await site.token(Mandate(.school, school: "A"))
      let bytes = try Self.bundle("A")
      let answer = try await site.post(
        "/v1/bundles?fileName=C:%5Cdata%5CA-2025.zip", bytes: bytes, Self.headers(token))
      #expect(answer.status == 202, "\(answer.text)")
      let id = try number(answer)
      let found = try #require(try await stored(id, site))
      #expect(found.bytes == bytes && found.sha256 == Array(SHA256.hash(data: bytes)))
      #expect(found.sender == "A" && found.fileName == "A-2025.zip" && found.state == "queued")
      #expect(found.schoolCode == "A" && found.academicYear == 2025)

      let status = try await site.get("/v1/bundles/\(id)", token: token)
      #expect(status.status == 200 && status.text == answer.text)
      let told = try #require(
        try JSONSerialization.jsonObject(with: Data(status.text.utf8)) as? [String: Any])
      #expect(told["state"] as? String == "queued" && told["isFinished"] as? Bool == false)
      #expect(told["stage"] as? String == "received" && told["stageTable"] == nil)
      #expect(told["byteCount"] as? Int == bytes.count && told["school"] as? String == "A")
      // Sent again it is the same bundle.
      let again = try await site.post("/v1/bundles", bytes: bytes, Self.headers(token))
      #expect(again.status == 200)
      #expect(try number(again) == id)
      // Nobody else's business.
      let other = try await site.token(Mandate(.school, school: "B"))
      let foreign = try await site.get("/v1/bundles/\(id)", token: other)
      let absent = try await site.get("/v1/bundles/999999", token: other)
      #expect(foreign.status == 404 && foreign.text == absent.text)
    }
  }

  @Test func `the page of a bundle asks for itself again while more happens, unless told not to`()
    async throws
  {
    try await AccessSite.with { site in
      let token = try await site.token(Mandate(.school, school: "A"))
      let id = try number(
        try await site.post(
          "/v1/bundles", bytes: try Self.bundle("A", note: "3"), Self.headers(token)))
      let mark = "<meta http-equiv=\"refresh\" content=\"5\">"
      let page = try await site.get("/bundles/\(id)", token: token).text
      #expect(page.contains(mark) && page.contains("aria-current=\"step\">принят"))
      #expect(page.contains("href=\"/bundles/\(id)?refresh=off\">Не обновлять"))
      #expect(!page.contains("Замечаний нет"))
      let still = try await site.get("/bundles/\(id)?refresh=off", token: token).text
      #expect(!still.contains("http-equiv") && still.contains("Обновлять самой"))
      // Whoever forgets a page is not kept logged in by it.
      try await work(
        """
        update intake.bundle set received_at = now() - interval '31 minutes'
        where bundle_id = \(id)
        """, site)
      let old = try await site.get("/bundles/\(id)", token: token).text
      #expect(!old.contains("http-equiv") && old.contains("aria-current=\"step\">принят"))
      try await work(
        "update intake.bundle set state = 'rejected', finished_at = now() where bundle_id = \(id)",
        site)
      let ended = try await site.get("/bundles/\(id)", token: token).text
      #expect(!ended.contains("http-equiv") && !ended.contains("class=\"steps\""))
    }
  }

  @Test func `whoever may not open bundles is led to none`() async throws {
    try await AccessSite.with { site in
      try await site.add("uo-analyst", Mandate(.municipalAnalyst, municipality: "90101"))
      try await site.add("uo-deliveries", Mandate(.municipalOperator, municipality: "90101"))
      for (login, isLed) in [("uo-analyst", false), ("uo-deliveries", true)] {
        let browser = try await site.browser(login)
        for path in ["/", "/schools/A", "/schools/A/indicators/x.good_share"] {
          let page = try await site.get(path, browser)
          #expect(page.status == 200, "\(login) \(path): \(page.text)")
          #expect(page.text.contains("href=\"/bundles") == isLed, "\(login) \(path)")
        }
        let figure = try await site.get(
          "/schools/A/indicators/x.good_share", browser
        ).text
        #expect(figure.contains("№ 1"), "\(login)")
        #expect(
          try await site.get("/bundles/1", browser).status == (isLed ? 200 : 403))
      }
    }
  }

  @Test func `a key lets an upload be tried again, and names one file`() async throws {
    try await AccessSite.with { site in
      let token = try await site.token(Mandate(.school, school: "A"))
      let (first, second) = (try Self.bundle("A"), try Self.bundle("A", note: "2"))
      let answer = try await site.post(
        "/v1/bundles", bytes: first, Self.headers(token, key: "night 1"))
      #expect(answer.status == 202)
      let again = try await site.post(
        "/v1/bundles", bytes: first, Self.headers(token, key: "night 1"))
      #expect(again.status == 200)
      #expect(try number(again) == number(answer))
      let used = try await site.post(
        "/v1/bundles", bytes: second, Self.headers(token, key: "night 1"))
      #expect(used.status == 422 && used.text.contains("upload.key_used"))
      // Of another sender the key is another.
      let other = try await site.token(Mandate(.operator))
      let theirs = try await site.post(
        "/v1/bundles", bytes: second, Self.headers(other, key: "night 1"))
      #expect(theirs.status == 202)
      for key in ["", String(repeating: "k", count: 256)] {
        let unfit = try await site.post(
          "/v1/bundles", bytes: second, Self.headers(token, key: key))
        #expect(unfit.status == 400 && unfit.text.contains("upload.key_unfit"), "\(key.count)")
      }
    }
  }

  @Test(
    arguments: [
      ("school A", "A", 202), ("school A", "B", 403), ("school A", "Z", 403),
      ("school A", nil, 403),
      ("north", "A", 202), ("north", "B", 202), ("north", "C", 403), ("north", "Z", 403),
      ("north", nil, 403), ("operator", "C", 202), ("operator", nil, 202), ("analyst", "A", 403),
      ("region", "A", 403),
    ] as [(String, String?, Int)])
  func `everybody sends what is theirs`(_ sent: (who: String, school: String?, status: Int))
    async throws
  {
    try await AccessSite.with { site in
      let mandate =
        switch sent.who {
        case "school A": try Mandate(.school, school: "A")
        case "north": try Mandate(.municipalOperator, municipality: "90101")
        case "analyst": try Mandate(.municipalAnalyst, municipality: "90101")
        case "region": try Mandate(.regionalAnalyst)
        default: try Mandate(.operator)
        }
      let token = try await site.token(mandate)
      let answer = try await site.post(
        "/v1/bundles", bytes: try Self.bundle(sent.school), Self.headers(token))
      #expect(answer.status == sent.status, "\(sent): \(answer.text)")
      if sent.status == 403, !["analyst", "region"].contains(sent.who) {
        #expect(answer.text.contains("upload.not_own"))
      }
    }
  }

  @Test func `what is no file, or of no type that is taken, is refused`() async throws {
    try await AccessSite.with { site in
      let token = try await site.token(Mandate(.school, school: "A"))
      var headers = Self.headers(token)
      #expect(try await site.post("/v1/bundles", bytes: [], headers).status == 400)
      for type in ["text/plain", "multipart/form-data; boundary=x", "application/json", ""] {
        headers[.contentType] = type
        #expect(try await site.post("/v1/bundles", bytes: [1], headers).status == 415, "\(type)")
      }
      headers = Self.headers(token)
      for query in [
        "year=x", "year=20255", "mode=part", "what=1", "lang=de", "lang=", "school=", "year=",
        "asOf=", "mode=",
      ] {
        let answer = try await site.post("/v1/bundles?\(query)", bytes: [1], headers)
        #expect(answer.status == 400, "\(query)")
      }
      #expect(try await site.post("/v1/ranking", bytes: [1], headers).status == 405)
      let nobody = try await site.post(
        "/v1/bundles", bytes: [1],
        [.contentType: "application/zip", HTTPField.Name("Via")!: "proxy"])
      #expect(nobody.status == 401)
      // What cannot be opened is taken in and told of in its receipt.
      #expect(try await site.post("/v1/bundles", bytes: [1], headers).status == 202)
    }
  }

  static func form(_ fields: [(String, String)], _ name: String, _ bytes: [UInt8])
    -> [UInt8]
  {
    var body: [UInt8] = []
    for (field, value) in fields {
      body +=
        "--b0und\r\nContent-Disposition: form-data; name=\"\(field)\"\r\n\r\n\(value)\r\n".utf8
    }
    body +=
      """
      --b0und\r\nContent-Disposition: form-data; name="file"; filename="\(name)"\r
      Content-Type: application/zip\r\n\r\n
      """.utf8
    return body + bytes + Array("\r\n--b0und--\r\n".utf8)
  }

  @Test func `a secretary sends a file by the form of the page`() async throws {
    try await AccessSite.with { site in
      try await site.add("a-zavuch", Mandate(.school, school: "A"))
      var browser = try await site.browser("a-zavuch")
      let page = try await site.get("/bundles", browser)
      #expect(page.text.contains("enctype=\"multipart/form-data\"") && !page.seal.isEmpty)
      let seal = page.seal
      browser[.contentType] = "multipart/form-data; boundary=b0und"
      let bytes = try Self.bundle("A")
      let sent = try await site.post(
        "/bundles",
        bytes: Self.form(
          [("form", seal), ("school", ""), ("mode", "")], "Школа%20А.zip", bytes),
        browser)
      #expect(sent.status == 303, "\(sent.text)")
      let id = try number(sent)
      #expect(sent.headers[.location] == "/bundles/\(id)")
      let found = try #require(try await stored(id, site))
      #expect(found.bytes == bytes && found.sender == "A" && found.fileName == "Школа А.zip")
      #expect(try await site.get("/bundles/\(id)", browser).status == 200)
      for (fields, name, status) in [
        ([("form", "x")], "a.zip", 403), ([], "a.zip", 403), ([("form", seal)], "", 400),
        ([("form", seal), ("year", "x")], "a.zip", 400),
      ] {
        let answer = try await site.post(
          "/bundles", bytes: Self.form(fields, name, bytes + [0]), browser)
        #expect(answer.status == status, "\(fields) \(name)")
      }
      let cut = Self.form([("form", seal)], "a.zip", bytes + [1]).dropLast(30)
      #expect(try await site.post("/bundles", bytes: Array(cut), browser).status == 400)
    }
  }

  @Test func `before there are accounts a page elsewhere cannot send`() async throws {
    try await AccessSite.with { site in
      var headers: HTTPFields = [.contentType: "multipart/form-data; boundary=b0und"]
      let body = Self.form([], "a.zip", try Self.bundle("A"))
      headers[.origin] = "https://elsewhere.example"
      #expect(try await site.post("/bundles", bytes: body, headers).status == 403)
      headers[.origin] = "null"
      #expect(try await site.post("/bundles", bytes: body, headers).status == 403)
      headers[.origin] = nil
      #expect(try await site.post("/bundles", bytes: body, headers).status == 303)
    }
  }

  @Test func `a form is read the same however it comes`() throws {
    // Pieces of the delimiter in the file are the file's.
    let bytes = Array("\r\n--b0un\r\n--b0und".utf8.dropLast()) + [0, 13, 10, 45, 45, 98]
    let body = Self.form([("form", "seal"), ("year", "2025")], "a.zip", bytes)
    for size in [1, 2, 3, 7, 16, 4096] {
      var form = try MultipartForm(
        contentType: "multipart/form-data; boundary=\"b0und\"", limit: bytes.count)
      for start in stride(from: 0, to: body.count, by: size) {
        try form.append(body[start..<min(start + size, body.count)])
      }
      try form.finish()
      #expect(form.fields == ["form": "seal", "year": "2025"] && form.fileName == "a.zip")
      let file = try #require(form.file)
      #expect(Array(try Data(contentsOf: URL(fileURLWithPath: file.path))) == bytes, "\(size)")
    }
    #expect(throws: UploadError.tooLarge) {
      var form = try MultipartForm(
        contentType: "multipart/form-data; boundary=b0und", limit: bytes.count - 1)
      try form.append(body)
    }
    for (name, value) in [("year", String(repeating: "x", count: 9000)), ("form", "")] {
      #expect(throws: UploadError.formMalformed) {
        var form = try MultipartForm(
          contentType: "multipart/form-data; boundary=b0und", limit: 100)
        try form.append(Self.form([("form", "x"), (name, value)], "a.zip", bytes))
        if name == "year" { try form.finish() }
      }
    }
    #expect(throws: UploadError.typeUnfit) { try MultipartForm(contentType: "text/csv", limit: 1) }
  }
}
