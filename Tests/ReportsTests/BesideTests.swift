import Postgres
import Schools
import Testing

@testable import Reports

/// One indicator of one school, chosen schools side by side, and what changed since the publication before.
@Suite struct BesideTests {
  private struct Moved: Decodable, Equatable {
    let school: String
    let year: Int
    let valueBefore: Double?
    let value: Double?
    let cause: String
    let isHidden: Bool
  }

  private func moved(_ scope: Scope) async throws -> [Moved] {
    try await Region.read(scope) { db in
      try db.all(
        """
        select school, year, value_before, value, cause, is_hidden
        from report_v1.change
        order by school, year, indicator
        """, as: Moved.self)
    }
  }

  @Test
  func `a change has the old and the new value, and only that it changed where one is hidden`()
    async throws
  {
    let own = [
      Moved(
        school: "A", year: 2024, valueBefore: 0.6, value: nil, cause: "gone", isHidden: false),
      Moved(
        school: "A", year: 2025, valueBefore: 0.725, value: 0.75, cause: "records",
        isHidden: false),
    ]
    let delivered = Moved(
      school: "B", year: 2025, valueBefore: nil, value: 0.5, cause: "delivered", isHidden: false)
    let hidden = Moved(
      school: "B", year: 2025, valueBefore: nil, value: nil, cause: "records", isHidden: true)
    for scope in [Scope.operator, .region, .municipality("90101")] {
      #expect(try await moved(scope) == own + [delivered, hidden], "\(scope)")
    }
    #expect(try await moved(.municipality("90102")) == [])
    #expect(try await moved(.public) == [])
    #expect(try await moved(.school("A")) == own)
    #expect(
      try await moved(.school("B")) == [
        delivered,
        Moved(
          school: "B", year: 2025, valueBefore: 0.075, value: 0.1, cause: "records",
          isHidden: false),
      ])
  }

  @Test func `the first page tells what changed, old and new, and of what is hidden no figure`()
    async throws
  {
    let html = try await Region.page("/") { try $0.home($1, $2) }
    #expect(
      html.contains(
        "С прошлой публикации иначе — 4 значения: изменились записи — 2 (2 школы), значения раньше не было — 1 (1 школа), значения больше нет — 1 (1 школа)."
      ))
    #expect(
      html.contains(
        "<a href=\"/schools/A/indicators/x.good_share?year=2025#moved\">Успевают, %</a></td>"
          + "<td class=\"r\">72,5 (40)</td><td class=\"r\"><span class=\"num\">75,0 (40)</span></td>"
      ))
    #expect(
      html.contains("<td class=\"r\">*</td><td class=\"r\"><span class=\"num\">*</span></td>"))
    #expect(!html.contains("7,5 (40)"))
    #expect(html.contains("href=\"/v1/changes?format=csv\""))
    #expect(
      html.contains(
        "Ночь на 23.06.2025: загружены пакеты 0 из 3 школ, 0 строк, 1,8 с, без сбоев. Опубликовано 23:07 UTC."
      ))
  }

  @Test func `two schools differ by the interval made of theirs`() async throws {
    struct Pair: Decodable {
      let difference: Double?
      let differenceLow: Double?
      let differenceHigh: Double?
      let reason: String?
    }
    func pairs(_ scope: Scope) async throws -> [Pair] {
      try await Region.read(scope) { db in
        try db.all(
          """
          select difference, difference_low, difference_high, reason
          from report_v1.school_difference where school = 'A' and other = 'B'
          """, as: Pair.self)
      }
    }
    let pair = try #require(try await pairs(.region).first)
    // 0.25 − √(0.1519² + 0.148²) and 0.25 + √(0.1081² + 0.148²), of the intervals 0.5981…0.8581 and 0.352…0.648.
    #expect(pair.difference == 0.25 && pair.reason == nil)
    #expect(abs((pair.differenceLow ?? 0) - 0.0379207) < 1e-6)
    #expect(abs((pair.differenceHigh ?? 0) - 0.4332747) < 1e-6)
    // Everybody sees no intervals, and so is told of no difference.
    let open = try #require(try await pairs(.public).first)
    #expect(open.difference == nil && open.reason == "no_interval")
    #expect(try await pairs(.school("A")).isEmpty)
  }

  @Test(arguments: [Scope.operator, .region, .public])
  func `the differences of a page are those of the report, each two schools once`(_ scope: Scope)
    async throws
  {
    try await Region.read(scope) { db in
      let codes = try SchoolName.all(db, .ru).keys.sorted()
      #expect(codes.count > 1)
      let page = try #require(
        try ComparedValues(db, codes.reversed(), year: 2025, isShort: false)
      ).differences
      let report = try db.all(
        """
        select school, other, indicator, cut, unit, difference, difference_low, difference_high,
            reason
        from report_v1.school_difference where school > other and year = 2025
        """, as: ComparedValues.Difference.self)
      #expect(!report.isEmpty && page.count == report.count)
      #expect(report.allSatisfy(page.contains))
    }
  }

  @Test func `chosen schools stand side by side, a difference beyond chance in words`() async throws
  {
    let html = try await Region.page("/compare", ["school": "A,B"]) { try $0.compare($1, $2) }
    #expect(
      html.contains(
        "<span class=\"note apart\">◆ Школа &lt;b&gt;«А»&lt;/b&gt; &amp; &quot;Б&quot; — больше, чем Гимназия: +25,0 (+3,8…+43,3)</span>"
      ), "\(html)")
    #expect(html.contains("Сопоставлено пар: 1, из них различаются сверх случайного: 1;"))
    #expect(html.contains("случайно вышло бы около 0,1"))
    // A hidden value is one here, too.
    #expect(html.contains("<span class=\"num\">*</span>"))
    #expect(html.contains("value=\"A\" checked>") && html.contains("value=\"C\">"))
    #expect(html.contains("/v1/differences?format=csv&amp;school=A&amp;other=B&amp;year=2025"))
    let english = try await Region.page("/compare", ["school": "A,B", "lang": "en"]) {
      try $0.compare($1, $2)
    }
    #expect(english.contains("more than Gymnasium: +25.0 (+3.8…+43.3)"))
  }

  @Test func `a comparison is of two to eight schools that the reader sees`() async throws {
    let none = try await Region.page("/compare") { try $0.compare($1, $2) }
    #expect(
      none.contains("Отметьте от 2 до 8 школ") && !none.contains("<table class=\"compared\">"))
    for schools in ["A,nobody", "nobody"] {
      await #expect(throws: ReportError.notFound(.school)) {
        try await Region.page("/compare", ["school": schools]) { try $0.compare($1, $2) }
      }
    }
    await #expect(throws: ReportError.notFound(.school)) {
      try await Region.page("/compare", ["school": "A,B"], .school("A")) { try $0.compare($1, $2) }
    }
    // The same school twice is one.
    let one = try await Region.page("/compare", ["school": "A,A"]) { try $0.compare($1, $2) }
    #expect(!one.contains("<table class=\"compared\">"))
  }

  @Test func `the page of one figure says what it is made of, where from and why it moved`()
    async throws
  {
    let html = try await Region.page("/schools/A/indicators/x.good_share") {
      try $0.schoolIndicator("A", "x.good_share", $1, $2)
    }
    #expect(html.contains("<dt>Числитель</dt><dd>успевают — 30</dd>"))
    #expect(html.contains("<dt>Знаменатель</dt><dd>аттестованы — 40</dd>"))
    #expect(
      html.contains("75,0 (n = 40), 95 %: 59,8–85,8; рядом с муниципалитетом — не сопоставимо"))
    #expect(html.contains("<desc>Школа: 75,0; регион: 50,0</desc>"))
    #expect(html.contains("<td><a href=\"/bundles/1\">№ 1</a></td><td>A-2025.zip</td>"))
    #expect(html.contains("<span class=\"num\">72,5 (40) → 75,0 (40)</span>: изменились записи"))
    #expect(html.contains("<h3 id=\"analogue-set:north\">Набор «Северные школы»</h3>"))
    // B's own value in the list, as the page of B has it.
    #expect(
      html.contains(
        "<a href=\"/schools/B/indicators/x.good_share?year=2025\">Гимназия</a></th><td class=\"own\"><span class=\"num\">50,0</span>"
      ))
    #expect(html.contains("В воронке 2 школы"))
  }

  @Test func `of a hidden figure its page tells neither value nor step`() async throws {
    let html = try await Region.page("/schools/B/indicators/x.register_share") {
      try $0.schoolIndicator("B", "x.register_share", $1, $2)
    }
    #expect(html.contains("изменилось, скрыто: изменились записи"))
    #expect(!html.contains("10,0") && !html.contains("7,5"))
    #expect(!html.contains("<dd>успевают —"))
    for (school, code) in [("nobody", "x.good_share"), ("B", "x.good_share")] {
      await #expect(throws: ReportError.notFound(.school)) {
        try await Region.page("/schools/\(school)/indicators/\(code)", [:], .school("A")) {
          try $0.schoolIndicator(school, code, $1, $2)
        }
      }
    }
    await #expect(throws: ReportError.notFound(.indicator)) {
      try await Region.page("/schools/A/indicators/none") {
        try $0.schoolIndicator("A", "none", $1, $2)
      }
    }
  }

  @Test func `a school's page opens with counts and why the rest is not comparable`() async throws {
    let html = try await Region.page("/schools/A") { try $0.school("A", $1, $2) }
    #expect(
      html.contains(
        "<b>Выше региона: 2 показателя. Ниже: 0. На уровне: 0. Не сопоставимо: 0</b>"))
    #expect(
      html.contains(
        "Данные: 1 из 30 таблиц, последний пакет принят 21.06.2025 (0 предупреждений); <a href=\"/bundles/1\">"
      ), "\(html)")
    #expect(html.contains("<th scope=\"col\">За 3 года</th>"))
    let everybody = try await Region.page("/schools/A", [:], .public) {
      try $0.school("A", $1, $2)
    }
    #expect(!everybody.contains("последний пакет принят"))
  }

  @Test func `territories stand side by side, and what is published beside what is counted`()
    async throws
  {
    let html = try await Region.page("/indicators/x.good_share") {
      try $0.indicator("x.good_share", $1, $2)
    }
    // Of the two municipalities neither has five schools: the region alone is open, 80 of 140.
    #expect(
      html.contains(
        "<tr class=\"marked\"><th scope=\"row\">Область</th><td class=\"r\">5</td><td class=\"r\">140</td><td class=\"r\"><span class=\"num\">57,1</span></td>"
      ))
    #expect(!html.contains("<th scope=\"row\">Северный</th><td class=\"r\">2</td>"))
    // 96 of 160 are published, 80 of 140 counted: 2.9 points less.
    #expect(
      html.contains(
        "<th scope=\"row\">Область</th><td class=\"r\">60,0 (160)</td><td class=\"r\">57,1 (140)</td><td class=\"r\">−2,9</td>"
      ), "\(html)")
  }
}
