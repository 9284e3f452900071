/// One item of a clause of the regulation outside the table of 4.6, and what of the catalog serves it.
package struct RegulationClause: Hashable, Sendable {
  /// `4.4.1`.
  package let clause: String
  /// The place of the item in its clause, from 1.
  package let place: Int
  /// In the words of the regulation.
  package let title: String
  /// Codes of indicators; one that ends with `*` stands for all that begin so.
  package let patterns: [String]
  /// What of the item has no indicator, and why.
  package let missing: Words?

  init(_ clause: String, _ place: Int, _ item: Item) {
    self.clause = clause
    self.place = place
    title = item.title
    patterns = item.codes.split(separator: " ").map(String.init)
    missing = item.missing
  }

  /// An item as the list of its clause declares it.
  struct Item {
    let title: String
    /// Patterns, separated by spaces.
    let codes: String
    var missing: Words?

    init(_ title: String, _ codes: String, ru: String? = nil, en: String? = nil) {
      self.title = title
      self.codes = codes
      if let ru, let en { missing = Words(ru: ru, en: en) }
    }
  }

  /// Those of `codes` that serve the item, in the order of its patterns.
  package func served(by codes: [String]) -> [String] {
    var found: [String] = []
    for pattern in patterns {
      found += codes.filter { Self.matches($0, pattern) && !found.contains($0) }
    }
    return found
  }

  package static func matches(_ code: String, _ pattern: String) -> Bool {
    pattern.hasSuffix("*") ? code.hasPrefix(pattern.dropLast()) : code == pattern
  }

  /// What a clause is about.
  package static func heading(of clause: String) -> Words {
    headings[clause] ?? Words(ru: clause, en: clause)
  }

  private static let headings: [String: Words] = [
    "1.16": Words(ru: "Источники данных", en: "Sources of data"),
    "2.3": Words(ru: "Принципы системы оценки", en: "Principles of the assessment"),
    "4.4.1": Words(ru: "Образовательные результаты обучающихся", en: "Results of pupils"),
    "4.4.2": Words(ru: "Организация образовательной деятельности", en: "Conditions"),
    "4.4.3": Words(ru: "Дополнительное образование", en: "Extra-curricular education"),
    "4.4.4": Words(ru: "Воспитательная работа", en: "Upbringing"),
    "4.4.5": Words(ru: "Профессиональная компетентность педагогов", en: "Competence of teachers"),
    "4.4.6": Words(ru: "Здоровье обучающихся", en: "Health of pupils"),
    "4.17": Words(ru: "Методы мониторинга", en: "Methods of monitoring"),
  ]
}
