extension RecordTable {
  package static let staff = RecordTable(
    "staff", "Педагогический работник (псевдоним)",
    key: ["staff_key"],
    fields: [
      Field(
        "staff_key", .code, "Псевдонимный ключ работника",
        synonyms: ["Ключ работника", "Код работника", "Код педагога"]),
      Field("position_code", .code, "Код должности", isRequired: false, synonyms: ["Должность"]),
      Field("is_teacher", .flag, "Учитель"),
      Field("is_pedagogical", .flag, "Педагогический работник"),
      Field("is_management", .flag, "Руководитель", isRequired: false),
      Field(
        "employment", .choice(["main", "internal", "external"]),
        "Занятость: основная, внутреннее совместительство, внешнее совместительство"),
      Field(
        "fte", .decimal(minimum: 0, maximum: 3), "Ставка", isRequired: false,
        synonyms: ["Доля ставки"]),
      Field(
        "category", .choice(["none", "sootv", "first", "highest", "methodist", "mentor"]),
        "Категория: нет, соответствие, первая, высшая, методист, наставник",
        synonyms: ["Квалификационная категория"],
        words: [
          "none": ["без категории"], "sootv": ["соответствие", "СЗД"], "methodist": ["методист"],
          "mentor": ["наставник"],
        ]),
      Field("category_on", .date, "Дата присвоения категории", isRequired: false),
      Field(
        "education_level", .choice(["general", "vocational", "higher"]),
        "Образование: общее, среднее профессиональное, высшее", isRequired: false,
        words: ["vocational": ["СПО"]]),
      Field(
        "is_pedagogical_profile", .flag,
        "Образование педагогической направленности", isRequired: false),
      Field(
        "experience_band", .choice(["0-2", "3-5", "6-10", "11-20", "21-30", "30+"]),
        "Стаж, лет", isRequired: false, words: ["30+": ["более 30"]]),
      Field(
        "age_band", .choice(["-29", "30-54", "55+"]), "Возраст, лет", isRequired: false,
        words: ["-29": ["до 30"], "55+": ["55 и старше"]]),
    ])

  package static let staffSubject = RecordTable(
    "staff_subject", "Нагрузка учителя по предмету",
    key: ["staff_key", "subject_code"],
    fields: [
      Field("staff_key", .code, "Ключ работника", synonyms: ["Код работника", "Код педагога"]),
      Field("subject_code", .code, "Код предмета", synonyms: ["Предмет"]),
      Field(
        "hours_week", .decimal(minimum: 0, maximum: 60), "Часов в неделю",
        synonyms: ["Часов", "Нагрузка", "Недельная нагрузка"]),
      Field("is_qualified", .flag, "Квалификация соответствует предмету"),
    ],
    references: [
      Reference("staff_key", to: "staff"), Reference("subject_code", to: "subject", isShared: true),
    ])

  package static let staffPd = RecordTable(
    "staff_pd", "Повышение квалификации за 36 месяцев до 31 мая",
    key: ["staff_key", "completed_on", "program_code"],
    fields: [
      Field("staff_key", .code, "Ключ работника", synonyms: ["Код работника", "Код педагога"]),
      Field("completed_on", .date, "Завершено", synonyms: ["Дата завершения", "Дата окончания"]),
      Field("program_code", .code, "Код программы", synonyms: ["Программа"]),
      Field(
        "hours", .integer(minimum: 1, maximum: 2000), "Часов",
        synonyms: ["Количество часов", "Объём часов"]),
      Field("pd_kind", .choice(["course", "retraining"]), "Вид: курсы, переподготовка"),
      Field("topic_code", .code, "Код темы", isRequired: false),
      Field("is_fgos", .flag, "По ФГОС", isRequired: false),
    ],
    references: [Reference("staff_key", to: "staff")])

  package static let staffActivity = RecordTable(
    "staff_activity", "Профессиональная активность работника",
    key: ["staff_key", "activity_kind", "held_on"],
    fields: [
      Field("staff_key", .code, "Ключ работника"),
      Field(
        "activity_kind",
        .choice([
          "rmo_talk", "rmo_member", "prof_contest", "ege_expert", "jury", "attestation_commission",
        ]),
        "Вид: выступление на РМО, член РМО, профессиональный конкурс, эксперт ЕГЭ, жюри, аттестационная комиссия",
        words: ["jury": ["жюри"], "attestation_commission": ["аттестационная комиссия"]]
      ),
      Field("held_on", .date, "Дата"),
      Field(
        "level", .choice(["school", "municipal", "regional", "federal"]),
        "Уровень", isRequired: false, words: ["federal": ["федеральный"]]),
      Field("result", .choice(["participant", "prize", "winner"]), "Результат", isRequired: false),
    ],
    references: [Reference("staff_key", to: "staff")])

  package static let staffPractice = RecordTable(
    "staff_practice", "Наблюдение урока или самоанализ",
    key: ["staff_key", "observed_on"],
    fields: [
      Field("staff_key", .code, "Ключ работника"),
      Field("observed_on", .date, "Дата"),
      Field("uses_modern_methods", .flag, "Современные педагогические технологии"),
      Field("uses_ict", .flag, "ИКТ на уроке"),
      Field(
        "rubric_score", .decimal(minimum: 0, maximum: 100),
        "Балл по рубрике", isRequired: false, outOfRange: "intake.score_out_of_range"),
      Field(
        "source", .choice(["self", "visit"]), "Источник: самоанализ, посещение",
        words: ["self": ["самоанализ"], "visit": ["посещение"]]),
    ],
    references: [Reference("staff_key", to: "staff")])

  package static let curriculumLoad = RecordTable(
    "curriculum_load", "Выполнение учебного плана кадрами",
    key: ["grade", "subject_code", "as_of_on"],
    fields: [
      Field("grade", .integer(minimum: 1, maximum: 12), "Параллель", synonyms: ["Класс"]),
      Field("subject_code", .code, "Код предмета", synonyms: ["Предмет"]),
      Field("as_of_on", .date, "По состоянию на"),
      Field(
        "hours_plan", .decimal(minimum: 0, maximum: 2000), "Часов в неделю по плану",
        synonyms: ["Часов по плану"]),
      Field("hours_taught", .decimal(minimum: 0, maximum: 2000), "Обеспечено учителем"),
      Field(
        "hours_qualified", .decimal(minimum: 0, maximum: 2000),
        "Обеспечено учителем нужной квалификации"),
    ],
    references: [Reference("subject_code", to: "subject", isShared: true)])

  package static let expertScore = RecordTable(
    "expert_score", "Экспертная оценка",
    key: ["item_code", "rater_no", "as_of_on"],
    fields: [
      Field("item_code", .code, "Код показателя экспертизы"),
      Field("rater_no", .integer(minimum: 1, maximum: 99), "Номер эксперта"),
      Field("as_of_on", .date, "Дата"),
      Field(
        "score", .decimal(minimum: 0, maximum: 1000),
        "Балл", outOfRange: "intake.score_out_of_range"),
      Field("scale_max", .decimal(minimum: 1, maximum: 1000), "Максимум шкалы"),
    ])
}
