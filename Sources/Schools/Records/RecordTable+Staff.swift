extension RecordTable {
  package static let staff = RecordTable(
    "staff", "Педагогический работник (псевдоним)",
    key: ["staff_key"],
    fields: [
      Field("staff_key", .code, "Псевдонимный ключ работника"),
      Field("position_code", .code, "Код должности", isRequired: false),
      Field("is_teacher", .flag, "Учитель"),
      Field("is_pedagogical", .flag, "Педагогический работник"),
      Field("is_management", .flag, "Руководитель", isRequired: false),
      Field(
        "employment", .choice(["main", "internal", "external"]),
        "Занятость: основная, внутреннее совместительство, внешнее совместительство",
        synonyms: [
          "main": ["основная"], "internal": ["внутреннее совместительство"],
          "external": ["внешнее совместительство"],
        ]),
      Field("fte", .decimal(minimum: 0, maximum: 3), "Ставка", isRequired: false),
      Field(
        "category", .choice(["none", "sootv", "first", "highest", "methodist", "mentor"]),
        "Категория: нет, соответствие, первая, высшая, методист, наставник",
        synonyms: [
          "none": ["нет", "без категории"], "sootv": ["соответствие", "СЗД"], "first": ["первая"],
          "highest": ["высшая"], "methodist": ["методист", "педагог-методист"],
          "mentor": ["наставник", "педагог-наставник"],
        ]),
      Field("category_on", .date, "Дата присвоения категории", isRequired: false),
      Field(
        "education_level", .choice(["general", "vocational", "higher"]),
        "Образование: общее, среднее профессиональное, высшее", isRequired: false,
        synonyms: [
          "general": ["общее"], "vocational": ["среднее профессиональное", "СПО"],
          "higher": ["высшее"],
        ]),
      Field(
        "is_pedagogical_profile", .flag,
        "Образование педагогической направленности", isRequired: false),
      Field(
        "experience_band", .choice(["0-2", "3-5", "6-10", "11-20", "21-30", "30+"]),
        "Стаж, лет", isRequired: false, synonyms: ["30+": ["более 30"]]),
      Field(
        "age_band", .choice(["-29", "30-54", "55+"]), "Возраст, лет", isRequired: false,
        synonyms: ["-29": ["до 30"], "55+": ["55 и старше"]]),
    ])

  package static let staffSubject = RecordTable(
    "staff_subject", "Нагрузка учителя по предмету",
    key: ["staff_key", "subject_code"],
    fields: [
      Field("staff_key", .code, "Ключ работника"),
      Field("subject_code", .code, "Код предмета"),
      Field("hours_week", .decimal(minimum: 0, maximum: 60), "Часов в неделю"),
      Field("is_qualified", .flag, "Квалификация соответствует предмету"),
    ],
    references: [
      Reference("staff_key", to: "staff"), Reference("subject_code", to: "subject", isShared: true),
    ])

  package static let staffPd = RecordTable(
    "staff_pd", "Повышение квалификации за 36 месяцев до 31 мая",
    key: ["staff_key", "completed_on", "program_code"],
    fields: [
      Field("staff_key", .code, "Ключ работника"),
      Field("completed_on", .date, "Завершено"),
      Field("program_code", .code, "Код программы"),
      Field("hours", .integer(minimum: 1, maximum: 2000), "Часов"),
      Field(
        "pd_kind", .choice(["course", "retraining"]), "Вид: курсы, переподготовка",
        synonyms: ["course": ["курсы"], "retraining": ["переподготовка"]]),
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
        synonyms: [
          "rmo_talk": ["выступление на РМО"], "rmo_member": ["член РМО"],
          "prof_contest": ["профессиональный конкурс"], "ege_expert": ["эксперт ЕГЭ"],
          "jury": ["жюри"], "attestation_commission": ["аттестационная комиссия"],
        ]),
      Field("held_on", .date, "Дата"),
      Field(
        "level", .choice(["school", "municipal", "regional", "federal"]),
        "Уровень", isRequired: false,
        synonyms: [
          "school": ["школьный"], "municipal": ["муниципальный"], "regional": ["региональный"],
          "federal": ["федеральный", "всероссийский"],
        ]),
      Field(
        "result", .choice(["participant", "prize", "winner"]), "Результат", isRequired: false,
        synonyms: ["participant": ["участник"], "prize": ["призёр"], "winner": ["победитель"]]),
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
        synonyms: ["self": ["самоанализ"], "visit": ["посещение"]]),
    ],
    references: [Reference("staff_key", to: "staff")])

  package static let curriculumLoad = RecordTable(
    "curriculum_load", "Выполнение учебного плана кадрами",
    key: ["grade", "subject_code", "as_of_on"],
    fields: [
      Field("grade", .integer(minimum: 1, maximum: 12), "Параллель"),
      Field("subject_code", .code, "Код предмета"),
      Field("as_of_on", .date, "По состоянию на"),
      Field("hours_plan", .decimal(minimum: 0, maximum: 2000), "Часов в неделю по плану"),
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
