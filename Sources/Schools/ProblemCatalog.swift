/// Every problem code with its severity and sentences: the one place where they are worded.
package enum ProblemCatalog {
  package struct Entry: Sendable {
    package let code: String
    package let severity: Problem.Severity
    package let message: Words
    /// What to do about it.
    package let hint: Words
  }

  /// The entry of `code`; an unknown code is a defect of the program and traps.
  package static func entry(_ code: String) -> Entry {
    guard let entry = byCode[code] else { preconditionFailure("no problem code \(code)") }
    return entry
  }

  /// All entries, by code.
  package static let all: [Entry] = (bundleEntries + cellEntries + checkEntries + textEntries)
    .sorted { $0.code < $1.code }

  private static let byCode = Dictionary(uniqueKeysWithValues: all.map { ($0.code, $0) })

  static func rejected(
    _ code: String, _ ru: String, _ en: String, hint: (ru: String, en: String)
  ) -> Entry {
    Entry(
      code: code, severity: .rejected, message: Words(ru: ru, en: en),
      hint: Words(ru: hint.ru, en: hint.en))
  }

  static func warning(
    _ code: String, _ ru: String, _ en: String, hint: (ru: String, en: String)
  ) -> Entry {
    Entry(
      code: code, severity: .warning, message: Words(ru: ru, en: en),
      hint: Words(ru: hint.ru, en: hint.en))
  }
}
