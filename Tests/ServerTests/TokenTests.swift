import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Postgres
import Reports
import Testing

@testable import Server

/// What callers may ask for, and what they get.
@Suite struct TokenTests {
  @Test func `a wrong, an expired and a revoked token get one and the same answer`() async throws {
    try await AccessSite.with { site in
      let good = try await site.token(Mandate(.operator))
      let (expired, revoked) = (
        try await site.token(Mandate(.operator)), try await site.token(Mandate(.operator))
      )
      #expect(good.wholeMatch(of: /soko_[A-Za-z0-9_-]{43}/) != nil)
      #expect(try await site.get("/v1/ranking", token: good).status == 200)
      try await site.execute("update access.token set expires_at = now() where token_id = 2")
      try await site.owner.transaction { db in try AccessToken.revoke(3, db) }
      var answers: [String] = []
      for header in [
        "Bearer \(expired)", "Bearer \(revoked)",
        "Bearer soko_\(String(repeating: "A", count: 43))",
        "Bearer x", "Bearer", "Basic dXNlcjpwYXNz", "", "Bearer \(good)x", "Bearer \(good) \(good)",
      ] {
        let answer = try await site.get("/v1/ranking", [.authorization: header])
        #expect(answer.status == 401, "\(header)")
        answers.append(
          "\(answer.status) \(answer.headers[.wwwAuthenticate] ?? "") \(answer.text)")
      }
      #expect(Set(answers).count == 1)
      #expect(
        answers[0].contains("error=\"invalid_token\"")
          && answers[0].contains("server.token_refused"))
      // What everybody may see is not given to one who shows a wrong token either.
      #expect(try await site.get("/v1/schools", token: "soko_x").status == 401)
      #expect(try await site.get("/schools", token: "soko_x").status == 401)
      // Revoked while in use: a second later at most.
      #expect(try await site.get("/v1/ranking", token: good).status == 200)
      try await site.owner.transaction { db in try AccessToken.revoke(1, db) }
      try await Task.sleep(for: .milliseconds(1_100))
      #expect(try await site.get("/v1/ranking", token: good).status == 401)
      #expect(throws: AccessRefusal.self) { try Mandate(.school) }
      await #expect(throws: AccessRefusal.self) {
        try await site.owner.transaction { db in try AccessToken.revoke(1, db) }
      }
    }
  }

  @Test func `a token sees what its role sees, whatever the request asks for`() async throws {
    try await AccessSite.with { site in
      let mandates: [(Mandate, Set<String>)] = [
        (try Mandate(.school, school: "B"), ["B"]),
        (try Mandate(.municipalAnalyst, municipality: "90101"), ["A", "B"]),
        (try Mandate(.municipalOperator, municipality: "90102"), ["C"]),
        (try Mandate(.regionalAnalyst), ["A", "B", "C"]),
        (try Mandate(.operator), ["A", "B", "C"]),
      ]
      for (mandate, schools) in mandates {
        let token = try await site.token(mandate)
        for uri in ["/v1/schools?format=csv", "/v1/schools?format=csv&limit=10"] {
          let rows = try await site.get(uri, token: token).text.components(separatedBy: "\r\n")
            .dropFirst().dropLast()
          #expect(Set(rows.map { String($0.prefix(1)) }) == schools, "\(mandate)")
        }
        for parameter in ["audience=operator", "role=operator", "soko.audience=operator"] {
          #expect(try await site.get("/v1/schools?\(parameter)", token: token).status == 400)
        }
      }
    }
  }

  @Test func `every route answers every role, and only those whose business it is`() async throws {
    try await AccessSite.with { site in
      try await site.add("uo-operator", Mandate(.operator))
      var callers: [(name: String, headers: HTTPFields)] = [("everybody", [:])]
      for mandate in [
        try Mandate(.school, school: "A"), try Mandate(.municipalOperator, municipality: "90101"),
        try Mandate(.municipalAnalyst, municipality: "90101"), try Mandate(.regionalAnalyst),
        try Mandate(.operator),
      ] {
        let token = try await site.token(mandate)
        callers.append((mandate.role.rawValue, [.authorization: "Bearer \(token)"]))
      }
      for (name, headers) in callers {
        for (path, audience) in Routes.asked {
          let answer = try await site.get(path, headers)
          let expected: Set<Int> =
            switch (audience, name) {
            case (.everybody, _): [200, 404]
            // Figures are for this machine, whoever asks from it.
            case (.operators, _) where path == "/metrics": [200]
            case (.operators, "everybody"): path.hasPrefix("/v1") ? [401] : [303]
            case (.operators, let name) where name != "operator": [403]
            case (_, "everybody"): path.hasPrefix("/v1") ? [401] : [303]
            case (.deliveries, "municipal-analyst"), (.deliveries, "regional-analyst"): [403]
            default: [200, 404]
            }
          #expect(expected.contains(answer.status), "\(name) \(path): \(answer.status)")
        }
      }
    }
  }

  @Test func `the list of routes is that of the service`() async throws {
    try await AccessSite.with { site in
      let routes = Set(
        site.service.router().routes.filter { $0.method == .get }.map { "\($0.path)" })
      let listed = Set(Routes.all.map(\.pattern))
      #expect(routes.subtracting(listed) == [] && listed.subtracting(routes) == [])
    }
  }

  @Test func `a school that is another's and one that there is not get the same answer`()
    async throws
  {
    try await AccessSite.with { site in
      // B is of the same municipality, C of another; of C no bundle came.
      let callers = [
        (try Mandate(.school, school: "A"), ["B", "C"], ["2", "3"]),
        (try Mandate(.municipalAnalyst, municipality: "90101"), ["C"], []),
        (try Mandate(.municipalOperator, municipality: "90102"), ["A", "B"], ["1", "2"]),
      ]
      var compared = 0
      for (mandate, foreign, bundles) in callers {
        let token = try await site.token(mandate)
        for (template, absent, others) in Routes.naming(foreign: foreign, bundles: bundles) {
          let none = try await site.get(template.replacing("{}", with: absent), token: token)
          for other in others {
            let answer = try await site.get(template.replacing("{}", with: other), token: token)
            #expect(answer.status == none.status, "\(mandate.role) \(template) \(other)")
            #expect(
              answer.text.replacing(other, with: "")
                == none.text.replacing(absent, with: "")
                .replacing(other, with: ""), "\(mandate.role) \(template) \(other)")
            compared += 1
          }
        }
      }
      #expect(compared > 150)
    }
  }

  @Test func `what a browser keeps of one caller is not taken for another's`() async throws {
    try await AccessSite.with { site in
      let (first, second) = (
        try await site.token(Mandate(.school, school: "A")),
        try await site.token(Mandate(.school, school: "B"))
      )
      let answer = try await site.get("/v1/comparison", token: first)
      let tag = try #require(answer.headers[.eTag])
      #expect(answer.headers[.cacheControl] == "private, no-cache")
      await site.service.watch.look()
      func status(_ token: String) async throws -> Int {
        try await site.get(
          "/v1/comparison", [.authorization: "Bearer \(token)", .ifNoneMatch: tag]
        ).status
      }
      #expect(try await status(first) == 304)
      #expect(try await status(second) == 200)
      let open = try await site.get("/v1/comparison", [.ifNoneMatch: tag])
      #expect(open.status == 200)
    }
  }
}
