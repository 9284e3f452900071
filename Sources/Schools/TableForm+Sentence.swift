extension TableForm {
  /// How the file was written, as a person reads it: what was declared, then what was found out.
  ///
  /// «Кодировка windows-1251, разделитель «;», десятичная запятая: определено автоматически.»
  package func sentence(_ language: Language) -> String {
    var declared: [String] = []
    var found: [String] = []
    func add(_ words: Words, isDeclared: Bool) {
      if isDeclared { declared.append(words[language]) } else { found.append(words[language]) }
    }
    if let sheet {
      add(Words(ru: "лист «\(sheet)»", en: "sheet “\(sheet)”"), isDeclared: !isDetected)
    }
    if let encoding {
      add(
        Words(ru: "кодировка \(encoding)", en: "encoding \(encoding)"),
        isDeclared: isEncodingDeclared)
    }
    if let delimiter {
      add(Self.words(ofDelimiter: delimiter), isDeclared: isDelimiterDeclared)
    }
    for notation in notations { add(notation.name.words, isDeclared: notation.isDeclared) }
    let ends = [
      (declared, Words(ru: "указано в описании", en: "declared")),
      (found, Words(ru: "определено автоматически", en: "detected")),
    ]
    return ends.filter { !$0.0.isEmpty }
      .map { parts, end in
        let text = parts.joined(separator: ", ")
        return text.prefix(1).uppercased() + text.dropFirst() + ": \(end[language])."
      }
      .joined(separator: " ")
  }

  /// Whether there is something to say: the descriptor left it open, or cells are not as the profile writes
  /// them.
  package var isRemarkable: Bool {
    isDetected || !notations.isEmpty || container != .text || encoding != "utf-8"
  }

  private static func words(ofDelimiter delimiter: String) -> Words {
    delimiter == "\t"
      ? Words(ru: "разделитель — табуляция", en: "delimiter tab")
      : Words(ru: "разделитель «\(delimiter)»", en: "delimiter “\(delimiter)”")
  }

  /// What there is to say of tables, those of one form together, in the order of the tables.
  package static func remarks(
    _ tables: [(name: String, form: TableForm?)], _ language: Language
  ) -> [(tables: [String], sentence: String)] {
    var result: [(tables: [String], sentence: String)] = []
    for case (let name, let form?) in tables where form.isRemarkable {
      let sentence = form.sentence(language)
      if let index = result.firstIndex(where: { $0.sentence == sentence }) {
        result[index].tables.append(name)
      } else {
        result.append(([name], sentence))
      }
    }
    return result
  }
}

extension TableForm.Notation.Name {
  package var words: Words {
    switch self {
    case .decimalComma: Words(ru: "десятичная запятая", en: "decimal comma")
    case .groupedDigits: Words(ru: "разряды через пробел", en: "grouped digits")
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
