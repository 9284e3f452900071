import Schools

extension Report {
  /// Places of the schools in the region, in their municipality, in their cluster and among similar ones, each with
  /// what is uncertain about it; an unranked school has a reason.
  package static let ranking = Report(
    "ranking", title: Words(ru: "Рейтинг", en: "Ranking"),
    columns: [
      .text("school", "ranking.school"),
      .number("year", "ranking.year"),
      .text("scope", "ranking.scope"),
      .number("score", "ranking.score"),
      .number("rank", "ranking.rank"),
      .number("rankLow", "ranking.rank_low"),
      .number("rankHigh", "ranking.rank_high"),
      .number("tier", "ranking.tier"),
      .text("reason", "ranking.reason"),
      .number("among", "ranking.among"),
      .number("expectedRank", "ranking.expected_rank"),
      .number("medianRank", "ranking.median_rank"),
      .number("samplingLow", "ranking.sampling_low"),
      .number("samplingHigh", "ranking.sampling_high"),
      .number("methodLow", "ranking.method_low"),
      .number("methodHigh", "ranking.method_high"),
      .number("setLow", "ranking.set_low"),
      .number("setHigh", "ranking.set_high"),
      .number("topQuarter", "ranking.top_quarter"),
      .number("bottomQuarter", "ranking.bottom_quarter"),
      .number("aboveNext", "ranking.above_next"),
      .number("scoreError", "ranking.score_error"),
    ],
    source: "report_v1.ranking as ranking",
    order: """
      ranking.year,
      array_position(array['region', 'municipality', 'cluster', 'similar'], ranking.scope),
      case when ranking.scope = 'municipality' then ranking.municipality end collate "C",
      ranking.rank nulls last, ranking.school collate "C"
      """,
    filters: [
      .school: "ranking.school", .year: "ranking.year", .scope: "ranking.scope",
      .municipality: "ranking.municipality",
    ])

  /// What the places are computed from: a row for each school and key indicator, from its parts to its score.
  package static let rankingInputs = Report(
    "ranking-inputs",
    title: Words(ru: "Рейтинг: исходные величины", en: "Ranking: inputs"),
    columns: [
      .text("school", "ranking.school"),
      .number("year", "ranking.year"),
      .text("indicator", "key.value ->> 'code'"),
      .text("cut", "key.value ->> 'cut'"),
      .number("numerator", "item.value -> 'cell' ->> 'numerator'"),
      .number("denominator", "item.value -> 'cell' ->> 'denominator'"),
      .number("sumSquares", "item.value -> 'cell' ->> 'sum_squares'"),
      .number("years", "item.value -> 'cell' ->> 'years'"),
      .number("value", "item.value ->> 'value'"),
      .number("shrunk", "item.value ->> 'shrunk'"),
      .number("error", "item.value ->> 'error'"),
      .number("score", "item.value ->> 'score'"),
    ],
    source: """
      report_v1.ranking as ranking
      inner join report_v1.key_set
          on key_set.key_set = ranking.key_set and key_set.is_current
      cross join lateral jsonb_array_elements(key_set.document -> 'indicators')
          with ordinality as key (value, position)
      inner join lateral jsonb_array_elements(ranking.indicators)
          with ordinality as item (value, position)
          on item.position = key.position and item.value <> 'null'
      """,
    order: "ranking.year, ranking.school collate \"C\", key.position",
    filters: [
      .school: "ranking.school", .year: "ranking.year", .municipality: "ranking.municipality",
      .indicator: "key.value ->> 'code'",
    ])

  /// How places move when one choice of the method is another, or one indicator is left out.
  package static let sensitivity = Report(
    "sensitivity",
    title: Words(ru: "Рейтинг: чувствительность", en: "Ranking: sensitivity"),
    columns: [
      .text("territory", "model.territory"),
      .number("year", "model.year"),
      .text("scope", "model.scope"),
      .number("schools", "model.schools"),
      .text("kind", "shift.kind"),
      .text("choice", "shift.value ->> 'choice'"),
      .number("meanShift", "shift.value ->> 'mean'"),
      .number("largestShift", "shift.value ->> 'largest'"),
      .number("tau", "shift.value ->> 'tau'"),
    ],
    source: """
      report_v1.ranking_model as model
      cross join lateral (
          select 'method' as kind, item.value, item.position
          from jsonb_array_elements(model.model -> 'sensitivity')
              with ordinality as item (value, position)
          union all
          select 'without' as kind, item.value, item.position
          from jsonb_array_elements(model.model -> 'removal')
              with ordinality as item (value, position)
      ) as shift
      """,
    order: """
      model.year, model.scope desc, model.territory collate "C", shift.kind, shift.position
      """,
    filters: [
      .year: "model.year", .scope: "model.scope",
      .municipality: "case model.scope when 'municipality' then model.territory end",
    ])

  /// How often a school stands above each other one of its region in the draws of the ranking.
  package static let pairs = Report(
    "pairs", title: Words(ru: "Рейтинг: пары школ", en: "Ranking: pairs of schools"),
    columns: [
      .text("school", "pair.school"),
      .number("year", "pair.year"),
      .text("other", "pair.other"),
      .number("draws", "pair.draws"),
      .number("above", "pair.above"),
      .number("equal", "pair.equal"),
    ],
    source: "report_v1.rank_pair as pair",
    order: "pair.year, pair.school collate \"C\", pair.above, pair.other collate \"C\"",
    filters: [.school: "pair.school", .year: "pair.year", .other: "pair.other"], needed: .school)
}
