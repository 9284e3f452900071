import Schools

extension Report {
  /// Small schools' values of several years beside their analogues of the same years; one row per school, year, indicator,
  /// cut and analogue.
  package static let pooled = Report(
    "pooled", title: Words(ru: "За несколько лет", en: "Several years together"),
    columns: [
      .text("school", "pooled.school"),
      .text("municipality", "pooled.municipality"),
      .number("year", "pooled.year"),
      .text("indicator", "pooled.indicator"),
      .text("cut", "pooled.cut"),
      .text("kind", "pooled.kind"),
      .text("unit", "pooled.unit"),
      .text("direction", "pooled.direction"),
      .text("analogue", "pooled.analogue"),
      .number("firstYear", "pooled.first_year"),
      .number("years", "pooled.years"),
      .flag("linked", "pooled.is_linked"),
      .exact("numerator", "pooled.numerator"),
      .exact("denominator", "pooled.denominator"),
      .number("value", "pooled.value"),
      .number("low", "pooled.low"),
      .number("high", "pooled.high"),
      .number("schools", "pooled.schools"),
      .exact("analogueNumerator", "pooled.analogue_numerator"),
      .exact("analogueDenominator", "pooled.analogue_denominator"),
      .number("analogueValue", "pooled.analogue_value"),
      .number("difference", "pooled.difference"),
      .number("differenceLow", "pooled.difference_low"),
      .number("differenceHigh", "pooled.difference_high"),
      .number("effect", "pooled.effect"),
      .number("z", "pooled.z"),
      .number("band", "pooled.band"),
      .number("p", "pooled.p_value"),
      .text("verdict", "pooled.verdict"),
      .list("reasons", "pooled.reasons"),
      .number("run", "pooled.run"),
    ],
    source: "report_v1.pooled_comparison as pooled",
    order: """
      pooled.school collate "C", pooled.year, pooled.indicator collate "C",
      pooled.cut collate "C", pooled.analogue collate "C"
      """,
    filters: [
      .school: "pooled.school", .year: "pooled.year", .indicator: "pooled.indicator",
      .cut: "pooled.cut", .analogue: "pooled.analogue", .municipality: "pooled.municipality",
    ])

  /// Years of schools before they grew out of others; one row per school, year, indicator and cut.
  package static let linked = Report(
    "linked", title: Words(ru: "Ряды с предшественницами", en: "Series with predecessors"),
    columns: [
      .text("school", "linked.school"),
      .text("municipality", "linked.municipality"),
      .number("year", "linked.year"),
      .text("indicator", "linked.indicator"),
      .text("cut", "linked.cut"),
      .text("unit", "linked.unit"),
      .number("members", "linked.members"),
      .exact("numerator", "linked.numerator"),
      .exact("denominator", "linked.denominator"),
      .exact("sumSquares", "linked.sum_squares"),
      .exact("baseNumerator", "linked.base_numerator"),
      .exact("baseDenominator", "linked.base_denominator"),
      .number("value", "linked.value"),
      .number("run", "linked.run"),
    ],
    source: "report_v1.linked_value as linked",
    order: """
      linked.school collate "C", linked.indicator collate "C", linked.cut collate "C", linked.year
      """,
    filters: [
      .school: "linked.school", .year: "linked.year", .indicator: "linked.indicator",
      .cut: "linked.cut", .municipality: "linked.municipality",
    ])

  /// Values of a calendar year, as a self-examination needs them; one row per school, indicator and cut.
  package static let calendar = Report(
    "calendar", title: Words(ru: "За календарный год", en: "By calendar year"),
    columns: [
      .text("school", "calendar.school"),
      .text("municipality", "calendar.municipality"),
      .number("year", "calendar.calendar_year"),
      .number("academicYear", "calendar.academic_year"),
      .text("indicator", "calendar.indicator"),
      .text("cut", "calendar.cut"),
      .exact("numerator", "calendar.numerator"),
      .exact("denominator", "calendar.denominator"),
      .number("value", "calendar.value"),
      .number("low", "calendar.low"),
      .number("high", "calendar.high"),
      .text("basis", "calendar.basis"),
      .text("asOf", "calendar.as_of_{lang}"),
      .number("run", "calendar.run"),
    ],
    source: "report_v1.value_of_calendar_year as calendar",
    order: """
      calendar.school collate "C", calendar.calendar_year, calendar.indicator collate "C",
      calendar.cut collate "C"
      """,
    filters: [
      .school: "calendar.school", .year: "calendar.calendar_year",
      .indicator: "calendar.indicator", .cut: "calendar.cut",
      .municipality: "calendar.municipality",
    ])
}
