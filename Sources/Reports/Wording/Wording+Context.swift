import Schools

extension Wording {
  /// Why a school has no similar schools, or no typology.
  package func contextReason(_ code: String) -> String { word(code, in: Self.contextReasons) }
  /// How near similar schools are.
  package func matchQuality(_ code: String) -> String { word(code, in: Self.matchQualities) }
  /// What a school makes of its context.
  package func typology(_ code: String) -> String { word(code, in: Self.typologies) }
  /// Another measure of likeness.
  func likeness(_ code: String) -> String { word(code, in: Self.likenesses) }

  static let contextReasons: [String: Words] = [
    "no_context": Words(
      ru: "недостаточно контекстных данных", en: "too little is known of the context"),
    "no_similar_schools": Words(
      ru: "справедливого аналога нет: близких по контексту школ мало",
      en: "there is no fair analogue: too few schools are near in context"),
    "no_outcome": Words(
      ru: "мало результатов экзаменов за три года", en: "too few exam results over three years"),
    "too_few_schools": Words(
      ru: "мало школ, чтобы сказать, чего ожидать при таком контексте",
      en: "too few schools to say what such a context lets expect"),
  ]

  static let matchQualities: [String: Words] = [
    "close": Words(ru: "близкий", en: "close"),
    "fair": Words(ru: "приемлемый", en: "fair"),
    "distant": Words(ru: "далёкий", en: "distant"),
  ]

  static let typologies: [String: Words] = [
    "resilient": Words(ru: "резильентная", en: "resilient"),
    "above_expected": Words(ru: "выше ожидаемого", en: "above expectation"),
    "as_expected": Words(ru: "в соответствии с контекстом", en: "as its context lets expect"),
    "risk": Words(ru: "риск", en: "at risk"),
    "underused": Words(ru: "недоиспользует потенциал", en: "underuses its potential"),
  ]

  static let likenesses: [String: Words] = [
    "euclidean": Words(
      ru: "Состав при равных весах признаков сохраняется",
      en: "Schools kept when all variables weigh the same"),
    "mahalanobis": Words(
      ru: "Состав при расстоянии Махаланобиса сохраняется",
      en: "Schools kept by Mahalanobis' distance"),
  ]

  /// The fixed words of the page of similar schools.
  static let similarWords: [String: Words] = [
    "similarSchools": Words(ru: "Похожие школы", en: "Similar schools"),
    "noSimilarYet": Words(
      ru: "Похожие школы этого года ещё не подобраны.",
      en: "Similar schools have not been found yet."),
    "contextIndex": Words(ru: "Индекс контекста (ИКШ)", en: "Index of context"),
    "contextIndexNote": Words(
      ru:
        "50 — средний контекст школ этого уровня, 10 — стандартное отклонение; выше — благоприятнее. Результаты — в стандартных отклонениях учеников региона за три года; ожидаемый найден по остальным школам.",
      en:
        "50 is the mean context of schools of the level, 10 a standard deviation; higher is more favorable. Outcomes are in standard deviations of the region's pupils over three years; the expected one is found by the other schools."
    ),
    "typology": Words(ru: "Тип", en: "Type"),
    "distance": Words(ru: "Расстояние", en: "Distance"),
    "differsBy": Words(ru: "Чем отличается", en: "Differs by"),
    "hub": Words(ru: "часто встречается", en: "in many lists"),
    "visit": Words(ru: "стоит посетить", en: "worth a visit"),
    "contextBeside": Words(ru: "Контекст рядом", en: "Context side by side"),
    "variable": Words(ru: "Признак", en: "Variable"),
    "weightShare": Words(ru: "Вес, %", en: "Weight, %"),
    "similarMean": Words(ru: "Похожие школы", en: "Similar schools"),
    "balance": Words(ru: "Отличие, ст. откл.", en: "Difference, SD"),
    "off": Words(ru: "подобрано с отклонением", en: "off"),
    "carried": Words(ru: "по прошлым годам", en: "of earlier years"),
    "townVariable": Words(ru: "Посёлок", en: "A town"),
    "verdictsFirm": Words(
      ru: "Выводы по ключевым показателям, одинаковые при всех мерах похожести",
      en: "Verdicts of key indicators that are the same by every measure of likeness"),
    "weightsLearned": Words(
      ru: "веса признаков — по связи с результатами, закреплены с",
      en: "weights are learned from outcomes and kept since"),
    "weightsEqual": Words(ru: "веса признаков равны", en: "all variables weigh the same"),
    "similarNote": Words(
      ru:
        "Школы похожи тем, что они получают, а не тем, чего достигли: ни результаты, ни условия школы в подбор не входят. Списки составлены на учебный год. Сходство не взаимно: школа может быть в списке той, которой нет в её списке.",
      en:
        "Schools are alike in what they receive, not in what they achieve: neither results nor means of a school take part. Lists are made for an academic year. Likeness is not mutual: a school may stand in the list of one that is not in its own."
    ),
    "visitNote": Words(
      ru:
        "«Стоит посетить»: при похожем контексте интервал сверх ожидаемого лежит выше интервала этой школы.",
      en:
        "“Worth a visit”: in a similar context its interval beyond expectation lies above this school's."
    ),
  ]
}
