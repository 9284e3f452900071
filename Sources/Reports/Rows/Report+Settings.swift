import Schools

extension Report {
  /// Key sets, those in force and earlier ones.
  package static let keySets = Report(
    "key-sets", title: Words(ru: "Наборы ключевых показателей", en: "Key sets"),
    columns: [
      .text("keySet", "key_set.key_set"),
      .text("title", "key_set.document -> 'title' ->> '{lang}'"),
      .text("fingerprint", "key_set.fingerprint"),
      .flag("inForce", "key_set.is_current"),
    ],
    source: "report_v1.key_set as key_set",
    order: "key_set.key_set collate \"C\", key_set.is_current desc, key_set.fingerprint",
    filters: [:], isOfPublication: false)

  /// The weights and goalposts of the key sets in force; one row per key set and indicator.
  package static let weights = Report(
    "weights", title: Words(ru: "Веса показателей", en: "Weights of indicators"),
    columns: [
      .text("keySet", "key_set.key_set"),
      .number("criterion", "item.value ->> 'criterion'"),
      .text("indicator", "item.value ->> 'code'"),
      .text("cut", "item.value ->> 'cut'"),
      .number("weight", "item.value ->> 'weight'"),
      .number("goalpostLow", "item.value -> 'goalposts' ->> 0"),
      .number("goalpostHigh", "item.value -> 'goalposts' ->> 1"),
    ],
    source: """
      (select * from report_v1.key_set where is_current) as key_set
      cross join lateral jsonb_array_elements(
          case jsonb_typeof(key_set.document -> 'indicators')
              when 'array' then key_set.document -> 'indicators' else '[]'
          end
      ) with ordinality as item (value, place)
      """,
    order: "key_set.key_set collate \"C\", item.place",
    filters: [.indicator: "item.value ->> 'code'"], isOfPublication: false)

  /// Sums over the schools of each territory, where enough schools and nothing hidden are in them.
  package static let totals = Report(
    "totals", title: Words(ru: "Итоги территорий", en: "Totals of territories"),
    columns: [
      .text("territory", "total.territory"),
      .text("level", "total.level"),
      .number("year", "total.year"),
      .text("indicator", "total.indicator"),
      .text("cut", "total.cut"),
      .number("schools", "total.schools"),
      .exact("numerator", "total.numerator"),
      .exact("denominator", "total.denominator"),
      .number("value", "total.value"),
      .flag("hidden", "total.is_hidden"),
      .number("run", "total.run"),
    ],
    source: "report_v1.group_value as total",
    order: """
      total.year, total.indicator collate "C", total.cut collate "C", total.level desc,
      total.territory collate "C"
      """,
    filters: [
      .year: "total.year", .indicator: "total.indicator", .cut: "total.cut",
      .municipality: "total.territory",
    ])
}
