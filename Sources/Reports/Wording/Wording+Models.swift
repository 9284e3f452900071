import Schools

/// What pages say of value added, of changes and of what results go with.
extension Wording {
  /// A model of value added: which exam by which earlier one.
  func model(_ code: String) -> String { word(code, in: Self.models) }
  /// A fixed effect of such a model.
  func coefficient(_ name: String) -> String { word(name, in: Self.coefficients) }
  /// How far an effect lies from zero, 1 to 5.
  func level(_ level: Int) -> String { word(String(level), in: Self.levels) }
  /// What became of a value within a year.
  func change(_ verdict: String) -> String { word(verdict, in: Self.changes) }
  func forecastMethod(_ code: String) -> String { word(code, in: Self.forecastMethods) }
  /// Why there is no effect, no change, no forecast, or with what to read it.
  func modelReason(_ code: String) -> String {
    Self.modelReasons[code]?[language] ?? reason(code)
  }

  /// ▲ better, ▼ worse, ● without a significant change; △ ▽ of context, which has no better end.
  static func changeShape(_ verdict: String) -> String {
    switch verdict {
    case "improved": "▲"
    case "declined": "▼"
    case "unchanged": "●"
    case "rose": "△"
    case "fell": "▽"
    default: "◇"
    }
  }

  /// ▲ ▼ where the effect is two errors and more from zero, △ ▽ from one, else ●.
  static func levelShape(_ level: Int) -> String {
    switch level {
    case 1: "▼"
    case 2: "▽"
    case 4: "△"
    case 5: "▲"
    default: "●"
    }
  }

  private static let models: [String: Words] = [
    "ege_rus": Words(
      ru: "ЕГЭ по русскому языку", en: "State exam after grade 11, Russian"),
    "ege_mat_prof": Words(
      ru: "ЕГЭ по математике, профильный уровень",
      en: "State exam after grade 11, mathematics (profile)"),
  ]

  private static let coefficients: [String: Words] = [
    "(Intercept)": Words(ru: "Среднее при среднем прежнем результате", en: "Intercept"),
    "prior": Words(
      ru: "Прежний результат (ОГЭ), на стандартное отклонение",
      en: "Earlier result, per standard deviation"),
    "priorSquared": Words(ru: "Его квадрат", en: "Its square"),
    "schoolPrior": Words(
      ru: "Средний прежний результат школы", en: "The school's mean earlier result"),
  ]

  private static let levels: [String: Words] = [
    "1": Words(ru: "ниже средней", en: "below the average school"),
    "2": Words(ru: "скорее ниже средней", en: "rather below the average school"),
    "3": Words(ru: "на уровне средней", en: "as the average school"),
    "4": Words(ru: "скорее выше средней", en: "rather above the average school"),
    "5": Words(ru: "выше средней", en: "above the average school"),
  ]

  private static let changes: [String: Words] = [
    "improved": Words(ru: "улучшение", en: "improved"),
    "declined": Words(ru: "ухудшение", en: "declined"),
    "unchanged": Words(ru: "без значимых изменений", en: "no significant change"),
    "rose": Words(ru: "рост", en: "rose"),
    "fell": Words(ru: "снижение", en: "fell"),
  ]

  private static let forecastMethods: [String: Words] = [
    "naive": Words(ru: "последнее значение", en: "the last value"),
    "mean": Words(ru: "среднее за годы", en: "the mean of the years"),
    "drift": Words(ru: "наклон ряда", en: "the slope of the series"),
    "holt": Words(ru: "затухающий тренд Хольта", en: "Holt's damped trend"),
  ]

