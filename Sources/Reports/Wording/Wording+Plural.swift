import Schools

extension Wording {
  /// A number with its noun: «1 школа, 2 школы, 5 школ»; in English the last two forms are one.
  func count(_ number: Int, _ noun: Noun) -> String {
    "\(Figure(language).integer(number)) \(noun.form(number, language))"
  }

  /// A noun that is counted.
  enum Noun {
    case school, pupil, indicator, value, comparison, bundle, problem, cluster, warning, tier, row,
      day, deadline

    func form(_ number: Int, _ language: Language) -> String {
      switch language {
      case .en: number == 1 ? english.one : english.many
      case .ru: russian[Self.index(number)]
      }
    }

    /// Which of the three Russian forms: 1, 2–4, 5–20, and by the last digits after that.
    private static func index(_ number: Int) -> Int {
      let (tens, ones) = (number.magnitude % 100, number.magnitude % 10)
      if (11...14).contains(tens) { return 2 }
      return ones == 1 ? 0 : (2...4).contains(ones) ? 1 : 2
    }

    private var english: (one: String, many: String) {
      switch self {
      case .school: ("school", "schools")
      case .pupil: ("pupil", "pupils")
      case .indicator: ("indicator", "indicators")
      case .value: ("value", "values")
      case .comparison: ("comparison", "comparisons")
      case .bundle: ("bundle", "bundles")
      case .problem: ("problem", "problems")
      case .cluster: ("cluster", "clusters")
      case .warning: ("warning", "warnings")
      case .tier: ("tier", "tiers")
      case .row: ("row", "rows")
      case .day: ("day", "days")
      case .deadline: ("deadline", "deadlines")
      }
    }

    private var russian: [String] {
      switch self {
      case .school: ["школа", "школы", "школ"]
      case .pupil: ["ученик", "ученика", "учеников"]
      case .indicator: ["показатель", "показателя", "показателей"]
      case .value: ["значение", "значения", "значений"]
      case .comparison: ["сопоставление", "сопоставления", "сопоставлений"]
      case .bundle: ["пакет", "пакета", "пакетов"]
      case .problem: ["ошибка", "ошибки", "ошибок"]
      case .cluster: ["кластер", "кластера", "кластеров"]
      case .warning: ["предупреждение", "предупреждения", "предупреждений"]
      case .tier: ["группа", "группы", "групп"]
      case .row: ["строка", "строки", "строк"]
      case .day: ["день", "дня", "дней"]
      case .deadline: ["срок", "срока", "сроков"]
      }
    }
  }
}
