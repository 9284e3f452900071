import Foundation
import Postgres
import Reports
import Schools
import Testing

/// Pages about value added, changes and what results go with.
@Suite struct ModelPageTests {
  @Test func `value added tells who is linked, who stands apart and who has no effect`()
    async throws
  {
    let html = try await Region.page("/models") { try $0.valueAdded($1, $2) }
    // 610 of 700 are 87.1 %; A lies above zero, C below it, B has too few pupils.
    #expect(
      html.contains(
        "ЕГЭ по русскому языку: в модели 24 школы, 610 из 700 результатов связаны с ОГЭ того же ученика (87\u{00A0}%)."
      ))
    #expect(
      html.contains(
        "Выше средней школы (95 % интервал над нулём) — 1, ниже — 1, от средней не отличить — 0, вклад не назван — 1."
      ))
    #expect(html.contains("Школ, где связано мало: 1;"))
    #expect(
      html.contains(
        "<span class=\"num\">+2,5</span><span class=\"note\">+0,1…+5,0</span></td>"
          + "<td><span class=\"shape\" aria-hidden=\"true\">▲</span> выше средней</td><td>1–12</td>"
      ), "\(html)")
    #expect(html.contains("</span> мало учеников с прежним результатом</td>"))
    #expect(html.contains("<span class=\"note attention\">связано мало</span>"))
  }

  @Test func `a caterpillar has a title, a description and its table`() async throws {
    let html = try await Region.page("/models", ["school": "A"]) { try $0.valueAdded($1, $2) }
    #expect(
      html.contains(
        "<title>Добавленная стоимость: вариант а, баллов</title><desc>2 школы, −3,0…+2,5."))
    // Both intervals leave zero: two full dots; A is ringed and its row marked.
    #expect(html.components(separatedBy: "fill=\"#4b555d\" stroke=\"#4b555d\"").count == 3)
    #expect(html.contains("r=\"8\" fill=\"none\" stroke=\"#1f5a93\""))
    #expect(html.components(separatedBy: "<tr class=\"marked\">").count == 2)
    await #expect(throws: ReportError.notFound(.school)) {
      try await Region.page("/models", ["school": "nobody"]) { try $0.valueAdded($1, $2) }
    }
  }

  @Test func `both variants stand beside each other, with the reason where one is missing`()
    async throws
  {
    let html = try await Region.page("/models") { try $0.valueAdded($1, $2) }
    #expect(
      html.contains(
        "Прежний результат (ОГЭ), на стандартное отклонение</th><td class=\"r\">7,25 ± 0,25</td><td class=\"r\">—</td>"
      ))
    // 4 / (4 + 64).
    #expect(html.contains("<td class=\"r\">5,9\u{00A0}%</td>"))
    #expect(html.contains("данные не различаются или повторяют друг друга"))
    #expect(html.contains("Чего отсюда не следует"))
  }

  @Test func `a school's page of changes gives the drift, the verdict and the forecast's band`()
    async throws
  {
    let html = try await Region.page("/schools/A/trends") { try $0.schoolTrends("A", $1, $2) }
    #expect(html.contains("<td class=\"r\">+10,0</td>"))
    #expect(
      html.contains(
        "<span class=\"num\">+5,0</span><span class=\"note\">−5,0…+15,0</span></td>"
          + "<td><span class=\"shape\" aria-hidden=\"true\">●</span> без значимых изменений"
          + "<span class=\"note\">год назад — среди крайних школ региона"))
    #expect(
      html.contains(
        "<span class=\"num\">77,0</span><span class=\"note\">60,0–88,0, наклон ряда</span>"))
    #expect(
      html.contains("Практический минимум: 3,0 п. п. доли, 0,10 отметки, 2,0 балла экзамена."))
    let other = try await Region.page("/schools/B/trends") { try $0.schoolTrends("B", $1, $2) }
    #expect(other.contains("▼</span> ухудшение"))
    #expect(
      other.contains(
        "<span class=\"num\">—</span><span class=\"note\">прогноза нет: меньше трёх лет</span>"))
    #expect(
      other.contains(
        "Улучшение — 0, ухудшение — 1, без значимых изменений — 0; вывода нет — 0. Если бы ничего не менялось, за ноль случайно вышло бы около 0,1."
      ))
  }

  @Test func `an indicator's page of changes draws the schools, and one school's years to come`()
    async throws
  {
    let html = try await Region.page("/indicators/x.good_share/trends", ["school": "A"]) {
      try $0.indicatorTrends("x.good_share", $1, $2)
    }
    #expect(html.contains("<title>За вычетом сдвига: Доля успевающих</title>"))
    // The practical minimum, on both sides of zero.
    #expect(html.components(separatedBy: "stroke-dasharray=\"5 3\"").count == 3)
    #expect(html.contains("Прогноз на 2025/26: 77,0, 60,0–88,0, наклон ряда."))
    #expect(
      html.contains(
        "<th scope=\"row\">2025/26, прогноз на год вперёд</th><td class=\"r\">77,0</td>"))
    #expect(html.contains("stroke-dasharray=\"4 3\""))
    await #expect(throws: ReportError.invalidValue(parameter: "cut")) {
      try await Region.page("/indicators/x.good_share/trends", ["cut": "grade=5"]) {
        try $0.indicatorTrends("x.good_share", $1, $2)
      }
    }
  }

  @Test func `a part of an indicator that has values and no trend is told so, and no mistake`()
    async throws
  {
    let request = try PageRequest(
      path: "/indicators/x.good_share/trends", query: ["cut": "grade=9"])
    let pages = Pages(templates: try Templates(folder: Region.templates))
    let html = try await Region.changed(
      by: """
        insert into result.indicator_value (
            school_id, academic_year, indicator_id, cut, numerator, denominator, since_run
        ) values (1, 2025, 1, 'grade=9', 9, 12, 2)
        """
    ) { try pages.indicatorTrends("x.good_share", request, $0) }
    #expect(html.contains("<h1>Динамика и прогноз"))
    #expect(html.contains("Динамики нет: ни у одной школы"))
  }

  @Test func `what results go with is worded so, and confounding is always told`() async throws {
    let html = try await Region.page("/models/drivers") { try $0.drivers($1, $2) }
    #expect(html.contains("Связано с более высокими результатами: «x.context»."))
    #expect(html.contains("<td class=\"r\">+0,50</td><td class=\"word\">+0,20…+0,80</td>"))
    #expect(html.contains("«Связано с» не значит «влияет»"))
    #expect(html.contains("школ мало"))
    // The word stands only where it is denied.
    #expect(html.components(separatedBy: "влияет").count == 2)
  }

  @Test func `a school's and an indicator's page lead to their changes, the menu to the models`()
    async throws
  {
    let school = try await Region.page("/schools/A") { try $0.school("A", $1, $2) }
    #expect(school.contains("href=\"/schools/A/trends?year=2025\""))
    #expect(school.contains("href=\"/models?school=A\""))
    #expect(school.contains("<a href=\"/models\">Модели</a>"))
    let indicator = try await Region.page("/indicators/x.good_share", ["school": "A"]) {
      try $0.indicator("x.good_share", $1, $2)
    }
    #expect(indicator.contains("href=\"/indicators/x.good_share/trends?school=A\""))
  }

  @Test func `to a school no other's changes or effects are shown`() async throws {
    let html = try await Region.page("/models", [:], .school("A")) { try $0.valueAdded($1, $2) }
    #expect(html.contains("▲</span> выше средней") && !html.contains("▼</span> ниже средней"))
    await #expect(throws: ReportError.notFound(.school)) {
      try await Region.page("/schools/B/trends", [:], .school("A")) {
        try $0.schoolTrends("B", $1, $2)
      }
    }
  }

  @Test func `a cluster's given name stands before the one of its signs, context below`()
    async throws
  {
    let html = try await Region.page("/clusters") { try $0.clusters($1, $2) }
    #expect(
      html.contains(
        "<span class=\"note\">Городские школы</span><span class=\"note\">по признакам — выше: успеваемость; название: Аналитик, 23.06.2025</span>"
      ))
    #expect(!html.contains("Прежнее") && !html.contains("Неустойчивые"))
    #expect(html.contains("в подборе кластеров не участвуют"))
    #expect(
      html.contains(
        "<span class=\"note\">все школы модели: 40,0</span></th><td><span class=\"num\">25,0</span><span class=\"note\">20,0–30,0</span></td>"
      ))
  }

  @Test func `two schools of a ranking are set side by side, with the number of draws`()
    async throws
  {
    let plain = try await Region.page("/ranking") { try $0.ranking($1, $2) }
    #expect(plain.contains("<select name=\"first\">") && !plain.contains("розыгрышей, ниже"))
    let html = try await Region.page("/ranking", ["first": "B", "second": "A"]) {
      try $0.ranking($1, $2)
    }
    #expect(
      html.contains(
        "выше «Школа &lt;b&gt;«А»&lt;/b&gt; &amp; &quot;Б&quot;» в 25,0\u{00A0}% розыгрышей, ниже в 75,0\u{00A0}%, наравне в 0,0\u{00A0}%: 4 розыгрышей"
      ))
    #expect(html.contains("Порядок этих двух школ назвать нельзя: нужно 90,0\u{00A0}% и больше."))
    #expect(html.contains("<option value=\"B\" selected>Гимназия</option>"))
    let unranked = try await Region.page("/ranking", ["first": "A", "second": "C"]) {
      try $0.ranking($1, $2)
    }
    #expect(unranked.contains("«Сельская школа» в этом рейтинге без места."))
    await #expect(throws: ReportError.invalidValue(parameter: "second")) {
      try await Region.page("/ranking", ["first": "A", "second": "nobody"]) {
        try $0.ranking($1, $2)
      }
    }
  }

  @Test func `to the region schools go by tiers, without places or pairs`() async throws {
    let html = try await Region.page("/ranking", [:], .region) { try $0.ranking($1, $2) }
    #expect(html.contains("В рейтинге 2 школы, 1 группа; без места: 1. Места видят муниципалитет"))
    #expect(!html.contains("75,5") && !html.contains("<td>1–2</td>"))
    #expect(!html.contains("name=\"first\""))
    #expect(html.contains("Гимназия"))
  }
}
