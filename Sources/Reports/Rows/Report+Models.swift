import Schools

extension Report {
  /// What schools add to what their pupils' earlier results let expect.
  package static let valueAdded = Report(
    "value-added", title: Words(ru: "Добавленная стоимость", en: "Value added"),
    columns: [
      .text("school", "added.school"),
      .number("year", "added.year"),
      .text("model", "added.model"),
      .text("variant", "added.variant"),
      .number("results", "added.results"),
      .number("pupils", "added.pupils"),
      .flag("isLinkageLow", "added.is_linkage_low"),
      .number("effect", "added.effect"),
      .number("standardError", "added.standard_error"),
      .number("low", "added.low"),
      .number("high", "added.high"),
      .number("pairLow", "added.pair_low"),
      .number("pairHigh", "added.pair_high"),
      .number("level", "added.level"),
      .number("rank", "added.rank"),
      .number("rankLow", "added.rank_low"),
      .number("rankHigh", "added.rank_high"),
      .number("setLow", "added.set_low"),
      .number("setHigh", "added.set_high"),
      .text("reason", "added.reason"),
    ],
    source: "report_v1.value_added as added",
    order: """
      added.year, added.model, added.variant, added.effect desc nulls last,
      added.school collate "C"
      """,
    filters: [
      .school: "added.school", .year: "added.year", .municipality: "added.municipality",
    ])

  /// The models behind them, a row a fixed effect; of a model that could not be fitted one row with its reason.
  package static let models = Report(
    "models", title: Words(ru: "Модели добавленной стоимости", en: "Models of value added"),
    columns: [
      .text("region", "fitted.region"),
      .number("year", "fitted.year"),
      .text("model", "fitted.model"),
      .text("variant", "fitted.variant"),
      .number("schools", "fitted.schools"),
      .number("results", "fitted.results"),
      .number("pupils", "fitted.pupils"),
      .text("reason", "fitted.reason"),
      .text("name", "item.value ->> 'name'"),
      .number("estimate", "item.value ->> 'estimate'"),
      .number("standardError", "item.value ->> 'standardError'"),
      .number("groupVariance", "fitted.group_variance"),
      .number("residualVariance", "fitted.residual_variance"),
      .number("criterion", "fitted.criterion"),
    ],
    source: """
      report_v1.value_added_model as fitted
      left join lateral jsonb_array_elements(fitted.coefficients)
      with ordinality as item (value, position) on true
      """,
    order: "fitted.year, fitted.region collate \"C\", fitted.model, fitted.variant, item.position",
    filters: [.year: "fitted.year"])

  /// What the results of a region's schools go with.
  package static let drivers = Report(
    "drivers", title: Words(ru: "С чем связаны результаты", en: "What results go with"),
    columns: [
      .text("region", "driver.region"),
      .number("year", "driver.year"),
      .text("outcome", "driver.outcome"),
      .text("outcomeCut", "driver.outcome_cut"),
      .text("factor", "driver.factor"),
      .text("factorCut", "driver.factor_cut"),
      .number("schools", "driver.schools"),
      .number("estimate", "driver.estimate"),
      .number("low", "driver.low"),
      .number("high", "driver.high"),
      .number("pValue", "driver.p_value"),
      .number("adjustedPValue", "driver.adjusted_p_value"),
      .flag("isNamed", "driver.is_named"),
      .number("ridge", "driver.ridge"),
      .number("share", "driver.share"),
      .number("explained", "driver.explained"),
      .number("crossFit", "driver.cross_fit"),
      .text("reason", "driver.reason"),
      .text("words", "driver.words_{lang}"),
    ],
    source: "report_v1.driver as driver",
    order: """
      driver.year, driver.region collate "C", driver.outcome collate "C",
      driver.outcome_cut collate "C", driver.factor collate "C", driver.factor_cut collate "C"
      """,
    filters: [.year: "driver.year", .indicator: "driver.outcome"])

  /// How values moved to the latest year, and where they may go.
  package static let trends = Report(
    "trends", title: Words(ru: "Динамика и прогноз", en: "Changes and forecasts"),
    columns: [
      .text("school", "trend.school"),
      .number("year", "trend.year"),
      .text("indicator", "trend.indicator"),
      .text("cut", "trend.cut"),
      .text("unit", "trend.unit"),
      .text("direction", "trend.direction"),
      .number("years", "trend.years"),
      .number("change", "trend.change"),
      .number("changeLow", "trend.change_low"),
      .number("changeHigh", "trend.change_high"),
      .number("drift", "trend.drift"),
      .number("adjusted", "trend.adjusted"),
      .number("adjustedLow", "trend.adjusted_low"),
      .number("adjustedHigh", "trend.adjusted_high"),
      .text("verdict", "trend.verdict"),
      .number("slope", "trend.slope"),
      .number("slopeError", "trend.slope_error"),
      .number("forecast", "trend.forecast"),
      .number("forecastLow", "trend.forecast_low"),
      .number("forecastHigh", "trend.forecast_high"),
      .text("forecastMethod", "trend.forecast_method"),
      .number("forecastError", "trend.forecast_error"),
      .list("reasons", "trend.reasons"),
    ],
    source: "report_v1.trend as trend",
    order: """
      trend.school collate "C", trend.year, trend.indicator collate "C", trend.cut collate "C"
      """,
    filters: [
      .school: "trend.school", .year: "trend.year", .indicator: "trend.indicator",
      .cut: "trend.cut", .municipality: "trend.municipality",
    ])
}