  private static let modelReasons: [String: Words] = [
    "no_earlier_results": Words(
      ru: "прежние результаты учеников не связаны", en: "no pupil's earlier result is linked"),
    "too_few_schools": Words(ru: "школ мало", en: "too few schools"),
    "too_few_pupils": Words(
      ru: "мало учеников с прежним результатом", en: "too few pupils with an earlier result"),
    "no_model": Words(
      ru: "данные не различаются или повторяют друг друга",
      en: "the data do not vary, or repeat each other"),
    "no_drift": Words(
      ru: "сдвиг региона не оценить: других школ мало",
      en: "too few other schools to tell the region's drift"),
    "was_extreme": Words(
      ru: "год назад — среди крайних школ региона: часть изменения есть возврат к среднему",
      en: "a year ago among the region's extremes: part of the change is the return to the mean"),
    "forecast_too_few_points": Words(
      ru: "прогноза нет: меньше трёх лет", en: "no forecast: fewer than three years"),
    "forecast_too_few_units": Words(
      ru: "прогноза нет: в последнем году мало наблюдений",
      en: "no forecast: too few units in the last year"),
    "forecast_no_backtest": Words(
      ru: "прогноза нет: не на чем проверить метод",
      en: "no forecast: too little past to test a method on"),
    "forecast_too_short_for_method": Words(
      ru: "прогноза нет: ряд короче, чем нужно методу",
      en: "no forecast: the series is too short for the method"),
  ]

