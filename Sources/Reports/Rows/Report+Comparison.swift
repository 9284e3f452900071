import Schools

extension Report {
  /// Every value beside each of its analogues; one row per school, year, indicator, cut and analogue.
  package static let comparison = Report(
    "comparison", title: Words(ru: "Сопоставление с аналогами", en: "Comparison with analogues"),
    columns: [
      .text("school", "comparison.school"),
      .text("municipality", "comparison.municipality"),
      .number("year", "comparison.year"),
      .text("indicator", "comparison.indicator"),
      .text("cut", "comparison.cut"),
      .text("kind", "comparison.kind"),
      .text("unit", "comparison.unit"),
      .text("direction", "comparison.direction"),
      .text("pool", "comparison.pool"),
      .exact("numerator", "comparison.numerator"),
      .exact("denominator", "comparison.denominator"),
      .number("value", "comparison.value"),
      .number("low", "comparison.low"),
      .number("high", "comparison.high"),
      .text("analogue", "comparison.analogue"),
      .number("schools", "comparison.schools"),
      .exact("analogueNumerator", "comparison.analogue_numerator"),
      .exact("analogueDenominator", "comparison.analogue_denominator"),
      .number("analogueValue", "comparison.analogue_value"),
      .number("difference", "comparison.difference"),
      .number("differenceLow", "comparison.difference_low"),
      .number("differenceHigh", "comparison.difference_high"),
      .number("percentile", "comparison.percentile"),
      .text("verdict", "comparison.verdict"),
      .list("reasons", "comparison.reasons"),
      .number("run", "comparison.run"),
      .text("source", "comparison.source"),
      .number("version", "comparison.version"),
      .text("fingerprint", "comparison.fingerprint"),
      .text("period", "comparison.period"),
      .text("asOf", "comparison.as_of_{lang}"),
      .text("population", "comparison.population"),
      .flag("leftOut", "comparison.is_left_out"),
      .exact("schoolCoverage", "comparison.school_coverage"),
      .exact("pupilCoverage", "comparison.pupil_coverage"),
      .text("class", "comparison.class"),
      .text("conversion", "comparison.conversion"),
      .text("status", "comparison.status"),
      .text("published", "comparison.as_of_on::text"),
      .text("origin", "comparison.origin"),
      .number("effect", "comparison.effect"),
      .number("z", "comparison.z"),
      .number("band", "comparison.band"),
      .number("p", "comparison.p_value"),
      .flag("discoveryOfSchool", "comparison.is_discovery_of_school"),
      .flag("discoveryOfIndicator", "comparison.is_discovery_of_indicator"),
    ],
    source: "report_v1.comparison as comparison",
    order: """
      comparison.school collate "C", comparison.year, comparison.indicator collate "C",
      comparison.cut collate "C",
      array_position(
          array[
              'municipal', 'municipal_same_kind', 'regional', 'similar', 'previous',
              'municipal_published', 'regional_published'
          ],
          comparison.analogue
      ), comparison.analogue collate "C"
      """,
    filters: [
      .school: "comparison.school", .year: "comparison.year", .indicator: "comparison.indicator",
      .cut: "comparison.cut", .analogue: "comparison.analogue",
      .municipality: "comparison.municipality",
    ])
}
