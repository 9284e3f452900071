package import Schools

extension ReceiptWords {
  /// What there is to say of how files were written and where their rows were found: each form once, with the tables
  /// that are in it, in their order.
  package func forms(
    _ tables: [(name: String, form: TableForm?)]
  ) -> [(tables: [String], text: String)] {
    var result: [(tables: [String], text: String)] = []
    for table in tables {
      guard let text = table.form.flatMap(form) else { continue }
      if let index = result.firstIndex(where: { $0.text == text }) {
        result[index].tables.append(table.name)
      } else {
        result.append(([table.name], text))
      }
    }
    return result
  }

  /// How a file was written and where its rows were found; nil when it is declared to be as the profile writes it, and
  /// is so.
  ///
  /// «Кодировка windows-1251, разделитель «;» — определено автоматически; заголовок в строке 3».
  func form(_ form: TableForm) -> String? {
    let isPlain =
      !form.isDetected && form.notations.isEmpty && [nil, "utf-8"].contains(form.encoding)
    let source = form.source.map { source in
      language == .ru ? "распознано: \(source.ru)" : "recognized: \(source.en)"
    }
    let parts =
      [source].compactMap(\.self) + (isPlain ? [] : writing(of: form))
      + [form.layout.flatMap(layout)].compactMap(\.self)
    guard !parts.isEmpty else { return nil }
    let text = parts.joined(separator: "; ")
    guard let sheet = form.sheet else { return text.prefix(1).uppercased() + text.dropFirst() }
    return (language == .ru ? "Лист «\(sheet)»: " : "Sheet “\(sheet)”: ") + text
  }

  /// What was declared, then what was found out.
  private func writing(of form: TableForm) -> [String] {
    var (declared, found): ([String], [String]) = ([], [])
    func add(_ words: Words, isDeclared: Bool) {
      if isDeclared { declared.append(words[language]) } else { found.append(words[language]) }
    }
    if form.container == .page {
      add(Words(ru: "таблица HTML", en: "HTML table"), isDeclared: form.isEncodingDeclared)
    }
    if let encoding = form.encoding {
      add(
        Words(ru: "кодировка \(encoding)", en: "encoding \(encoding)"),
        isDeclared: form.isEncodingDeclared)
    }
    if let delimiter = form.delimiter {
      let shown =
        delimiter == "\t"
        ? Words(ru: "разделитель — табуляция", en: "delimiter tab")
        : Words(ru: "разделитель «\(delimiter)»", en: "delimiter “\(delimiter)”")
      add(shown, isDeclared: form.isDelimiterDeclared)
    }
    for notation in form.notations {
      add(notation.name.words, isDeclared: notation.isDeclared)
    }
    let ends = [
      (declared, Words(ru: "указано", en: "declared")),
      (found, Words(ru: "определено автоматически", en: "detected")),
    ]
    return ends.filter { !$0.0.isEmpty }
      .map { parts, end in "\(parts.joined(separator: ", ")) — \(end[language])" }
  }
}

extension TableForm.Notation.Name {
  fileprivate var words: Words {
    switch self {
    case .decimalComma: Words(ru: "десятичная запятая", en: "decimal comma")
    case .groupedDigits: Words(ru: "разделённые разряды чисел", en: "grouped digits")
    case .wholeFraction: Words(ru: "целые числа вида 5,0", en: "whole numbers as 5.0")
    case .percentSign: Words(ru: "доли со знаком %", en: "shares with a percent sign")
    case .percentNumber: Words(ru: "доли в процентах", en: "shares as percent")
    case .dayMonthYear: Words(ru: "даты ДД.ММ.ГГГГ", en: "dates DD.MM.YYYY")
    case .shortYear: Words(ru: "год двумя цифрами", en: "two-digit years")
    case .moment: Words(ru: "даты с временем 00:00", en: "dates with the time 00:00")
    case .serialDate: Words(ru: "даты числом, как в Excel", en: "dates as Excel numbers")
    case .declaredDate: Words(ru: "даты в своём формате", en: "dates in a format of their own")
    case .classSpelling:
      Words(ru: "коды классов приведены к виду 9А", en: "class codes respelled as 9А")
    case .words: Words(ru: "слова вместо кодов списка", en: "words for the codes of a list")
    case .alternativeWord: Words(ru: "слова вместо чисел", en: "words for numbers")
    case .absence: Words(ru: "знак вместо пустой ячейки", en: "a sign for an empty cell")
    }
  }
}
