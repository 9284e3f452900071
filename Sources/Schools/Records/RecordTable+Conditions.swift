extension RecordTable {
  package static let classActivityCount = RecordTable(
    "class_activity_count", "Охват по классам",
    key: ["class_code", "activity", "as_of_on"],
    fields: [
      Field("class_code", .code, "Код класса", synonyms: ["Класс"], spelling: .classCode),
      Field(
        "activity",
        .choice([
          "extra_ed_any", "sport_any", "sport_section", "hot_meal_paid", "hot_meal_free", "camp",
          "selfgov", "transport", "interest",
        ]),
        "Вид занятости: допобразование, спорт, секция, питание платное и бесплатное, лагерь, самоуправление, подвоз, по интересам",
        synonyms: ["Занятость"],
        words: [
          "extra_ed_any": ["дополнительное образование", "допобразование"], "sport_any": ["спорт"],
          "sport_section": ["секция"], "hot_meal_paid": ["платное питание", "питание платное"],
          "hot_meal_free": ["бесплатное питание", "питание бесплатное"],
          "interest": ["по интересам"],
        ]),
      Field("as_of_on", .date, "По состоянию на"),
      Field(
        "students_count", .integer(minimum: 0, maximum: 100),
        "Обучающихся", outOfRange: "intake.count_out_of_range",
        synonyms: ["Количество обучающихся", "Число обучающихся"]),
    ],
    references: [Reference("class_code", to: "class")])

  package static let healthAggregate = RecordTable(
    "health_aggregate", "Группы здоровья (итоги осмотров)",
    key: ["cohort", "as_of_on"],
    fields: [
      Field(
        "cohort",
        .choice([
          "entry", "age14", "g1", "g2", "g3", "g4", "g5", "g6", "g7", "g8", "g9", "g10", "g11",
        ]),
        "Когорта: поступающие, 14-летние, параллель",
        words: [
          "entry": ["поступающие"], "age14": ["14 лет"], "g1": ["1 класс"], "g2": ["2 класс"],
          "g3": ["3 класс"], "g4": ["4 класс"], "g5": ["5 класс"], "g6": ["6 класс"],
          "g7": ["7 класс"], "g8": ["8 класс"], "g9": ["9 класс"], "g10": ["10 класс"],
          "g11": ["11 класс"],
        ]),
      Field("as_of_on", .date, "По состоянию на"),
      Field(
        "examined_count", .integer(minimum: 0, maximum: 20000),
        "Осмотрено", outOfRange: "intake.count_out_of_range"),
      Field(
        "group1_count", .integer(minimum: 0, maximum: 20000),
        "I группа", outOfRange: "intake.count_out_of_range", synonyms: ["1 группа", "Группа 1"]),
      Field(
        "group2_count", .integer(minimum: 0, maximum: 20000),
        "II группа", outOfRange: "intake.count_out_of_range", synonyms: ["2 группа", "Группа 2"]),
      Field(
        "group3_count", .integer(minimum: 0, maximum: 20000),
        "III группа", outOfRange: "intake.count_out_of_range", synonyms: ["3 группа", "Группа 3"]),
      Field(
        "group4_count", .integer(minimum: 0, maximum: 20000),
        "IV группа", outOfRange: "intake.count_out_of_range", synonyms: ["4 группа", "Группа 4"]),
      Field(
        "group5_count", .integer(minimum: 0, maximum: 20000),
        "V группа", outOfRange: "intake.count_out_of_range", synonyms: ["5 группа", "Группа 5"]),
      Field(
        "pe_main_count", .integer(minimum: 0, maximum: 20000),
        "Основная физкультурная группа", isRequired: false, outOfRange: "intake.count_out_of_range"),
      Field(
        "pe_prep_count", .integer(minimum: 0, maximum: 20000),
        "Подготовительная", isRequired: false, outOfRange: "intake.count_out_of_range"),
      Field(
        "pe_special_count", .integer(minimum: 0, maximum: 20000),
        "Специальная", isRequired: false, outOfRange: "intake.count_out_of_range"),
    ])

  package static let morbidityAggregate = RecordTable(
    "morbidity_aggregate", "Заболеваемость (итоги)",
    key: ["population", "period_code"],
    fields: [
      Field(
        "population", .choice(["students", "teachers", "other"]),
        "Кто: обучающиеся, учителя, прочие", words: ["students": ["ученики"]]),
      Field("period_code", .code, "Код периода"),
      Field(
        "cases_count", .integer(minimum: 0, maximum: 1000000),
        "Случаев", outOfRange: "intake.count_out_of_range"),
      Field(
        "days_count", .integer(minimum: 0, maximum: 1000000),
        "Дней", outOfRange: "intake.count_out_of_range"),
      Field(
        "never_ill_count", .integer(minimum: 0, maximum: 20000),
        "Ни разу не болели", isRequired: false, outOfRange: "intake.count_out_of_range"),
      Field(
        "headcount", .integer(minimum: 0, maximum: 20000),
        "Численность", outOfRange: "intake.count_out_of_range"),
    ],
    references: [Reference("period_code", to: "period")])

  package static let welfareAggregate = RecordTable(
    "welfare_aggregate", "Учёт ОПДН и КДН (итоги)",
    key: ["register", "as_of_on"],
    fields: [
      Field(
        "register", .choice(["opdn", "kdn", "vshk", "any_distinct"]),
        "Учёт: ОПДН, КДНиЗП, внутришкольный, различных лиц на ОПДН или КДНиЗП",
        words: [
          "opdn": ["ПДН"], "kdn": ["КДН"], "vshk": ["внутришкольный", "ВШК", "ВШУ"],
          "any_distinct": ["различных лиц"],
        ]),
      Field("as_of_on", .date, "По состоянию на"),
      Field(
        "students_count", .integer(minimum: 0, maximum: 20000),
        "Обучающихся", outOfRange: "intake.count_out_of_range"),
      Field(
        "offences_count", .integer(minimum: 0, maximum: 20000),
        "Правонарушений", isRequired: false, outOfRange: "intake.count_out_of_range"),
    ])

  package static let parentEngagement = RecordTable(
    "parent_engagement", "Участие родителей в жизни школы",
    key: ["class_code", "as_of_on"],
    fields: [
      Field("class_code", .code, "Код класса", synonyms: ["Класс"], spelling: .classCode),
      Field("as_of_on", .date, "По состоянию на"),
      Field(
        "families_count", .integer(minimum: 0, maximum: 100),
        "Семей", outOfRange: "intake.count_out_of_range",
        synonyms: ["Количество семей", "Число семей"]),
      Field(
        "engaged_count", .integer(minimum: 0, maximum: 100),
        "Из них участвуют", outOfRange: "intake.count_out_of_range"),
    ],
    references: [Reference("class_code", to: "class")])

  package static let surveyResult = RecordTable(
    "survey_result", "Итоги анкетирования",
    key: ["survey_code", "item_code", "audience", "as_of_on"],
    fields: [
      Field("survey_code", .code, "Код анкеты"),
      Field("item_code", .code, "Код вопроса"),
      Field(
        "audience", .choice(["parents", "students", "staff"]), "Кого опрашивали",
        words: ["students": ["ученики"], "staff": ["сотрудники"]]),
      Field("as_of_on", .date, "Дата"),
      Field(
        "invited_count", .integer(minimum: 0, maximum: 20000),
        "Приглашено", outOfRange: "intake.count_out_of_range"),
      Field(
        "answered_count", .integer(minimum: 0, maximum: 20000),
        "Ответили", outOfRange: "intake.count_out_of_range"),
      Field(
        "answer1_count", .integer(minimum: 0, maximum: 20000),
        "Ответ 1 (хуже всего)", outOfRange: "intake.count_out_of_range"),
      Field(
        "answer2_count", .integer(minimum: 0, maximum: 20000),
        "Ответ 2", outOfRange: "intake.count_out_of_range"),
      Field(
        "answer3_count", .integer(minimum: 0, maximum: 20000),
        "Ответ 3", outOfRange: "intake.count_out_of_range"),
      Field(
        "answer4_count", .integer(minimum: 0, maximum: 20000),
        "Ответ 4", outOfRange: "intake.count_out_of_range"),
      Field(
        "answer5_count", .integer(minimum: 0, maximum: 20000),
        "Ответ 5 (лучше всего)", outOfRange: "intake.count_out_of_range"),
    ])

  package static let extraProgram = RecordTable(
    "extra_program", "Программа дополнительного образования",
    key: ["program_code"],
    fields: [
      Field("program_code", .code, "Код программы"),
      Field(
        "direction", .choice(["technical", "science", "sport", "arts", "social", "tourism"]),
        "Направленность", words: ["science": ["естественнонаучная"]]),
      Field("is_licensed", .flag, "По лицензии"),
      Field("conforms", .flag, "Соответствует требованиям", isRequired: false),
      Field("hours_year", .decimal(minimum: 0, maximum: 2000), "Часов в год", isRequired: false),
      Field(
        "students_count", .integer(minimum: 0, maximum: 20000),
        "Обучающихся", isRequired: false, outOfRange: "intake.count_out_of_range"),
    ])

  package static let facility = RecordTable(
    "facility", "Помещение и оснащение",
    key: ["item_code", "as_of_on"],
    fields: [
      Field(
        "item_code",
        .choice([
          "canteen", "medical_office", "gym", "library", "classroom_equipped", "classrooms", "pool",
          "stadium",
        ]),
        "Объект",
        words: [
          "medical_office": ["медкабинет"], "gym": ["спортзал"],
          "classroom_equipped": ["оснащённые кабинеты"], "classrooms": ["кабинеты"],
        ]),
      Field("as_of_on", .date, "По состоянию на"),
      Field("is_present", .flag, "Имеется"),
      Field("conforms", .flag, "Соответствует нормам", isRequired: false),
      Field("is_licensed", .flag, "Лицензирован", isRequired: false),
      Field(
        "equipped_count", .integer(minimum: 0, maximum: 100000),
        "Оснащено позиций", isRequired: false, outOfRange: "intake.count_out_of_range"),
      Field(
        "standard_count", .integer(minimum: 0, maximum: 100000),
        "Позиций по стандарту", isRequired: false, outOfRange: "intake.count_out_of_range"),
      Field("capacity", .integer(minimum: 0, maximum: 20000), "Мест", isRequired: false),
      Field("area_m2", .decimal(minimum: 0, maximum: 1000000), "Площадь, м²", isRequired: false),
    ])

  package static let sanpinCheck = RecordTable(
    "sanpin_check", "Проверка требования",
    key: ["check_kind", "requirement_code", "checked_on"],
    fields: [
      Field(
        "check_kind", .choice(["sanpin", "ot", "fire", "antiterror", "sanepid"]),
        "Вид: СанПиН, охрана труда, пожарная, антитеррор, профилактика",
        words: ["fire": ["пожарная"], "antiterror": ["антитеррор"], "sanepid": ["профилактика"]]),
      Field("requirement_code", .code, "Код требования"),
      Field("checked_on", .date, "Дата"),
      Field("is_applicable", .flag, "Применимо"),
      Field("is_met", .flag, "Выполнено"),
      Field(
        "source", .choice(["self", "inspection"]),
        "Источник: самопроверка, надзор", isRequired: false, words: ["self": ["самопроверка"]]),
      Field("is_order_open", .flag, "Предписание не исполнено", isRequired: false),
    ])

  package static let resource = RecordTable(
    "resource", "Ресурсы школы",
    key: ["as_of_on"],
    fields: [
      Field("as_of_on", .date, "По состоянию на"),
      Field(
        "computers_count", .integer(minimum: 0, maximum: 100000),
        "Компьютеров", isRequired: false, outOfRange: "intake.count_out_of_range"),
      Field(
        "books_count", .integer(minimum: 0, maximum: 10000000),
        "Экземпляров учебной литературы", isRequired: false, outOfRange: "intake.count_out_of_range"
      ),
      Field(
        "internet_mbit", .decimal(minimum: 0, maximum: 1000000),
        "Интернет, Мбит/с", isRequired: false),
      Field(
        "internet_students_count", .integer(minimum: 0, maximum: 20000),
        "Обучающихся с Интернетом от 2 Мбит/с", isRequired: false,
        outOfRange: "intake.count_out_of_range"),
      Field(
        "area_m2", .decimal(minimum: 0, maximum: 10000000),
        "Площадь учебных помещений, м²", isRequired: false),
      Field("has_reading_room", .flag, "Читальный зал", isRequired: false),
      Field("has_computers_in_library", .flag, "Компьютеры в библиотеке", isRequired: false),
      Field("has_mediatheque", .flag, "Медиатека", isRequired: false),
      Field("has_scanning", .flag, "Сканирование и распознавание", isRequired: false),
      Field("has_library_internet", .flag, "Интернет в библиотеке", isRequired: false),
      Field("has_printing", .flag, "Распечатка", isRequired: false),
      Field("has_edoc_flow", .flag, "Электронный документооборот", isRequired: false),
    ])

  package static let indicatorReturn = RecordTable(
    "indicator_return", "Показатель, присланный готовым счётом",
    key: ["indicator_code", "cut"],
    fields: [
      Field("indicator_code", .code, "Код показателя"),
      Field("cut", .text, "Разрез: all или имя=значение через «;»"),
      Field("numerator", .decimal(), "Числитель"),
      Field("denominator", .decimal(minimum: 0), "Знаменатель"),
      Field(
        "sum_squares", .decimal(minimum: 0),
        "Сумма квадратов (для средних)", isRequired: false),
      Field("as_of_on", .date, "По состоянию на", isRequired: false),
      Field("source", .text, "Источник", isRequired: false),
    ])
}
