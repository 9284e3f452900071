/// What the words of closed lists mean, as a person reads them in a template.
package enum ChoiceMeaning {
  /// The Russian meaning of a word in the list of a field; nil for a word that no list has.
  package static func russian(_ word: String, of field: String) -> String? {
    meanings[field]?[word]
  }

  private static let meanings: [String: [String: String]] = [
    "school_kind": [
      "primary": "начальная", "basic": "основная", "secondary": "средняя", "gymnasium": "гимназия",
      "lyceum": "лицей", "advanced": "с углублённым изучением", "special": "коррекционная",
      "evening": "вечерняя",
    ],
    "settlement": ["city": "город", "town": "посёлок городского типа", "village": "село"],
    "period_kind": [
      "quarter": "четверть", "trimester": "триместр", "half": "полугодие", "year": "год",
    ],
    "program": ["general": "общая (ООП)", "adapted": "адаптированная (АООП)"],
    "study_form": [
      "full_time": "очная", "mixed": "очно-заочная", "part_time": "заочная", "family": "семейная",
    ],
    "study_mode": [
      "usual": "обычный", "advanced": "углублённый", "profile": "профильный",
      "distance": "дистанционный", "network": "сетевой",
    ],
    "sex": ["f": "женский", "m": "мужской"],
    "employment": [
      "main": "основная", "internal": "внутреннее совместительство",
      "external": "внешнее совместительство",
    ],
    "category": [
      "none": "нет", "sootv": "соответствие занимаемой должности", "first": "первая",
      "highest": "высшая", "methodist": "педагог-методист", "mentor": "педагог-наставник",
    ],
    "education_level": [
      "general": "общее", "vocational": "среднее профессиональное", "higher": "высшее",
    ],
    "experience_band": [
      "0-2": "до 2 лет включительно", "3-5": "от 3 до 5 лет", "6-10": "от 6 до 10 лет",
      "11-20": "от 11 до 20 лет", "21-30": "от 21 до 30 лет", "30+": "больше 30 лет",
    ],
    "age_band": [
      "-29": "до 29 лет включительно", "30-54": "от 30 до 54 лет", "55+": "55 лет и старше",
    ],
    "entry_reason": [
      "promotion": "перевод из класса", "transfer_in": "из другой школы", "new": "впервые",
    ],
    "exit_reason": [
      "promotion": "перевод в следующий класс", "transfer_out": "в другую школу",
      "graduate": "выпуск", "expelled": "отчисление",
      "dropout": "оставил обучение", "other": "иное",
    ],
    "mark_kind": [
      "period": "за период", "year": "годовая", "attestation": "промежуточная аттестация",
      "final": "итоговая",
    ],
    "mark_code": ["na": "не аттестован", "osv": "освобождён", "zach": "зачёт"],
    "certificate_status": [
      "issued": "выдан", "not_issued": "не выдан", "september": "выдан после сентябрьских пересдач",
    ],
    "certificate_kind": ["usual": "обычный", "honours": "с отличием"],
    "exam_kind": [
      "oge": "ОГЭ", "ege": "ЕГЭ", "gve9": "ГВЭ-9", "gve11": "ГВЭ-11",
      "oral9": "итоговое собеседование", "essay11": "итоговое сочинение",
    ],
    "wave": [
      "early": "досрочный", "main": "основной", "reserve": "резервный",
      "july_retake": "июльская пересдача", "september": "сентябрь",
    ],
    "status": ["valid": "действителен", "annulled": "аннулирован", "absent": "неявка"],
    "level": [
      "low": "низкий", "base": "базовый", "high": "повышенный", "school": "школьный",
      "municipal": "муниципальный", "regional": "региональный", "federal": "всероссийский",
      "international": "международный",
    ],
    "event_kind": [
      "vsosh": "всероссийская олимпиада школьников", "olympiad": "олимпиада", "contest": "конкурс",
      "conference": "научно-практическая конференция", "sport": "спортивное соревнование",
    ],
    "result": ["participant": "участник", "prize": "призёр", "winner": "победитель"],
    "pd_kind": ["course": "курсы", "retraining": "переподготовка"],
    "activity_kind": [
      "rmo_talk": "выступление на РМО", "rmo_member": "член РМО",
      "prof_contest": "профессиональный конкурс", "ege_expert": "эксперт ЕГЭ", "jury": "член жюри",
      "attestation_commission": "член аттестационной комиссии",
    ],
    "source": [
      "self": "сама школа: самоанализ, самопроверка", "visit": "посещение урока",
      "inspection": "надзор",
    ],
    "activity": [
      "extra_ed_any": "дополнительное образование, любое", "sport_any": "спорт, любой",
      "sport_section": "спортивная секция", "hot_meal_paid": "горячее питание, платное",
      "hot_meal_free": "горячее питание, бесплатное", "camp": "лагерь",
      "selfgov": "самоуправление", "transport": "подвоз", "interest": "занятия по интересам",
    ],
    "cohort": [
      "entry": "поступающие в первый класс", "age14": "14-летние", "g1": "1 классы",
      "g2": "2 классы", "g3": "3 классы", "g4": "4 классы", "g5": "5 классы", "g6": "6 классы",
      "g7": "7 классы", "g8": "8 классы", "g9": "9 классы", "g10": "10 классы", "g11": "11 классы",
    ],
    "population": ["students": "обучающиеся", "teachers": "учителя", "other": "прочие"],
    "register": [
      "opdn": "ОПДН", "kdn": "КДНиЗП", "vshk": "внутришкольный учёт",
      "any_distinct": "различных лиц на ОПДН или КДНиЗП",
    ],
    "destination": [
      "grade10_here": "10 класс здесь", "grade10_elsewhere": "10 класс в другой школе",
      "spo": "СПО", "university": "вуз", "work": "работа", "army": "армия", "none": "никуда",
      "other": "иное",
    ],
    "audience": ["parents": "родители", "students": "обучающиеся", "staff": "работники"],
    "direction": [
      "technical": "техническая", "science": "естественно-научная",
      "sport": "физкультурно-спортивная", "arts": "художественная",
      "social": "социально-гуманитарная", "tourism": "туристско-краеведческая",
    ],
    "item_code": [
      "canteen": "столовая", "medical_office": "медицинский кабинет", "gym": "спортивный зал",
      "library": "библиотека", "classroom_equipped": "оснащённые учебные кабинеты",
      "classrooms": "учебные кабинеты", "pool": "бассейн", "stadium": "стадион",
    ],
    "check_kind": [
      "sanpin": "СанПиН", "ot": "охрана труда", "fire": "пожарная безопасность",
      "antiterror": "антитеррористическая защищённость",
      "sanepid": "профилактика заболеваний",
    ],
  ]
}
