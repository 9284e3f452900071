import Schools

extension Wording {
  /// Words by which people come in and leave.
  static let accessWords: [String: Words] = [
    "enter": Words(ru: "Вход", en: "Log in"),
    "comeIn": Words(ru: "Войти", en: "Log in"),
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
