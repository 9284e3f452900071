import Postgres
import Reports
import Schools
import Testing

/// Published figures as they leave the program, and who may see them.
@Suite struct AggregateRowsTests {
  private func csv(_ filters: [String: String] = [:], _ scope: Scope = .operator) async throws
    -> String
  {
    let query = try ReportQuery(.aggregates, where: filters)
    return try await Region.read(scope) { db in
      var bytes: [UInt8] = []
      try query.write(db, as: .csv) { bytes += $0 }
      return String(decoding: bytes, as: UTF8.self)
    }
  }

  @Test func `figures stand with their source, and of two the final one is preferred`()
    async throws
  {
    #expect(
      try await csv(["scope": "region", "year": "2025"]) == """
        publisher,territory,level,year,population,indicator,publishedCode,cut,exam,subject,grade,\
        scale,publishedTitle,students,schools,mean,sd,mark2,mark3,mark4,mark5,p10,p25,p50,p75,p90,\
        numerator,denominator,coverage,status,date,received,source,note,preferred,bundle\r
        90,90,region,2025,all,x.register_share,,all,,,,,,1400,6,0.03,,,,,,,,,,,,,,final,\
        2025-06-20,,условный источник,,true,1\r
        90,90,region,2025,all,,П-12,all,,,,,Свой показатель,,6,512.5,,,,,,,,,,,,,,final,\
        2025-06-20,,условный источник,,true,1\r
        90,90,region,2025,all,,,,oge,mat,9,mark,,100,6,3.9,0.7,0,30,50,20,,,,,,,,0.98,preliminary,\
        2025-06-20,2025-06-25,"условный ""источник"", письмо",,false,1\r
        90101,90,region,2025,all,,,,oge,mat,9,mark,,102,6,3.92,,,,,,,,,,,,,,final,2025-06-10,,\
        условный источник,,true,1\r

        """)
  }

  @Test func `rows are chosen by territory, level, indicator and cut`() async throws {
    func rows(_ filters: [String: String]) async throws -> Int {
      try await csv(filters).split(separator: "\r\n").count - 1
    }
    #expect(try await rows([:]) == 5)
    #expect(try await rows(["municipality": "90101"]) == 1)
    #expect(try await rows(["scope": "municipality"]) == 1)
    #expect(try await rows(["indicator": "x.good_share", "cut": "all"]) == 1)
    #expect(try await rows(["year": "2024"]) == 0)
  }

  /// Which rows a scope sees, by their number in the file and their publisher.
  private func seen(_ scope: Scope?, as login: String = "soko_web") async throws -> [String] {
    try await Region.read(as: login, scope) { db in
      try db.rows(
        """
        select publisher || ' ' || territory || ' ' || coalesce(exam, indicator, published_code) as name
        from report_v1.external_aggregate
        """
      ).map { try $0.get("name", as: String.self) }.sorted()
    }
  }

  @Test
  func `a school sees no figure of few schools, none that is sensitive, none of an unknown code`()
    async throws
  {
    let open = ["90 90 oge", "90101 90 oge"]
    #expect(try await seen(.school("A")) == open)
    #expect(try await seen(.municipality("90102")) == open)
    // Whoever sees the schools of a municipality sees its figures.
    #expect(
      try await seen(.municipality("90101")) == [
        "90 90 oge", "90 90101 x.good_share", "90101 90 oge",
      ])
    for login in ["soko_web", "soko_bi"] {
      #expect(try await seen(.region, as: login).count == 5)
      #expect(try await seen(nil, as: login) == [])
    }
  }

  @Test func `a succession is seen by both its schools and nobody else's`() async throws {
    func count(_ scope: Scope?) async throws -> Int {
      try await Region.read(scope) { db in
        try db.value("select count(*) from report_v1.school_succession", as: Int.self)
      }
    }
    #expect(try await count(.school("B")) == 1)
    #expect(try await count(.school("C")) == 1)
    #expect(try await count(.school("A")) == 0)
    #expect(try await count(.operator) == 1)
    #expect(try await count(nil) == 0)
  }

  @Test func `the minima of 2026 are there with their source and its doubt`() async throws {
    struct Minimum: Decodable, Equatable {
      let subject: String
      let score: Int
      let university: Int?
    }
    let found = try await Region.read { db in
      try db.all(
        """
        select subject, minimum_score as score, university_score as university
        from report_v1.exam_minimum
        where from_year = 2026 and scale = 'score100' and source like '%проверить%'
        """, as: Minimum.self)
    }
    let expected = [
      "rus": 24, "mat_prof": 27, "phy": 36, "che": 36, "bio": 36, "inf": 40, "his": 32, "lit": 32,
      "geo": 37, "soc": 42, "eng": 22, "deu": 22, "fra": 22, "spa": 22, "zho": 22,
    ]
    #expect(Dictionary(uniqueKeysWithValues: found.map { ($0.subject, $0.score) }) == expected)
    #expect(
      found.filter { $0.university != nil } == [.init(subject: "rus", score: 24, university: 36)])
  }
}
