import Schools

extension Report {
  /// The cluster of every school; empty where there is none.
  package static let clusters = Report(
    "clusters", title: Words(ru: "Кластеры: состав", en: "Clusters: members"),
    columns: [
      .text("school", "member.school"),
      .number("year", "member.year"),
      .number("cluster", "member.cluster"),
      .number("silhouette", "member.silhouette"),
      .number("membership", "member.membership"),
      .flag("borderline", "member.is_borderline"),
    ],
    source: "report_v1.cluster_member as member",
    order: "member.year, member.cluster nulls last, member.school collate \"C\"",
    filters: [
      .school: "member.school", .year: "member.year", .municipality: "member.municipality",
    ])

  /// What the schools of a cluster have in common: a row per cluster and key indicator.
  package static let profiles = Report(
    "profiles", title: Words(ru: "Кластеры: профили", en: "Clusters: profiles"),
    columns: [
      .text("region", "cluster.region"),
      .number("year", "cluster.year"),
      .number("cluster", "cluster.cluster"),
      .number("schools", "cluster.schools"),
      .text("indicator", "item.value ->> 'code'"),
      .text("cut", "item.value ->> 'cut'"),
      .number("mean", "item.value ->> 'mean'"),
      .number("deviation", "item.value ->> 'deviation'"),
      .number("low", "item.value ->> 'low'"),
      .number("high", "item.value ->> 'high'"),
      .number("identity", "cluster.identity"),
      .number("jaccard", "cluster.jaccard"),
      .text("name", "cluster.name_{lang}"),
      .text("ownName", "cluster.own_name_{lang}"),
    ],
    source: """
      report_v1.cluster as cluster
      cross join lateral jsonb_array_elements(
          coalesce(nullif(cluster.profile -> 'indicators', 'null'), '[]')
      ) with ordinality as item (value, position)
      """,
    order: "cluster.year, cluster.region collate \"C\", cluster.cluster, item.position",
    filters: [.year: "cluster.year", .indicator: "item.value ->> 'code'"], isOfPublication: false,
    hasEditions: true)

  /// The conditions of each cluster's schools, cluster 0 being all schools of the model; no cluster is made by them.
  package static let clusterContext = Report(
    "cluster-context", title: Words(ru: "Кластеры: условия", en: "Clusters: context"),
    columns: [
      .text("region", "cluster.region"),
      .number("year", "cluster.year"),
      .number("cluster", "cluster.cluster"),
      .number("identity", "cluster.identity"),
      .text("indicator", "item.value ->> 'code'"),
      .number("schools", "item.value ->> 'schools'"),
      .number("mean", "item.value ->> 'mean'"),
      .number("low", "item.value ->> 'low'"),
      .number("high", "item.value ->> 'high'"),
    ],
    source: """
      report_v1.cluster as cluster
      cross join lateral jsonb_array_elements(cluster.context)
          with ordinality as item (value, position)
      """,
    order: "cluster.year, cluster.region collate \"C\", cluster.cluster, item.position",
    filters: [.year: "cluster.year", .indicator: "item.value ->> 'code'"])

  /// Names that analysts gave clusters: every one ever given, the one in force first.
  package static let clusterNames = Report(
    "cluster-names", title: Words(ru: "Кластеры: названия", en: "Clusters: names"),
    columns: [
      .text("region", "name.region"),
      .number("identity", "name.identity"),
      .text("nameRu", "name.name_ru"),
      .text("nameEn", "name.name_en"),
      .text("givenBy", "name.given_by"),
      .moment("given", "name.given_at"),
      .flag("inForce", "name.is_current"),
    ],
    source: "report_v1.cluster_name as name",
    order: "name.region collate \"C\", name.identity, name.given_at desc",
    filters: [:], isOfPublication: false)
}
