import Schools

/// Words of the pages of a school, of one of its indicators, of chosen schools, and of what changed.
extension Wording {
  /// «Выше похожих школ»: the analogue in a sentence of comparison.
  func than(_ analogue: String) -> String { word(analogue, in: Self.thans) }

  /// That a value rests on few units.
  func fewer(than enough: Int) -> String {
    language == .ru ? "мало: меньше \(enough)" : "few: fewer than \(enough)"
  }

  /// An analogue in the narrow margin of a drawing.
  func chartName(_ analogue: String) -> String {
    analogue == "municipal_same_kind"
      ? Words(ru: "тот же вид", en: "same kind")[language] : self.analogue(analogue)
  }

  /// Why a value is another than before.
  func cause(_ code: String) -> String { word(code, in: Self.causes) }

  /// Why two schools are not told apart.
  func differenceReason(_ code: String) -> String {
    code == "self_reported"
      ? Words(ru: "самоотчёт: между школами не сравнивается", en: "self-reported: not compared")[
        language]
      : reason(code)
  }

  /// Why what is published and what is counted differ.
  func gapReason(_ code: String) -> String { word(code, in: Self.gapReasons) }

  private static let thans: [String: Words] = [
    "similar": Words(ru: "похожих школ", en: "similar schools"),
    "regional": Words(ru: "региона", en: "the region"),
    "municipal": Words(ru: "муниципалитета", en: "the municipality"),
  ]

  private static let causes: [String: Words] = [
    "records": Words(ru: "изменились записи", en: "records changed"),
    "delivered": Words(ru: "значения раньше не было", en: "there was no value before"),
    "gone": Words(ru: "значения больше нет", en: "there is no value any more"),
    "definition": Words(ru: "новое определение", en: "a new definition"),
    "source": Words(
      ru: "записи вместо готового счёта или наоборот", en: "records in place of counts, or back"),
  ]

  private static let gapReasons: [String: Words] = [
    "not_loaded": Words(ru: "записей не загружено", en: "no records are loaded"),
    "suppressed": Words(ru: "скрыто", en: "hidden"),
    "too_few_schools": Words(ru: "мало школ", en: "too few schools"),
    "definition": Words(ru: "определения различаются", en: "the definitions differ"),
    "period": Words(ru: "периоды различаются", en: "the periods differ"),
    "population": Words(ru: "опубликовано о других школах", en: "published of other schools"),
    "coverage": Words(ru: "загружены не все", en: "not all are loaded"),
    "status": Words(ru: "опубликовано предварительно", en: "published as preliminary"),
    "none_found": Words(ru: "причина не найдена", en: "no reason was found"),
  ]

