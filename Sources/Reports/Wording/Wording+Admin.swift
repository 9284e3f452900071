import Schools

extension Wording {
  /// Words of the pages of administration.
  static let adminWords: [String: Words] = [
    "revertBundle": Words(ru: "Отменить пакет", en: "Take the bundle back"),
    "revertReason": Words(ru: "Почему (без имён)", en: "Why (without names)"),
    "revertNote": Words(
      ru:
        "Таблицы пакета станут такими, какими их делают остальные пакеты школы. Показатели изменятся со следующим расчётом; опубликованное не меняется.",
      en:
        "The tables of the bundle become what the school's other bundles make of them. Figures change with the next run; what is published stays."
    ),
    "admin": Words(ru: "Администрирование", en: "Administration"),
    "waysIn": Words(ru: "Доступ", en: "Access"),
    "settings": Words(ru: "Наборы и таблицы", en: "Sets and tables"),
    "readings": Words(ru: "Журнал чтения", en: "Log of reading"),
    "accounts": Words(ru: "Учётные записи", en: "Accounts"),
    "tokens": Words(ru: "Ключи программ", en: "Tokens"),
    "links": Words(ru: "Ссылки для отправки", en: "Links to send by"),
    "role": Words(ru: "Роль", en: "Role"),
    "placeOfRole": Words(ru: "Школа или муниципалитет", en: "School or municipality"),
    "oktmo": Words(ru: "Код ОКТМО муниципалитета", en: "ОКТМО code of the municipality"),
    "made": Words(ru: "Заведено", en: "Made"),
    "expires": Words(ru: "Истекает", en: "Expires"),
    "purpose": Words(ru: "Для чего", en: "What for"),
    "days": Words(ru: "Дней", en: "Days"),
    "hours": Words(ru: "Часов", en: "Hours"),
    "inForce": Words(ru: "действует", en: "in force"),
    "isOver": Words(ru: "не действует", en: "over"),
    "closed": Words(ru: "закрыта", en: "closed"),
    "revoked": Words(ru: "отозвано", en: "revoked"),
    "make": Words(ru: "Завести", en: "Make"),
    "closeAccount": Words(ru: "Закрыть", en: "Close"),
    "newPassword": Words(ru: "Новый пароль", en: "New password"),
    "revoke": Words(ru: "Отозвать", en: "Revoke"),
    "newAccount": Words(ru: "Новая учётная запись", en: "New account"),
    "newToken": Words(ru: "Новый ключ", en: "New token"),
    "newLink": Words(ru: "Новая ссылка", en: "New link"),
    "action": Words(ru: "Действие", en: "Action"),
    "loginForm": Words(
      ru: "Место и обязанность: s012-zavuch, не имя человека",
      en: "Place and duty: s012-zavuch, not a person's name"),
    "adminNote": Words(
      ru:
        "Пароль, ключ и ссылка показываются один раз. Записи и ключи оператора заводит и закрывает только командная строка сервера (soko user, soko token). Каждое изменение записывается в журнал.",
      en:
        "A password, a token and a link are shown once. Accounts and tokens of an operator are made and closed at the server's command line only (soko user, soko token). Every change is written to the log."
    ),
    "onceNote": Words(
      ru: "Сохраните сейчас: больше это не покажется.", en: "Keep it now: it is not shown again."),
    "changesOnly": Words(ru: "только изменения", en: "changes only"),
    "reader": Words(ru: "Кто", en: "Who"),
    "when": Words(ru: "Когда", en: "When"),
    "what": Words(ru: "Что", en: "What"),
    "parameters": Words(ru: "Параметры", en: "Parameters"),
    "answer": Words(ru: "Ответ", en: "Answer"),
    "since": Words(ru: "С дня", en: "Since"),
    "keySets": Words(ru: "Наборы ключевых показателей", en: "Key sets"),
    "weights": Words(
      ru: "Веса и ориентиры действующих наборов", en: "Weights and goalposts in force"),
    "goalposts": Words(ru: "Ориентиры (0 – 100)", en: "Goalposts (0 – 100)"),
    "crosswalks": Words(ru: "Таблицы соответствия", en: "Crosswalks"),
    "savedSets": Words(ru: "Сохранённые наборы школ", en: "Saved sets of schools"),
    "lines": Words(ru: "Строк", en: "Lines"),
  ]

  /// A role in words.
  func role(_ code: String) -> String {
    let words: Words =
      switch code {
      case "school": Words(ru: "школа", en: "school")
      case "municipal-operator": Words(ru: "оператор муниципалитета", en: "municipal operator")
      case "municipal-analyst": Words(ru: "аналитик муниципалитета", en: "municipal analyst")
      case "regional-analyst": Words(ru: "аналитик региона", en: "regional analyst")
      default: Words(ru: "оператор установки", en: "operator")
      }
    return words[language]
  }
}
