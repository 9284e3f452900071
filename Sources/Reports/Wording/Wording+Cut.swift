import Schools

extension Wording {
  /// The order of cuts on a page: the whole first, and grade 2 before grade 10.
  static func isCut(_ left: String, before right: String) -> Bool {
    if (left == "all") != (right == "all") { return left == "all" }
    return padded(left) < padded(right)
  }

  /// `grade=2` as `grade=02`: numbers of up to two digits in the order of their size.
  private static func padded(_ cut: String) -> String {
    cut.replacing(/=(\d)(?!\d)/) { "=0\($0.1)" }
  }

  /// A cut in words: `grade=9;subject=mat` with the subject's name is «9 класс, математика»; empty for `all`.
  func cut(_ cut: String, subjects: [String: Words]) -> String {
    guard cut != "all" else { return "" }
    return cut.split(separator: ";").map { pair in
      let parts = pair.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2 else { return String(pair) }
      return part(parts[0], parts[1], subjects)
    }.joined(separator: ", ")
  }

  private func part(_ name: String, _ value: String, _ subjects: [String: Words]) -> String {
    let isRussian = language == .ru
    switch name {
    case "grade": return isRussian ? "\(value) класс" : "grade \(value)"
    case "class": return isRussian ? "класс \(value)" : "class \(value)"
    case "study": return isRussian ? "исследование «\(value)»" : "study “\(value)”"
    case "moment":
      return partOfYear(value)?[language] ?? Self.cuts["moment=\(value)"]?[language] ?? value
    case "subject":
      guard let name = subjects[value]?[language] else { return value }
      return isRussian || !Self.languages.contains(value) ? name.lowercasedFirst : name
    default: return Self.cuts["\(name)=\(value)"]?[language] ?? value
    }
  }

  /// `quarter1`, `trimester2`, `half1`: the kind of a part of the year and its place.
  private func partOfYear(_ value: String) -> Words? {
    guard let match = value.wholeMatch(of: /(quarter|trimester|half)([1-4])/) else { return nil }
    let place = ["I", "II", "III", "IV"][(Int(match.2) ?? 1) - 1]
    switch match.1 {
    case "quarter": return Words(ru: "\(place) четверть", en: "quarter \(match.2)")
    case "trimester": return Words(ru: "\(place) триместр", en: "trimester \(match.2)")
    default: return Words(ru: "\(place) полугодие", en: "half-year \(match.2)")
    }
  }

  /// Subjects that are languages: English writes them with a capital.
  private static let languages: Set<String> = ["deu", "eng", "fra", "rus", "spa", "zho"]

  private static let cuts: [String: Words] = [
    "level=noo": Words(ru: "1–4 классы", en: "grades 1–4"),
    "level=ooo": Words(ru: "5–9 классы", en: "grades 5–9"),
    "level=soo": Words(ru: "10–11 классы", en: "grades 10–11"),
    "sex=f": Words(ru: "девочки", en: "girls"),
    "sex=m": Words(ru: "мальчики", en: "boys"),
    "stage=school": Words(ru: "школьный этап", en: "school stage"),
    "stage=municipal": Words(ru: "муниципальный этап", en: "municipal stage"),
    "stage=regional": Words(ru: "региональный этап", en: "regional stage"),
    "stage=federal": Words(ru: "всероссийский этап", en: "federal stage"),
    "stage=final": Words(ru: "заключительный этап", en: "final stage"),
    "stage=international": Words(ru: "международный этап", en: "international stage"),
    "stage=entry": Words(ru: "при поступлении", en: "at entry"),
    "stage=age14": Words(ru: "14 лет", en: "age 14"),
    "stage=group1": Words(ru: "I группа здоровья", en: "health group I"),
    "stage=group2": Words(ru: "II группа здоровья", en: "health group II"),
    "stage=group3": Words(ru: "III группа здоровья", en: "health group III"),
    "stage=group4": Words(ru: "IV группа здоровья", en: "health group IV"),
    "stage=group5": Words(ru: "V группа здоровья", en: "health group V"),
    "stage=lowered": Words(ru: "понизили", en: "lowered"),
    "stage=confirmed": Words(ru: "подтвердили", en: "confirmed"),
    "stage=raised": Words(ru: "повысили", en: "raised"),
    "moment=june": Words(ru: "июнь", en: "June"),
    "moment=sept": Words(ru: "сентябрь", en: "September"),
    "moment=september": Words(ru: "сентябрь", en: "September"),
    "moment=february": Words(ru: "февраль", en: "February"),
    "moment=entry": Words(ru: "при поступлении", en: "at entry"),
    "moment=age14": Words(ru: "14 лет", en: "age 14"),
    "moment=g9": Words(ru: "после 9 класса", en: "after grade 9"),
    "moment=g11": Words(ru: "после 11 класса", en: "after grade 11"),
  ]
}

extension String {
  /// The same text from a small letter: a name inside a sentence. «ОБЗР» and other abbreviations stay.
  var lowercasedFirst: String {
    guard let first, let second = dropFirst().first, second.isLowercase else { return self }
    return first.lowercased() + dropFirst()
  }

  /// The same text from a capital letter: the beginning of a sentence.
  var uppercasedFirst: String { (first?.uppercased() ?? "") + dropFirst() }
}
