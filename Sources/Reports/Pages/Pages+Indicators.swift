package import Postgres
import Schools

extension Pages {
  /// The catalog of indicators, under the criteria of clause 4.6.
  package func indicators(_ request: PageRequest, _ db: Database) throws -> String {
    try request.allow()
    let names = try Names(db, request.language)
    let page = IndicatorsPage(names, coverage: try IndicatorsPage.coverage(db), request)
    return try render(
      "indicators", title: Wording(request.language)("indicators"), page,
      tables: [
        "indicators": [
          DataLink(
            .indicators, more: names.indicators.allSatisfy(\.isCurrent) ? nil : "onlyInForce",
            for: request)
        ]
      ],
      data: [.crosswalk, .reconciliation, .thresholds].map { DataLink($0, for: request) },
      for: request, db)
  }
}

struct IndicatorsPage {
  struct Row {
    let code: String
    let title: String
    let href: String
    let unit: String
    let direction: String
    let schools: String
  }

  struct Section {
    let number: String?
    let name: String
    let rows: [Row]
  }

  struct Coverage: Decodable {
    let indicator: String
    let schools: Int
  }

  let sentence: String
  let sections: [Section]

  /// How many schools have a value of each indicator in the newest year.
  static func coverage(_ db: Database) throws -> [String: Int] {
    guard let year = try years(db, in: "indicator_value").first else { return [:] }
    let rows = try db.all(
      """
      select indicator, count(distinct school) as schools
      from report_v1.indicator_value
      where year = \(year)
      group by indicator
      """, as: Coverage.self)
    return Dictionary(uniqueKeysWithValues: rows.map { ($0.indicator, $0.schools) })
  }

  init(_ names: Names, coverage: [String: Int], _ request: PageRequest) {
    let words = Wording(request.language)
    let measured = names.indicators.count { coverage[$0.indicator] != nil }
    let count = words.count(names.indicators.count, .indicator)
    sentence =
      request.language == .ru
      ? "\(count), из них за последний год измерено: \(measured)."
      : "\(count), \(measured) of them measured in the latest year."
    var sections: [(Int, [Row])] = []
    for indicator in names.indicators {
      if sections.last?.0 != indicator.criterion { sections.append((indicator.criterion, [])) }
      sections[sections.count - 1].1.append(
        Row(
          code: indicator.indicator, title: indicator.title,
          href: request.link("/indicators/\(PageRequest.part(indicator.indicator))"),
          unit: words.term(indicator.unit), direction: words.term(indicator.direction),
          schools: coverage[indicator.indicator].map { String($0) } ?? Figure.absent))
    }
    self.sections = sections.map { criterion, rows in
      Section(
        number: criterion == 0 ? nil : String(criterion), name: words.criterion(criterion),
        rows: rows)
    }
  }
}
