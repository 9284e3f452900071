import Schools

extension Report {
  /// The similar schools of every school, the nearest first; one row with the reason where there are none.
  package static let similar = Report(
    "similar", title: Words(ru: "Похожие школы", en: "Similar schools"),
    columns: [
      .text("school", "near.school"),
      .number("year", "near.year"),
      .text("reason", "near.reason"),
      .text("member", "near.member"),
      .number("distance", "near.distance"),
      .flag("hub", "case when near.member is not null then near.is_hub end"),
      .list("contributions", "near.contributions"),
      .text("quality", "near.quality"),
      .list("off", "near.off"),
      .number("meanDistance", "near.mean_distance"),
      .number("caliper", "near.caliper"),
      .number("coverage", "near.coverage"),
      .list("carried", "near.carried"),
      .number("eligible", "near.eligible"),
      .number("sought", "near.sought"),
      .text("level", "near.level"),
      .text("schoolClass", "near.school_class"),
      .text("weights", "near.weights_from"),
      .number("weightsYear", "near.weights_year"),
      .number("version", "near.version"),
      .number("run", "near.run"),
    ],
    source: "report_v1.similar_school as near",
    order:
      "near.year, near.school collate \"C\", near.distance nulls last, near.member collate \"C\"",
    filters: [
      .school: "near.school", .year: "near.year", .municipality: "near.municipality",
    ])

  /// What the context of every school lets expect, and what the school makes of it.
  package static let context = Report(
    "context", title: Words(ru: "Контекст и ожидаемый результат", en: "Context and expectation"),
    columns: [
      .text("school", "context.school"),
      .number("year", "context.year"),
      .number("index", "context.index"),
      .number("outcome", "context.outcome"),
      .number("expected", "context.expected"),
      .number("residual", "context.residual"),
      .number("residualLow", "context.residual_low"),
      .number("residualHigh", "context.residual_high"),
      .text("typology", "context.typology"),
      .text("reason", "context.reason"),
      .number("run", "context.run"),
    ],
    source: "report_v1.context_index as context",
    order: "context.year, context.school collate \"C\"",
    filters: [
      .school: "context.school", .year: "context.year",
      .municipality: "context.municipality",
    ])
}
