import Schools

extension Report {
  /// One school beside each other school the reader sees; one row per other school, year, indicator and cut.
  package static let differences = Report(
    "differences", title: Words(ru: "Две школы рядом", en: "Two schools side by side"),
    columns: [
      .text("school", "beside.school"),
      .text("other", "beside.other"),
      .number("year", "beside.year"),
      .text("indicator", "beside.indicator"),
      .text("cut", "beside.cut"),
      .text("kind", "beside.kind"),
      .text("unit", "beside.unit"),
      .text("direction", "beside.direction"),
      .exact("denominator", "beside.denominator"),
      .number("value", "beside.value"),
      .exact("otherDenominator", "beside.other_denominator"),
      .number("otherValue", "beside.other_value"),
      .number("difference", "beside.difference"),
      .number("differenceLow", "beside.difference_low"),
      .number("differenceHigh", "beside.difference_high"),
      .text("reason", "beside.reason"),
      .number("run", "beside.run"),
    ],
    source: "report_v1.school_difference as beside",
    order: """
      beside.school collate "C", beside.other collate "C", beside.year,
      beside.indicator collate "C", beside.cut collate "C"
      """,
    filters: [
      .school: "beside.school", .other: "beside.other", .year: "beside.year",
      .indicator: "beside.indicator", .cut: "beside.cut",
    ], needed: .school)
}