  static let modelWords: [String: Words] = [
    "models": Words(ru: "Модели", en: "Models"),
    "valueAdded": Words(ru: "Добавленная стоимость", en: "Value added"),
    "drivers": Words(ru: "С чем связаны результаты", en: "What results go with"),
    "trends": Words(ru: "Динамика и прогноз", en: "Changes and forecasts"),
    "noTrends": Words(
      ru: "Динамики нет: ни у одной школы нет двух лет, которые можно сравнить и показать.",
      en: "There are no changes: no school has two years that can be compared and shown."),
    "exam": Words(ru: "Экзамен", en: "Exam"),
    "linked": Words(ru: "Связано результатов", en: "Results linked"),
    "linkageLow": Words(ru: "связано мало", en: "few linked"),
    "effectA": Words(ru: "Вариант а, баллов", en: "Variant a, points"),
    "effectB": Words(ru: "Вариант б, баллов", en: "Variant b, points"),
    "verdict": Words(ru: "Вывод", en: "Verdict"),
    "placesA": Words(ru: "Места, 95 % (вариант а)", en: "Places, 95 % (variant a)"),
    "estimate": Words(ru: "Оценка", en: "Estimate"),
    "standardError": Words(ru: "Ст. ошибка", en: "Standard error"),
    "effectOrder": Words(
      ru: "школы в порядке вклада, от меньшего к большему", en: "schools by effect, lowest first"),
    "changeOrder": Words(
      ru: "школы в порядке изменения, от меньшего к большему",
      en: "schools by change, lowest first"),
    "effectNote": Words(
      ru:
        "Тонкий отрезок — 95 % интервал: сравнить школу со средней (линия 0). Толстый — около ±1,4 ошибки: две школы различимы, если толстые отрезки не пересекаются. ○ интервал захватывает 0, ● не захватывает.",
      en:
        "The thin line is the 95 % interval: for a school beside the average one (the line at 0). The thick one is about ±1.4 errors: two schools differ when their thick lines do not overlap. ○ the interval holds 0, ● it does not."
    ),
    "modelTable": Words(ru: "Модель", en: "The model"),
    "methodInWords": Words(ru: "Как посчитано", en: "How it is computed"),
    "valueAddedMethod": Words(
      ru:
        "Результат ученика сравнивается с тем, какого ждать по его же экзамену в 9 классе двумя годами раньше; что осталось в среднем по школе, стянуто к нулю тем сильнее, чем меньше учеников (смешанная модель, REML). Вариант а ждёт по результату самого ученика, вариант б — ещё и по среднему прежнему результату школы: он вычитает то, что дают друг другу одноклассники. Ни один не есть истина: надёжно то, что держится в обоих.",
      en:
        "A pupil's result is set beside what the same pupil's exam in grade 9 two years earlier lets expect; what is left on average over a school is drawn toward zero, the more the fewer its pupils (a mixed model, REML). Variant a expects by the pupil's own result, variant b also by the school's mean of it, which takes away what schoolmates give each other. Neither is the truth: what holds in both is firm."
    ),
    "notToConclude": Words(ru: "Чего отсюда не следует", en: "What does not follow"),
    "notVerdict": Words(
      ru: "Это не оценка работы школы: в остатке — всё, чем школы различаются ещё.",
      en: "It is no verdict on a school's work: the rest holds all else that schools differ in."),
    "notPlace": Words(
      ru: "Порядок школ с пересекающимися интервалами ничего не значит; места без интервала нет.",
      en: "The order of schools whose intervals overlap means nothing; no place is without one."),
    "notLinked": Words(
      ru:
        "Ученики без связанного прежнего результата (сменили школу) не учтены; где их много, вклад завышен, потому что выпадают не случайные.",
      en:
        "Pupils whose earlier result is not linked (they changed schools) are left out; where they are many, effects are biased upward, for those who drop out are not any ones."
    ),
    "notForever": Words(
      ru: "Один экзамен, один выпуск: следующий будет другим.",
      en: "One exam, one year's leavers: the next will be others."),
    "change": Words(ru: "Изменение за год", en: "Change in a year"),
    "drift": Words(ru: "Сдвиг региона", en: "The region's drift"),
    "adjusted": Words(ru: "За вычетом сдвига", en: "Less the drift"),
    "slope": Words(ru: "В среднем за год", en: "A year on average"),
    "forecast": Words(ru: "Прогноз на год вперёд", en: "Forecast for a year ahead"),
    "trendNote": Words(
      ru:
        "Изменение — разность двух последних лет с 95 % интервалом. Сдвиг региона — изменение остальных школ: экзамены и правила сдвигают всех сразу, поэтому вывод — по остатку. Изменением называется только то, чей интервал не захватывает ноль и что не меньше практического минимума. «В среднем за год» — наклон за три года и больше, стянутый к наклонам остальных школ, ± стандартная ошибка.",
      en:
        "A change is the difference of the last two years with its 95 % interval. The region's drift is the change of the other schools: exams and rules move all at once, so the verdict is of what is left. Only what leaves zero and is no less than the practical minimum is called a change. “A year on average” is the slope over three years or more, drawn toward the other schools', ± its standard error."
    ),
    "wholeOnly": Words(ru: "главное", en: "the main ones"),
    "allCuts": Words(ru: "все разрезы", en: "all cuts"),
    "wholeOnlyNote": Words(
      ru: "В таблице — показатели целиком и те разрезы, где есть изменение.",
      en: "The table holds whole indicators, and cuts in which there is a change."),
    "trendHidden": Words(
      ru:
        "Показателя, у которого хотя бы один год школы скрыт, здесь нет: изменение выдало бы его.",
      en: "An indicator with a hidden year is not here: its change would give the year away."),
    "factor": Words(ru: "Фактор", en: "Factor"),
    "association": Words(ru: "Связь, ст. откл.", en: "Association, SD"),
    "adjustedPValue": Words(ru: "p с поправкой", en: "Adjusted p"),
    "ridge": Words(ru: "Гребневая", en: "Ridge"),
    "explainedShare": Words(ru: "Доля разброса", en: "Share of variance"),
    "words": Words(ru: "Словами", en: "In words"),
    "driverNote": Words(
      ru:
        "«Связано с» не значит «влияет»: школы различаются и тем, чего нет в таблице, и связь может идти в обратную сторону или от третьей причины. Связь — на сколько стандартных отклонений результат выше у школ, где фактор выше на одно, при прочих равных факторах; интервал 95 % (HC3). Названы только связи, которые остаются после поправки Бенджамини — Хохберга. «Гребневая» — та же связь, стянутая к нулю: где она далека от оценки, оценка неустойчива.",
      en:
        "“Goes with” is not “acts on”: schools differ also in what is not in the table, and an association may run the other way or come from a third cause. An association says by how many standard deviations the outcome is higher where the factor is one higher and the others alike; 95 % interval (HC3). Only those that remain after Benjamini and Hochberg's correction are named. “Ridge” is the same drawn toward zero: where it is far off, the estimate is not stable."
    ),
  ]
}