  static let besideWords: [String: Words] = [
    "why": Words(ru: "почему", en: "why"),
    "overYears": Words(ru: "За 3 года", en: "Over 3 years"),
    "otherAnalogues": Words(
      ru: "Рядом с каждым аналогом по всем разрезам и поправка на случай",
      en: "Beside each analogue over all cuts, and what chance would do"),
    "movedTwoYears": Words(
      ru: "Доли, изменившиеся сверх случайного: два года",
      en: "Shares that moved beyond chance: two years"),
    "checkLog": Words(ru: "журнал проверки →", en: "the receipt →"),
    "tablesAbsent": Words(ru: "не присланы", en: "not sent"),
    "valueless": Words(ru: "Показатели без значения", en: "Indicators without a value"),
    "nothingToCount": Words(
      ru: "в присланных таблицах таких записей нет",
      en: "the tables that came hold no such records"),
    "tablesMissing": Words(ru: "данные не поступили:", en: "no data were delivered:"),
    "ofAll": Words(ru: "по всем школам", en: "over all schools"),
    "ofSchool": Words(ru: "Школа и аналоги", en: "The school and its analogues"),
    "fiveYears": Words(ru: "По годам", en: "By year"),
    "whoAnalogues": Words(ru: "Кто аналоги", en: "Who the analogues are"),
    "countedFrom": Words(ru: "По каким записям посчитано", en: "Which records it was counted from"),
    "countedFromNote": Words(
      ru:
        "Пакеты — те, что действуют сейчас; где записи изменились после расчёта, об этом сказано.",
      en: "Bundles are those in force now; where records have changed since the run, it is said."),
    "noProvenance": Words(
      ru: "Пакеты видят оператор, управление и сама школа.",
      en: "Bundles are for the operator, the department and the school itself."),
    "outdated": Words(ru: "изменилось после расчёта", en: "changed since the run"),
    "whyMoved": Words(
      ru: "Почему изменилось с прошлой публикации", en: "Why it moved since the last publication"),
    "notMoved": Words(
      ru: "С прошлой публикации значение не изменилось.",
      en: "The value has not changed since the last publication."),
    "definitionInWords": Words(ru: "Что это", en: "What it is"),
    "analogue": Words(ru: "Аналог", en: "Analogue"),
    "difference": Words(ru: "Разность", en: "Difference"),
    "compare": Words(ru: "Сравнение школ", en: "Schools side by side"),
    "compareChosen": Words(ru: "Сравнить отмеченные", en: "Compare the chosen"),
    "chooseNote": Words(
      ru: "Отметьте от 2 до 8 школ и нажмите «Сравнить отмеченные».",
      en: "Mark 2 to 8 schools and press “Compare the chosen”."),
    "beyondChance": Words(ru: "Различаются сверх случайного", en: "Differ beyond chance"),
    "noneBeyond": Words(ru: "нет", en: "none"),
    "twoYears": Words(ru: "Два года", en: "Two years"),
    "showTwoYears": Words(ru: "два года →", en: "two years →"),
    "compareNote": Words(
      ru:
        "Разность двух школ — с 95 % интервалом, составленным из их интервалов (MOVER, Зу и Доннер, 2008); названа, если интервал не содержит нуля. Больше — не значит лучше: направление показателя указано рядом. Порядка школ таблица не задаёт.",
      en:
        "The difference of two schools has a 95 % interval made of their intervals (MOVER, Zou and Donner, 2008); it is told where that leaves zero out. More is not better: the direction stands beside the indicator. The table is no order of schools."
    ),
    "changes": Words(ru: "Что изменилось", en: "What changed"),
    "allChanges": Words(ru: "все изменения →", en: "all changes →"),
    "before": Words(ru: "Было", en: "Before"),
    "now": Words(ru: "Стало", en: "Now"),
    "whyColumn": Words(ru: "Почему", en: "Why"),
    "changedHidden": Words(ru: "изменилось, скрыто", en: "changed, hidden"),
    "refusedBundles": Words(ru: "Отклонены и отложены", en: "Rejected and set aside"),
    "municipalities": Words(ru: "Муниципалитеты", en: "Municipalities"),
    "municipalitiesNote": Words(
      ru:
        "Итог территории — сумма по её школам, а не среднее средних; открыт, если школ не меньше пяти.",
      en:
        "A territory's figure is the sum over its schools, not a mean of means; it is open from five schools on."
    ),
    "publishedBeside": Words(
      ru: "Опубликовано и посчитано", en: "Published and counted"),
    "counted": Words(ru: "Посчитано", en: "Counted"),
    "gapReason": Words(ru: "Причина расхождения", en: "Reason of the gap"),
    "territory": Words(ru: "Территория", en: "Territory"),
    "choose": Words(ru: "Отметить", en: "Choose"),
    "placeOrder": Words(
      ru: "школы по группам, внутри группы по месту; пунктир — граница групп",
      en: "schools by tiers, within a tier by place; dotted lines part the tiers"),
    "placesChart": Words(ru: "Места с 95 % интервалами", en: "Places with 95 % intervals"),
    "profileChart": Words(
      ru: "Профили кластеров на одном чертеже", en: "The profiles in one drawing"),
    "profileChartNote": Words(
      ru: "Те же отклонения, что в таблице; вертикаль — медиана региона.",
      en: "The deviations of the table; the vertical is the region's median."),
    "trendChartNote": Words(
      ru:
        "Точки — значения школы с 95 % интервалом, ромбы — регион, кольцо и полоса — прогноз с его интервалом.",
      en:
        "Dots are the school's values with 95 % intervals, diamonds the region, the ring and the band a forecast with its interval."
    ),
  ]
}
