import Schools

extension Report {
  /// Every publication there was, and what became of it; those that are not out yet are the operator's.
  package static let publications = Report(
    "publications", title: Words(ru: "Публикации", en: "Publications"),
    columns: [
      .number("publication", "history.run"),
      .moment("published", "history.published_at"),
      .text("state", "history.state"),
      .moment("withdrawn", "history.withdrawn_at"),
      .text("because", "history.withdrawn_because"),
      .text("version", "history.code_version"),
    ],
    source: "report_v1.publication_history as history",
    order: "history.run",
    filters: [.state: "history.state"], isOfPublication: false)
}
