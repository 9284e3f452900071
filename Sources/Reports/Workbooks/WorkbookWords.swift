import Schools

/// The fixed words of workbooks in one language.
struct WorkbookWords {
  let language: Language

  init(_ language: Language) { self.language = language }

  func callAsFunction(_ name: String) -> String {
    guard let words = Self.words[name] else { preconditionFailure("no words “\(name)”") }
    return words[language]
  }

  private static let words: [String: Words] = [
    "passport": Words(ru: "Паспорт", en: "Passport"),
    "chart": Words(ru: "Диаграмма", en: "Chart"),
    "report": Words(ru: "Отчёт", en: "Report"),
    "filters": Words(ru: "Отбор", en: "Filters"),
    "all": Words(ru: "все строки", en: "all rows"),
    "rows": Words(ru: "Строк", en: "Rows"),
    "run": Words(ru: "Расчёт №", en: "Run No."),
    "asOf": Words(ru: "Данные на", en: "Data as of"),
    "published": Words(ru: "Опубликовано", en: "Published"),
    "program": Words(ru: "Программа", en: "Program"),
    "none": Words(ru: "—", en: "—"),
    "synthetic": Words(ru: "Синтетические данные", en: "Synthetic data"),
    "yes": Words(
      ru: "да: школы и результаты вымышлены", en: "yes: schools and results are invented"),
    "digits": Words(ru: "Точность чисел", en: "Digits"),
    "digitsNote": Words(
      ru: "Таблица хранит 15–16 значащих цифр; все цифры — в CSV и JSON.",
      en: "A sheet keeps 15 to 16 significant digits; CSV and JSON have all of them."),
    "indicator": Words(ru: "Определение показателя", en: "Definition"),
    "keySet": Words(ru: "Набор ключевых показателей", en: "Key set"),
  ]
}
