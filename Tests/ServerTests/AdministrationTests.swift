import Foundation
import HTTPTypes
import Logging
import Postgres
import Testing

@testable import Server

/// What an operator does in a browser: accounts, tokens, links, and the log of it.
@Suite struct AdministrationTests {
  private struct Desk: Sendable {
    let site: AccessSite
    let browser: HTTPFields
    let seal: String

    func post(_ path: String, _ fields: [String: String]) async throws -> AccessSite.Answer {
      try await site.post(path, fields.merging(["form": seal]) { $1 }, browser)
    }

    func logged() async throws -> [Reading] {
      await site.service.readings.write()
      return try await site.owner.transaction { db in try Reading.latest(100, changes: true, db) }
    }
  }

  private static func with(_ body: @escaping @Sendable (Desk) async throws -> Void) async throws {
    try await AccessSite.with { site in
      try await site.add("uo-operator", Mandate(.operator))
      let browser = try await site.browser("uo-operator")
      let page = try await site.get("/admin", browser)
      try #require(page.status == 200, "\(page.text)")
      try await body(Desk(site: site, browser: browser, seal: page.seal))
    }
  }

  private static func secret(_ answer: AccessSite.Answer) throws -> String {
    try #require(
      answer.text.firstMatch(of: /<output class="secret">([^<]+)<\/output>/).map { String($0.1) })
  }

  @Test func `an account is made with a password shown once, gets another, and is closed`()
    async throws
  {
    try await Self.with { desk in
      let made = try await desk.post(
        "/admin/accounts",
        ["login": "a-zavuch", "role": "school", "school": "A", "municipality": ""])
      #expect(made.status == 200 && made.headers[.cacheControl] == "no-store")
      let password = try Self.secret(made)
      #expect(try await desk.site.tryLogin("a-zavuch", password).status == 303)
      let page = try await desk.site.get("/admin", desk.browser)
      #expect(page.text.contains("a-zavuch") && !page.text.contains(password))

      let changed = try await desk.post("/admin/accounts/password", ["login": "a-zavuch"])
      let other = try Self.secret(changed)
      #expect(try await desk.site.tryLogin("a-zavuch", password).status == 403)
      #expect(try await desk.site.tryLogin("a-zavuch", other).status == 303)

      let closed = try await desk.post("/admin/accounts/close", ["login": "a-zavuch"])
      #expect(closed.status == 303 && closed.headers[.location] == "/admin")
      #expect(try await desk.site.tryLogin("a-zavuch", other).status == 403)
      let again = try await desk.post("/admin/accounts/password", ["login": "a-zavuch"])
      #expect(again.status == 422 && again.text.contains("Открытой учётной записи"))
      let lines = try await desk.logged()
      #expect(
        lines.map { "\($0.reader) \($0.route) \($0.parameters) \($0.status)" } == [
          "uo-operator POST /admin/accounts/password  422",
          "uo-operator POST /admin/accounts/close login=a-zavuch 303",
          "uo-operator POST /admin/accounts/password login=a-zavuch 200",
          "uo-operator POST /admin/accounts login=a-zavuch place=A role=school 200",
        ])
    }
  }

  @Test func `a token and a link are shown once, work, and are revoked`() async throws {
    try await Self.with { desk in
      let made = try await desk.post(
        "/admin/tokens", ["note": "BI", "role": "regional-analyst", "days": "30"])
      let token = try Self.secret(made)
      #expect(try await desk.site.get("/v1/ranking", token: token).status == 200)
      #expect(try await desk.post("/admin/tokens/revoke", ["number": "1"]).status == 303)
      try await Task.sleep(for: .milliseconds(1_100))
      #expect(try await desk.site.get("/v1/ranking", token: token).status == 401)

      let link = try await desk.post(
        "/admin/links", ["school": "A", "hours": "72", "note": "пакет июня"])
      let path = try Self.secret(link)
      #expect(try await desk.site.get(path).status == 200)
      #expect(try await desk.post("/admin/links/revoke", ["number": "1"]).status == 303)
      #expect(try await desk.site.get(path).status == 404)
      let page = try await desk.site.get("/admin", desk.browser)
      #expect(!page.text.contains(token) && !page.text.contains(path))
      #expect(page.text.contains("пакет июня") && page.text.contains("отозвано"))
    }
  }

  @Test func `an operator is made and closed by nobody here`() async throws {
    try await Self.with { desk in
      try await desk.site.add("uo-second", Mandate(.operator))
      let made = try await desk.post("/admin/accounts", ["login": "uo-third", "role": "operator"])
      #expect(made.status == 403)
      let token = try await desk.post(
        "/admin/tokens", ["note": "x", "role": "operator", "days": "1"])
      #expect(token.status == 403)
      for path in ["/admin/accounts/close", "/admin/accounts/password"] {
        #expect(try await desk.post(path, ["login": "uo-second"]).status == 422, "\(path)")
      }
      #expect(try await desk.site.tryLogin("uo-second").status == 303)
      #expect(try await desk.site.tryLogin("uo-third").status == 403)
    }
  }

  @Test func `what cannot be is refused with its reason, and changes nothing`() async throws {
    try await Self.with { desk in
      let before = try await counts(desk)
      for (path, fields, status, words) in [
        ("/admin/accounts", ["login": "ivanova", "role": "school", "school": "A"], 422, "Логин"),
        ("/admin/accounts", ["login": "a-x", "role": "school", "school": "Z"], 422, "реестре"),
        ("/admin/accounts", ["login": "a-x", "role": "school"], 422, "Место"),
        ("/admin/accounts", ["login": "a-x", "role": "director"], 400, "role"),
        ("/admin/tokens", ["role": "regional-analyst", "days": "5000", "note": "x"], 422, "срок"),
        ("/admin/tokens", ["role": "regional-analyst", "days": "x", "note": "x"], 400, "days"),
        ("/admin/tokens", ["role": "regional-analyst", "days": "1", "note": " "], 422, "ключ"),
        ("/admin/links", ["school": "A", "hours": "0", "note": "x"], 422, "срок"),
        ("/admin/links", ["school": "Z", "hours": "1", "note": "x"], 422, "реестре"),
        ("/admin/links/revoke", ["number": "7"], 422, "ссылки"),
      ] {
        let answer = try await desk.post(path, fields)
        #expect(
          answer.status == status && answer.text.contains(words),
          "\(path) \(fields): \(answer.text)")
      }
      let after = try await counts(desk)
      #expect(after == before)
    }
  }

  private func counts(_ desk: Desk) async throws -> [Int] {
    try await desk.site.owner.transaction { db in
      try ["account", "token", "link"].map { table in
        try db.value(SQL(raw: "select count(*) from access.\(table)"), as: Int.self)
      }
    }
  }

  @Test func `nobody else comes in, and no other site's form`() async throws {
    try await Self.with { desk in
      let fields = ["school": "A", "hours": "1", "note": "x"]
      for seal in ["", "x"] {
        let answer = try await desk.site.post(
          "/admin/links", fields.merging(["form": seal]) { $1 }, desk.browser)
        #expect(answer.status == 403)
      }
      for mandate in [
        try Mandate(.school, school: "A"), try Mandate(.municipalOperator, municipality: "90101"),
        try Mandate(.municipalAnalyst, municipality: "90101"), try Mandate(.regionalAnalyst),
      ] {
        let login = "x-\(mandate.role.rawValue)"
        try await desk.site.add(login, mandate)
        let browser = try await desk.site.browser(login)
        for path in ["/admin", "/admin/catalog", "/admin/readings"] {
          #expect(try await desk.site.get(path, browser).status == 403, "\(login) \(path)")
        }
        let seal = try await desk.site.get("/schools", browser).seal
        #expect(!seal.isEmpty)
        let answer = try await desk.site.post(
          "/admin/links", fields.merging(["form": seal]) { $1 }, browser)
        #expect(answer.status == 403, "\(login)")
      }
      // An operator's program reads the page, and changes nothing.
      let token = try await desk.site.token(Mandate(.operator))
      #expect(try await desk.site.get("/admin", token: token).status == 200)
      let answer = try await desk.site.post(
        "/admin/links", fields, [.authorization: "Bearer \(token)"])
      #expect(answer.status == 403)
      #expect(try await desk.site.get("/admin").status == 303)
      let links = try await desk.site.owner.transaction { db in try UploadLink.all(db).count }
      #expect(links == 0)
    }
  }

  @Test func `the log is shown by reader, day and page`() async throws {
    try await Self.with { desk in
      let token = try await desk.site.token(Mandate(.regionalAnalyst))
      for _ in 0..<3 { _ = try await desk.site.get("/v1/ranking", token: token) }
      await desk.site.service.readings.write()
      let page = try await desk.site.get("/admin/readings?by=token%201", desk.browser)
      #expect(page.status == 200)
      #expect(page.text.components(separatedBy: "/v1/ranking</td>").count == 4)
      #expect(!page.text.contains("<td class=\"code\">/admin</td>"))
      for (query, status) in [
        ("since=2026-01-01", 200), ("since=вчера", 400), ("since=2026-13-01", 400),
        ("since=2026-02-30", 400),
        ("before=2", 200), ("before=x", 400), ("changes=1", 200), ("what=1", 400),
      ] {
        let encoded = query.addingPercentEncoding(withAllowedCharacters: .urlQueryAllowed) ?? ""
        let answer = try await desk.site.get("/admin/readings?\(encoded)", desk.browser)
        #expect(answer.status == status, "\(query)")
      }
      let future = try await desk.site.get("/admin/readings?since=2999-01-01", desk.browser)
      #expect(future.text.contains("Ничего не найдено"))
    }
  }

  @Test func `sets, weights and crosswalks are there to be read, with their fingerprints`()
    async throws
  {
    try await Self.with { desk in
      let page = try await desk.site.get("/admin/catalog", desk.browser)
      #expect(page.status == 200)
      for text in ["Основной набор", "<td class=\"code\">k1</td>", "x.good_share", "0 – 1"] {
        #expect(page.text.contains(text), "\(text)")
      }
      let english = try await desk.site.get("/admin/catalog?lang=en", desk.browser)
      #expect(english.text.contains("Default set"))
    }
  }

  @Test func `an operator asks in the browser for a bundle to be taken back, and nobody else does`()
    async throws
  {
    try await Self.with { desk in
      // The owner is held by the policies too.
      let superuser = Pool(
        desk.site.address, size: 1, name: "superuser", logger: Logger(label: "test.access"))
      let bundle = try await superuser.whileOpen {
        try await $0.transaction { db in
          try db.value(
            """
            insert into intake.bundle (
                sender, sha256, file_name, byte_count, kind, school_code, academic_year, mode, state,
                finished_at, receipt
            )
            values (
                'A', sha256('revert'), 'a.zip', 1, 'school', 'A', 2025, 'full', 'done', now(),
                '{"state": "done", "isSynthetic": true, "tables": [], "totals": [], "problems": []}'
            )
            returning bundle_id
            """, as: Int.self)
        }
      }
      let page = try await desk.site.get("/bundles/\(bundle)", desk.browser)
      #expect(page.text.contains("action=\"/admin/bundles/revert\""))
      let nameless = try await desk.post(
        "/admin/bundles/revert", ["number": "\(bundle)", "reason": " "])
      #expect(nameless.status == 422 && nameless.text.contains("Причина отмены"))
      let asked = try await desk.post(
        "/admin/bundles/revert", ["number": "\(bundle)", "reason": "не <тот> файл"])
      #expect(asked.status == 303 && asked.headers[.location] == "/bundles/\(bundle)")
      let after = try await desk.site.get("/bundles/\(bundle)", desk.browser)
      #expect(after.text.contains("не &lt;тот&gt; файл") && after.text.contains("Ждёт загрузчика"))
      #expect(!after.text.contains("action=\"/admin/bundles/revert\""))
      let lines = try await desk.logged()
      #expect(
        lines.first.map { "\($0.route) \($0.parameters)" }
          == "POST /admin/bundles/revert bundle=\(bundle)")

      try await desk.site.add("a-sekretar", Mandate(.school, school: "A"))
      let other = try await desk.site.browser("a-sekretar")
      let own = try await desk.site.get("/bundles/\(bundle)", other)
      #expect(own.status == 200 && !own.text.contains("action=\"/admin/bundles/revert\""))
      let refused = try await desk.site.post(
        "/admin/bundles/revert", ["number": "\(bundle)", "reason": "r", "form": own.seal], other)
      #expect(refused.status == 403)
    }
  }
}
