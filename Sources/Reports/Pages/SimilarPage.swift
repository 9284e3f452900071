import Schools

/// What the page of similar schools shows.
struct SimilarPage {
  struct Member {
    let name: String
    let href: String
    let municipality: String
    let distance: String
    /// What the two schools differ by most.
    let differs: String
    let index: String
    let typology: String
    let isHub: Bool
    /// It makes more of such a context: its interval lies above the school's.
    let isToVisit: Bool
  }

  struct Variable {
    let name: String
    let weight: String
    let own: String
    let similar: String
    let balance: String
    let isOff: Bool
    let isCarried: Bool
  }

  struct Context {
    let index: String
    let typology: String
    let sentence: String
  }

  let school: String
  let href: String
  let years: [Choice]
  /// The lists of the year have been made.
  let isFound: Bool
  let sentence: String?
  let context: Context?
  let members: [Member]
  let hasMembers: Bool
  let variables: [Variable]
  let hasVariables: Bool
  let stability: [String]

  init(
    _ school: SchoolFacts, _ rows: [SimilarRow], contexts: [String: ContextRow],
    values: [String: ContextValue], schools: [String: SchoolName], names: Names,
    years: [Choice], isFound: Bool, _ request: PageRequest
  ) {
    let words = Wording(request.language)
    let figure = Figure(request.language)
    func name(_ variable: String) -> String {
      variable == "town" ? words("townVariable") : names.short(variable)
    }
    self.school = school.name
    href = request.link("/schools/\(PageRequest.part(school.school))")
    self.years = years
    self.isFound = isFound
    let own = contexts[school.school]
    sentence = rows.first.map { Self.sentence($0, rows.count { $0.member != nil }, words) }
    context = own.map { Self.context($0, words) }
    members = rows.compactMap { row in
      guard let member = row.member, let distance = row.distance else { return nil }
      let other = contexts[member]
      return Member(
        name: schools[member]?.name ?? member,
        href: request.link("/schools/\(PageRequest.part(member))"),
        municipality: schools[member]?.municipalityName ?? "",
        distance: figure.decimal(distance, 2),
        differs: Self.contributions(row.contributions).prefix(3).map {
          "\(name($0.variable)) \(figure.decimal($0.share * 100, 0))\u{00A0}%"
        }.joined(separator: ", "),
        index: other?.index.map { figure.decimal($0, 0) } ?? Figure.absent,
        typology: other?.typology.map(words.typology) ?? Figure.absent, isHub: row.isHub,
        isToVisit: Self.isAbove(other, own))
    }
    hasMembers = !members.isEmpty
    variables = (rows.first?.balances ?? []).map { item in
      let unit = names[item.variable]?.unit ?? ""
      let shown = values[item.variable]
      return Variable(
        name: name(item.variable) + figure.unitSuffix(unit),
        weight: figure.decimal(item.weight * 100, 0),
        own: shown?.value.map { figure.value($0, unit: unit) } ?? Figure.absent,
        similar: shown?.analogueValue.map { figure.value($0, unit: unit) } ?? Figure.absent,
        balance: item.balance.map { figure.decimal($0, 2, signed: true) } ?? Figure.absent,
        isOff: item.isOff, isCarried: item.isCarried)
    }
    hasVariables = !variables.isEmpty
    stability = hasMembers ? Self.stability(rows[0], own, words) : []
  }

  private static func contributions(_ text: String?) -> [(variable: String, share: Double)] {
    (text ?? "").split(separator: ";").compactMap { part in
      guard let sign = part.lastIndex(of: "="),
        let share = Double(part[part.index(after: sign)...])
      else { return nil }
      return (String(part[..<sign]), share)
    }
  }

  private static func isAbove(_ other: ContextRow?, _ own: ContextRow?) -> Bool {
    guard let low = other?.residualLow, let high = own?.residualHigh else { return false }
    return low > 0 && low > high
  }

  private static func sentence(_ row: SimilarRow, _ count: Int, _ words: Wording) -> String {
    let figure = Figure(words.language)
    let weights =
      row.weightsFrom == "regression"
      ? "\(words("weightsLearned")) \(figure.year(row.weightsYear))" : words("weightsEqual")
    if let reason = row.reason {
      return "\(words.contextReason(reason).uppercasedFirst)."
    }
    let eligible = words.count(row.eligible, .school)
    let quality = row.quality.map(words.matchQuality) ?? ""
    switch words.language {
    case .ru:
      return "Подобрано \(count), подходящих — \(eligible). Подбор \(quality); \(weights); "
        + "\(words("version")) \(row.version)."
    case .en:
      return "\(count) found, \(eligible) eligible. The match is \(quality); \(weights); "
        + "\(words("version")) \(row.version)."
    }
  }

  private static func context(_ row: ContextRow, _ words: Wording) -> Context {
    let figure = Figure(words.language)
    func number(_ value: Double?) -> String {
      value.map { figure.decimal($0, 2, signed: true) } ?? Figure.absent
    }
    let interval = "\(number(row.residualLow))…\(number(row.residualHigh))"
    let sentence =
      switch (row.reason, words.language) {
      case (let reason?, _): "\(words.contextReason(reason).uppercasedFirst)."
      case (nil, .ru):
        "Результат экзаменов \(number(row.outcome)), ожидаемый \(number(row.expected)); "
          + "сверх ожидаемого \(number(row.residual)) (\(interval))."
      case (nil, .en):
        "Exam outcome \(number(row.outcome)), expected \(number(row.expected)); "
          + "beyond expectation \(number(row.residual)) (\(interval))."
      }
    return Context(
      index: row.index.map { figure.decimal($0, 0) } ?? Figure.absent,
      typology: row.typology.map(words.typology) ?? Figure.absent, sentence: sentence)
  }

  private static func stability(
    _ row: SimilarRow, _ context: ContextRow?, _ words: Wording
  ) -> [String] {
    let figure = Figure(words.language)
    var sentences = row.stabilities.compactMap { item in
      item.share.map {
        "\(words.likeness(item.measure)): \(figure.decimal($0 * 100, 0))\u{00A0}%"
      }
    }
    let verdicts = context?.verdicts ?? []
    if !verdicts.isEmpty {
      let firm = verdicts.count { $0.agreeing == $0.lists }
      sentences.append("\(words("verdictsFirm")): \(firm) / \(verdicts.count)")
    }
    return sentences
  }
}
