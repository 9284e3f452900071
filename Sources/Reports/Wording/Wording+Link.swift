import Schools

extension Wording {
  /// Words of the page of a link to send by.
  static let linkWords: [String: Words] = [
    "linkTitle": Words(ru: "Отправить пакет школы", en: "Send a school's bundle"),
    "linkForm": Words(ru: "Файл", en: "File"),
    "linkFormAgain": Words(ru: "Исправленный файл", en: "Corrected file"),
    "linkNote": Words(
      ru:
        "Ссылка действует для того, кто её знает: не пересылайте её и не публикуйте. Отправка записывается в журнал.",
      en:
        "The link works for whoever knows it: do not pass it on or publish it. What is sent by it is written to a log."
    ),
    "sendBareByLink": Words(
      ru: "Файл не называет учебный год", en: "The file does not say its academic year"),
  ]
}
