/// A language in which people read soko.
package enum Language: String, CaseIterable, Sendable, Codable {
  case ru, en
}

/// A short text in both languages.
package struct Words: Hashable, Sendable, Codable {
  package let ru: String
  package let en: String

  package init(ru: String, en: String) {
    self.ru = ru
    self.en = en
  }

  package subscript(_ language: Language) -> String {
    switch language {
    case .ru: ru
    case .en: en
    }
  }
}
