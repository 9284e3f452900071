package import Postgres
import Schools

extension Pages {
  /// What schools add to what their pupils' earlier results let expect: one exam of one year.
  package func valueAdded(_ request: PageRequest, _ db: Database) throws -> String {
    try request.allow("year", "model", "school")
    let all = try years(db, in: "value_added_model")
    let year = try chosenYear(request, among: all)
    let models = try year.map { try ValueAddedModel.all(db, year: $0) } ?? []
    let exams = Set(models.map(\.model)).sorted(by: >)
    let exam = request.text("model") ?? exams.first
    guard exam == nil || exams.isEmpty || exams.contains(exam!) else {
      throw ReportError.invalidValue(parameter: "model")
    }
    let schools = try SchoolName.all(db, request.language)
    let marked = try markedSchool(request, among: schools)?.school
    let rows =
      try year.flatMap { year in
        try exam.map { try ValueAddedRow.all(db, year: year, model: $0) }
      } ?? []
    let words = Wording(request.language)
    let page = ValueAddedPage(
      rows, models.filter { $0.model == exam }, schools: schools, marked: marked,
      sections: Self.modelSections("valueAdded", request),
      exams: exams.map {
        Choice(
          text: words.model($0), href: request.link(changing: ["model": $0]), isCurrent: $0 == exam)
      }, years: yearChoices(all, current: year, request), request)
    let filters: KeyValuePairs<String, String?> = ["year": year.map(String.init)]
    return try render(
      "value-added", title: words("valueAdded"), page,
      tables: [
        "valueAdded": [DataLink(.valueAdded, filters, more: "moreModels", for: request)],
        "models": [DataLink(.models, filters, more: "moreModels", for: request)],
      ], for: request, db)
  }

  /// The pages about models, as a switch.
  static func modelSections(_ current: String, _ request: PageRequest) -> [Choice] {
    [("valueAdded", "/models"), ("drivers", "/models/drivers")].map { name, path in
      Choice(
        text: Wording(request.language)(name), href: request.link(path), isCurrent: name == current)
    }
  }
}

struct ValueAddedPage {
  struct Row {
    let name: String
    let href: String
    let municipality: String
    let isMarked: Bool
    let linked: String
    let isLinkageLow: Bool
    let first: Effect
    let second: Effect
    let shape: String
    let verdict: String
    let places: String
  }

  /// An effect with its interval, or why there is none.
  struct Effect {
    let value: String
    let note: String
  }

  struct Term {
    let name: String
    let first: String
    let second: String
  }

  struct Region {
    let name: String?
    let sentences: [String]
    let chart: String?
    let rows: [Row]
    let hasRows: Bool
    let terms: [Term]
    let hasTerms: Bool
  }

  let sections: [Choice]
  let years: [Choice]
  let exams: [Choice]
  let regions: [Region]
  let hasRegions: Bool

  init(
    _ rows: [ValueAddedRow], _ models: [ValueAddedModel], schools: [String: SchoolName],
    marked: String?, sections: [Choice], exams: [Choice], years: [Choice], _ request: PageRequest
  ) {
    self.sections = sections
    self.years = years
    self.exams = exams
    let codes = Set(models.map(\.region)).sorted()
    hasRegions = !codes.isEmpty
    regions = codes.map { code in
      Region(
        rows.filter { $0.region == code }, models.filter { $0.region == code },
        name: codes.count == 1 ? nil : code, schools, marked, request)
    }
  }
}

extension ValueAddedPage.Region {
  fileprivate init(
    _ rows: [ValueAddedRow], _ models: [ValueAddedModel], name: String?,
    _ schools: [String: SchoolName], _ marked: String?, _ request: PageRequest
  ) {
    let words = Wording(request.language)
    self.name = name
    let bySchool = Dictionary(grouping: rows, by: \.school)
    // By variant a, from the greatest effect; schools without one come last.
    let order = rows.filter { $0.variant == "a" }
    self.rows = order.map { row in
      ValueAddedPage.Row(
        row, bySchool[row.school]?.first { $0.variant == "b" }, schools[row.school],
        isMarked: row.school == marked, request)
    }
    hasRows = !order.isEmpty
    let first = models.first { $0.variant == "a" }
    sentences = Self.sentences(first, order, words)
    chart = Self.chart(order, marked: marked, words)
    terms = Self.terms(first, models.first { $0.variant == "b" }, words)
    hasTerms = !terms.isEmpty
  }

  private static func sentences(
    _ model: ValueAddedModel?, _ rows: [ValueAddedRow], _ words: Wording
  ) -> [String] {
    guard let model else { return [] }
    let isRussian = words.language == .ru
    let figure = Figure(words.language)
    let exam = words.model(model.model)
    if let reason = model.reason {
      let why = words.modelReason(reason)
      return [isRussian ? "\(exam): модели нет — \(why)." : "\(exam): there is no model: \(why)."]
    }
    let share = model.results > 0 ? Double(model.pupils) / Double(model.results) : 0
    let linked = "\(figure.decimal(share * 100, 0))\u{00A0}%"
    let (pupils, results) = (figure.integer(model.pupils), figure.integer(model.results))
    let count = words.count(model.schools, .school)
    let told = rows.filter { $0.effect != nil }
    let above = told.count { ($0.low ?? 0) > 0 }
    let below = told.count { ($0.high ?? 0) < 0 }
    let rest = told.count - above - below
    let low = rows.count(where: \.isLinkageLow)
    return isRussian
      ? [
        "\(exam): в модели \(count), \(pupils) из \(results) результатов связаны с ОГЭ того же ученика (\(linked)).",
        "Выше средней школы (95 % интервал над нулём) — \(above), ниже — \(below), от средней не отличить — \(rest), вклад не назван — \(rows.count - told.count).",
      ] + (low > 0 ? ["Школ, где связано мало: \(low); их вклад читать с осторожностью."] : [])
      : [
        "\(exam): \(count) in the model, \(pupils) of \(results) results are linked to the same pupil's exam in grade 9 (\(linked)).",
        "Above the average school (the 95 % interval above zero): \(above), below: \(below), not to be told from it: \(rest), no effect told: \(rows.count - told.count).",
      ] + (low > 0 ? ["Schools with few linked: \(low); read their effects with caution."] : [])
  }

