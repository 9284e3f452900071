import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Postgres
import Testing

@testable import Server

/// How people come in and leave.
@Suite struct LoginTests {
  @Test func `until the first account whoever sits here sees everything, and then nobody`()
    async throws
  {
    try await AccessSite.with { site in
      for uri in ["/", "/ranking", "/v1/ranking", "/bundles", "/schools/A"] {
        #expect(try await site.get(uri).status == 200, "\(uri)")
      }
      try await site.add("uo-operator", Mandate(.operator))
      try await Task.sleep(for: .milliseconds(1_100))
      let page = try await site.get("/ranking?year=2025&lang=en")
      #expect(page.status == 303)
      #expect(page.headers[.location] == "/login?next=%2Franking%3Fyear%3D2025%26lang%3Den&lang=en")
      let rows = try await site.get("/v1/ranking")
      #expect(
        rows.status == 401 && rows.headers[.contentType]?.hasPrefix("application/problem") == true)
      #expect(rows.headers[.wwwAuthenticate] == "Bearer realm=\"soko\"")
      #expect(rows.text.contains("\"code\":\"server.login_needed\""))
      for uri in ["/healthz", "/readyz", "/login", "/schools", "/v1/schools", "/static/soko.css"] {
        #expect(try await site.get(uri).status == 200, "\(uri)")
      }
      // A closed account is an account: the service does not open again.
      try await site.owner.transaction { db in try Account.close("uo-operator", db) }
      try await Task.sleep(for: .milliseconds(1_100))
      #expect(try await site.get("/v1/ranking").status == 401)
    }
  }

  @Test func `a service that others reach is shut from the start`() async throws {
    for host in ["0.0.0.0", "::", "192.168.1.1", "example.org", "127.0.0.1.evil.org"] {
      try await AccessSite.with(host: host) { site in
        let (rows, page) = (try await site.get("/v1/ranking"), try await site.get("/bundles"))
        #expect(rows.status == 401 && page.status == 303, "\(host)")
        let health = try await site.get("/healthz")
        #expect(health.status == 200, "\(host)")
      }
    }
  }

  @Test func `somebody comes in with a cookie for this host alone, reads, and leaves`() async throws
  {
    try await AccessSite.with { site in
      try await site.add("uo-operator", Mandate(.operator))
      let answer = try await site.tryLogin("uo-operator", next: "/ranking?year=2025")
      #expect(answer.status == 303 && answer.headers[.location] == "/ranking?year=2025")
      let set = answer.headers[values: .setCookie]
      let cookie = try #require(set.first { $0.hasPrefix("soko=") })
      #expect(cookie.contains("; HttpOnly") && cookie.contains("; SameSite=Lax"))
      #expect(cookie.contains("; Path=/") && !cookie.contains("Secure"))

      let browser: HTTPFields = [.cookie: AccessSite.cookies(answer)]
      let page = try await site.get("/ranking", browser)
      #expect(page.status == 200 && page.text.contains("uo-operator"))
      #expect(page.headers[.cacheControl] == "private, no-cache")
      #expect(page.headers[.vary]?.contains("Cookie") == true)
      // Without what the page brought, another site's form would do.
      #expect(try await site.post("/logout", [:], browser).status == 403)
      #expect(try await site.post("/logout", ["form": "x"], browser).status == 403)
      #expect(try await site.get("/ranking", browser).status == 200)
      let left = try await site.post("/logout", ["form": page.seal], browser)
      #expect(left.status == 303 && left.headers[.location] == "/login")
      #expect(try await site.get("/ranking", browser).status == 303)
    }
  }

  @Test func `before the first account what a proxy passes on is not from this machine`()
    async throws
  {
    try await AccessSite.with { site in
      #expect(try await site.get("/ranking").status == 200)
      for name in ["X-Forwarded-For", "X-Forwarded-Proto", "Forwarded", "Via"] {
        let proxied: HTTPFields = [try #require(HTTPField.Name(name)): "https"]
        #expect(try await site.get("/ranking", proxied).status == 303, "\(name)")
        #expect(try await site.get("/v1/ranking", proxied).status == 401, "\(name)")
        #expect(try await site.get("/schools", proxied).status == 200, "\(name)")
      }
    }
  }

  @Test func `behind TLS the cookies go over TLS only`() async throws {
    try await AccessSite.with { site in
      try await site.add("uo-operator", Mandate(.operator))
      let proxied: HTTPFields = [HTTPField.Name("X-Forwarded-Proto")!: "https"]
      let answer = try await site.tryLogin("uo-operator", with: proxied)
      let cookie = try #require(
        answer.headers[values: .setCookie].first { $0.hasPrefix("__Host-soko=") })
      #expect(cookie.contains("; Secure") && cookie.contains("; Path=/"))
      #expect(!cookie.contains("Domain"))
      var browser = proxied
      browser[.cookie] = AccessSite.cookies(answer)
      #expect(try await site.get("/ranking", browser).status == 200)
      // The same session under the name without TLS is none.
      browser[.cookie] = AccessSite.cookies(answer).replacing("__Host-", with: "")
      #expect(try await site.get("/ranking", browser).status == 303)
    }
  }

  @Test func `a wrong password, an unknown login and a closed account get one answer`()
    async throws
  {
    try await AccessSite.with { site in
      try await site.add("s001-zavuch", Mandate(.school, school: "A"))
      try await site.add("s002-zavuch", Mandate(.school, school: "B"))
      try await site.owner.transaction { db in try Account.close("s002-zavuch", db) }
      var answers: [(status: Int, text: String)] = []
      for (login, password) in [
        ("s001-zavuch", "неверный пароль"), ("s999-zavuch", AccessSite.password),
        ("s002-zavuch", AccessSite.password), ("", ""), ("s001-zavuch", ""),
        ("S001-zavuch", AccessSite.password), ("' or true --", "x"),
      ] {
        let answer = try await site.tryLogin(login, password)
        #expect(!answer.headers[values: .setCookie].contains { $0.hasPrefix("soko=") })
        answers.append(
          (answer.status, answer.text.replacing(answer.seal, with: "")))
      }
      #expect(Set(answers.map(\.status)) == [403] && Set(answers.map(\.text)).count == 1)
      #expect(answers[0].text.contains("Логин или пароль не подходит"))
      #expect(try await site.tryLogin("s001-zavuch").status == 303)
    }
  }

  @Test func `an unknown login costs as much time as a known one`() async throws {
    // Dear enough that without it the one would take a tenth of the other.
    let cost = PasswordHash.Cost(rounds: 1 << 12, blockSize: 8, parallelism: 1)
    try await AccessSite.with(cost: cost) { site in
      try await site.owner.transaction { db in
        try Account.add(
          "s001-zavuch", Mandate(.school, school: "A"), password: AccessSite.password, cost: cost,
          db)
      }
      var least = ["s001-zavuch": Duration.seconds(600), "s999-zavuch": .seconds(600)]
      for _ in 0..<4 {
        for (login, known) in least {
          let start = ContinuousClock.now
          let answer = try await site.tryLogin(login, "неверный пароль")
          least[login] = min(known, ContinuousClock.now - start)
          #expect(answer.status == 403)
        }
      }
      let quotient = least["s001-zavuch"]! / least["s999-zavuch"]!
      #expect(quotient > 0.4 && quotient < 2.5, "\(least)")
    }
  }

  @Test func `a form that was not made for this browser lets nobody in`() async throws {
    try await AccessSite.with { site in
      try await site.add("uo-operator", Mandate(.operator))
      let (own, other) = (try await site.get("/login"), try await site.get("/login"))
      let fields = ["login": "uo-operator", "password": AccessSite.password]
      for (seal, cookie) in [
        (own.seal, AccessSite.cookies(other)), (own.seal, ""), ("", AccessSite.cookies(own)),
        ("x", AccessSite.cookies(own)),
      ] {
        let answer = try await site.post(
          "/login", fields.merging(["form": seal]) { $1 }, [.cookie: cookie])
        #expect(answer.status == 403 && answer.text.contains("Форма устарела"))
      }
      let bare = try await site.client.execute(uri: "/login", method: .post) { $0.status.code }
      #expect(bare == 415)
    }
  }

  @Test func `after ten tries a login waits, known or not, and so does an address after thirty`()
    async throws
  {
    try await AccessSite.with { site in
      try await site.add("s001-zavuch", Mandate(.school, school: "A"))
      func from(_ address: String) -> HTTPFields {
        [HTTPField.Name("X-Forwarded-For")!: "6.6.6.6, \(address)"]
      }
      for (login, address) in [("s001-zavuch", "10.0.0.1"), ("s999-zavuch", "10.0.0.2")] {
        for _ in 0..<10 {
          #expect(
            try await site.tryLogin(login, "неверный пароль", with: from(address)).status == 403)
        }
        // The right password does not help, nor does another address.
        let late = try await site.tryLogin(login, with: from("10.0.0.3"))
        #expect(late.status == 429 && late.text.contains("Слишком много попыток"))
        let wait = try #require(late.headers[.retryAfter].flatMap { Int($0) })
        #expect((800...900).contains(wait))
      }
      // Of the newer addresses the subscriber counts.
      for place in 0..<30 {
        let answer = try await site.tryLogin(
          "s\(place)-x", "неверный", with: from("2001:db8:1:2::\(place)"))
        #expect(answer.status == 403)
      }
      #expect(
        try await site.tryLogin("s77-x", "x", with: from("2001:db8:1:2:ffff::1")).status == 429)
      #expect(try await site.tryLogin("s77-x", "x", with: from("2001:db8:1:3::1")).status == 403)
      // Time heals, and what is kept tells neither login nor address.
      try await site.execute("update access.login_try set since_at = since_at - interval '16 min'")
      #expect(try await site.tryLogin("s001-zavuch", with: from("10.0.0.1")).status == 303)
      let left = try await site.owner.transaction { db in
        try db.value("select count(*) from access.login_try", as: Int.self)
      }
      #expect(left == 1)
    }
  }

  @Test func `a session ends idle, old, with its account and with a new password`() async throws {
    try await AccessSite.with { site in
      for login in ["s1-a", "s2-a", "s3-a", "s4-a", "s5-a"] {
        try await site.add(login, Mandate(.school, school: "A"))
      }
      var browsers: [HTTPFields] = []
      for login in ["s1-a", "s2-a", "s3-a", "s4-a", "s5-a"] {
        browsers.append(try await site.browser(login))
        #expect(try await site.get("/ranking", browsers.last!).status == 200)
      }
      @Sendable func session(of login: String) -> SQL {
        "where account_id = (select account_id from access.account where login = \(login))"
      }
      try await site.execute(
        "update access.session set seen_at = now() - interval '61 minutes' " + session(of: "s1-a"))
      try await site.execute(
        "update access.session set made_at = now() - interval '13 hours' " + session(of: "s2-a"))
      try await site.execute(
        "update access.session set seen_at = now() - interval '59 minutes' " + session(of: "s5-a"))
      try await site.owner.transaction { db in
        try Account.close("s3-a", db)
        try Account.setPassword(of: "s4-a", "другой пароль места", cost: AccessSite.cost, db)
      }
      try await Task.sleep(for: .milliseconds(1_100))
      for browser in browsers.dropLast() {
        #expect(try await site.get("/ranking", browser).status == 303)
      }
      #expect(try await site.tryLogin("s4-a").status == 403)
      #expect(try await site.tryLogin("s4-a", "другой пароль места").status == 303)
      // Reading keeps a session alive.
      #expect(try await site.get("/ranking", browsers[4]).status == 200)
      let idle = try await site.owner.transaction { db in
        try db.value(
          "select now() - seen_at < interval '1 minute' from access.session " + session(of: "s5-a"),
          as: Bool.self)
      }
      #expect(idle)
    }
  }

  @Test func `what is kept opens nothing`() async throws {
    try await AccessSite.with { site in
      try await site.add("s001-zavuch", Mandate(.school, school: "A"))
      let cookie = try await site.browser("s001-zavuch")[.cookie] ?? ""
      let token = try await site.token(Mandate(.school, school: "A"))
      let kept = try await site.owner.transaction { db in
        try db.value(
          """
          select (select string_agg(account::text, '') from access.account)
              || (select string_agg(session::text, '') from access.session)
              || (select string_agg(token::text, '') from access.token)
          """, as: String.self)
      }
      let secret = try #require(Secret(cookie.dropFirst("soko=".count)))
      #expect(kept.contains(secret.digest.map { String(format: "%02x", $0) }.joined()))
      let bytes = try #require(
        Data(base64Encoded: secret.text.replacing("-", with: "+").replacing("_", with: "/") + "="))
      #expect(!kept.contains(bytes.map { String(format: "%02x", $0) }.joined()))
      #expect(!kept.contains(secret.text) && !kept.contains(token.dropFirst(5)))
      #expect(!kept.contains(AccessSite.password))
    }
  }

  @Test func `after logging in nobody is led elsewhere`() {
    for next in [
      "//evil.example", "https://evil.example", "/\\evil.example", "/login", "evil", "", "/a b",
      "/\u{0}", "javascript:alert(1)",
    ] {
      #expect(Request.destination(next) == "/", "\(next)")
    }
    #expect(Request.destination("/schools/A?year=2025&lang=en") == "/schools/A?year=2025&lang=en")
    #expect(Request.destination(nil) == "/")
  }
}
