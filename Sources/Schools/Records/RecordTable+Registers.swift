extension RecordTable {
  /// The tables of a register bundle, which the municipality or the region sends, in order.
  package static let registers: [RecordTable] = [
    .territory, .school, .schoolSuccession, .subject, .examScale, .examMinimum,
  ]

  /// The tables of an aggregate bundle: what the municipality or the region has published.
  package static let aggregates: [RecordTable] = [.externalAggregate]

  package static let territory = RecordTable(
    "territory", "Территория",
    key: ["oktmo"],
    fields: [
      Field("oktmo", .code, "Код ОКТМО"),
      Field(
        "level", .choice(["region", "municipality"]), "Уровень",
        words: [
          "region": ["регион", "субъект РФ"],
          "municipality": ["муниципалитет", "муниципальное образование"],
        ]),
      Field("parent_oktmo", .code, "Код ОКТМО региона (для муниципалитета)", isRequired: false),
      Field("name_ru", .text, "Название"),
      Field("name_en", .text, "Название по-английски"),
    ],
    references: [Reference("parent_oktmo", to: "territory", column: "oktmo", isShared: true)])

  package static let school = RecordTable(
    "school", "Школа в реестре",
    key: ["school_code"],
    fields: [
      Field("school_code", .code, "Код школы в пакетах и отчётах"),
      Field("oktmo", .code, "Код ОКТМО муниципалитета"),
      Field("name_ru", .text, "Название"),
      Field("name_en", .text, "Название по-английски"),
      Field("ogrn", .code, "ОГРН", isRequired: false),
      Field(
        "predecessor_code", .code,
        "Код школы-предшественницы, если она одна; слияния и разделения — в school_succession",
        isRequired: false),
      Field("is_open", .flag, "Школа работает", isRequired: false),
    ],
    references: [Reference("oktmo", to: "territory", isShared: true)])
}