  private static func chart(
    _ rows: [ValueAddedRow], marked: String?, _ words: Wording
  ) -> String? {
    let figure = Figure(words.language)
    let points = rows.compactMap { row -> IntervalChart.Point? in
      guard let effect = row.effect, let low = row.low, let high = row.high else { return nil }
      return IntervalChart.Point(
        value: effect, low: low, high: high, pairLow: row.pairLow, pairHigh: row.pairHigh,
        isMarked: row.school == marked)
    }
    let (least, most) = (points.map(\.value).min() ?? 0, points.map(\.value).max() ?? 0)
    let ends = "\(figure.decimal(least, 1, signed: true))…\(figure.decimal(most, 1, signed: true))"
    return IntervalChart(
      points: points, title: "\(words("valueAdded")): \(words("effectA").lowercasedFirst)",
      details: "\(words.count(points.count, .school)), \(ends). \(words("effectNote"))",
      orderLabel: words("effectOrder")
    ).markup { figure.decimal($0, 1, signed: true) }
  }

  private static func terms(
    _ first: ValueAddedModel?, _ second: ValueAddedModel?, _ words: Wording
  ) -> [ValueAddedPage.Term] {
    let figure = Figure(words.language)
    let isRussian = words.language == .ru
    let models = [first, second]
    guard models.contains(where: { $0?.groupVariance != nil }) else { return [] }
    func text(_ model: ValueAddedModel?, _ name: String) -> String {
      model?.terms.first { $0.name == name }.map {
        "\(figure.decimal($0.estimate, 2)) ± \(figure.decimal($0.standardError, 2))"
      } ?? Figure.absent
    }
    let names =
      (second?.terms ?? []).count >= (first?.terms ?? []).count
      ? second?.terms ?? [] : first?.terms ?? []
    let fixed = names.map {
      ValueAddedPage.Term(
        name: words.coefficient($0.name), first: text(first, $0.name), second: text(second, $0.name)
      )
    }
    func row(_ name: String, _ value: (ValueAddedModel) -> String?) -> ValueAddedPage.Term {
      let cells = models.map { $0.flatMap(value) ?? Figure.absent }
      return ValueAddedPage.Term(name: name, first: cells[0], second: cells[1])
    }
    return fixed
      + [
        row(isRussian ? "Дисперсия между школами" : "Variance between schools") {
          $0.groupVariance.map { figure.decimal($0, 2) }
        },
        row(isRussian ? "Дисперсия внутри школ" : "Variance within schools") {
          $0.residualVariance.map { figure.decimal($0, 2) }
        },
        row(isRussian ? "Из остатка приходится на школы" : "Of the rest, between schools") {
          model in
          model.groupVariance.flatMap { group in
            model.residualVariance.map {
              figure.decimal(group / (group + $0) * 100, 1) + "\u{00A0}%"
            }
          }
        },
        row(isRussian ? "Если модели нет — почему" : "Why there is no model") {
          $0.reason.map(words.modelReason)
        },
      ].filter { $0.first != Figure.absent || $0.second != Figure.absent }
  }
}

extension ValueAddedPage.Row {
  fileprivate init(
    _ row: ValueAddedRow, _ other: ValueAddedRow?, _ school: SchoolName?, isMarked: Bool,
    _ request: PageRequest
  ) {
    let words = Wording(request.language)
    name = school?.name ?? row.school
    href = request.link("/schools/\(PageRequest.part(row.school))")
    municipality = school?.municipalityName ?? ""
    self.isMarked = isMarked
    linked = "\(row.pupils) / \(row.results)"
    isLinkageLow = row.isLinkageLow
    first = ValueAddedPage.Effect(row, words)
    second = ValueAddedPage.Effect(other, words)
    let level = row.level
    shape = level.map(Wording.levelShape) ?? "◇"
    verdict = level.map(words.level) ?? row.reason.map(words.modelReason) ?? Figure.absent
    places =
      row.rankLow.flatMap { low in row.rankHigh.map { "\(low)–\($0)" } } ?? Figure.absent
  }
}

extension ValueAddedPage.Effect {
  fileprivate init(_ row: ValueAddedRow?, _ words: Wording) {
    let figure = Figure(words.language)
    func signed(_ number: Double) -> String { figure.decimal(number, 1, signed: true) }
    guard let row, let effect = row.effect, let low = row.low, let high = row.high else {
      value = Figure.absent
      note = ""
      return
    }
    value = signed(effect)
    note = "\(signed(low))…\(signed(high))"
  }
}
