extension ProblemCatalog {
  /// What is wrong with a name that an analyst gives a cluster.
  static let clusterEntries: [Entry] = [
    rejected(
      "cluster_name.identity_unknown",
      "Кластера со сквозным номером {identity} нет.",
      "There is no cluster with the identity {identity}.",
      hint: (
        ru: "Сквозные номера печатает soko report profiles, столбец identity.",
        en: "Identities are printed by soko report profiles, column identity."
      )),
    rejected(
      "cluster_name.region_needed",
      "Кластер с таким номером есть в нескольких регионах.",
      "Several regions have a cluster of this identity.",
      hint: (ru: "Укажите --region, код ОКТМО.", en: "Give --region, an ОКТМО code.")),
    rejected(
      "cluster_name.words_missing",
      "У названия есть русский и английский текст, каждый до 120 знаков, и имя того, кто его дал.",
      "A name has a Russian and an English text of up to 120 characters each, and a word of who gave it.",
      hint: (ru: "Укажите --ru, --en и --by.", en: "Give --ru, --en and --by.")),
  ]
}
