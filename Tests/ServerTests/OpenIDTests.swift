import Foundation
import HTTPTypes
import Postgres
import Testing

@testable import Server

/// How people come in by a municipality's service of identity: against a provider of the test's own, over HTTP.
@Suite struct OpenIDTests {
  private struct Place: Sendable {
    let site: AccessSite
    let provider: TestProvider
    /// From another address each time, so that tries are not counted together.
    let address: HTTPFields

    func from(_ host: String) -> Place {
      Place(
        site: site, provider: provider,
        address: [HTTPField.Name("X-Forwarded-For")!: host])
    }

    /// The cookie of the entry, and what the provider is asked.
    func begin(next: String = "") async throws -> (cookie: String, address: String) {
      let answer = try await site.get("/login/openid\(next)", address)
      try #require(answer.status == 303, "\(answer.text)")
      return (AccessSite.cookies(answer), answer.headers[.location] ?? "")
    }

    func finish(_ uri: String, cookie: String) async throws -> AccessSite.Answer {
      var headers = address
      headers[.cookie] = cookie
      return try await site.get(uri, headers)
    }

    func comeIn(next: String = "") async throws -> AccessSite.Answer {
      let (cookie, address) = try await begin(next: next)
      return try await finish(try provider.comesBack(from: address), cookie: cookie)
    }

    func add(_ login: String, _ subject: String) async throws {
      let subject = OpenIDSubject(subject, issuer: provider.issuer)
      try await site.owner.transaction { db in
        try Account.add(login, Mandate(.school, school: "A"), openID: subject, db)
      }
    }
  }

  private static func with(_ body: @escaping @Sendable (Place) async throws -> Void) async throws {
    try await TestProvider.with { provider in
      try await AccessSite.with(openID: try provider.settings()) { site in
        try await body(Place(site: site, provider: provider, address: [:]))
      }
    }
  }

  private static func isIn(_ answer: AccessSite.Answer) -> Bool {
    answer.headers[values: .setCookie].contains { $0.hasPrefix("soko=") && !$0.hasPrefix("soko=;") }
  }

  @Test func `whom the provider knows comes in with the account's role, by either kind of key`()
    async throws
  {
    try await Self.with { place in
      try await place.add("a-zavuch", "subject-4711")
      #expect(try await place.site.get("/login").text.contains("/login/openid"))
      for key in [TestProvider.Token.Key.elliptic, .rsa] {
        place.provider.gives { $0.key = key }
        let answer = try await place.comeIn(next: "?next=%2Fbundles%3Fstate%3Ddone")
        #expect(answer.status == 303, "\(key): \(answer.text)")
        #expect(answer.headers[.location] == "/bundles?state=done")
        let browser: HTTPFields = [.cookie: AccessSite.cookies(answer)]
        let page = try await place.site.get("/bundles", browser)
        #expect(page.status == 200 && page.text.contains("a-zavuch"))
        // Another school's bundle is not found.
        #expect(try await place.site.get("/bundles/2", browser).status == 404)
      }
    }
  }

  @Test func `of a person nothing is kept`() async throws {
    try await Self.with { place in
      try await place.add("a-zavuch", "subject-4711")
      #expect(Self.isIn(try await place.comeIn()))
      for table in ["account", "session", "openid_entry", "reading", "login_try"] {
        let found = try await place.site.owner.transaction { db in
          try db.value(
            """
            select count(*) from access.\(raw: table) as line
            where line::text like '%subject-4711%' or line::text like '%Фамилия%'
            """, as: Int.self)
        }
        #expect(found == 0, "\(table)")
      }
    }
  }

