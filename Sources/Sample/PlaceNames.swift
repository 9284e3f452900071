import Schools

/// Invented names of places; each ends in words that say so.
enum PlaceNames {
  static let region = Words(
    ru: "Учебный край (синтетические данные)", en: "Training Territory (synthetic data)")

  private static let stems: [Words] = [
    Words(ru: "Ветро", en: "Vetro"), Words(ru: "Снего", en: "Snego"),
    Words(ru: "Медо", en: "Medo"), Words(ru: "Ягодо", en: "Yagodo"),
    Words(ru: "Радуго", en: "Radugo"), Words(ru: "Росо", en: "Roso"),
    Words(ru: "Тумано", en: "Tumano"), Words(ru: "Звездо", en: "Zvezdo"),
    Words(ru: "Листо", en: "Listo"), Words(ru: "Громо", en: "Gromo"),
    Words(ru: "Ручье", en: "Ruchye"), Words(ru: "Журавле", en: "Zhuravle"),
  ]

  private static let villageEndings: [Words] = [
    Words(ru: "лужье", en: "luzhye"), Words(ru: "долье", en: "dolye"),
    Words(ru: "кедрье", en: "kedrye"), Words(ru: "холмье", en: "kholmye"),
    Words(ru: "тропье", en: "tropye"),
  ]

  /// The main town of a municipality, counted from 0.
  static func town(ofMunicipality index: Int) -> Words {
    let stem = stems[index % stems.count]
    let repeats = index / stems.count
    let suffix = repeats == 0 ? "" : "-\(repeats + 1)"
    return Words(ru: "\(stem.ru)бург\(suffix)", en: "\(stem.en)burg\(suffix)")
  }

  static func municipality(_ index: Int) -> Words {
    let town = town(ofMunicipality: index)
    return Words(ru: "Округ \(town.ru) (синтетический)", en: "\(town.en) district (synthetic)")
  }

  /// The village of a school, counted from 0; after sixty schools names repeat.
  static func village(ofSchool index: Int) -> Words {
    let stem = stems[(index * 7 + 3) % stems.count]
    let ending = villageEndings[(index / stems.count + index) % villageEndings.count]
    return Words(ru: stem.ru + ending.ru, en: stem.en + ending.en)
  }
}
