package import Postgres
import Schools

extension Pages {
  /// What results go with: associations with their intervals, never causes.
  package func drivers(_ request: PageRequest, _ db: Database) throws -> String {
    try request.allow("year")
    let all = try years(db, in: "driver")
    let year = try chosenYear(request, among: all)
    let page = DriversPage(
      try year.map { try DriverRow.all(db, year: $0, request.language) } ?? [],
      year: year, names: try Names(db, request.language),
      sections: Self.modelSections("drivers", request),
      years: yearChoices(all, current: year, request), request)
    return try render(
      "drivers", title: Wording(request.language)("drivers"), page, for: request, db)
  }
}

struct DriverRow: Decodable {
  let region: String
  let outcome: String
  let outcomeCut: String
  let factor: String
  let factorCut: String
  let schools: Int
  let estimate: Double?
  let low: Double?
  let high: Double?
  let adjustedPValue: Double?
  let isNamed: Bool?
  let ridge: Double?
  let share: Double?
  let explained: Double?
  let crossFit: Double?
  let reason: String?
  let words: String?

  static func all(_ db: Database, year: Int, _ language: Language) throws -> [DriverRow] {
    try db.all(
      SQL(
        raw: """
          select region, outcome, outcome_cut, factor, factor_cut, schools, estimate, low, high,
              adjusted_p_value, is_named, ridge, share, explained, cross_fit, reason,
              words_\(language.rawValue) as words
          from report_v1.driver
          where year =
          """) + " \(year)"
        + SQL(
          raw: """
             order by region, outcome collate "C", outcome_cut collate "C",
                 abs(estimate) desc nulls last, factor collate "C", factor_cut collate "C"
            """), as: DriverRow.self)
  }
}

struct DriversPage {
  struct Row {
    let name: String
    let href: String
    let estimate: String
    let interval: String
    let chart: String?
    let pValue: String
    let ridge: String
    let share: String
    let words: String
    let isNamed: Bool
  }

  struct Outcome {
    let region: String?
    let name: String
    let sentence: String
    let axis: String?
    let rows: [Row]
    let fit: String?
    let rowsOf: DataLink
  }

  let sections: [Choice]
  let years: [Choice]
  let outcomes: [Outcome]
  let isEmpty: Bool

  init(
    _ rows: [DriverRow], year: Int?, names: Names, sections: [Choice], years: [Choice],
    _ request: PageRequest
  ) {
    self.sections = sections
    self.years = years
    isEmpty = rows.isEmpty
    let regions = Set(rows.map(\.region))
    var groups: [[DriverRow]] = []
    for row in rows {
      if let last = groups.last?.last, last.region == row.region, last.outcome == row.outcome,
        last.outcomeCut == row.outcomeCut
      {
        groups[groups.count - 1].append(row)
      } else {
        groups.append([row])
      }
    }
    outcomes = groups.map { group in
      let outcome = group[0].outcome
      return Outcome(
        group, region: regions.count == 1 ? nil : group[0].region, names,
        rowsOf: DataLink(
          .drivers, ["year": year.map(String.init), "indicator": outcome],
          more: groups.count { $0[0].outcome == outcome } > 1 ? "moreRegionsOrCuts" : nil,
          for: request), request)
    }
  }
}

