import Schools

extension Report {
  /// Places of the schools in the region and in their municipality; an unranked school has a reason.
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
    ],
    source: "report_v1.ranking as ranking",
    order: """
      ranking.year, ranking.scope desc,
      case when ranking.scope = 'municipality' then ranking.municipality end collate "C",
      ranking.rank nulls last, ranking.school collate "C"
      """,
    filters: [
      .school: "ranking.school", .year: "ranking.year", .scope: "ranking.scope",
      .municipality: "ranking.municipality",
    ])
}
