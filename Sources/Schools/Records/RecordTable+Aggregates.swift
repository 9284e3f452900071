extension RecordTable {
  /// A published figure of a territory.
  ///
  /// A row says what was measured in one of three ways: an indicator of the catalog with its cut, an exam with
  /// subject and grade, or the publisher's own code. So most of the key's columns may be empty.
  package static let externalAggregate = RecordTable(
    "external_aggregate", "Опубликованный итог территории",
    key: [
      "oktmo", "population", "indicator_code", "published_code", "cut", "exam_code",
      "subject_code", "grade", "scale",
    ],
    fields: measureFields + figureFields + originFields,
    references: [
      Reference("oktmo", to: "territory", isShared: true),
      Reference("subject_code", to: "subject", isShared: true),
    ])

  private static let measureFields: [Field] = [
    Field("oktmo", .code, "Код ОКТМО территории, о которой строка"),
    Field(
      "population",
      .choice([
        "all", "city", "town", "village", "primary", "basic", "secondary", "gymnasium", "lyceum",
        "advanced", "special", "evening",
      ]),
      "Какие школы территории: все (`all`), по типу поселения или по виду",
      words: [
        "all": ["все"], "city": ["город"], "town": ["пгт", "посёлок городского типа"],
        "village": ["село"], "primary": ["НОШ", "начальная"], "basic": ["ООШ", "основная"],
        "secondary": ["СОШ", "средняя"], "gymnasium": ["гимназия"], "lyceum": ["лицей"],
        "advanced": ["УИОП", "с углублённым изучением"], "special": ["коррекционная"],
        "evening": ["вечерняя"],
      ]),
    Field("indicator_code", .code, "Код показателя каталога", isRequired: false),
    Field(
      "published_code", .code, "Код показателя у издателя, если в каталоге такого нет",
      isRequired: false),
    Field(
      "cut", .text, "Разрез показателя: `all` или пары вида `grade=9;subject=mat`",
      isRequired: false),
    Field(
      "exam_code", .code,
      "Экзамен (`oge`, `ege`, `gve9`, `gve11`, `oral9`, `essay11`) или код процедуры: "
        + "`vpr…`, `regstudy…`, `monitor…`, `func_lit…`",
      isRequired: false),
    Field("subject_code", .code, "Код предмета (экзамен)", isRequired: false),
    Field(
      "grade", .integer(minimum: 1, maximum: 12), "Параллель (экзамен)", isRequired: false),
    Field(
      "scale", .choice(["mark", "score100", "primary", "percent"]),
      "Шкала среднего и процентилей: отметка, 100 баллов, первичный балл, % от максимума",
      isRequired: false,
      words: [
        "mark": ["отметка"], "score100": ["100 баллов"], "primary": ["первичный балл"],
        "percent": ["% от максимума"],
      ]),
    Field("published_title", .text, "Название у издателя", isRequired: false),
  ]

  private static let figureFields: [Field] =
    [
      count("students_count", "Обучающихся, по которым посчитано"),
      count("schools_count", "Школ, по которым посчитано"),
      Field("mean", .decimal(), "Среднее или значение показателя", isRequired: false),
      Field(
        "sd", .decimal(minimum: 0), "Стандартное отклонение между обучающимися",
        isRequired: false),
    ]
    + (2...5).map { count("mark\($0)_count", "Получили «\($0)»") }
    + [10, 25, 50, 75, 90].map {
      Field("p\($0)", .decimal(), "\($0)-й процентиль", isRequired: false)
    }
    + [
      Field("numerator", .decimal(), "Числитель, если опубликован", isRequired: false),
      Field(
        "denominator", .decimal(minimum: 0), "Знаменатель, если опубликован", isRequired: false),
    ]

  private static let originFields: [Field] = [
    Field(
      "coverage_share", .share,
      "Какую долю обучающихся этих школ охватывает, от 0 до 1", isRequired: false),
    Field(
      "status", .choice(["preliminary", "final"]), "Предварительно или окончательно",
      words: ["preliminary": ["предварительно"], "final": ["окончательно"]]),
    Field("as_of_on", .date, "На какую дату"),
    Field("received_on", .date, "Когда получено от издателя", isRequired: false),
    Field("source", .text, "Источник"),
    Field("note", .text, "Что входит и что не входит", isRequired: false),
  ]

  private static func count(_ name: String, _ title: String) -> Field {
    Field(
      name, .integer(minimum: 0), title, isRequired: false,
      outOfRange: "intake.count_out_of_range")
  }
}
