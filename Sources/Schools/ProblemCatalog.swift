/// Every problem code with its severity and sentences: the one place where they are worded.
package enum ProblemCatalog {
  package struct Entry: Sendable {
    package let code: String
    package let severity: Problem.Severity
    package let message: Words
    /// What to do about it.
    package let hint: Words
    package var choice = Choice.none

    /// What a department may decide of the severity.
    package enum Choice: Hashable, Sendable {
      case none
      /// A warning that may be made to reject.
      case raise
      /// What rejects may be let through as a warning, in these tables; the database takes such rows.
      case relax(Set<String>)
    }
  }

  /// The entry of `code`; an unknown code is a defect of the program and traps.
  package static func entry(_ code: String) -> Entry {
    guard let entry = byCode[code] else { preconditionFailure("no problem code \(code)") }
    return entry
  }

  /// Whether there is such a code.
  package static func contains(_ code: String) -> Bool { byCode[code] != nil }

  /// Whether a department may give problems of `code` this severity in `table`, nil being every table.
  package static func allows(
    _ severity: Problem.Severity, of code: String, in table: String?
  ) -> Bool {
    guard let entry = byCode[code] else { return false }
    guard severity != entry.severity else { return true }
    return switch entry.choice {
    case .none: false
    case .raise: severity == .rejected
    case .relax(let tables): severity == .warning && (table.map(tables.contains) ?? true)
    }
  }

  /// All entries, by code.
  package static let all: [Entry] =
    (bundleEntries + cellEntries + checkEntries + rosterEntries + yearEntries + privacyEntries
    + referenceEntries + workbookEntries + textEntries + rosterFormatEntries + archiveEntries
    + methodEntries + crosswalkEntries + exportEntries + setEntries + accessEntries
    + clusterEntries + publicationEntries + planEntries + documentEntries + revertEntries)
    .sorted {
      $0.code < $1.code
    }

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

extension ProblemCatalog.Entry {
  /// The same, and a department may make it reject.
  var raisable: Self {
    var entry = self
    entry.choice = .raise
    return entry
  }

  /// The same, and a department may let it through as a warning in these tables.
  func relaxable(in tables: some Sequence<String>) -> Self {
    var entry = self
    entry.choice = .relax(Set(tables))
    return entry
  }
}
