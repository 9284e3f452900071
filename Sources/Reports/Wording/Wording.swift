package import Schools

/// The words for what the database holds as codes. A code without words is shown as it is.
package struct Wording: Sendable {
  package let language: Language

  package init(_ language: Language) { self.language = language }

  package func verdict(_ code: String) -> String { word(code, in: Self.verdicts) }
  package func analogue(_ code: String) -> String { word(code, in: Self.analogues) }
  /// «Рядом с регионом»: how a sentence about an analogue opens.
  func beside(_ analogue: String) -> String { word(analogue, in: Self.beside) }
  /// Where a school stands in a funnel.
  func position(_ code: String) -> String { word(code, in: Self.positions) }
  /// A stage of the analysis.
  func stage(_ code: String) -> String { word(code, in: Self.stages) }
  /// Why a comparison, a place or a cluster is as it is.
  package func reason(_ code: String) -> String { word(code, in: Self.reasons) }
  package func state(_ code: String) -> String { word(code, in: Self.states) }
  package func schoolKind(_ code: String) -> String { word(code, in: Self.schoolKinds) }
  package func settlement(_ code: String) -> String { word(code, in: Self.settlements) }
  package func criterion(_ number: Int) -> String { word(String(number), in: Self.criteria) }
  package func term(_ code: String) -> String { word(code, in: Self.terms) }

  /// The shape that carries a verdict where color does not: ▲ ● ▼ ◇.
  package static func shape(_ verdict: String) -> String {
    switch verdict {
    case "above": "▲"
    case "within": "●"
    case "below": "▼"
    default: "◇"
    }
  }

  func word(_ code: String, in words: [String: Words]) -> String {
    words[code]?[language] ?? code
  }

  static let verdicts: [String: Words] = [
    "above": Words(ru: "выше", en: "above"),
    "within": Words(ru: "на уровне", en: "within"),
    "below": Words(ru: "ниже", en: "below"),
    "not_comparable": Words(ru: "не сопоставимо", en: "not comparable"),
  ]

  static let analogues: [String: Words] = [
    "municipal": Words(ru: "муниципалитет", en: "municipality"),
    "municipal_same_kind": Words(
      ru: "муниципалитет, тот же вид", en: "municipality, same kind"),
    "regional": Words(ru: "регион", en: "region"),
    "similar": Words(ru: "похожие школы", en: "similar schools"),
    "set": Words(ru: "набор аналитика", en: "analyst's set"),
    "previous": Words(ru: "прошлый год", en: "previous year"),
    "municipal_published": Words(
      ru: "муниципалитет, опубликовано", en: "municipality, published"),
    "regional_published": Words(ru: "регион, опубликовано", en: "region, published"),
  ]

  static let beside: [String: Words] = [
    "municipal": Words(ru: "Рядом с муниципалитетом", en: "Beside the municipality"),
    "municipal_same_kind": Words(
      ru: "Рядом со школами того же вида в муниципалитете",
      en: "Beside schools of the same kind in the municipality"),
    "regional": Words(ru: "Рядом с регионом", en: "Beside the region"),
    "similar": Words(ru: "Рядом с похожими школами", en: "Beside similar schools"),
    "set": Words(ru: "Рядом с набором", en: "Beside the set"),
    "previous": Words(ru: "Рядом с прошлым годом", en: "Beside the previous year"),
    "municipal_published": Words(
      ru: "Рядом с опубликованным о муниципалитете", en: "Beside what the municipality published"),
    "regional_published": Words(
      ru: "Рядом с опубликованным о регионе", en: "Beside what the region published"),
  ]

  static let stages: [String: Words] = [
    "indicate": Words(ru: "показатели", en: "indicators"),
    "match": Words(ru: "похожие школы", en: "similar schools"),
    "disclose": Words(ru: "защита от раскрытия", en: "disclosure"),
    "compare": Words(ru: "сопоставление", en: "comparison"),
    "gather": Words(ru: "за несколько лет", en: "several years"),
    "sift": Words(ru: "поправка на случай", en: "chance"),
    "rank": Words(ru: "рейтинг", en: "ranking"),
    "cluster": Words(ru: "кластеры", en: "clusters"),
    "model": Words(ru: "модели", en: "models"),
    "publish": Words(ru: "публикация", en: "publication"),
  ]

  static let reasons: [String: Words] =
    Dictionary(
      uniqueKeysWithValues: ComparisonReason.allCases.map { ($0.rawValue, $0.words) }
    ).merging(unranked) { first, _ in first }

  private static let unranked: [String: Words] = [
    "single_year": Words(ru: "один год", en: "a single year"),
    "too_few_indicators": Words(
      ru: "известно мало ключевых показателей", en: "too few key indicators are known"),
    "too_few_criteria": Words(
      ru: "по нескольким критериям нет данных", en: "several criteria have no data"),
    "too_few_results": Words(
      ru: "мало результатов экзаменов за годы вместе",
      en: "too few exam results, years together"),
    "no_data": Words(ru: "данных нет", en: "no data"),
    "no_structure": Words(
      ru: "выраженной структуры нет", en: "there is no marked structure"),
  ]

  static let states: [String: Words] = [
    "queued": Words(ru: "в очереди", en: "queued"),
    "waiting": Words(ru: "ждёт реестра", en: "waits for the register"),
    "done": Words(ru: "загружен", en: "loaded"),
    "rejected": Words(ru: "отклонён", en: "rejected"),
    "superseded": Words(ru: "перекрыт более новым", en: "superseded"),
    "quarantined": Words(ru: "отложен", en: "quarantined"),
    "reverted": Words(ru: "отменён", en: "taken back"),
  ]

  static let schoolKinds: [String: Words] = [
    "primary": Words(ru: "начальная школа", en: "primary school"),
    "basic": Words(ru: "основная школа", en: "basic school"),
    "secondary": Words(ru: "средняя школа", en: "secondary school"),
    "gymnasium": Words(ru: "гимназия", en: "gymnasium"),
    "lyceum": Words(ru: "лицей", en: "lyceum"),
    "advanced": Words(
      ru: "школа с углублённым изучением", en: "school with advanced subjects"),
    "special": Words(ru: "коррекционная школа", en: "special school"),
    "evening": Words(ru: "вечерняя школа", en: "evening school"),
  ]

  static let settlements: [String: Words] = [
    "city": Words(ru: "город", en: "city"),
    "town": Words(ru: "посёлок", en: "town"),
    "village": Words(ru: "село", en: "village"),
  ]

  static let criteria: [String: Words] = [
    "0": Words(ru: "Условия и состав", en: "Context"),
    "1": Words(ru: "Образовательные результаты", en: "Educational results"),
    "2": Words(ru: "Внешняя оценка", en: "External assessment"),
    "3": Words(ru: "Здоровье обучающихся", en: "Health of pupils"),
    "4": Words(ru: "Социализация обучающихся", en: "Socialization of pupils"),
    "5": Words(
      ru: "Готовность родителей к участию в управлении школой",
      en: "Parents' readiness to take part in running the school"),
    "6": Words(ru: "Инновационный потенциал учителей", en: "Teachers' capacity to innovate"),
    "7": Words(
      ru: "Соответствие требованиям к условиям обучения", en: "Conditions against requirements"),
  ]

  static let terms: [String: Words] = [
    "share": Words(ru: "доля", en: "share"),
    "mean": Words(ru: "среднее", en: "mean"),
    "count": Words(ru: "число", en: "count"),
    "ratio": Words(ru: "отношение", en: "ratio"),
    "flag": Words(ru: "да или нет", en: "yes or no"),
    "mark": Words(ru: "отметка", en: "mark"),
    "point": Words(ru: "балл", en: "point"),
    "score": Words(ru: "балл", en: "score"),
    "higher": Words(ru: "больше — лучше", en: "higher is better"),
    "lower": Words(ru: "меньше — лучше", en: "lower is better"),
    "context": Words(ru: "показатель условий", en: "context"),
    "sum": Words(ru: "складывается из частей школ", en: "sum of the schools' parts"),
    "none": Words(ru: "не складывается", en: "does not add up"),
    "allowed": Words(ru: "разрешён", en: "allowed"),
    "internal": Words(ru: "только внутренний", en: "internal only"),
    "forbidden": Words(ru: "запрещён", en: "forbidden"),
    "A": Words(ru: "официальный агрегат", en: "an official aggregate"),
    "B": Words(ru: "по загруженным школам", en: "pooled over the schools loaded"),
    "C": Words(ru: "самоотчёт: между школами не сравнивается", en: "self-reported"),
    "year": Words(ru: "учебный год", en: "academic year"),
    "full": Words(ru: "полный", en: "full"),
    "amend": Words(ru: "поправка", en: "amendment"),
    "warning": Words(ru: "предупреждение", en: "warning"),
    "school": Words(ru: "пакет школы", en: "school bundle"),
    "register": Words(ru: "реестр", en: "register"),
    "aggregate": Words(ru: "опубликованные итоги", en: "published figures"),
  ]
}
