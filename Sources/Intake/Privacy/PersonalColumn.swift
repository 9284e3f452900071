/// Tells columns with personal data by their names.
///
/// Only columns that the profile does not know are asked about: `name_ru` of a school is a field. Case, spaces and
/// punctuation do not matter: `Дата рожд.` and `birth-date` are found.
enum PersonalColumn {
  /// Parts of names that no column outside the profile may have, letters only.
  private static let parts = [
    "фио", "фамил", "отчеств", "снилс", "паспорт", "датарожд", "деньрожд", "рожден", "телефон",
    "диагноз",
    "национальност", "вероисповед", "религи", "эпочта", "электроннаяпочта", "емейл", "имейл",
    "имяуч",
    "имяобуч", "имяребен", "имяпед", "имясотр", "имярод", "сериядок", "номердок",
    "surname", "firstname", "lastname", "middlename", "givenname", "familyname", "fullname",
    "maidenname",
    "studentname", "pupilname", "teachername", "staffname", "parentname", "personname", "patronym",
    "famil",
    "otchestv", "snils", "passport", "birth", "phone", "email", "diagnos", "nationalit", "religion",
  ]

  /// Parts that a table of pupils or staff may not have: what is sensitive comes counted, and free text about a
  /// person does not come at all.
  private static let partsOfPersons = [
    "группаздоров", "здоровь", "инвалид", "овз", "доход", "опдн", "кдн", "состоитнауч", "родител",
    "опекун",
    "комментар", "примечан", "замечан", "характеристик", "гражданств", "health", "disab", "income",
    "parent",
    "guardian", "comment", "remark", "citizenship", "ethnic", "username", "password", "пароль",
    "логин",
  ]

  /// Whole names, letters only.
  private static let names: Set<String> = [
    "name", "nameru", "nameen", "fio", "imya", "dob", "inn", "mail", "tel", "photo", "инн", "тел",
    "фото", "фи",
    "мобтел", "мобильный", "сотовый", "почта", "мать", "отец", "mother", "father", "sms",
  ]

  /// Words that make the name or the address of a person one of a thing: `имя файла`, `адрес сайта`.
  private static let things = [
    "файл", "таблиц", "поля", "школ", "предмет", "класс", "мероприят", "организац", "учрежден",
    "программ",
    "источник", "сайт", "страниц", "здани", "оо", "ip", "url", "web", "site", "school", "page",
  ]

  private static let persons = [
    "ученик", "учащ", "обучающ", "ребен", "учител", "руковод", "педагог", "сотрудник", "директор",
    "родител",
    "пользовател", "pupil", "student", "teacher", "director", "head", "staff", "user",
  ]

  /// Whether `name`, which is no field of the table, speaks of a person.
  ///
  /// - Parameter isOfPersons: each row of the table is about one person.
  static func isPersonal(_ name: String, isOfPersons: Bool = false) -> Bool {
    let words = words(of: name)
    let letters = words.joined()
    if names.contains(letters) || parts.contains(where: { letters.contains($0) }) { return true }
    if isOfPersons, partsOfPersons.contains(where: { letters.contains($0) }) { return true }
    if ["фи", "имя", "почта"].contains(where: words.contains) || hasAddress(letters) {
      return namesPerson(words)
        || !words.contains { word in
          things.contains { $0.count > 3 ? word.hasPrefix($0) : word == $0 }
        }
    }
    return false
  }

  /// Whether `name` says how an institution is reached: a register may have such a column, unread.
  static func isContact(_ name: String) -> Bool {
    let words = words(of: name)
    let letters = words.joined()
    guard !namesPerson(words) else { return false }
    return hasAddress(letters)
      || ["телефон", "почта", "phone", "email", "емейл", "имейл"].contains { letters.contains($0) }
      || ["тел", "tel", "mail", "факс", "fax"].contains(letters)
  }

  private static func namesPerson(_ words: [String]) -> Bool {
    words.contains { word in persons.contains { word.hasPrefix($0) } }
  }

  private static func hasAddress(_ letters: String) -> Bool {
    letters.contains("адрес") || letters.contains("address")
  }

  private static let end = 100

  /// Lower-case words; a capital after a small letter begins one.
  private static func words(of name: String) -> [String] {
    var words: [String] = []
    var previous: Character = " "
    // Of a long name both ends are looked at; what a title says beyond them no one takes for a name.
    let isLong = name.utf8.count > 2 * end
    let looked = isLong ? "\(name.prefix(end)) \(name.suffix(end))" : name
    for letter in looked.precomposedForm {
      if letter.isLetter {
        if !previous.isLetter || (letter.isUppercase && previous.isLowercase) { words.append("") }
        words[words.count - 1] += letter.lowercased().replacing("ё", with: "е")
      }
      previous = letter
    }
    return words
  }
}

extension String {
  /// With `й` and `ё` as single characters, however they were typed.
  fileprivate var precomposedForm: String {
    replacing("и\u{306}", with: "й").replacing("е\u{308}", with: "ё")
      .replacing("И\u{306}", with: "Й").replacing("Е\u{308}", with: "Ё")
  }
}
