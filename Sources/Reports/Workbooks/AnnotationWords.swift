import Schools

/// The words of an annotated workbook in one language.
struct AnnotationWords {
  let language: Language

  init(_ language: Language) { self.language = language }

  func callAsFunction(_ name: String) -> String {
    guard let words = Self.words[name] else { preconditionFailure("no words “\(name)”") }
    return words[language]
  }

  func severity(_ problem: Problem) -> String {
    switch problem.severity {
    case .rejected: self("rejected")
    case .warning: self("warning")
    }
  }

  /// Severity in a word, column, what is wrong and what to do.
  func sentence(_ problem: Problem) -> String {
    let place = problem.location.column.map { " (\($0))" } ?? ""
    return "\(severity(problem))\(place): \(problem.message(language)) \(problem.hint(language))"
  }

  func shown(_ count: Int, of total: Int, _ code: String) -> String {
    switch language {
    case .ru: "\(code): отмечено \(count) из \(total)."
    case .en: "\(code): \(count) of \(total) are marked."
    }
  }

  func tooLong(records: Int, limit: Int) -> String {
    switch language {
    case .ru:
      "в файле \(records) строк, а на листе помещается \(limit); показаны только строки с замечаниями, первый столбец — номер строки файла. Исправляйте сам файл."
    case .en:
      "the file has \(records) rows and a sheet holds \(limit); only rows with problems are shown, the first column is the row of the file. Correct the file itself."
    }
  }

  private static let words: [String: Words] = [
    "problems": Words(ru: "Замечания", en: "Problems"),
    "file": Words(ru: "Файл", en: "File"),
    "row": Words(ru: "Строка", en: "Row"),
    "column": Words(ru: "Столбец", en: "Column"),
    "severity": Words(ru: "Важность", en: "Severity"),
    "message": Words(ru: "Что не так", en: "Problem"),
    "hint": Words(ru: "Что сделать", en: "What to do"),
    "rejected": Words(ru: "Ошибка", en: "Error"),
    "warning": Words(ru: "Предупреждение", en: "Warning"),
    "sound": Words(ru: "Замечаний нет.", en: "There are no problems."),
    "advice": Words(
      ru:
        "Исправьте отмеченные ячейки и пришлите книгу целиком. С ошибкой пакет не загружается, предупреждения надо проверить.",
      en:
        "Correct the marked cells and send the whole workbook. A bundle with an error is not loaded; warnings are to be checked."
    ),
    "withheld": Words(
      ru:
        "Файл отклонён из-за персональных данных; его содержимое здесь не повторяется. Уберите их из своего файла.",
      en:
        "The file was refused for personal data; nothing of it is repeated here. Take them out of your own file."
    ),
    "unknownColumns": Words(
      ru:
        "в столбцах, которых нет в описании таблицы, показано только название: они не загружаются.",
      en: "of columns the profile does not know only the name is shown: they are not loaded."),
    "incomplete": Words(
      ru: "файл не читается до конца; показано то, что прочитано.",
      en: "the file cannot be read to its end; what was read is shown."),
    "notes": Words(
      ru:
        "примечания поставлены к первым 2000 ячейкам; тексты всех замечаний — в последнем столбце.",
      en: "the first 2000 cells have notes; the last column has the sentences of all problems."),
    "rows": Words(ru: "строки", en: "rows"),
    // Longer than any code or text may be (200 characters), so that no column of any table takes it.
    "hidden": Words(
      ru:
        "не показано: эту строку нельзя было прочитать или показать, поэтому в каждой её ячейке стоит этот текст. Он длиннее любого допустимого значения: книга с ним не загрузится, пока вы не впишете сюда верные значения из своего файла или не удалите строку.",
      en:
        "not shown: this row could not be read or shown, so each of its cells has this text. It is longer than any value may be: a workbook with it is not loaded before you put the right values from your own file here, or delete the row."
    ),
    "unread": Words(
      ru: "Строка не читается по столбцам и здесь не показана.",
      en: "The row cannot be told into columns and is not shown here."),
  ]
}
