import Schools

extension Report {
  /// What every value rests on; one row per school, year, indicator, cut, table read and bundle that holds for it.
  ///
  /// The value is the publication's; the bundles are those that hold now. `outdated` says that records of the school's year
  /// have changed since, and the next run computes it anew.
  package static let provenance = Report(
    "provenance", title: Words(ru: "Происхождение значений", en: "Where values come from"),
    columns: [
      .text("school", "provenance.school"),
      .number("year", "provenance.year"),
      .text("indicator", "provenance.indicator"),
      .text("cut", "provenance.cut"),
      .exact("numerator", "provenance.numerator"),
      .exact("denominator", "provenance.denominator"),
      .number("value", "provenance.value"),
      .number("version", "provenance.version"),
      .text("fingerprint", "provenance.fingerprint"),
      .number("sinceRun", "provenance.since_run"),
      .text("program", "provenance.code_version"),
      .text("source", "provenance.source"),
      .text("table", "provenance.record_table"),
      .number("bundle", "provenance.bundle"),
      .text("fileName", "provenance.file_name"),
      .text("file", "provenance.table_file"),
      .text("mode", "provenance.mode"),
      .number("rows", "provenance.rows_count"),
      .moment("asOf", "provenance.as_of_at"),
      .moment("received", "provenance.received_at"),
      .text("sha256", "provenance.sha256"),
      .flag("outdated", "provenance.is_outdated"),
      .number("run", "provenance.run"),
    ],
    source: "report_v1.provenance as provenance",
    order: """
      provenance.school collate "C", provenance.year, provenance.indicator collate "C",
      provenance.cut collate "C", provenance.record_table collate "C", provenance.as_of_at,
      provenance.bundle
      """,
    filters: [
      .school: "provenance.school", .year: "provenance.year",
      .indicator: "provenance.indicator", .cut: "provenance.cut",
      .municipality: "provenance.municipality",
    ])
}
