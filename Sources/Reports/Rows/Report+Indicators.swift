import Schools

extension Report {
  /// The catalog: passports of the indicators in force.
  package static let indicators = Report(
    "indicators", title: Words(ru: "Показатели", en: "Indicators"),
    columns: [
      .text("indicator", "indicator.indicator"),
      .number("version", "indicator.version"),
      .number("criterion", "indicator.criterion"),
      .text("clause", "indicator.clause"),
      .list("tableRows", "indicator.table_rows"),
      .text("title", "indicator.title_{lang}"),
      .text("unit", "indicator.unit"),
      .text("direction", "indicator.direction"),
      .text("kind", "indicator.kind"),
      .text("pool", "indicator.pool"),
      .text("period", "indicator.period"),
      .text("analogueClass", "indicator.analogue_class"),
      .text("ranking", "indicator.ranking"),
      .number("minimumCompute", "indicator.minimum_compute"),
      .number("minimumPublish", "indicator.minimum_publish"),
      .flag("sensitive", "indicator.is_sensitive"),
      .text("numerator", "indicator.numerator_{lang}"),
      .text("denominator", "indicator.denominator_{lang}"),
      .text("source", "indicator.source"),
      .text("fingerprint", "indicator.fingerprint"),
      .text("asOf", "indicator.as_of_{lang}"),
      .text("caveats", "indicator.caveats_{lang}"),
      .list("versions", "indicator.versions"),
      .number("bridgeYear", "indicator.bridge_year"),
    ],
    source: "(select * from report_v1.indicator where is_current) as indicator",
    order: "indicator.criterion, indicator.indicator collate \"C\"",
    filters: [.indicator: "indicator.indicator"])
}