extension DriversPage.Outcome {
  fileprivate init(
    _ rows: [DriverRow], region: String?, _ names: Names, rowsOf: DataLink,
    _ request: PageRequest
  ) {
    self.rowsOf = rowsOf
    let words = Wording(request.language)
    let figure = Figure(request.language)
    self.region = region
    name = Self.name(rows[0].outcome, rows[0].outcomeCut, names)
    sentence = Self.sentence(rows, names, words)
    let scale = Caterpillar(
      rows.flatMap { [$0.estimate, $0.low, $0.high].compactMap(\.self) }, reference: 0)
    axis =
      rows.contains { $0.estimate != nil }
      ? scale?.axis { figure.decimal($0, 1, signed: true) } : nil
    self.rows = rows.map { row in
      let name = Self.name(row.factor, row.factorCut, names)
      let estimate = row.estimate.map { figure.decimal($0, 2, signed: true) } ?? Figure.absent
      let interval =
        row.low.flatMap { low in
          row.high.map {
            "\(figure.decimal(low, 2, signed: true))…\(figure.decimal($0, 2, signed: true))"
          }
        } ?? Figure.absent
      return DriversPage.Row(
        name: name,
        href: request.link(
          "/indicators/\(PageRequest.part(row.factor))",
          ["cut": row.factorCut == "all" ? nil : row.factorCut]),
        estimate: estimate, interval: interval,
        chart: row.estimate.flatMap { value in
          scale?.row(
            value, low: row.low, high: row.high, isMarked: row.isNamed == true,
            title: "\(name): \(estimate)", details: "\(words("interval")): \(interval)")
        },
        pValue: row.adjustedPValue.map { Self.pValue($0, figure) } ?? Figure.absent,
        ridge: row.ridge.map { figure.decimal($0, 2, signed: true) } ?? Figure.absent,
        share: row.share.map { figure.decimal($0 * 100, 0) + "\u{00A0}%" } ?? Figure.absent,
        words: row.words ?? row.reason.map(words.modelReason) ?? "", isNamed: row.isNamed == true)
    }
    fit = Self.fit(rows[0], figure, words)
  }

  private static func name(_ code: String, _ cut: String, _ names: Names) -> String {
    let words = names.cut(cut)
    return names.short(code) + (words.isEmpty ? "" : ", \(words)")
  }

  /// Three decimals; what is less says so.
  private static func pValue(_ value: Double, _ figure: Figure) -> String {
    value < 0.001 ? "< \(figure.decimal(0.001, 3))" : figure.decimal(value, 3)
  }

  private static func sentence(_ rows: [DriverRow], _ names: Names, _ words: Wording) -> String {
    let isRussian = words.language == .ru
    if rows.allSatisfy({ $0.estimate == nil }), let reason = rows[0].reason {
      let why = words.modelReason(reason)
      let count = words.count(rows[0].schools, .school)
      return isRussian
        ? "Связи не оценены: \(why) (\(count))." : "No associations are told: \(why) (\(count))."
    }
    func list(_ isHigher: Bool) -> String {
      rows.filter { $0.isNamed == true && ($0.estimate ?? 0 > 0) == isHigher }
        .map {
          (isRussian ? "«" : "“") + Self.name($0.factor, $0.factorCut, names)
            + (isRussian ? "»" : "”")
        }.joined(separator: ", ")
    }
    let (higher, lower) = (list(true), list(false))
    if higher.isEmpty, lower.isEmpty {
      return isRussian
        ? "Связей, которые не объяснить случайностью, не найдено. Это не значит, что их нет."
        : "No association is found that chance would not explain. That does not say there is none."
    }
    let parts =
      isRussian
      ? [
        ("Связано с более высокими результатами", higher),
        ("связано с более низкими результатами", lower),
      ]
      : [("Goes with higher results", higher), ("goes with lower results", lower)]
    return parts.filter { !$0.1.isEmpty }.map { "\($0.0): \($0.1)" }.joined(separator: "; ")
      .uppercasedFirst + "."
  }

  private static func fit(_ row: DriverRow, _ figure: Figure, _ words: Wording) -> String? {
    guard let explained = row.explained else { return nil }
    let all = figure.decimal(explained * 100, 0)
    let apart = row.crossFit.map { figure.decimal($0 * 100, 0) } ?? Figure.absent
    let count = words.count(row.schools, .school)
    return words.language == .ru
      ? "\(count). Все факторы вместе объясняют \(all) % разброса; у школ, которые в подборе не участвовали, — \(apart) %."
      : "\(count). All factors together explain \(all) % of the variance; of schools left out of the fit, \(apart) %."
  }
}
