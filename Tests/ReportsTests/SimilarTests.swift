import Postgres
import Reports
import Schools
import Testing

@Suite struct SimilarTests {
  private func csv(_ report: Report, _ scope: Scope = .operator) async throws -> String {
    let query = try ReportQuery(report, where: ["year": "2025"])
    return try await Region.read(scope) { db in
      var bytes: [UInt8] = []
      try query.write(db, as: .csv) { bytes += $0 }
      return String(decoding: bytes, as: UTF8.self)
    }
  }

  private func page(_ school: String, _ language: String = "ru") async throws -> String {
    let request = try PageRequest(
      path: "/schools/\(school)/similar", query: ["lang": language])
    let pages = Pages(templates: try Templates(folder: Region.templates))
    return try await Region.read(.operator) { try pages.similar(school, request, $0) }
  }

  @Test func `a row for a similar school, or the reason there is none`() async throws {
    // 0.5·0.6² and 0.5·0.2² are nine and one of ten.
    #expect(
      try await csv(.similar) == """
        school,year,reason,member,distance,hub,contributions,quality,off,meanDistance,caliper,\
        coverage,carried,eligible,sought,level,schoolClass,weights,weightsYear,version,run\r
        A,2025,,B,0.45,true,ctx.size=0.90;town=0.10,close,ctx.size,0.45,1.5,1,town,2,8,soo,\
        general,equal,2025,1,2\r
        B,2025,no_similar_schools,,,,,,,,,1,,2,8,soo,general,equal,2025,1,2\r
        C,2025,no_context,,,,,,,,,0,,2,8,soo,general,equal,2025,1,2\r

        """)
  }

  @Test func `what its context lets a school expect`() async throws {
    #expect(
      try await csv(.context) == """
        school,year,index,outcome,expected,residual,residualLow,residualHigh,typology,reason,run\r
        A,2025,41.5,-0.1,0,-0.05,-0.12,0.02,as_expected,,2\r
        B,2025,58.5,0.4,0.1,0.2,0.1,0.3,above_expected,,2\r
        C,2025,,,,,,,,no_context,2\r

        """)
  }

  @Test func `a school is not told by what another's context differs from its own`() async throws {
    let rows = try await csv(.similar, .school("A"))
    #expect(rows.contains("A,2025,,") && !rows.contains("ctx.size=0.90"))
    #expect(!rows.contains("B,2025") && !rows.contains("C,2025"))
    #expect(!(try await csv(.context, .school("A"))).contains("above_expected"))
  }

  @Test func `the page shows who is similar, how well, and what to expect`() async throws {
    let html = try await page("A")
    #expect(html.contains("Подобрано 1, подходящих — 2 школы. Подбор близкий; "))
    #expect(html.contains("<h2>Индекс контекста (ИКШ): 42</h2>"))
    #expect(html.contains("<b>Тип: в соответствии с контекстом.</b>"))
    #expect(
      html.contains(
        "Результат экзаменов −0,10, ожидаемый 0,00; сверх ожидаемого −0,05 (−0,12…+0,02)."))
    // B's interval begins at 0.1, above where A's ends.
    #expect(html.contains("<span class=\"tag\">стоит посетить</span>"))
    #expect(html.contains("<span class=\"tag attention\">часто встречается</span>"))
    #expect(html.contains("90\u{00A0}%, Посёлок 10\u{00A0}%"))
    #expect(html.contains("<span class=\"tag attention\">подобрано с отклонением</span>"))
    #expect(html.contains("Состав при равных весах признаков сохраняется: 60\u{00A0}%"))
    #expect(!html.contains("Махаланобис"))
    #expect(html.contains("одинаковые при всех мерах похожести: 0 / 1"))
  }

  @Test func `no fair analogue is an answer, and so is too little context`() async throws {
    #expect(
      try await page("B").contains("Справедливого аналога нет: близких по контексту школ мало."))
    let silent = try await page("C", "en")
    #expect(silent.contains("Too little is known of the context."))
    #expect(!silent.contains("похож"))
    let request = try PageRequest(
      path: "/schools/A/similar", query: ["year": "1999"])
    let pages = Pages(templates: try Templates(folder: Region.templates))
    let other = try await Region.read(.operator) { try pages.similar("A", request, $0) }
    #expect(other.contains("Похожие школы этого года ещё не подобраны."))
  }

  @Test func `a school's page leads to its similar schools`() async throws {
    let request = try PageRequest(path: "/schools/A")
    let pages = Pages(templates: try Templates(folder: Region.templates))
    let html = try await Region.read(.operator) { try pages.school("A", request, $0) }
    #expect(html.contains("<a href=\"/schools/A/similar?year=2025\">Похожие школы</a>"))
  }
}
