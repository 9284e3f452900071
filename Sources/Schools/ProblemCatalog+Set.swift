extension ProblemCatalog {
  /// What is wrong with a set of schools that an analyst saves.
  static let setEntries: [Entry] = [
    rejected(
      "set.code_malformed",
      "Код набора — от 1 до 32 латинских букв, цифр, точек, дефисов и подчёркиваний.",
      "The code of a set is 1 to 32 Latin letters, digits, dots, hyphens and underscores.",
      hint: (ru: "Назовите набор, например, north-2025.", en: "Name it, for example, north-2025.")),
    rejected(
      "set.school_unknown",
      "В реестре нет школ: {schools}.",
      "The register has no schools {schools}.",
      hint: (
        ru: "Коды школ печатает soko report schools.",
        en: "The codes of schools are printed by soko report schools."
      )),
    rejected(
      "set.schools_too_few",
      "В наборе {found} школ, нужно не меньше {needed}.",
      "The set has {found} schools; at least {needed} are needed.",
      hint: (
        ru:
          "Каждая школа сопоставляется с остальными: сумма немногих выдала бы данные одной из них.",
        en: "Each school is set beside the others: a sum over few would give one of them away."
      )),
    rejected(
      "set.unknown",
      "Действующего набора с таким кодом нет.",
      "There is no set of this code in force.",
      hint: (ru: "Наборы печатает soko set list.", en: "The sets are printed by soko set list.")),
    rejected(
      "set.words_missing",
      "У набора должны быть название и имя того, кто его сохранил.",
      "A set has a title, and a word of who saved it.",
      hint: (ru: "Укажите --title и --by.", en: "Give --title and --by.")),
  ]
}
