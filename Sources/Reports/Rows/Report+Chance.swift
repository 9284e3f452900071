import Schools

extension Report {
  /// Where every school stands in its region's funnel; one row per school, year, indicator and cut that has one.
  package static let funnel = Report(
    "funnel", title: Words(ru: "Воронка", en: "Funnel"),
    columns: [
      .text("school", "funnel.school"),
      .text("municipality", "funnel.municipality"),
      .number("year", "funnel.year"),
      .text("indicator", "funnel.indicator"),
      .text("cut", "funnel.cut"),
      .text("kind", "funnel.kind"),
      .text("unit", "funnel.unit"),
      .text("direction", "funnel.direction"),
      .exact("denominator", "funnel.denominator"),
      .number("value", "funnel.value"),
      .number("schools", "funnel.schools"),
      .number("target", "funnel.target"),
      .number("dispersion", "funnel.dispersion"),
      .number("low95", "funnel.low95"),
      .number("high95", "funnel.high95"),
      .number("low998", "funnel.low998"),
      .number("high998", "funnel.high998"),
      .text("position", "funnel.position"),
      .number("run", "funnel.run"),
    ],
    source: "report_v1.funnel as funnel",
    order: """
      funnel.year, funnel.indicator collate "C", funnel.cut collate "C",
      funnel.school collate "C"
      """,
    filters: [
      .school: "funnel.school", .year: "funnel.year", .indicator: "funnel.indicator",
      .cut: "funnel.cut", .municipality: "funnel.municipality",
    ])

  /// Tests that are read together: how many, how many would err by chance, how many differences remain; one row per school,
  /// year and analogue, and one per indicator, cut, year and analogue.
  package static let families = Report(
    "families", title: Words(ru: "Семейства проверок", en: "Families of tests"),
    columns: [
      .text("family", "family.family"),
      .text("school", "family.school"),
      .text("municipality", "family.municipality"),
      .number("year", "family.year"),
      .text("indicator", "family.indicator"),
      .text("cut", "family.cut"),
      .text("analogue", "family.analogue"),
      .number("tests", "family.tests"),
      .exact("expectedFalse", "family.expected_false"),
      .number("verdicts", "family.verdicts"),
      .exact("falseDiscoveryShare", "family.false_discovery_share"),
      .number("discoveries", "family.discoveries"),
      .number("cutoff", "family.cutoff"),
      .number("run", "family.run"),
    ],
    source: "report_v1.test_family as family",
    order: """
      family.family, family.year, family.school collate "C", family.indicator collate "C",
      family.cut collate "C", family.analogue collate "C"
      """,
    filters: [
      .school: "family.school", .year: "family.year", .indicator: "family.indicator",
      .cut: "family.cut", .analogue: "family.analogue", .municipality: "family.municipality",
    ])
}
