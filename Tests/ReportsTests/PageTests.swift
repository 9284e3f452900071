import Postgres
import Reports
import Schools
import Testing

@Suite struct PageTests {
  @Test func `a school's page counts the verdicts of the table under it`() async throws {
    let html = try await Region.page("/schools/A") { try $0.school("A", $1, $2) }
    #expect(
      html.contains("Рядом с регионом: выше — 2, на уровне — 0, ниже — 0, не сопоставимо — 0."))
    #expect(
      html.contains(
        "Рядом с муниципалитетом: выше — 0, на уровне — 0, ниже — 0, не сопоставимо — 1."))
    #expect(html.contains("1. Образовательные результаты"))
    #expect(html.contains("4. Социализация обучающихся"))
  }

  @Test func `a school that sent nothing for a year is said so, on its page and in the list`()
    async throws
  {
    // School C has figures in no year, school A only in 2025: the region has both.
    let silent = try await Region.page("/schools/C", ["year": "2025"]) {
      try $0.school("C", $1, $2)
    }
    #expect(silent.contains("<p class=\"lead\">2024/25: данные не поступили.</p>"))
    #expect(!silent.contains("<table class=\"comparison\">"))
    let unasked = try await Region.page("/schools/C") { try $0.school("C", $1, $2) }
    #expect(unasked.contains("2024/25: данные не поступили."))
    #expect(
      !(try await Region.page("/schools/A") { try $0.school("A", $1, $2) })
        .contains("данные не поступили"))
    await #expect(throws: ReportError.invalidValue(parameter: "year")) {
      try await Region.page("/schools/C", ["year": "1999"]) { try $0.school("C", $1, $2) }
    }
    let list = try await Region.page("/schools", ["q": "сельская"]) { try $0.schools($1, $2) }
    #expect(list.contains("<td class=\"r dim\" colspan=\"5\">данные не поступили</td>"))
    #expect(!list.contains("<td class=\"r\">0</td>"))
  }

  @Test func `a value stands with n, interval, analogue and verdict`() async throws {
    let html = try await Region.page("/schools/A") { try $0.school("A", $1, $2) }
    #expect(
      html.contains(
        "<span class=\"num\">75,0</span></a> <span class=\"n\">(40)</span><span class=\"note\">59,8–85,8</span>"
      ))
    #expect(html.contains("<span class=\"num\">50,0</span>"))
    #expect(html.contains("+25,0 (+7,2…+39,3), h 0,52"))
    #expect(html.contains("мало школ в аналоге, мало наблюдений в аналоге"))
    #expect(html.contains("меньше — лучше"))
  }

  @Test func `a school's page names whom it is set beside, and says why it is nobody`() async throws
  {
    let html = try await Region.page("/schools/A") { try $0.school("A", $1, $2) }
    #expect(
      html.contains(
        "<th scope=\"col\">Муниципалитет</th><th scope=\"col\">Регион</th>"
          + "<th scope=\"col\">За 3 года</th><th scope=\"col\" class=\"strip\">"))
    #expect(
      html.contains(
        "<b>Набор «Северные школы»</b> (2 школы) <a href=\"/schools/C\">Сельская школа</a>, "
          + "<a href=\"/schools/B\">Гимназия</a></p>"))
    let other = try await Region.page("/schools/B") { try $0.school("B", $1, $2) }
    #expect(
      other.contains(
        "<b>Муниципалитет, тот же вид</b> (среднее общее образование; не учтено: малокомплектность, "
          + "поселение): школ того же вида мало</p>"))
    // B has no row beside its municipality, and the column is not there.
    #expect(!other.contains("<th scope=\"col\">Муниципалитет</th>"))
  }

  @Test func `numbers have a point and words are English by the switch`() async throws {
    let html = try await Region.page("/schools/A", ["lang": "en"]) { try $0.school("A", $1, $2) }
    #expect(html.contains("<html lang=\"en\">"))
    #expect(html.contains("<span class=\"num\">75.0</span>"))
    #expect(html.contains("too few schools in the analogue"))
    #expect(html.contains("href=\"/ranking?lang=en\""))
    #expect(!html.contains("Рядом"))
  }

  @Test func `what comes from data is escaped`() async throws {
    let html = try await Region.page("/schools/A") { try $0.school("A", $1, $2) }
    #expect(html.contains("<h1>Школа &lt;b&gt;«А»&lt;/b&gt; &amp; &quot;Б&quot;</h1>"))
    let receipt = try await Region.page("/bundles/2") { try $0.bundle("2", $1, $2) }
    #expect(
      receipt.contains("таблицы «&lt;i&gt;, &quot;x&quot;» нет")
        || receipt.contains("&lt;i&gt;, &quot;x&quot;"))
    #expect(!receipt.contains("<i>"))
    let search = try await Region.page("/schools", ["q": "\"><script>"]) { try $0.schools($1, $2) }
    #expect(search.contains("value=\"&quot;&gt;&lt;script&gt;\""))
  }

  @Test func `pages say how many verdicts err by chance, and how many remain`() async throws {
    let html = try await Region.page("/schools/A") { try $0.school("A", $1, $2) }
    #expect(
      html.contains(
        "не сопоставимо — 0. Проверок — 6; если бы различий не было, случайно отличились бы около 0,3. С поправкой на число проверок (Бенджамини — Хохберг, q = 0,10) различий остаётся 1."
      ))
    let indicator = try await Region.page("/indicators/x.good_share", ["lang": "en"]) {
      try $0.indicator("x.good_share", $1, $2)
    }
    #expect(
      indicator.contains(
        "Tests: 20; were there no differences, about 1.0 would stand out by chance. Corrected for their number (Benjamini–Hochberg, q = 0.10), 0 differences remain."
      ))
  }

  @Test func `a small school's page tells of several years, and of those before a merger`()
    async throws
  {
    let html = try await Region.page("/schools/A") { try $0.school("A", $1, $2) }
    #expect(
      html.contains("за 2023/24–2024/25: 68,6 (70), 57,0–78,2, вместе с предшественницами"))
    #expect(html.contains("за 2023/24–2024/25: 50,0 ▲ выше +18,6 (+5,0…+30,0)"))
    let indicator = try await Region.page("/indicators/x.good_share", ["school": "A"]) {
      try $0.indicator("x.good_share", $1, $2)
    }
    #expect(
      indicator.contains(
        "До слияния, вместе со школами, из которых выросла школа: 2023/24 — 60,0 (30)."))
  }

  @Test func `a funnel is drawn, told in a sentence and given as a table`() async throws {
    let html = try await Region.page("/indicators/x.good_share", ["school": "A"]) {
      try $0.indicator("x.good_share", $1, $2)
    }
    #expect(html.contains("<h2>Воронка: величина школы и случай</h2>"))
    #expect(html.contains("В воронке 2 школы, за пределами 95 % — 1;"))
    #expect(html.contains("<title>Воронка: величина школы и случай</title><desc>В воронке 2"))
    #expect(html.contains("stroke-dasharray=\"5 3\""))
    #expect(
      html.contains(
        "<td class=\"r\">40</td><td class=\"r\">75,0</td><td>31,0–69,0</td><td>21,0–79,0</td>"))
    #expect(html.contains("●</span> выше предела 95 %"))
    // A hidden value has no place, whatever the table holds.
    let hidden = try await Region.page("/indicators/x.register_share") {
      try $0.indicator("x.register_share", $1, $2)
    }
    #expect(!hidden.contains("Воронка: величина"))
  }

  @Test func `a hidden value is an asterisk with a footnote`() async throws {
    let html = try await Region.page("/schools/B") { try $0.school("B", $1, $2) }
    #expect(html.contains("<span class=\"num\">*</span></a> <span class=\"n\">(40)</span>"))
    #expect(html.contains("* Значение скрыто"))
    #expect(
      !(try await Region.page("/schools/A") { try $0.school("A", $1, $2) }).contains(
        "* Значение скрыто"))
  }

  @Test func `every page has a skip link, both languages, the banner, the run and a permalink`()
    async throws
  {
    let all: [(String, @Sendable (Pages, PageRequest, Database) throws -> String)] = [
      ("/", { try $0.home($1, $2) }), ("/schools", { try $0.schools($1, $2) }),
      ("/schools/A", { try $0.school("A", $1, $2) }),
      ("/indicators", { try $0.indicators($1, $2) }),
      ("/indicators/x.good_share", { try $0.indicator("x.good_share", $1, $2) }),
      ("/ranking", { try $0.ranking($1, $2) }), ("/clusters", { try $0.clusters($1, $2) }),
      (
        "/schools/A/indicators/x.good_share",
        { try $0.schoolIndicator("A", "x.good_share", $1, $2) }
      ),
      ("/compare", { try $0.compare($1, $2) }),
      ("/models", { try $0.valueAdded($1, $2) }), ("/models/drivers", { try $0.drivers($1, $2) }),
      ("/schools/A/trends", { try $0.schoolTrends("A", $1, $2) }),
      ("/indicators/x.good_share/trends", { try $0.indicatorTrends("x.good_share", $1, $2) }),
      ("/bundles", { try $0.bundles($1, $2) }), ("/bundles/2", { try $0.bundle("2", $1, $2) }),
    ]
    for (path, body) in all {
      let html = try await Region.page(path, [:], .operator, body)
      #expect(html.contains("<a class=\"skip\" href=\"#content\">"), "\(path)")
      #expect(html.contains("href=\"\(path)?lang=en\""), "\(path)")
      #expect(html.contains("Синтетические данные"), "\(path)")
      #expect(html.contains("Расчёт № 2 · данные на 20.06.2025 00:00 UTC"), "\(path)")
      // What tells of a publication names it; what tells of the present does not.
      let permalink = path.hasPrefix("/bundles") ? path : path + "?run=2"
      #expect(html.contains("Постоянная ссылка: <a href=\"\(permalink)\">"), "\(path)")
      #expect(html.contains("format=csv"), "\(path)")
      #expect(!html.contains("<script") && !html.contains(" style="), "\(path)")
      #expect(html.hasSuffix("</html>\n"), "\(path)")
    }
  }

  @Test func `the first page tells the night, who is missing and what was refused`() async throws {
    let html = try await Region.page("/") { try $0.home($1, $2) }
    #expect(
      html.contains(
        "Расчёт № 2 опубликован 23.06.2025 23:07 UTC: 1\u{202F}234 значения, 2 показателя, "
          + "9 сопоставлений, 2 кластера, 1,8 с."))
    #expect(
      html.contains("Данные за 2024/25 прислали 1 из 3 школы.")
        || html.contains("прислали 1 из 3 школ"))
    #expect(html.contains("Сельская школа"))
    #expect(html.contains("href=\"/bundles/2\""))
  }

  @Test func `the ranking shows tiers, places with intervals and why a school has none`()
    async throws
  {
    let html = try await Region.page("/ranking") { try $0.ranking($1, $2) }
    #expect(html.contains("Внутренний документ"))
    #expect(html.contains("В рейтинге 2 школы, 1 группа; без места: 1."))
    #expect(html.contains("<td>1–2</td>"))
    #expect(html.contains("по нескольким критериям нет данных"))
    #expect(html.contains("Основной набор"))
    #expect(html.contains("<td class=\"r\">75\u{00A0}%</td><td class=\"r\">25\u{00A0}%</td>"))
  }

  @Test func `the ranking names the choice that moves places most, and context where it rules`()
    async throws
  {
    let html = try await Region.page("/ranking") { try $0.ranking($1, $2) }
    #expect(html.contains("выбор «шкала: z-оценки»: в среднем на 1,00 места"))
    #expect(html.contains("Рейтинг в основном отражает контекст"))
    #expect(html.contains("вес критерия 1: +25 %") && html.contains("без показателя «"))
    #expect(html.contains("Пересчитать: soko report publication, soko verify"))
    let own = try await Region.page("/ranking", ["municipality": "90101"]) {
      try $0.ranking($1, $2)
    }
    #expect(!own.contains("Рейтинг в основном отражает контекст"))
  }

  @Test func `the ranking of a municipality holds its schools only`() async throws {
    let html = try await Region.page("/ranking", ["municipality": "90101"]) {
      try $0.ranking($1, $2)
    }
    #expect(html.contains("В рейтинге 1 школа"))
    #expect(!html.contains("Гимназия"))
  }

  @Test func `weights of criteria are numbers of 0 to 100, not all 0, of what is ranked`()
    async throws
  {
    func page(_ query: [String: String]) async throws -> String {
      try await Region.page("/ranking", query) { try $0.ranking($1, $2) }
    }
    let form = try await page([:])
    #expect(form.contains("name=\"weight1\"") && !form.contains("name=\"weight2\""))
    for query in [
      ["weight1": "-1"], ["weight1": "101"], ["weight1": "nan"], ["weight1": "0"],
      ["weight2": "10"],
    ] {
      await #expect(throws: ReportError.self, "\(query)") { _ = try await page(query) }
    }
    // The rows of this region come without the values behind them: no places are made up.
    let refused = try await page(["weight1": "30"])
    #expect(refused.contains("Места с другими весами видит тот"))
    #expect(refused.contains("name=\"weight1\" value=\"30\""))
  }

  @Test func `clusters tell whether there is structure, the example and who is borderline`()
    async throws
  {
    let html = try await Region.page("/clusters") { try $0.clusters($1, $2) }
    #expect(
      html.contains("Структура есть: 2 школы, 2 кластера, средний силуэт 0,41. Без кластера: 1."))
    #expect(
      html.contains(
        "<td class=\"p2\"><span class=\"num\">+1,2</span><span class=\"note\">75,0 (70,0–80,0)</span></td>"
      ))
    #expect(html.contains("выше: успеваемость"))
    #expect(html.contains("<span class=\"tag attention\">пограничная</span>"))
    #expect(html.contains("<span class=\"tag\">пример</span>"))
  }

  @Test func `the typology stands beside the clusters, of the schools the reader sees`()
    async throws
  {
    func page(_ scope: Scope) async throws -> String {
      try await Region.page("/clusters", [:], scope) { try $0.clusters($1, $2) }
    }
    func row(_ name: String, _ cells: [Int]) -> String {
      "<tr><th scope=\"row\">\(name)</th>"
        + cells.map { "<td class=\"r\">\($0)</td>" }.joined() + "</tr>"
    }
    // A of cluster 1 is as expected, B of cluster 2 above; C has neither cluster nor type.
    for scope in [Scope.operator, .region] {
      let all = try await page(scope)
      #expect(all.contains(row("в соответствии с контекстом", [1, 0, 0, 1])))
      #expect(all.contains(row("выше ожидаемого", [0, 1, 0, 1])))
      #expect(all.contains(row("резильентная", [0, 0, 0, 0])))
      #expect(all.contains(row("тип не назван", [0, 0, 1, 1])))
      #expect(all.contains("<td>выше ожидаемого</td><td class=\"r\">−0,10</td>"))
      #expect(all.contains("<td>тип не назван</td>"))
    }
    // The municipality of A and B, one school, and everybody.
    let own = try await page(.municipality("90101"))
    #expect(own.contains(row("выше ожидаемого", [0, 1, 1])))
    #expect(!own.contains("тип не назван"))
    let school = try await page(.school("A"))
    #expect(school.contains(row("в соответствии с контекстом", [1, 0, 1])))
    #expect(school.contains(row("выше ожидаемого", [0, 0, 0])))
    #expect(try await !page(.public).contains("Типология рядом с кластерами"))
  }

  @Test func `an indicator's page has its passport, its schools and one school's years`()
    async throws
  {
    let html = try await Region.page("/indicators/x.good_share", ["school": "A"]) {
      try $0.indicator("x.good_share", $1, $2)
    }
    #expect(html.contains("2 школы: от 50,0 до 75,0, медиана 62,5."))
    #expect(html.contains("<dt>Числитель</dt><dd>успевают</dd>"))
    #expect(html.contains("select 1 &lt; 2"))
    #expect(html.contains("<tr class=\"marked\">"))
    #expect(html.contains("по годам</title>"))
  }

  @Test func `a receipt lists each problem with file, row and column, and exact totals`()
    async throws
  {
    let html = try await Region.page("/bundles/2") { try $0.bundle("2", $1, $2) }
    #expect(
      html.contains(
        "Отклонён · в базе ничего не изменилось. 215 ошибок в 2 файлах, 1 предупреждение."))
    #expect(html.contains("Исправьте ошибки и отправьте пакет снова."))
    #expect(html.contains("<td>строка 17 и ещё 213, столбец «school_code»</td>"))
    #expect(html.contains("href=\"/v1/bundles/2/problems.csv\""))
    #expect(
      html.contains(
        "<td class=\"code\">student.csv</td><td class=\"r\">17</td><td class=\"code\">school_code</td>"
      ))
    #expect(html.contains("Показано 3 из 216"))
    #expect(html.contains("Файл пакета у нас удалён."))
    let accepted = try await Region.page("/bundles/1") { try $0.bundle("1", $1, $2) }
    #expect(
      accepted.contains(
        "<th scope=\"row\" class=\"code\">student</th>"
          + [5, 2, 1, 1, 2].map { "<td class=\"r\">\($0)</td>" }.joined()))
    #expect(accepted.contains("Замечаний нет.") && !accepted.contains("problems.csv"))
    #expect(
      accepted.contains(
        "Кодировка windows-1251, разделитель «;», десятичная запятая — определено автоматически (student)."
      ))
    let english = try await Region.page("/bundles/1", ["lang": "en"]) { try $0.bundle("1", $1, $2) }
    #expect(
      english.contains("Encoding windows-1251, delimiter “;”, decimal comma — detected (student)."))
  }

  @Test func `schools are found by a part of the name in any case`() async throws {
    let html = try await Region.page("/schools", ["q": "СЕЛЬ"]) { try $0.schools($1, $2) }
    #expect(html.contains("1 школа.") && html.contains("href=\"/schools/C\""))
    #expect(!html.contains("href=\"/schools/A\""))
    let kind = try await Region.page("/schools", ["kind": "gymnasium", "q": ""]) {
      try $0.schools($1, $2)
    }
    #expect(kind.contains("href=\"/schools/B\"") && !kind.contains("href=\"/schools/C\""))
  }

  @Test func `in the scope of a school the page of another is not found`() async throws {
    for code in ["B", "nobody"] {
      await #expect(throws: ReportError.notFound(.school)) {
        try await Region.page("/schools/\(code)", [:], .school("A")) { try $0.school(code, $1, $2) }
      }
    }
  }

  @Test func `a parameter that the page does not have is refused`() async throws {
    await #expect(
      throws: ReportError.unknownParameter("yaer", allowed: ["year", "run", "asOf", "lang"])
    ) {
      try await Region.page("/clusters", ["yaer": "2025"]) { try $0.clusters($1, $2) }
    }
    await #expect(throws: ReportError.invalidValue(parameter: "year")) {
      try await Region.page("/clusters", ["year": "1999"]) { try $0.clusters($1, $2) }
    }
  }
}
