import Schools

/// What the page of clusters says of their choice and their years.
enum ClusterWords {
  /// «по признакам: …; название дал(а) …»; nil where no analyst has given a name.
  static func given(_ row: ClusterRow, _ language: Language) -> String? {
    guard let author = row.nameGivenBy, let moment = row.nameGivenAt else { return nil }
    let own = (language == .ru ? row.ownNameRu : row.ownNameEn) ?? Figure.absent
    let day = Figure(language).date(moment)
    return language == .ru
      ? "по признакам — \(own); название: \(author), \(day)"
      : "by its signs — \(own); named by \(author), \(day)"
  }

  /// Nil where the gap statistic agrees, or says nothing.
  static func gapNote(_ choice: Int?, _ clusters: Int, _ language: Language) -> String? {
    guard let choice, choice != clusters else { return nil }
    return language == .ru
      ? "Статистика разрыва выбрала бы \(choice): данные можно видеть по-разному."
      : "The gap statistic would choose \(choice): there is more than one way to see the data."
  }

  /// The deviations of the table of profiles as parallel dots.
  static func profileChart(
    _ clusters: [ClusterRow], _ names: Names, _ request: PageRequest
  ) -> String? {
    let (words, figure) = (Wording(request.language), Figure(request.language))
    let profiles = clusters.map { $0.decoded()?.indicators ?? [] }
    guard let first = profiles.first else { return nil }
    let rows = first.indices.map { index in
      let key = first[index]
      let cut = names.cut(key.cut)
      return ProfileChart.Row(
        name: names.short(key.code) + (cut.isEmpty ? "" : ", \(cut)"),
        deviations: profiles.map { $0.indices.contains(index) ? $0[index].deviation : nil })
    }
    let heads = clusters.map { "\(words("cluster")) \($0.cluster)" }
    let told = zip(heads, profiles).map { head, profile in
      "\(head): \(profile.map { figure.decimal($0.deviation, 1, signed: true) }.joined(separator: ", "))"
    }
    return ProfileChart(
      rows: rows, clusters: heads, title: words("profileChart"),
      details: told.joined(separator: "; ")
    ).markup { figure.decimal($0, 1, signed: true) }
  }

  static func decision(_ reason: String?, _ language: Language) -> String {
    switch (reason, language) {
    case ("coverage", .ru): "не входит: известен у немногих школ"
    case ("coverage", .en): "left out: few schools have it"
    case ("constant", .ru): "не входит: у школ одинаков или различается случайно"
    case ("constant", .en): "left out: schools have one value, or differ by chance"
    case ("redundant", .ru): "не входит: повторяет другой показатель"
    case ("redundant", .en): "left out: it repeats another"
    case (_, .ru): "входит"
    case (_, .en): "used"
    }
  }

  static func movesNote(
    _ change: ClusterRow.Profile.Change, _ figure: Figure, _ language: Language
  ) -> String {
    let agreement = change.adjustedRand.map { figure.decimal($0, 2) } ?? Figure.absent
    return language == .ru
      ? "По сравнению с \(change.year) годом; согласие разбиений (скорректированный индекс Рэнда) \(agreement). "
        + "Номер со знаком № узнаётся из года в год."
      : "Since \(change.year); agreement of the partitions (adjusted Rand index) \(agreement). "
        + "A number with № is known again from year to year."
  }
}
