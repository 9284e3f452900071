/// What all schools share beside the register itself: where schools came from, subjects, exams.
extension RecordTable {
  package static let schoolSuccession = RecordTable(
    "school_succession", "Преемственность школ: слияния и разделения",
    key: ["predecessor_code", "successor_code", "happened_on"],
    fields: [
      Field("predecessor_code", .code, "Код школы-предшественницы"),
      Field("successor_code", .code, "Код школы-преемницы"),
      Field("happened_on", .date, "С какой даты"),
      Field(
        "succession_kind",
        .choice(["merger", "accession", "division", "separation", "transformation"]),
        "Вид: слияние, присоединение, разделение, выделение, преобразование",
        words: [
          "merger": ["слияние"], "accession": ["присоединение"], "division": ["разделение"],
          "separation": ["выделение"], "transformation": ["преобразование"],
        ]),
      Field(
        "students_count", .integer(minimum: 0, maximum: 20000), "Сколько обучающихся перешло",
        isRequired: false, outOfRange: "intake.count_out_of_range"),
      Field("source", .text, "Основание: реквизиты документа", isRequired: false),
    ],
    references: [
      Reference("predecessor_code", to: "school", column: "school_code", isShared: true),
      Reference("successor_code", to: "school", column: "school_code", isShared: true),
    ])

  package static let subject = RecordTable(
    "subject", "Учебный предмет",
    key: ["subject_code"],
    fields: [
      Field("subject_code", .code, "Код предмета"),
      Field("name_ru", .text, "Название"),
      Field("name_en", .text, "Название по-английски"),
    ])

  package static let examScale = RecordTable(
    "exam_scale", "Шкала экзамена в учебном году",
    key: ["academic_year", "exam_kind", "subject_code"],
    fields: [
      Field(
        "academic_year", .integer(minimum: 1950, maximum: 2100),
        "Учебный год: календарный год его окончания"),
      Field("exam_kind", .choice(exams), "Экзамен"),
      Field("subject_code", .code, "Код предмета"),
      Field("max_primary", .integer(minimum: 1, maximum: 200), "Наибольший первичный балл"),
      Field(
        "mark3_from", .integer(minimum: 1, maximum: 200), "Отметка «3» от балла",
        isRequired: false),
      Field(
        "mark4_from", .integer(minimum: 1, maximum: 200), "Отметка «4» от балла",
        isRequired: false),
      Field(
        "mark5_from", .integer(minimum: 1, maximum: 200), "Отметка «5» от балла",
        isRequired: false),
      Field("source", .text, "Источник"),
      Field(
        "note", .text, "Дополнительное условие, например баллы по геометрии", isRequired: false),
    ],
    references: [Reference("subject_code", to: "subject", isShared: true)])

  package static let examMinimum = RecordTable(
    "exam_minimum", "Минимальный балл экзамена",
    key: ["exam_kind", "subject_code", "valid_from_year"],
    fields: [
      Field("exam_kind", .choice(exams), "Экзамен"),
      Field("subject_code", .code, "Код предмета"),
      Field(
        "valid_from_year", .integer(minimum: 1950, maximum: 2100), "Действует с учебного года"),
      Field(
        "scale", .choice(["score100", "mark"]), "Шкала минимума: 100 баллов или отметка",
        words: ["score100": ["100 баллов"], "mark": ["отметка"]]),
      Field(
        "minimum_score", .integer(minimum: 0, maximum: 100),
        "Минимум: для аттестата (русский язык, математика) или освоения предмета",
        outOfRange: "intake.score_out_of_range"),
      Field(
        "university_score", .integer(minimum: 0, maximum: 100),
        "Минимум для поступления в вуз, если он другой", isRequired: false,
        outOfRange: "intake.score_out_of_range"),
      Field("source", .text, "Источник"),
    ],
    references: [Reference("subject_code", to: "subject", isShared: true)])

  private static let exams = ["oge", "ege", "gve9", "gve11", "oral9", "essay11"]
}
