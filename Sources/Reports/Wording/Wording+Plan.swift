import Schools

extension Wording {
  /// Words of the plan of monitoring.
  static let planWords: [String: Words] = [
    "plan": Words(ru: "План", en: "Plan"),
    "planTitle": Words(ru: "План мониторинга", en: "Monitoring plan"),
    "due": Words(ru: "Срок", en: "Due"),
    "object": Words(ru: "Объект", en: "Object"),
    "asked": Words(ru: "Чего ждут", en: "What is asked for"),
    "periodicity": Words(ru: "Периодичность", en: "Periodicity"),
    "responsible": Words(ru: "Ответственный", en: "Responsible"),
    "fulfilled": Words(ru: "Исполнение", en: "Done"),
    "whoIsLate": Words(ru: "Кто опаздывает", en: "Who is late"),
    "daysLate": Words(ru: "Дней", en: "Days"),
    "notThere": Words(ru: "Чего нет", en: "What is not there"),
    "planItem": Words(ru: "Мероприятие", en: "Item"),
    "planCalendar": Words(
      ru: "Сроки для календаря (.ics)", en: "Deadlines for a calendar (.ics)"),
    "deadlines": Words(ru: "Сроки плана", en: "Deadlines of the plan"),
    "wholePlan": Words(ru: "Весь план", en: "The whole plan"),
    "whenColumn": Words(ru: "Когда", en: "When"),
    "noPlan": Words(
      ru: "По этому отбору в плане ничего нет. План вносит оператор: soko plan load.",
      en: "The plan has nothing of this choice. The operator loads it: soko plan load."),
    "planNote": Words(
      ru:
        "Сделано — когда школа прислала названные таблицы и пакет загружен, и когда показатели вычислены; днём считается день, когда пакет принят. Отклонённый пакет сроком не засчитывается.",
      en:
        "Done is what the school has sent and what was loaded, and indicators that were computed; the day is that on which the bundle was taken in. A rejected bundle does not count."
    ),
  ]

  /// How often, in words.
  func periodicity(_ code: String) -> String {
    let words: Words =
      switch code {
      case "month": Words(ru: "ежемесячно", en: "every month")
      case "quarter": Words(ru: "раз в четверть", en: "every quarter")
      case "half_year": Words(ru: "раз в полугодие", en: "every half-year")
      case "year": Words(ru: "раз в год", en: "every year")
      default: Words(ru: "один раз", en: "once")
      }
    return words[language]
  }

  /// In which form (clause 4.10), in words.
  func monitoringForm(_ code: String) -> String {
    let words =
      code == "continuous"
      ? Words(ru: "постоянный", en: "continuous") : Words(ru: "периодический", en: "periodic")
    return words[language]
  }

  /// How far a deadline is: «через 3 дня», «сегодня», «просрочен на 5 дней».
  func daysLeft(_ days: Int) -> String {
    let count = count(abs(days), .day)
    switch (days, language) {
    case (0, .ru): return "сегодня"
    case (0, .en): return "today"
    case (1..., .ru): return "через \(count)"
    case (1..., .en): return "in \(count)"
    case (_, .ru): return "просрочен на \(count)"
    case (_, .en): return "\(count) over"
    }
  }

  /// The month of a day such as `2026-06-20`: «Июнь 2026».
  func month(_ day: String) -> String {
    let parts = day.split(separator: "-")
    guard parts.count == 3, let number = Int(parts[1]), (1...12).contains(number) else {
      return day
    }
    return "\((language == .ru ? Self.russianMonths : Self.englishMonths)[number - 1]) \(parts[0])"
  }

  private static let russianMonths = [
    "Январь", "Февраль", "Март", "Апрель", "Май", "Июнь", "Июль", "Август", "Сентябрь", "Октябрь",
    "Ноябрь", "Декабрь",
  ]
  private static let englishMonths = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]
}
