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
        synonyms: [
          "primary": ["НОШ", "начальная"], "basic": ["ООШ", "основная"],
          "secondary": ["СОШ", "средняя"], "gymnasium": ["гимназия"], "lyceum": ["лицей"],
          "advanced": ["УИОП", "СОШ с УИОП", "с углублённым изучением"],
          "special": ["коррекционная"], "evening": ["вечерняя"],
        ]),
      Field(
        "settlement", .choice(["city", "town", "village"]),
        "Тип поселения: город, посёлок городского типа, село",
        synonyms: [
          "city": ["город"], "town": ["пгт", "посёлок городского типа"],
          "village": ["село", "деревня"],
        ]),
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
      Field("period_code", .code, "Код периода в школе"),
      Field(
        "period_kind", .choice(["quarter", "trimester", "half", "year"]),
        "Вид периода: четверть, триместр, полугодие, год",
        synonyms: [
          "quarter": ["четверть"], "trimester": ["триместр"], "half": ["полугодие"],
          "year": ["год", "учебный год"],
        ]),
      Field("starts_on", .date, "Начало"),
      Field("ends_on", .date, "Конец"),
    ])

  package static let `class` = RecordTable(
    "class", "Класс",
    key: ["class_code"],
    fields: [
      Field("class_code", .code, "Код класса, например 9А", spelling: .classCode),
      Field("grade", .integer(minimum: 1, maximum: 12), "Параллель"),
      Field("letter", .text, "Литера", isRequired: false),
      Field("profile", .text, "Профиль", isRequired: false),
      Field(
        "program", .choice(["general", "adapted"]),
        "Программа: общая (ООП) или адаптированная (АООП)", isRequired: false,
        synonyms: ["general": ["ООП", "общая"], "adapted": ["АООП", "адаптированная"]]),
      Field(
        "study_form", .choice(["full_time", "mixed", "part_time", "family"]),
        "Форма обучения: очная, очно-заочная, заочная, семейная", isRequired: false,
        synonyms: [
          "full_time": ["очная"], "mixed": ["очно-заочная"], "part_time": ["заочная"],
          "family": ["семейная"],
        ]),
      Field(
        "study_mode", .choice(["usual", "advanced", "profile", "distance", "network"]),
        "Режим: обычный, углублённый, профильный, дистанционный, сетевой", isRequired: false,
        synonyms: [
          "usual": ["обычный"], "advanced": ["углублённый"], "profile": ["профильный"],
          "distance": ["дистанционный"], "network": ["сетевой"],
        ]),
      Field(
        "capacity", .integer(minimum: 1, maximum: 60),
        "Проектная наполняемость", isRequired: false),
      Field("is_unmarked", .flag, "Безотметочное обучение", isRequired: false),
    ])

  package static let student = RecordTable(
    "student", "Обучающийся (псевдоним)",
    key: ["student_key"],
    fields: [
      Field("student_key", .code, "Псевдонимный ключ обучающегося"),
      Field(
        "entry_year", .integer(minimum: 1950, maximum: 2100),
        "Год поступления в школу", isRequired: false),
      Field(
        "sex", .choice(["f", "m"]), "Пол", isRequired: false,
        synonyms: ["f": ["ж", "жен", "женский"], "m": ["м", "муж", "мужской"]]),
    ])

  package static let enrolment = RecordTable(
    "enrolment", "Зачисление в класс",
    key: ["student_key", "class_code", "entered_on"],
    fields: [
      Field("student_key", .code, "Ключ обучающегося"),
      Field("class_code", .code, "Код класса", spelling: .classCode),
      Field("entered_on", .date, "Зачислен с"),
      Field("left_on", .date, "Выбыл (первый день вне класса)", isRequired: false),
      Field(
        "entry_reason", .choice(["promotion", "transfer_in", "new"]),
        "Причина зачисления: перевод из класса, из другой школы, впервые", isRequired: false,
        synonyms: [
          "promotion": ["перевод из класса"], "transfer_in": ["из другой школы"],
          "new": ["впервые"],
        ]),
      Field(
        "exit_reason",
        .choice(["promotion", "transfer_out", "graduate", "expelled", "dropout", "other"]),
        "Причина выбытия", isRequired: false,
        synonyms: [
          "promotion": ["перевод в следующий класс"], "transfer_out": ["в другую школу"],
          "graduate": ["выпуск"], "expelled": ["отчислен", "отчислена"],
          "dropout": ["прекращение обучения"], "other": ["иное", "другое"],
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
