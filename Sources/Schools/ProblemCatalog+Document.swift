extension ProblemCatalog {
  /// Why a document is not written as PDF or DOCX.
  static let documentEntries: [Entry] = [
    rejected(
      "document.busy",
      "Сейчас готовится слишком много документов.",
      "Too many documents are being made at the moment.",
      hint: (ru: "Попробуйте через минуту.", en: "Try again in a minute.")),
    rejected(
      "document.tool_failed",
      "Программа {program} не сделала документ или не уложилась в минуту.",
      "The program {program} did not make the document, or not within a minute.",
      hint: (
        ru: "Документ есть в HTML: его можно напечатать из браузера.",
        en: "The document is there as HTML and prints from a browser."
      )),
    rejected(
      "document.tool_missing",
      "На сервере нет программы {program}, которая делает такой документ.",
      "This machine lacks the program {program} that makes such a document.",
      hint: (
        ru: "Поставьте пакет {package}; до тех пор документ есть в HTML.",
        en: "Install the package {package}; until then the document is there as HTML."
      )),
  ]
}
