import Schools

extension Wording {
  /// Words by which people come in and leave.
  static let accessWords: [String: Words] = [
    "send": Words(ru: "Отправить", en: "Send"),
    "sendFile": Words(
      ru: "Пакет школы (.zip), книга (.xlsx) или таблица (.csv)",
      en: "A school's bundle (.zip), workbook (.xlsx) or table (.csv)"),
    "sendBare": Words(
      ru: "Файл не называет школу и год", en: "The file does not say its school and year"),
    "schoolCode": Words(ru: "Код школы", en: "Code of the school"),
    "endYear": Words(
      ru: "Год окончания учебного года", en: "Year in which the academic year ends"),
    "asOfDay": Words(ru: "Состояние на", en: "As of"),
    "sendMode": Words(ru: "Что в файле", en: "What the file holds"),
    "modeFull": Words(ru: "все строки таблиц", en: "all rows of its tables"),
    "modeAmend": Words(ru: "только исправления", en: "corrections only"),
    "enter": Words(ru: "Вход", en: "Log in"),
    "comeIn": Words(ru: "Войти", en: "Log in"),
    "byProvider": Words(
      ru: "Войти через службу входа муниципалитета",
      en: "Log in by the municipality's service of identity"),
    "leave": Words(ru: "Выйти", en: "Log out"),
    "login": Words(ru: "Логин рабочего места", en: "Login of the workplace"),
    "password": Words(ru: "Пароль", en: "Password"),
    "loginNote": Words(
      ru:
        "Логин и пароль даёт оператор системы. После ряда неудачных попыток вход закрывается на несколько минут. Кто, когда и какие отчёты читал, записывается в журнал.",
      en:
        "Login and password come from the operator of the system. After a number of failed tries the door is shut for some minutes. Who read which reports and when is written to a log."
    ),
  ]
}
