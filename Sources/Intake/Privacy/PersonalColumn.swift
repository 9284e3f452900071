/// Tells columns with personal data by their names.
enum PersonalColumn {
  /// Parts of names that no column outside the profile may have.
  private static let parts = [
    "фио", "фамил", "имя", "отчеств", "снилс", "паспорт", "датарожд", "деньрожд", "рожден",
    "адрес", "телефон", "почта", "диагноз", "национальност", "вероисповед",
    "surname", "firstname", "lastname", "middlename", "givenname", "familyname", "fullname",
    "maidenname", "studentname", "pupilname", "teachername", "staffname", "parentname",
    "personname", "patronym", "famil", "otchestv", "snils", "passport", "birth", "address",
    "phone", "email", "diagnos", "nationalit", "religion",
  ]

  /// Whole names.
  private static let names: Set<String> = [
    "name", "nameru", "nameen", "fio", "imya", "dob", "inn", "mail", "tel", "photo", "инн", "тел",
    "фото",
  ]

  /// Whether `name`, which is no field of the table, speaks of a person.
  ///
  /// Case, spaces and punctuation do not matter: `Дата рожд.` and `birth-date` are found.
  static func isPersonal(_ name: String) -> Bool {
    let letters = String(
      String.UnicodeScalarView(
        name.lowercased().unicodeScalars.filter { $0.properties.isAlphabetic || $0 == "й" }))
    return names.contains(letters) || parts.contains { letters.contains($0) }
  }
}
