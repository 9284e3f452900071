import Foundation
import HTTPTypes
import Logging
import Postgres
import Reports
import Testing

@testable import Server

/// Answers of earlier publications, of withdrawn ones, and answers that are kept while one is in force.
@Suite struct EditionAnswerTests {
  private func bearer(_ token: String) -> HTTPFields { [.authorization: "Bearer \(token)"] }

  /// Changes rows as nobody of the system can: no policy holds a superuser.
  private func beneath(_ site: AccessSite, _ sql: SQL) async throws {
    let pool = Pool(
      site.address, size: 1, name: "beneath",
      logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    do {
      let changed = try await pool.transaction { db in try db.execute(sql) }
      #expect(changed > 0)
      await pool.close()
    } catch {
      await pool.close()
      throw error
    }
  }

  @Test func `rows come of the publication that is asked for, by its number or by a day`()
    async throws
  {
    // Run 1 was published on 22 June 2025, run 2 on 23 June.
    try await AccessSite.with { site in
      for (query, status, run) in [
        ("", 200, 2), ("?run=1", 200, 1), ("?run=2", 200, 2), ("?asOf=2025-06-22", 200, 1),
        ("?asOf=2025-06-23", 200, 2), ("?asOf=2025-06-23T12:00:00Z", 200, 1),
        ("?asOf=2025-06-21", 404, 0), ("?run=99", 404, 0), ("?run=0", 400, 0),
        ("?run=x", 400, 0), ("?asOf=yesterday", 400, 0), ("?asOf=0000-01-01", 400, 0),
        ("?run=1&asOf=2025-06-22", 409, 0),
      ] {
        let answer = try await site.get("/v1/comparison" + query)
        #expect(answer.status == status, "\(query)")
        if status == 200 {
          #expect(answer.text.hasSuffix("],\"run\":\(run)}\n"), "\(query)")
          #expect(answer.headers[.eTag]?.hasPrefix("\"\(run)-") == true, "\(query)")
        }
      }
      #expect(try await site.get("/v1/bundles?run=1").status == 400)
      #expect(try await site.get("/bundles?run=1").status == 400)
    }
  }

  @Test func `a page of an earlier publication says so, and its links stay in it`() async throws {
    try await AccessSite.with { site in
      let page = try await site.get("/schools/A?run=1&year=2025")
      #expect(page.status == 200)
      #expect(page.text.contains("Прежняя публикация № 1 от 22.06.2025"))
      #expect(page.text.contains("href=\"/schools/A?year=2025\">К действующей публикации"))
      #expect(page.text.contains("href=\"/ranking?run=1\""))
      #expect(page.text.contains("href=\"/bundles\""))
      #expect(page.text.contains("/v1/comparison?format=csv&amp;school=A&amp;year=2025&amp;run=1"))
      let now = try await site.get("/schools/A?year=2025")
      #expect(!now.text.contains("Прежняя публикация"))
      // The permalink names the publication that is shown.
      #expect(now.text.contains(">/schools/A?run=2&amp;year=2025</a>"))
    }
  }

  @Test
  func `a withdrawn publication is gone for readers, and every page says that it was withdrawn`()
    async throws
  {
    try await AccessSite.with { site in
      let token = try await site.token(try Mandate(.municipalAnalyst, municipality: "90101"))
      try await site.execute(
        """
        update result.publication set is_current = false, withdrawn_at = now(),
            withdrawn_because = 'результаты <b>загружены</b> дважды'
        where run_id = 2
        """)
      try await site.execute("update result.publication set is_current = true where run_id = 1")
      let rows = try await site.get("/v1/comparison?run=2", bearer(token))
      #expect(rows.status == 410 && rows.text.contains("\"code\":\"report.withdrawn\""))
      #expect(rows.text.contains("загружены"))
      let page = try await site.get("/schools", bearer(token))
      #expect(
        page.text.contains(
          "Публикация № 2 отозвана: результаты &lt;b&gt;загружены&lt;/b&gt; дважды"))
      #expect(try await site.get("/schools?run=2", bearer(token)).status == 410)
      let list = try await site.get("/v1/publications", bearer(token))
      #expect(
        list.text.contains("\"state\":\"withdrawn\"") && list.text.contains("\"state\":\"current\"")
      )
    }
  }

  @Test func `rows are kept for their scope until the publication or what was loaded changes`()
    async throws
  {
    try await AccessSite.with { site in
      let analyst = try await site.token(try Mandate(.municipalAnalyst, municipality: "90101"))
      let school = try await site.token(try Mandate(.school, school: "A"))
      func names(_ token: String) async throws -> String {
        try await site.get("/v1/trends", bearer(token)).text
      }
      await site.service.watch.look()
      let first = try await names(analyst)
      let own = try await names(school)
      #expect(first != own && first.contains("\"B\"") && !own.contains("\"B\""))
      // A row that no program changes, changed behind its back: what is kept does not show it.
      try await beneath(site, "delete from result.trend")
      #expect(try await names(analyst) == first)
      #expect(try await names(school) == own)
      try await beneath(site, "update intake.bundle set finished_at = now()")
      await site.service.watch.look()
      #expect(try await names(analyst).contains("\"rows\":[],"))
      #expect(try await names(school).contains("\"rows\":[],"))
    }
  }

  @Test func `a page is kept for its scope, and names whoever reads it`() async throws {
    try await AccessSite.with { site in
      let mandate = try Mandate(.municipalAnalyst, municipality: "90101")
      try await site.add("m-analyst", mandate)
      try await site.add("m-second", mandate)
      let browsers = [try await site.browser("m-analyst"), try await site.browser("m-second")]
      await site.service.watch.look()
      let first = try await site.get("/schools/A?year=2025", browsers[0])
      #expect(first.text.contains("<span>m-analyst</span>") && !first.text.contains("<!--"))
      try await beneath(site, "delete from result.comparison")
      let second = try await site.get("/schools/A?year=2025", browsers[1])
      #expect(second.text.contains("<span>m-second</span>") && !second.text.contains("m-analyst"))
      #expect(first.seal != second.seal)
      func plain(_ answer: AccessSite.Answer, _ login: String) -> String {
        answer.text.replacing(answer.seal, with: "").replacing(login, with: "")
      }
      #expect(plain(first, "m-analyst") == plain(second, "m-second"))
      // Nobody in particular has a page of its own, with the way in.
      let outside = try await site.get("/schools")
      #expect(outside.status == 200)
      #expect(outside.text.contains("href=\"/login\"") && !outside.text.contains("m-analyst"))
      #expect(outside.text != first.text)
    }
  }

  @Test func `what is asked for least recently goes when there is no room`() {
    let ground = PublicationWatch.Ground(run: 1, bundles: 1, loaded: nil)
    struct Answer: KeptAnswer { let byteCount: Int }
    func question(_ name: String, _ ground: PublicationWatch.Ground)
      -> KeptAnswers<Answer>.Question
    {
      .init(ground: ground, scope: .operator, words: [name])
    }
    func answer(_ size: Int) -> Answer { Answer(byteCount: size) }
    let kept = KeptAnswers<Answer>(limit: 1600)
    for number in 0..<16 { kept.keep(answer(100), to: question("\(number)", ground)) }
    #expect(kept.answer(to: question("0", ground)) != nil)
    kept.keep(answer(101), to: question("large", ground))
    #expect(kept.answer(to: question("large", ground)) == nil)
    kept.keep(answer(100), to: question("16", ground))
    // 1700 are more than 1600: the nine asked for least recently go, and 0 was asked for just now.
    for (name, isThere) in [("0", true), ("1", false), ("9", false), ("10", true), ("16", true)] {
      #expect((kept.answer(to: question(name, ground)) != nil) == isThere, "\(name)")
    }
    let later = PublicationWatch.Ground(run: 2, bundles: 1, loaded: nil)
    kept.keep(answer(100), to: question("0", later))
    #expect(kept.answer(to: question("16", ground)) == nil)
  }
}
