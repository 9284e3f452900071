import Schools

extension Report {
  /// Which published measure is which indicator; one row per line of the crosswalks in force.
  package static let crosswalk = Report(
    "crosswalk", title: Words(ru: "Таблица соответствия", en: "Crosswalk"),
    columns: [
      .text("crosswalk", "entry.crosswalk"),
      .number("version", "entry.version"),
      .number("line", "entry.ordinal"),
      .text("indicator", "entry.indicator"),
      .number("indicatorVersion", "entry.indicator_version"),
      .text("cut", "entry.cut"),
      .text("publishedIndicator", "entry.published_indicator"),
      .text("publishedCode", "entry.published_code"),
      .text("publishedCut", "entry.published_cut"),
      .text("exam", "entry.exam"),
      .text("subject", "entry.subject"),
      .number("grade", "entry.grade"),
      .text("scale", "entry.scale"),
      .text("figure", "entry.figure"),
      .list("marks", "entry.marks"),
      .text("class", "entry.class"),
      .text("conversion", "entry.conversion"),
      .text(
        "from",
        "case entry.as_of_year when 0 then 'end' when -1 then 'start' end || ' ' || entry.as_of_from"
      ),
      .text("until", "entry.as_of_until"),
      .text("note", "entry.note_{lang}"),
      .flag("inForce", "entry.is_in_force"),
    ],
    source: "report_v1.crosswalk as entry",
    order: "entry.crosswalk collate \"C\", entry.ordinal",
    filters: [.indicator: "entry.indicator", .cut: "entry.cut"])

  /// What is published beside what the loaded records give, and why they differ.
  package static let reconciliation = Report(
    "reconciliation", title: Words(ru: "Сверка с опубликованным", en: "Reconciliation"),
    columns: [
      .text("territory", "pair.territory"),
      .text("level", "pair.level"),
      .number("year", "pair.year"),
      .text("indicator", "pair.indicator"),
      .text("cut", "pair.cut"),
      .text("unit", "pair.unit"),
      .text("measure", "pair.measure"),
      .text("class", "pair.class"),
      .text("conversion", "pair.conversion"),
      .exact("publishedValue", "pair.published_value"),
      .exact("publishedUnits", "pair.published_units"),
      .number("publishedSchools", "pair.published_schools"),
      .exact("pooledValue", "pair.pooled_value"),
      .exact("pooledUnits", "pair.pooled_units"),
      .number("pooledSchools", "pair.pooled_schools"),
      .exact("difference", "pair.difference"),
      .exact("tolerance", "pair.tolerance"),
      .exact("unitCoverage", "pair.unit_coverage"),
      .exact("schoolCoverage", "pair.school_coverage"),
      .flag("agrees", "pair.agrees"),
      .list("reasons", "pair.reasons"),
      .text("population", "pair.population"),
      .text("status", "pair.status"),
      .text("date", "pair.as_of_on::text"),
      .text("publisher", "pair.publisher"),
      .text("source", "pair.source"),
      .number("run", "pair.run"),
    ],
    source: "report_v1.reconciliation as pair",
    order: """
      pair.year, pair.level desc, pair.territory collate "C", pair.indicator collate "C",
      pair.cut collate "C"
      """,
    filters: [
      .year: "pair.year", .indicator: "pair.indicator", .cut: "pair.cut",
      .municipality: "pair.territory", .scope: "pair.level",
    ])

  /// The limits that verdicts cite.
  package static let thresholds = Report(
    "thresholds", title: Words(ru: "Пороги", en: "Thresholds"),
    columns: [
      .text("name", "threshold.name"),
      .exact("value", "threshold.value"),
      .text("meaning", "threshold.meaning_{lang}"),
      .text("source", "threshold.source"),
    ],
    source: "report_v1.threshold as threshold",
    order: "threshold.name collate \"C\"",
    filters: [:], isOfPublication: false)
}
