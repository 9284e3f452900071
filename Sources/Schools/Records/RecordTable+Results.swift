extension RecordTable {
  package static let periodMark = RecordTable(
    "period_mark", "Итоговая отметка за период",
    key: ["student_key", "subject_code", "period_code", "mark_kind"],
    fields: [
      Field(
        "student_key", .code, "Ключ обучающегося",
        synonyms: ["Ключ ученика", "Код обучающегося", "Код ученика"]),
      Field("subject_code", .code, "Код предмета", synonyms: ["Предмет", "Учебный предмет"]),
      Field("period_code", .code, "Код периода", synonyms: ["Период", "Учебный период"]),
      Field(
        "mark_kind", .choice(["period", "year", "attestation", "final"]),
        "Вид отметки: за период, годовая, промежуточная аттестация, итоговая",
        words: ["period": ["четвертная"]]),
      Field(
        "mark", .integer(minimum: 2, maximum: 5),
        "Отметка", isRequired: false, outOfRange: "intake.mark_out_of_range",
        synonyms: ["Оценка", "Итоговая отметка", "Итоговая оценка"], alternative: "mark_code"),
      Field(
        "mark_code", .choice(["na", "osv", "zach"]),
        "Вместо отметки: не аттестован, освобождён, зачёт", isRequired: false,
        words: [
          "na": ["н/а", "н.а.", "н/атт", "не аттестована"], "osv": ["осв", "освобождена"],
          "zach": ["зач", "зачтено"],
        ]),
    ],
    references: [
      Reference("student_key", to: "student"), Reference("period_code", to: "period"),
      Reference("subject_code", to: "subject", isShared: true),
    ])

  package static let graduation = RecordTable(
    "graduation", "Выпуск",
    key: ["student_key", "grade"],
    fields: [
      Field(
        "student_key", .code, "Ключ обучающегося",
        synonyms: ["Ключ ученика", "Код обучающегося", "Код ученика"]),
      Field("grade", .integer(minimum: 9, maximum: 12), "Выпускной класс: 9 или 11"),
      Field("is_admitted", .flag, "Допущен к ГИА", synonyms: ["Допуск к ГИА", "Допуск"]),
      Field(
        "certificate_status", .choice(["issued", "not_issued", "september"]),
        "Аттестат: выдан, не выдан, выдан после сентябрьских пересдач",
        words: ["september": ["сентябрь", "выдан в сентябре"]]),
      Field(
        "certificate_kind", .choice(["usual", "honours"]),
        "Вид аттестата: обычный, с отличием", isRequired: false),
      Field(
        "medal", .integer(minimum: 0, maximum: 2),
        "Медаль: 0 нет, 1 или 2 степени", isRequired: false),
    ],
    references: [Reference("student_key", to: "student")])

  package static let examResult = RecordTable(
    "exam_result", "Результат экзамена",
    key: ["student_key", "exam_kind", "subject_code", "held_on"],
    fields: [
      Field(
        "student_key", .code, "Ключ обучающегося",
        synonyms: [
          "Ключ ученика", "Код обучающегося", "Код ученика",
        ]),
      Field(
        "exam_kind", .choice(["oge", "ege", "gve9", "gve11", "oral9", "essay11"]),
        "Экзамен: ОГЭ, ЕГЭ, ГВЭ-9, ГВЭ-11, итоговое собеседование, итоговое сочинение",
        synonyms: ["Вид экзамена"], words: ["gve9": ["ГВЭ9"], "gve11": ["ГВЭ11"]]),
      Field("subject_code", .code, "Код предмета", synonyms: ["Предмет", "Учебный предмет"]),
      Field("held_on", .date, "Дата экзамена", synonyms: ["Дата", "Дата предмета"]),
      Field(
        "wave", .choice(["early", "main", "reserve", "july_retake", "september"]),
        "Период: досрочный, основной, резервный, июльская пересдача, сентябрь", isRequired: false,
        synonyms: ["Этап"], words: ["september": ["сентябрьский"]]),
      Field(
        "primary_score", .integer(minimum: 0, maximum: 200),
        "Первичный балл", isRequired: false, outOfRange: "intake.score_out_of_range",
        synonyms: ["Первичный"]),
      Field(
        "score100", .integer(minimum: 0, maximum: 100),
        "Балл по 100-балльной шкале", isRequired: false, outOfRange: "intake.score_out_of_range",
        synonyms: ["Тестовый балл", "Балл по стобалльной шкале", "Балл"]),
      Field(
        "mark5", .integer(minimum: 2, maximum: 5),
        "Отметка", isRequired: false, outOfRange: "intake.mark_out_of_range", synonyms: ["Оценка"]),
      Field("is_passed", .flag, "Зачёт (для собеседования и сочинения)", isRequired: false),
      Field(
        "status", .choice(["valid", "annulled", "absent"]),
        "Состояние: действителен, аннулирован, неявка", synonyms: ["Статус"],
        words: ["absent": ["не явился", "не явилась"]]),
      Field("is_final", .flag, "Окончательный результат по предмету", synonyms: ["Окончательный"]),
      Field("is_past_graduate", .flag, "Выпускник прошлых лет", isRequired: false),
    ],
    references: [
      Reference("student_key", to: "student"),
      Reference("subject_code", to: "subject", isShared: true),
    ])

  package static let diagnosticResult = RecordTable(
    "diagnostic_result", "Результат диагностики",
    key: ["student_key", "procedure_code", "subject_code", "held_on"],
    fields: [
      Field(
        "student_key", .code, "Ключ обучающегося",
        synonyms: ["Ключ ученика", "Код участника", "Код обучающегося", "Код ученика"]),
      Field("procedure_code", .code, "Код процедуры (исследования)", synonyms: ["Процедура"]),
      Field("subject_code", .code, "Код предмета", synonyms: ["Предмет", "Учебный предмет"]),
      Field("held_on", .date, "Дата", synonyms: ["Дата проведения"]),
      Field(
        "grade", .integer(minimum: 1, maximum: 12), "Параллель", isRequired: false,
        synonyms: ["Класс"]),
      Field("variant", .text, "Вариант", isRequired: false),
      Field(
        "primary_score", .decimal(minimum: 0, maximum: 1000),
        "Первичный балл", isRequired: false, outOfRange: "intake.score_out_of_range",
        synonyms: ["Балл", "Сумма баллов"]),
      Field(
        "max_score", .decimal(minimum: 0, maximum: 1000),
        "Максимальный балл", isRequired: false, outOfRange: "intake.score_out_of_range",
        synonyms: ["Максимум"]),
      Field(
        "mark5", .integer(minimum: 2, maximum: 5),
        "Отметка", isRequired: false, outOfRange: "intake.mark_out_of_range",
        synonyms: ["Оценка", "Отметка за работу"]),
      Field(
        "level", .choice(["low", "base", "high"]),
        "Уровень: низкий, базовый, повышенный", isRequired: false),
      Field(
        "journal_mark", .integer(minimum: 2, maximum: 5),
        "Отметка в журнале", isRequired: false, outOfRange: "intake.mark_out_of_range",
        synonyms: ["Отметка по журналу"]),
      Field("scaled", .decimal(), "Шкалированный балл, любое число", isRequired: false),
    ],
    references: [
      Reference("student_key", to: "student"),
      Reference("subject_code", to: "subject", isShared: true),
    ])

  package static let diagnosticCount = RecordTable(
    "diagnostic_count", "Итоги диагностики по классам",
    key: ["class_code", "instrument_code", "held_on"],
    fields: [
      Field("class_code", .code, "Код класса", synonyms: ["Класс"], spelling: .classCode),
      Field("instrument_code", .code, "Код методики"),
      Field("held_on", .date, "Дата", synonyms: ["Дата проведения"]),
      Field(
        "invited_count", .integer(minimum: 0, maximum: 100),
        "Приглашено", outOfRange: "intake.count_out_of_range"),
      Field(
        "tested_count", .integer(minimum: 0, maximum: 100),
        "Обследовано", outOfRange: "intake.count_out_of_range",
        synonyms: ["Участвовало", "Выполняли работу"]),
      Field(
        "low_count", .integer(minimum: 0, maximum: 100),
        "Низкий уровень", outOfRange: "intake.count_out_of_range"),
      Field(
        "middle_count", .integer(minimum: 0, maximum: 100),
        "Средний уровень", outOfRange: "intake.count_out_of_range"),
      Field(
        "high_count", .integer(minimum: 0, maximum: 100),
        "Высокий уровень", outOfRange: "intake.count_out_of_range"),
    ],
    references: [Reference("class_code", to: "class")])

  package static let eventParticipation = RecordTable(
    "event_participation", "Участие в мероприятии",
    key: ["student_key", "event_code", "level"],
    fields: [
      Field(
        "student_key", .code, "Ключ обучающегося",
        synonyms: ["Ключ ученика", "Код обучающегося", "Код ученика"]),
      Field("event_code", .code, "Код мероприятия", synonyms: ["Мероприятие"]),
      Field(
        "event_kind", .choice(["vsosh", "olympiad", "contest", "conference", "sport"]),
        "Вид: ВсОШ, олимпиада, конкурс, конференция, спорт",
        words: [
          "vsosh": ["ВсОШ"], "conference": ["конференция"], "sport": ["спорт", "соревнование"],
        ]),
      Field(
        "level", .choice(["school", "municipal", "regional", "federal", "international"]),
        "Уровень мероприятия", words: ["federal": ["федеральный"]]),
      Field("subject_code", .code, "Код предмета", isRequired: false, synonyms: ["Предмет"]),
      Field(
        "result", .choice(["participant", "prize", "winner"]),
        "Результат: участник, призёр, победитель", synonyms: ["Статус участия"]),
      Field("held_on", .date, "Дата", isRequired: false, synonyms: ["Дата проведения"]),
      Field("is_official", .flag, "Из официального перечня", isRequired: false),
    ],
    references: [
      Reference("student_key", to: "student"),
      Reference("subject_code", to: "subject", isShared: true),
    ])

  package static let graduateDestination = RecordTable(
    "graduate_destination", "Распределение выпускников (итоги)",
    key: ["grade", "destination", "as_of_on"],
    fields: [
      Field("grade", .integer(minimum: 9, maximum: 12), "Выпускной класс: 9 или 11"),
      Field(
        "destination",
        .choice([
          "grade10_here", "grade10_elsewhere", "spo", "university", "work", "army", "none", "other",
        ]),
        "Куда: 10 класс здесь, 10 класс в другой школе, СПО, вуз, работа, армия, никуда, иное",
        words: ["other": ["другое"]]),
      Field("as_of_on", .date, "По состоянию на"),
      Field(
        "graduates_count", .integer(minimum: 0, maximum: 5000),
        "Выпускников", outOfRange: "intake.count_out_of_range"),
    ])
}
