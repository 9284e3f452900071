import Postgres
import Schools

/// The municipalities of an indicator side by side, under the region: sums over their schools.
struct Territories {
  struct Row {
    let name: String
    let schools: String
    let units: String
    let value: String
    let point: String?
    let isRegion: Bool
  }

  let rows: [Row]
  let axis: String?
  let hasRows: Bool

  private struct Total: Decodable {
    let territory: String
    let level: String
    let schools: Int
    let denominator: Double?
    let value: Double?
    let isHidden: Bool
  }

  init(
    _ indicator: String, cut: String, year: Int?, unit: String, _ names: TerritoryNames,
    _ language: Language, _ db: Database
  ) throws {
    let totals =
      try year.map { year in
        try db.all(
          """
          select territory, level, schools, denominator::double precision as denominator, value,
              is_hidden
          from report_v1.group_value
          where indicator = \(indicator) and cut = \(cut) and year = \(year)
          order by level desc, value desc nulls last, territory
          """, as: Total.self)
      } ?? []
    let figure = Figure(language)
    let region = totals.first { $0.level == "region" }?.value
    let scale = Caterpillar(totals.compactMap(\.value), reference: region)
    axis = totals.compactMap(\.value).isEmpty ? nil : scale?.axis { figure.value($0, unit: unit) }
    rows = totals.map { total in
      let name = names[total.territory]
      let value =
        total.value.map { figure.value($0, unit: unit) }
        ?? (total.isHidden ? Figure.hidden : Figure.absent)
      return Row(
        name: name, schools: figure.integer(total.schools),
        units: total.denominator.map(figure.size) ?? Figure.absent, value: value,
        point: total.value.flatMap {
          scale?.row($0, low: nil, high: nil, title: "\(name): \(value)")
        }, isRegion: total.level == "region")
    }
    hasRows = !rows.isEmpty
  }
}

/// Names of the territories the reader has schools of; another is called by its code.
struct TerritoryNames {
  private let names: [String: String]

  private struct Row: Decodable {
    let code: String
    let name: String
  }

  init(_ db: Database, _ language: Language) throws {
    let lang = language.rawValue
    let rows = try db.all(
      SQL(
        raw: """
          select distinct municipality as code, municipality_\(lang) as name from report_v1.school
          union
          select distinct region, region_\(lang) from report_v1.school
          """), as: Row.self)
    names = Dictionary(rows.map { ($0.code, $0.name) }) { first, _ in first }
  }

  subscript(code: String) -> String { names[code] ?? code }
}

/// What is published of an indicator beside what is counted, with the reason where they differ.
struct Reconciled {
  struct Row {
    let territory: String
    let published: String
    let counted: String
    let difference: String
    let verdict: String
    let reasons: String
    let status: String
  }

  let rows: [Row]
  let hasRows: Bool

  private struct Line: Decodable {
    let territory: String
    let unit: String
    let publishedValue: Double?
    let publishedUnits: Double?
    let pooledValue: Double?
    let pooledUnits: Double?
    let difference: Double?
    let agrees: Bool?
    let reasons: String
    let status: String?
    let source: String?
  }

  init(
    _ indicator: String, cut: String, year: Int?, _ names: TerritoryNames, _ language: Language,
    _ db: Database
  ) throws {
    let lines =
      try year.map { year in
        try db.all(
          """
          select territory, unit, published_value::double precision as published_value,
              published_units::double precision as published_units,
              pooled_value::double precision as pooled_value,
              pooled_units::double precision as pooled_units,
              difference::double precision as difference, agrees,
              array_to_string(reasons, ';') as reasons, status, source
          from report_v1.reconciliation
          where indicator = \(indicator) and cut = \(cut) and year = \(year)
          order by level desc, territory, publisher, measure
          """, as: Line.self)
      } ?? []
    let (words, figure) = (Wording(language), Figure(language))
    func text(_ value: Double?, _ units: Double?, _ unit: String) -> String {
      (value.map { figure.value($0, unit: unit) } ?? Figure.absent)
        + (units.map { " (\(figure.size($0)))" } ?? "")
    }
    rows = lines.map { line in
      let codes = line.reasons.split(separator: ";").map { words.gapReason(String($0)) }
      let agreed = language == .ru ? "сходится" : "agrees"
      let apart = language == .ru ? "расходится" : "differs"
      return Row(
        territory: names[line.territory],
        published: text(line.publishedValue, line.publishedUnits, line.unit),
        counted: text(line.pooledValue, line.pooledUnits, line.unit),
        difference: line.difference.map { figure.difference($0, unit: line.unit) } ?? Figure.absent,
        verdict: line.agrees.map { $0 ? "● \(agreed)" : "■ \(apart)" } ?? "◇",
        reasons: codes.joined(separator: ", "),
        status: line.source ?? "")
    }
    hasRows = !rows.isEmpty
  }
}
