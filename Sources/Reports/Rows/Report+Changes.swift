import Schools

extension Report {
  /// Which values changed since the publication before, and what brought it; one row per school, year, indicator and cut.
  ///
  /// Before the second publication there is none. Where the old or the new value is hidden from the reader, both are empty.
  package static let changes = Report(
    "changes",
    title: Words(
      ru: "Что изменилось с прошлой публикации", en: "Changed since the last publication"),
    columns: [
      .text("school", "moved.school"),
      .text("municipality", "moved.municipality"),
      .number("year", "moved.year"),
      .text("indicator", "moved.indicator"),
      .text("cut", "moved.cut"),
      .text("unit", "moved.unit"),
      .text("direction", "moved.direction"),
      .exact("numeratorBefore", "moved.numerator_before"),
      .exact("denominatorBefore", "moved.denominator_before"),
      .number("valueBefore", "moved.value_before"),
      .exact("numerator", "moved.numerator"),
      .exact("denominator", "moved.denominator"),
      .number("value", "moved.value"),
      .text("cause", "moved.cause"),
      .number("versionBefore", "moved.version_before"),
      .number("version", "moved.version"),
      .list("bundles", "moved.bundles"),
      .list("tables", "moved.record_tables"),
      .number("added", "moved.added_count"),
      .number("changed", "moved.changed_count"),
      .number("removed", "moved.removed_count"),
      .moment("received", "moved.received_at"),
      .flag("hidden", "moved.is_hidden"),
      .number("runBefore", "moved.run_before"),
      .number("run", "moved.run"),
    ],
    source: "report_v1.change as moved",
    order: """
      moved.school collate "C", moved.year, moved.indicator collate "C", moved.cut collate "C"
      """,
    filters: [
      .school: "moved.school", .year: "moved.year", .indicator: "moved.indicator",
      .cut: "moved.cut", .municipality: "moved.municipality",
    ])
}
