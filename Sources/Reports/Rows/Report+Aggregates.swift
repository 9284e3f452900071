import Schools

extension Report {
  /// Published figures of territories; one row per publisher, territory, year, population and measure.
  package static let aggregates = Report(
    "aggregates", title: Words(ru: "Опубликованные итоги", en: "Published figures"),
    columns: [
      .text("publisher", "aggregate.publisher"),
      .text("territory", "aggregate.territory"),
      .text("level", "aggregate.level"),
      .number("year", "aggregate.year"),
      .text("population", "aggregate.population"),
      .text("indicator", "aggregate.indicator"),
      .text("publishedCode", "aggregate.published_code"),
      .text("cut", "aggregate.cut"),
      .text("exam", "aggregate.exam"),
      .text("subject", "aggregate.subject"),
      .number("grade", "aggregate.grade"),
      .text("scale", "aggregate.scale"),
      .text("publishedTitle", "aggregate.published_title"),
      .number("students", "aggregate.students"),
      .number("schools", "aggregate.schools"),
      .exact("mean", "aggregate.mean"),
      .exact("sd", "aggregate.sd"),
      .number("mark2", "aggregate.mark2"),
      .number("mark3", "aggregate.mark3"),
      .number("mark4", "aggregate.mark4"),
      .number("mark5", "aggregate.mark5"),
      .exact("p10", "aggregate.p10"),
      .exact("p25", "aggregate.p25"),
      .exact("p50", "aggregate.p50"),
      .exact("p75", "aggregate.p75"),
      .exact("p90", "aggregate.p90"),
      .exact("numerator", "aggregate.numerator"),
      .exact("denominator", "aggregate.denominator"),
      .exact("coverage", "aggregate.coverage_share"),
      .text("status", "aggregate.status"),
      .text("date", "aggregate.as_of_on::text"),
      .text("received", "aggregate.received_on::text"),
      .text("source", "aggregate.source"),
      .text("note", "aggregate.note"),
      .flag("preferred", "aggregate.is_preferred"),
      .number("bundle", "aggregate.bundle"),
    ],
    source: "report_v1.external_aggregate as aggregate",
    order: """
      aggregate.year, aggregate.level desc, aggregate.territory collate "C",
      aggregate.population collate "C", aggregate.exam collate "C" nulls first,
      aggregate.indicator collate "C", aggregate.published_code collate "C",
      aggregate.cut collate "C", aggregate.subject collate "C", aggregate.grade,
      aggregate.scale collate "C", aggregate.publisher collate "C"
      """,
    filters: [
      .year: "aggregate.year", .indicator: "aggregate.indicator", .cut: "aggregate.cut",
      .municipality: "aggregate.territory", .scope: "aggregate.level",
    ], isOfPublication: false)
}
