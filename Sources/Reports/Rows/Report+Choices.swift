import Schools

extension Report {
  /// How much each criterion moves the ranking of a territory, beside its weight.
  package static let importance = Report(
    "importance",
    title: Words(ru: "Рейтинг: важность на деле", en: "Ranking: effective importance"),
    columns: [
      .text("territory", "model.territory"),
      .number("year", "model.year"),
      .text("scope", "model.scope"),
      .number("criterion", "item.value ->> 'criterion'"),
      .number("weight", "item.value ->> 'weight'"),
      .number("importance", "item.value ->> 'importance'"),
    ],
    source: """
      report_v1.ranking_model as model
      cross join lateral jsonb_array_elements(
          coalesce(nullif(model.model -> 'importance', 'null'), '[]')
      ) with ordinality as item (value, position)
      """,
    order: "model.year, model.scope desc, model.territory collate \"C\", item.position",
    filters: [
      .year: "model.year", .scope: "model.scope",
      .municipality: "case model.scope when 'municipality' then model.territory end",
    ])

  /// The numbers of clusters that were tried in a region, and what each has to say for itself.
  package static let clusterCandidates = Report(
    "cluster-candidates",
    title: Words(ru: "Кластеры: выбор числа", en: "Clusters: choice of number"),
    columns: [
      .text("region", "cluster.region"),
      .number("year", "cluster.year"),
      .number("clusters", "item.value ->> 'k'"),
      .number("silhouette", "item.value ->> 'silhouette'"),
      .number("gap", "item.value ->> 'gap'"),
      .number("stability", "item.value ->> 'stability'"),
      .number("withinSS", "item.value ->> 'withinSS'"),
    ],
    source: ofModel("'candidates'"), order: modelOrder, filters: [.year: "cluster.year"])

  /// Which key indicators a region's clusters were made by, and why the others were not.
  package static let clusterChoice = Report(
    "cluster-choice",
    title: Words(ru: "Кластеры: выбор показателей", en: "Clusters: choice of indicators"),
    columns: [
      .text("region", "cluster.region"),
      .number("year", "cluster.year"),
      .text("indicator", "item.value ->> 'code'"),
      .text("cut", "item.value ->> 'cut'"),
      .number("coverage", "item.value ->> 'coverage'"),
      .number("correlation", "item.value ->> 'correlation'"),
      .text("leftOut", "item.value ->> 'leftOut'"),
    ],
    source: ofModel("'choice'"), order: modelOrder,
    filters: [.year: "cluster.year", .indicator: "item.value ->> 'code'"])

  /// How many schools went from one cluster to another since the year before, by the identities that clusters keep.
  package static let clusterMoves = Report(
    "cluster-moves", title: Words(ru: "Кластеры: переходы", en: "Clusters: moves"),
    columns: [
      .text("region", "cluster.region"),
      .number("year", "cluster.year"),
      .number("from", "item.value ->> 'from'"),
      .number("to", "item.value ->> 'to'"),
      .number("schools", "item.value ->> 'schools'"),
    ],
    source: ofModel("'change' -> 'moves'"), order: modelOrder, filters: [.year: "cluster.year"])

  /// A list in what the clustering of a region as a whole keeps: it stands at the number 0.
  private static func ofModel(_ path: String) -> String {
    """
    (select * from report_v1.cluster where cluster = 0) as cluster
    cross join lateral jsonb_array_elements(
        case jsonb_typeof(cluster.profile -> \(path))
            when 'array' then cluster.profile -> \(path) else '[]'
        end
    ) with ordinality as item (value, position)
    """
  }

  private static let modelOrder = "cluster.year, cluster.region collate \"C\", item.position"
}
