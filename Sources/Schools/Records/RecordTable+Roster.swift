extension RecordTable {
  package static let schoolYear = RecordTable(
    "school_year", "Школа в учебном году",
    key: [],
    fields: [
      Field(
        "school_kind",
        .choice([
          "primary", "basic", "secondary", "gymnasium", "lyceum", "advanced", "special", "evening",
        ]),
        "Вид школы: начальная, основная, средняя, гимназия, лицей, с углублённым изучением, коррекционная, вечерняя",
        words: [
          "primary": ["НОШ"], "basic": ["ООШ"], "secondary": ["СОШ"],
          "advanced": ["УИОП", "СОШ с УИОП"],
        ]
      ),
      Field(
        "settlement", .choice(["city", "town", "village"]),
        "Тип поселения: город, посёлок городского типа, село",
        words: ["town": ["пгт"], "village": ["деревня"]]),
      Field("is_small", .flag, "Малокомплектная школа"),
      Field("shifts", .integer(minimum: 1, maximum: 3), "Число смен", isRequired: false),
      Field(
        "licence_until_on", .date,
        "Лицензия действует до (пусто: бессрочно)", isRequired: false),
      Field("licence_valid", .flag, "Лицензия действует", isRequired: false),
      Field("accreditation_valid", .flag, "Аккредитация действует", isRequired: false),
      Field("report_published_on", .date, "Дата публикации публичного доклада", isRequired: false),
      Field("selfgov_present", .flag, "Есть ученическое самоуправление", isRequired: false),
    ])

  package static let period = RecordTable(
    "period", "Учебный период",
    key: ["period_code"],
    fields: [
      Field("period_code", .code, "Код периода в школе", synonyms: ["Код периода", "Период"]),
      Field(
        "period_kind", .choice(["quarter", "trimester", "half", "year"]),
        "Вид периода: четверть, триместр, полугодие, год", words: ["year": ["учебный год"]]),
      Field("starts_on", .date, "Начало", synonyms: ["Дата начала", "Начало периода"]),
      Field("ends_on", .date, "Конец", synonyms: ["Дата окончания", "Окончание", "Конец периода"]),
    ])

  package static let `class` = RecordTable(
    "class", "Класс",
    key: ["class_code"],
    fields: [
      Field(
        "class_code", .code, "Код класса, например 9А",
        synonyms: ["Класс", "Наименование класса", "Название класса"], spelling: .classCode),
      Field(
        "grade", .integer(minimum: 1, maximum: 12), "Параллель",
        synonyms: ["Номер параллели", "Параллель класса"]),
      Field(
        "letter", .text, "Литера", isRequired: false, synonyms: ["Буква", "Литер", "Литера класса"]),
      Field(
        "profile", .text, "Профиль", isRequired: false,
        synonyms: ["Профиль обучения", "Профиль класса"]),
      Field(
        "program", .choice(["general", "adapted"]),
        "Программа: общая (ООП) или адаптированная (АООП)", isRequired: false,
        synonyms: ["Образовательная программа"],
        words: ["general": ["ООП", "общая"], "adapted": ["АООП", "адаптированная"]]),
      Field(
        "study_form", .choice(["full_time", "mixed", "part_time", "family"]),
        "Форма обучения: очная, очно-заочная, заочная, семейная", isRequired: false,
        synonyms: ["Форма получения образования"]),
      Field(
        "study_mode", .choice(["usual", "advanced", "profile", "distance", "network"]),
        "Режим: обычный, углублённый, профильный, дистанционный, сетевой", isRequired: false,
        synonyms: ["Режим обучения"]),
      Field(
        "capacity", .integer(minimum: 1, maximum: 60),
        "Проектная наполняемость", isRequired: false, synonyms: ["Наполняемость"]),
      Field("is_unmarked", .flag, "Безотметочное обучение", isRequired: false),
    ])

  package static let student = RecordTable(
    "student", "Обучающийся (псевдоним)",
    key: ["student_key"],
    fields: [
      Field(
        "student_key", .code, "Псевдонимный ключ обучающегося",
        synonyms: [
          "Ключ обучающегося", "Ключ ученика", "Код обучающегося", "Код ученика",
        ]),
      Field(
        "entry_year", .integer(minimum: 1950, maximum: 2100),
        "Год поступления в школу", isRequired: false, synonyms: ["Год поступления"]),
      Field(
        "sex", .choice(["f", "m"]), "Пол", isRequired: false,
        words: ["f": ["ж", "жен"], "m": ["м", "муж"]]),
    ])

  package static let enrolment = RecordTable(
    "enrolment", "Зачисление в класс",
    key: ["student_key", "class_code", "entered_on"],
    fields: [
      Field(
        "student_key", .code, "Ключ обучающегося",
        synonyms: ["Ключ ученика", "Код обучающегося", "Код ученика"]),
      Field("class_code", .code, "Код класса", synonyms: ["Класс"], spelling: .classCode),
      Field(
        "entered_on", .date, "Зачислен с", synonyms: ["Дата зачисления", "Зачислен", "Прибыл"]),
      Field(
        "left_on", .date, "Выбыл (первый день вне класса)", isRequired: false,
        synonyms: ["Дата выбытия", "Дата отчисления"]),
      Field(
        "entry_reason", .choice(["promotion", "transfer_in", "new"]),
        "Причина зачисления: перевод из класса, из другой школы, впервые", isRequired: false),
      Field(
        "exit_reason",
        .choice(["promotion", "transfer_out", "graduate", "expelled", "dropout", "other"]),
        "Причина выбытия", isRequired: false, synonyms: ["Причина отчисления"],
        words: [
          "expelled": ["отчислен", "отчислена"], "dropout": ["прекращение обучения"],
          "other": ["другое"],
        ]),
      Field("is_repeat_year", .flag, "Оставлен на повторный год", isRequired: false),
    ],
    references: [Reference("student_key", to: "student"), Reference("class_code", to: "class")])

  package static let socialPassport = RecordTable(
    "social_passport", "Социальный паспорт (итоги)",
    key: ["as_of_on"],
    fields: [
      Field("as_of_on", .date, "По состоянию на"),
      Field(
        "roll_count", .integer(minimum: 0, maximum: 20000),
        "Обучающихся всего", outOfRange: "intake.count_out_of_range"),
      Field(
        "par_he_both_count", .integer(minimum: 0, maximum: 20000),
        "Оба родителя с высшим образованием", isRequired: false,
        outOfRange: "intake.count_out_of_range"),
      Field(
        "par_he_one_count", .integer(minimum: 0, maximum: 20000),
        "Один родитель с высшим образованием", isRequired: false,
        outOfRange: "intake.count_out_of_range"),
      Field(
        "single_parent_count", .integer(minimum: 0, maximum: 20000),
        "Неполная семья", isRequired: false, outOfRange: "intake.count_out_of_range"),
      Field(
        "low_income_count", .integer(minimum: 0, maximum: 20000),
        "Малообеспеченная семья", isRequired: false, outOfRange: "intake.count_out_of_range"),
      Field(
        "large_family_count", .integer(minimum: 0, maximum: 20000),
        "Многодетная семья", isRequired: false, outOfRange: "intake.count_out_of_range"),
      Field(
        "unemployed_parents_count", .integer(minimum: 0, maximum: 20000),
        "Безработные родители", isRequired: false, outOfRange: "intake.count_out_of_range"),
      Field(
        "guardianship_count", .integer(minimum: 0, maximum: 20000),
        "Под опекой", isRequired: false, outOfRange: "intake.count_out_of_range"),
      Field(
        "ovz_count", .integer(minimum: 0, maximum: 20000),
        "С ОВЗ", isRequired: false, outOfRange: "intake.count_out_of_range"),
      Field(
        "disabled_count", .integer(minimum: 0, maximum: 20000),
        "С инвалидностью", isRequired: false, outOfRange: "intake.count_out_of_range"),
      Field(
        "nonrussian_home_count", .integer(minimum: 0, maximum: 20000),
        "Дома говорят не на русском", isRequired: false, outOfRange: "intake.count_out_of_range"),
      Field(
        "foreign_count", .integer(minimum: 0, maximum: 20000),
        "Иностранные граждане", isRequired: false, outOfRange: "intake.count_out_of_range"),
      Field(
        "moved_in_count", .integer(minimum: 0, maximum: 20000),
        "Прибыли в этом году", isRequired: false, outOfRange: "intake.count_out_of_range"),
    ])
}
