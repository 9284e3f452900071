import Foundation
import HTTPTypes
import Logging
import Pipeline
import Postgres
import Testing

@testable import Server

/// Links by which a school without an account sends one bundle.
@Suite struct LinkTests {
  private func link(_ site: AccessSite, school: String = "A") async throws -> String {
    try await site.owner.transaction { db in
      try UploadLink.add(school: school, hours: 72, note: "тест", db).path
    }
  }

  private static func headers(from address: String = "10.0.0.1") -> HTTPFields {
    [
      .contentType: "multipart/form-data; boundary=b0und",
      HTTPField.Name("X-Forwarded-For")!: address,
    ]
  }

  private func send(
    _ bytes: [UInt8], to path: String, _ site: AccessSite, fields: [(String, String)] = [],
    from address: String = "10.0.0.1"
  ) async throws -> AccessSite.Answer {
    try await site.post(
      path, bytes: UploadTests.form(fields, "a.zip", bytes), Self.headers(from: address))
  }

  private func asWorker<T: Sendable>(
    _ site: AccessSite, _ body: @escaping @Sendable (Database) throws -> T
  ) async throws -> T {
    let pool = Pool(
      site.address.connecting(as: "soko_worker"), size: 1, name: "worker",
      logger: Logger(label: "test"))
    let result = try await pool.transaction { db in try body(db) }
    await pool.close()
    return result
  }

  private func set(_ state: String, of bundle: Int, _ site: AccessSite) async throws {
    try await asWorker(site) { db in
      _ = try db.execute(
        "update intake.bundle set state = \(state), finished_at = now() where bundle_id = \(bundle)"
      )
    }
  }

  private func taken(_ number: Int, _ site: AccessSite) async throws -> Int? {
    try await site.owner.transaction { db in
      try UploadLink.all(db).first { $0.number == number }?.bundle
    }
  }

  private func count(_ site: AccessSite) async throws -> Int {
    try await asWorker(site) { db in
      try db.value("select count(*) from intake.bundle where file_name = 'a.zip'", as: Int.self)
    }
  }

  @Test func `whoever has the link sends one bundle, and reads what became of it`() async throws {
    try await AccessSite.with { site in
      try await site.add("uo-operator", Mandate(.operator))
      let path = try await link(site)
      #expect(path.wholeMatch(of: /\/upload\/[A-Za-z0-9_-]{43}/) != nil)
      let page = try await site.get(path)
      #expect(page.status == 200 && page.text.contains("enctype=\"multipart/form-data\""))
      #expect(page.headers[.cacheControl] == "no-store")
      #expect(page.headers[HTTPField.Name("Referrer-Policy")!] == "no-referrer")
      #expect(!page.text.contains("Постоянная ссылка"))

      let first = try UploadTests.bundle("A")
      let sent = try await send(first, to: path, site)
      #expect(sent.status == 303 && sent.headers[.location] == path, "\(sent.text)")
      let bundle = try #require(try await taken(1, site))
      struct Stored: Decodable {
        let sender: String
        let schoolCode: String
      }
      let stored = try await asWorker(site) { db in
        try db.first(
          "select sender, school_code from intake.bundle where bundle_id = \(bundle)",
          as: Stored.self)
      }
      #expect(stored?.sender == "A" && stored?.schoolCode == "A")
      // Spent: it shows what becomes of the bundle, and takes no other.
      let receipt = try await site.get(path)
      #expect(receipt.status == 200 && receipt.text.contains("Пакет принят"))
      #expect(!receipt.text.contains("<input id=\"file\""))
      let second = try await send(try UploadTests.bundle("A", note: "2"), to: path, site)
      #expect(second.status == 409 && second.text.contains("уже принят"))
      #expect(try await count(site) == 1)
    }
  }

  @Test func `a rejected bundle is sent again, corrected, and a loaded one is not`() async throws {
    try await AccessSite.with { site in
      let path = try await link(site)
      #expect(try await send(try UploadTests.bundle("A"), to: path, site).status == 303)
      let first = try #require(try await taken(1, site))
      try await set("quarantined", of: first, site)
      let later = try UploadTests.bundle("A", note: "2")
      #expect(try await send(later, to: path, site).status == 409)
      try await set("rejected", of: first, site)
      let page = try await site.get(path)
      #expect(page.text.contains("Исправьте файл") && page.text.contains("<input id=\"file\""))
      try await asWorker(site) { db in
        _ = try db.execute(
          """
          insert into intake.problem_total (bundle_id, code, severity, total)
          values (\(first), 'intake.descriptor_missing', 'rejected', 1)
          """)
      }
      // What helps to correct it is under the link too.
      let receipt = try await site.get(path)
      #expect(receipt.text.contains("href=\"\(path)/problems.csv\""))
      #expect(receipt.text.contains("href=\"\(path)/annotated.xlsx\""))
      #expect(try await send(later, to: path, site).status == 303)
      let second = try #require(try await taken(1, site))
      #expect(second != first)
      try await set("done", of: second, site)
      #expect(try await send(try UploadTests.bundle("A", note: "3"), to: path, site).status == 409)
      #expect(try await site.get(path).status == 200)
    }
  }

