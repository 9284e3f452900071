import Schools

extension Wording {
  static let documentWords: [String: Words] = [
    "documents": Words(ru: "Документы", en: "Documents"),
    "document": Words(ru: "Документ", en: "Document"),
    "documentForms": Words(ru: "Открыть", en: "Open"),
    "documentYear": Words(ru: "Год", en: "Year"),
    "documentFor": Words(ru: "Для кого", en: "For whom"),
    "documentsNote": Words(
      ru:
        "Документы составляются на русском языке из показателей этой публикации: числа и скрытое в них те же, что на страницах. HTML печатается из браузера.",
      en:
        "Documents are in Russian and made of this publication: figures, and what is hidden, are as on the pages. HTML prints from a browser."
    ),
    "documentsOfSchool": Words(ru: "Документы школы", en: "Documents of the school"),
    "documentForEverybody": Words(ru: "для всех", en: "for everybody"),
    "documentForScope": Words(
      ru: "для вас: по вашей роли", en: "for you: what your role may see"),
    "documentInternal": Words(ru: "внутренний", en: "internal"),
    "academicYearOf": Words(ru: "учебный год", en: "academic year"),
    "calendarYearOf": Words(ru: "календарный год", en: "calendar year"),
  ]
}
