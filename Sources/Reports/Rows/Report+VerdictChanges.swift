import Schools

extension Report {
  /// Verdicts that are otherwise than in the publication before though the school's figure is the same; one row per school, year,
  /// indicator, cut and analogue.
  package static let verdictChanges = Report(
    "verdict-changes",
    title: Words(
      ru: "Вердикты, сдвинувшиеся вместе с аналогом", en: "Verdicts that moved with an analogue"),
    columns: [
      .text("school", "moved.school"),
      .text("municipality", "moved.municipality"),
      .number("year", "moved.year"),
      .text("indicator", "moved.indicator"),
      .text("cut", "moved.cut"),
      .text("unit", "moved.unit"),
      .text("direction", "moved.direction"),
      .number("value", "moved.value"),
      .exact("denominator", "moved.denominator"),
      .text("analogue", "moved.analogue"),
      .text("verdictBefore", "moved.verdict_before"),
      .text("verdict", "moved.verdict"),
      .text("cause", "moved.cause"),
      .number("runBefore", "moved.run_before"),
      .number("run", "moved.run"),
    ],
    source: "report_v1.verdict_change as moved",
    order: """
      moved.school collate "C", moved.year, moved.indicator collate "C", moved.cut collate "C",
      moved.analogue collate "C"
      """,
    filters: [
      .school: "moved.school", .year: "moved.year", .indicator: "moved.indicator",
      .cut: "moved.cut", .municipality: "moved.municipality", .analogue: "moved.analogue",
    ])
}