  @Test func `a token that is not for us, not of this entry or not the provider's lets nobody in`()
    async throws
  {
    try await Self.with { place in
      try await place.add("a-zavuch", "subject-4711")
      let changes: [(String, @Sendable (inout TestProvider.Token) -> Void)] = [
        ("another issuer", { $0.issuer = "http://127.0.0.1:1/realm" }),
        ("another audience", { $0.audience = ["other"] }),
        ("several audiences without our party", { $0.audience = ["soko", "other"] }),
        ("another party", { $0.party = "other" }),
        ("over", { $0.expiresIn = -120 }),
        ("of the future", { $0.madeIn = 600 }),
        ("another nonce", { $0.nonce = "x" }),
        ("signed by a stranger", { $0.key = .stranger }),
        ("signed by the public key as a secret", { $0.key = .publicAsSecret }),
        ("not signed", { $0.key = .none }),
        ("of a subject no account has", { $0.subject = "4712" }),
        ("of no subject", { $0.subject = "" }),
      ]
      let refused = try await place.site.tryLogin("a-zavuch", "неверный пароль")
      for (number, (name, change)) in changes.enumerated() {
        place.provider.gives(change)
        let answer = try await place.from("10.0.0.\(number)").comeIn()
        #expect(answer.status == 403 && !Self.isIn(answer), "\(name)")
        // As a wrong password.
        #expect(
          answer.text.replacing(answer.seal, with: "")
            == refused.text.replacing(refused.seal, with: ""), "\(name)")
      }
      // And the same without a fault does.
      place.provider.gives { token in
        token.audience = ["other", "soko"]
        token.party = "soko"
      }
      #expect(Self.isIn(try await place.comeIn()))
    }
  }

  @Test func `an entry is one browser's, once, and soon`() async throws {
    try await Self.with { place in
      try await place.add("a-zavuch", "subject-4711")
      let (cookie, address) = try await place.begin()
      let other = try await place.begin()
      let way = try place.provider.comesBack(from: address)
      // Another browser's, none's, and another state.
      #expect(try await place.finish(way, cookie: other.cookie).status == 403)
      #expect(try await place.finish(way, cookie: "").status == 403)
      let forged = try place.provider.comesBack(from: address, state: "x")
      #expect(try await place.finish(forged, cookie: cookie).status == 403)
      #expect(Self.isIn(try await place.finish(way, cookie: cookie)))
      // Come back again, even with a new code: the entry was used.
      let again = try await place.finish(
        try place.provider.comesBack(from: address), cookie: cookie)
      #expect(again.status == 403 && again.text.contains("Форма устарела"))
      let late = try await place.begin()
      try await place.site.execute(
        "update access.openid_entry set begun_at = begun_at - interval '11 min'")
      let lateAnswer = try await place.finish(
        try place.provider.comesBack(from: late.address), cookie: late.cookie)
      #expect(lateAnswer.status == 403 && !Self.isIn(lateAnswer))
    }
  }

  @Test func `a code is good for who began, and the provider's refusal is ours`() async throws {
    try await Self.with { place in
      try await place.add("a-zavuch", "subject-4711")
      let (cookie, address) = try await place.begin()
      let stolen = try place.provider.comesBack(from: try await place.begin().address)
      let state = try #require(
        try place.provider.comesBack(from: address).split(separator: "&").last)
      let code = try #require(stolen.split(separator: "&").first)
      // The code of another entry: its verifier is not known here.
      let answer = try await place.finish("\(code)&\(state)", cookie: cookie)
      #expect(answer.status == 403 && !Self.isIn(answer))
      let second = try await place.begin()
      let way = try place.provider.comesBack(from: second.address)
      let own = try #require(way.split(separator: "&").last)
      let denied = try await place.finish(
        "/login/openid/return?error=access_denied&error_description=x&\(own)",
        cookie: second.cookie)
      #expect(denied.status == 403 && denied.text.contains("не подходит"))
      #expect(!denied.text.contains("access_denied"))
    }
  }

  @Test func `a provider that does not answer is said, and passwords go on`() async throws {
    try await Self.with { place in
      try await place.add("a-zavuch", "subject-4711")
      try await place.site.add("uo-operator", Mandate(.operator))
      place.provider.goDown()
      let before = try await place.site.get("/login/openid")
      #expect(before.status == 502 && before.text.contains("Служба входа муниципалитета"))
      place.provider.goDown(false)
      let (cookie, address) = try await place.begin()
      let way = try place.provider.comesBack(from: address)
      place.provider.goDown()
      let after = try await place.finish(way, cookie: cookie)
      #expect(after.status == 502 && after.text.contains("Служба входа муниципалитета"))
      #expect(after.text.contains("<form class=\"login\""))
      #expect(try await place.site.tryLogin("uo-operator").status == 303)
    }
  }

  @Test func `a closed account and one whose number was taken away do not come in`() async throws {
    try await Self.with { place in
      try await place.add("a-zavuch", "subject-4711")
      try await place.site.owner.transaction { db in
        try Account.setOpenID(of: "a-zavuch", nil, db)
      }
      #expect(try await place.comeIn().status == 403)
      let subject = OpenIDSubject("subject-4711", issuer: place.provider.issuer)
      try await place.site.owner.transaction { db in
        try Account.setOpenID(of: "a-zavuch", subject, db)
      }
      await #expect(throws: AccessRefusal.self) {
        try await place.site.owner.transaction { db in
          try Account.add("b-zavuch", Mandate(.school, school: "B"), openID: subject, db)
        }
      }
      #expect(Self.isIn(try await place.comeIn()))
      try await place.site.owner.transaction { db in try Account.close("a-zavuch", db) }
      #expect(try await place.comeIn().status == 403)
      // No password is that of an account without one.
      for password in ["", "x", AccessSite.password] {
        #expect(try await place.site.tryLogin("a-zavuch", password).status == 403)
      }
    }
  }

  @Test func `without a provider there is no such way, and settings that cannot be are refused`()
    async throws
  {
    try await AccessSite.with { site in
      #expect(try await site.get("/login/openid").status == 404)
      #expect(try await site.get("/login/openid/return?code=x&state=x").status == 404)
      let page = try await site.get("/login")
      #expect(!page.text.contains("/login/openid"))
    }
    let none = try OpenIDSettings([:])
    #expect(none?.issuer == nil)
    let fit = [
      "SOKO_OIDC_ISSUER": "https://id.example.org/realm", "SOKO_OIDC_CLIENT_ID": "soko",
      "SOKO_OIDC_SERVICE": "https://soko.example.org/",
    ]
    let settings = try #require(try OpenIDSettings(fit))
    #expect(settings.returnAddress == "https://soko.example.org/login/openid/return")
    for (name, value) in [
      ("SOKO_OIDC_ISSUER", "http://id.example.org"), ("SOKO_OIDC_CLIENT_ID", ""),
      ("SOKO_OIDC_SERVICE", "http://soko.example.org"), ("SOKO_OIDC_SERVICE", ""),
      ("SOKO_OIDC_CLIENT_SECRET_FILE", "/nowhere"),
    ] {
      #expect(throws: ServerError.self, "\(name)") {
        try OpenIDSettings(fit.merging([name: value]) { $1 })
      }
    }
  }
}