  @Test func `what is not taken in spends no link`() async throws {
    try await AccessSite.with { site in
      let path = try await link(site)
      for school in ["B", "Z", nil] {
        let answer = try await send(try UploadTests.bundle(school), to: path, site)
        #expect(answer.status == 403, "\(school ?? "register"): \(answer.text)")
      }
      // What the form says of a school counts for nothing.
      let claimed = try await send(
        Array("x".utf8), to: path, site, fields: [("school", "B"), ("year", "x")])
      #expect(claimed.status == 400)
      var headers = Self.headers()
      headers[.contentType] = "application/zip"
      #expect(
        try await site.post(path, bytes: try UploadTests.bundle("A"), headers).status == 415)
      let cut = Array(UploadTests.form([], "a.zip", [1]).dropLast(20))
      #expect(try await site.post(path, bytes: cut, Self.headers()).status == 400)
      #expect(try await taken(1, site) == nil)
      let count = try await count(site)
      #expect(count == 0)
      #expect(try await send(try UploadTests.bundle("A"), to: path, site).status == 303)
    }
  }

  @Test func `of two at once one is taken`() async throws {
    try await AccessSite.with { site in
      let path = try await link(site)
      let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
        for note in 0..<6 {
          let bytes = try UploadTests.bundle("A", note: "\(note)")
          group.addTask { try await send(bytes, to: path, site).status }
        }
        return try await group.reduce(into: [Int]()) { $0.append($1) }
      }
      #expect(statuses.sorted() == [303, 409, 409, 409, 409, 409])
      let count = try await count(site)
      #expect(count == 1)
    }
  }

  @Test func `a wrong, an expired and a revoked link get one answer, also for sending`()
    async throws
  {
    try await AccessSite.with { site in
      let (expired, revoked, spent) = (
        try await link(site), try await link(site), try await link(site)
      )
      try await site.owner.transaction { db in try UploadLink.revoke(2, db) }
      #expect(try await send(try UploadTests.bundle("A"), to: spent, site).status == 303)
      for number in [1, 3] {
        try await site.execute(
          "update access.link set expires_at = now() - interval '1 s' where link_id = \(number)")
      }
      var answers: Set<String> = []
      for path in [
        expired, revoked, spent, "/upload/" + String(repeating: "A", count: 43), "/upload/x",
      ] {
        for tail in ["", "/problems.csv", "/annotated.xlsx"] {
          let answer = try await site.get(
            path + tail, Self.headers(from: "10.0.\(answers.count).9"))
          #expect(answer.status == 404, "\(path)")
          answers.insert(answer.text.replacing(path + tail, with: ""))
        }
        let sent = try await send(try UploadTests.bundle("A", note: "9"), to: path, site)
        #expect(sent.status == 404)
        answers.insert(sent.text.replacing(path, with: ""))
      }
      #expect(answers.count == 1 && answers.first?.contains("Ссылка не действует") == true)
    }
  }

  @Test func `an address that tries links waits, and holders of one do not`() async throws {
    try await AccessSite.with { site in
      let path = try await link(site)
      for _ in 0..<40 {
        #expect(try await site.get(path, Self.headers(from: "10.0.0.7")).status == 200)
      }
      for _ in 0..<30 {
        let secret = Secret()
        let wrong = try await site.get(UploadLink.path(secret), Self.headers(from: "10.0.0.7"))
        #expect(wrong.status == 404)
      }
      let late = try await site.get(path, Self.headers(from: "10.0.0.7"))
      #expect(late.status == 429 && late.headers[.retryAfter] != nil)
      #expect(try await site.get(path, Self.headers(from: "10.0.0.8")).status == 200)
    }
  }

  @Test func `the log names the link, and no log holds its secret`() async throws {
    try await AccessSite.with { site in
      let path = try await link(site)
      #expect(try await send(try UploadTests.bundle("A"), to: path, site).status == 303)
      #expect(try await site.get(path).status == 200)
      await site.service.readings.write()
      let lines = try await site.owner.transaction { db in
        try Reading.latest(10, by: "link 1", db)
      }
      #expect(lines.map(\.route) == ["/upload/{secret}", "POST /upload/{secret}"])
      #expect(lines.last?.parameters.contains("bundle=") == true)
      let secret = String(path.dropFirst("/upload/".count))
      #expect(!lines.contains { $0.parameters.contains(secret) })
      let kept = try await site.owner.transaction { db in
        try db.value(
          "select count(*) from access.link where link::text like \("%" + secret + "%")",
          as: Int.self)
      }
      #expect(kept == 0)
    }
  }
}
