package import Schools

/// A document of clauses 4.18, 4.20 and 5.1.
package enum DocumentKind: String, CaseIterable, Sendable {
  /// Аналитическая справка: one school and academic year beside its analogues, for those who decide.
  case reference
  /// Публичный доклад: one school and academic year as everybody may see it, whoever asks.
  case publicReport = "public-report"
  /// Отчёт о самообследовании: the table of order 1324 for one school and calendar year.
  case selfStudy = "self-study"
  /// Кластерная справка: the cluster model of one academic year.
  case clusters

  package var title: Words {
    switch self {
    case .reference: Words(ru: "Аналитическая справка", en: "Analytical note")
    case .publicReport: Words(ru: "Публичный доклад", en: "Public report")
    case .selfStudy: Words(ru: "Отчёт о самообследовании", en: "Self-examination report")
    case .clusters: Words(ru: "Кластерная справка", en: "Note on clusters")
    }
  }

  /// Whether it is about one school.
  package var isOfSchool: Bool { self != .clusters }
  /// Whether its year is a calendar year.
  package var isOfCalendarYear: Bool { self == .selfStudy }
  /// Whether it is for everybody; the others are for whoever came in.
  package var isForEverybody: Bool { self == .publicReport || self == .selfStudy }

  /// The scope a document is made in when `scope` asks: a public report is what everybody sees, whoever asks.
  package func scope(asked scope: Scope) -> Scope { self == .publicReport ? .public : scope }

  package var formats: [DocumentFormat] {
    self == .selfStudy ? [.html, .pdf, .docx, .xlsx] : [.html, .pdf, .docx]
  }
}

/// How a document is written.
package enum DocumentFormat: String, CaseIterable, Sendable {
  case html, pdf, docx
  /// The table of a self-examination only.
  case xlsx

  package var mediaType: String {
    switch self {
    case .html: "text/html; charset=utf-8"
    case .pdf: "application/pdf"
    case .docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    case .xlsx: ReportFormat.xlsx.mediaType
    }
  }
}
