import Foundation
import Postgres
import Schools
import Testing

@testable import Server

@Suite struct PasswordHashTests {
  @Test func `the hash is scrypt as published`() throws {
    // RFC 7914, section 12: P = "pleaseletmein", S = "SodiumChloride", N = 16384, r = 8, p = 1; the first 32 of 64 bytes.
    let bytes = stride(from: 0, to: 64, by: 2).map { place in
      let text = "7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2"
      let start = text.index(text.startIndex, offsetBy: place)
      return UInt8(text[start..<text.index(start, offsetBy: 2)], radix: 16) ?? 0
    }
    let hash = PasswordHash(
      salt: Array("SodiumChloride".utf8), digest: bytes,
      cost: PasswordHash.Cost(rounds: 16_384, blockSize: 8, parallelism: 1))
    #expect(try hash.matches("pleaseletmein"))
    #expect(try !hash.matches("pleaseletmeout"))
  }

  @Test func `letters composed differently are the same password, and salts differ`() throws {
    let hash = try PasswordHash("чайник и ёлка", cost: AccessSite.cost)
    #expect(try hash.matches("чайник и ёлка".decomposedStringWithCanonicalMapping))
    #expect(try !hash.matches("чайник и елка"))
    #expect(try PasswordHash("чайник и ёлка", cost: AccessSite.cost).digest != hash.digest)
  }

  @Test func `a password made is long enough, and another each time`() {
    let made = (0..<50).map { _ in PasswordHash.generated() }
    #expect(Set(made).count == 50)
    #expect(
      made.allSatisfy { $0.wholeMatch(of: /([a-km-np-z2-9]{5}-){3}[a-km-np-z2-9]{5}/) != nil })
  }
}

/// What the operator of the system makes and ends.
@Suite struct AccountTests {
  private func code(_ body: () async throws -> Void) async -> String? {
    do {
      try await body()
      return nil
    } catch {
      return (error as? AccessRefusal)?.problem.code ?? "\(error)"
    }
  }

  @Test func `an account that cannot be is refused with its reason`() async throws {
    try await AccessSite.with { site in
      let school = try Mandate(.school, school: "A")
      try await site.add("s001-zavuch", school)
      for (login, expected) in [
        ("s001-zavuch", "access.login_taken"), ("zavuch", "access.login_malformed"),
        ("i.ivanova@school.ru", "access.login_malformed"), ("Завуч-12", "access.login_malformed"),
        ("S001-Zavuch", "access.login_malformed"), ("s001-", "access.login_malformed"),
        ("", "access.login_malformed"),
      ] {
        #expect(await code { try await site.add(login, school) } == expected, "\(login)")
      }
      #expect(
        await code { try await site.add("s9-x", Mandate(.school, school: "nobody")) }
          == "access.place_unknown")
      #expect(
        await code {
          try await site.add("m9-x", Mandate(.municipalAnalyst, municipality: "00000"))
        } == "access.place_unknown")
      let short = await code {
        try await site.owner.transaction { db in
          try Account.add("s002-zavuch", school, password: "короткий", cost: AccessSite.cost, db)
        }
      }
      #expect(short == "access.password_unfit")
      let closed = await code {
        try await site.owner.transaction { db in try Account.close("s9-x", db) }
      }
      let renewed = await code {
        try await site.owner.transaction { db in
          try Account.setPassword(of: "s9-x", "довольно длинный", cost: AccessSite.cost, db)
        }
      }
      #expect(closed == "access.login_unknown" && renewed == "access.login_unknown")
    }
  }

  @Test func `a role has the place it needs and no other`() {
    for role in Role.allCases {
      for (school, municipality) in [("A", nil), (nil, "90101"), (nil, nil), ("A", "90101")]
        as [(String?, String?)]
      {
        let fits =
          switch role {
          case .school: school != nil && municipality == nil
          case .municipalOperator, .municipalAnalyst: school == nil && municipality != nil
          case .regionalAnalyst, .operator: school == nil && municipality == nil
          }
        let made = try? Mandate(role, school: school, municipality: municipality)
        #expect((made != nil) == fits, "\(role) \(school ?? "-") \(municipality ?? "-")")
      }
    }
  }

  @Test func `the database holds the same rule of roles and places`() async throws {
    try await AccessSite.with { site in
      for (role, school, place) in [
        ("school", nil, nil), ("school", "A", "90101"), ("operator", "A", nil),
        ("municipal-analyst", nil, nil), ("director", nil, nil),
      ] as [(String, String?, String?)] {
        await #expect(throws: PostgresError.self, "\(role)") {
          try await site.execute(
            """
            insert into access.token (digest, role, school_code, oktmo, note, expires_at)
            values ('x', \(role), \(school), \(place), 'x', now())
            """)
        }
      }
    }
  }
}
