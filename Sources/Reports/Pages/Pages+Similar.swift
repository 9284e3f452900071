import Foundation
package import Postgres
import Schools

extension Pages {
  /// The similar schools of a school: who they are, how well they match, and what its context lets expect.
  package func similar(_ code: String, _ request: PageRequest, _ db: Database) throws -> String {
    try request.allow("year")
    guard let school = try SchoolFacts.find(code, db, request.language) else {
      throw ReportError.notFound(.school)
    }
    let all = try years(db, in: "similar_school", where: "school = \(code)")
    // The school's page links to a year whose lists may not have been made yet.
    let asked = try request.number("year")
    let year = asked == nil ? all.first : all.first { $0 == asked }
    let rows = try year.map { try SimilarRow.all(db, school: code, year: $0) } ?? []
    let page = SimilarPage(
      school, rows,
      contexts: try year.map { try ContextRow.all(db, year: $0) } ?? [:],
      values: try year.map { try ContextValue.all(db, school: code, year: $0) } ?? [:],
      schools: try SchoolName.all(db, request.language),
      names: try Names(db, request.language), years: yearChoices(all, current: year, request),
      isFound: year != nil, request)
    let filters: KeyValuePairs<String, String?> = [
      "school": code, "year": year.map(String.init),
    ]
    return try render(
      "similar", title: "\(Wording(request.language)("similarSchools")): \(school.name)", page,
      tables: [
        "similar": [DataLink(.similar, filters, for: request)],
        "balance": [DataLink(.similar, filters, more: "moreInColumn", for: request)],
      ],
      data: [DataLink(.context, filters, for: request)], for: request, db)
  }
}

/// A similar school, or the one row that says why there are none.
struct SimilarRow: Decodable {
  struct Balance: Decodable {
    let variable: String
    let weight: Double
    let balance: Double?
    let isOff: Bool
    let isCarried: Bool
  }

  struct Stability: Decodable {
    let measure: String
    let share: Double?
  }

  let reason: String?
  let version: Int
  let level: String
  let eligible: Int
  let quality: String?
  let weightsFrom: String
  let weightsYear: Int
  let balance: String?
  let stability: String
  let member: String?
  let distance: Double?
  let isHub: Bool
  /// `variable=share` with semicolons between, the largest first; nil where the other school's context is not shown.
  let contributions: String?

  static func all(_ db: Database, school: String, year: Int) throws -> [SimilarRow] {
    try db.all(
      """
      select reason, version, level, eligible, quality, weights_from, weights_year,
          balance::text as balance, stability::text as stability, member, distance, is_hub,
          array_to_string(contributions, ';') as contributions
      from report_v1.similar_school
      where school = \(school) and year = \(year)
      order by distance nulls last, member collate "C"
      """, as: SimilarRow.self)
  }

  var balances: [Balance] {
    (try? JSONDecoder().decode([Balance].self, from: Data((balance ?? "[]").utf8))) ?? []
  }

  var stabilities: [Stability] {
    (try? JSONDecoder().decode([Stability].self, from: Data(stability.utf8))) ?? []
  }
}

/// What the context of a school lets expect.
struct ContextRow: Decodable {
  struct Verdict: Decodable {
    let agreeing: Int
    let lists: Int
  }

  let school: String
  let index: Double?
  let outcome: Double?
  let expected: Double?
  let residual: Double?
  let residualLow: Double?
  let residualHigh: Double?
  let typology: String?
  let reason: String?
  let stability: String

  /// Of the schools the scope may see, by code.
  static func all(_ db: Database, year: Int) throws -> [String: ContextRow] {
    let rows = try db.all(
      """
      select school, index, outcome, expected, residual, residual_low, residual_high, typology,
          reason, stability::text as stability
      from report_v1.context_index where year = \(year)
      """, as: ContextRow.self)
    return Dictionary(uniqueKeysWithValues: rows.map { ($0.school, $0) })
  }

  var verdicts: [Verdict] {
    (try? JSONDecoder().decode([Verdict].self, from: Data(stability.utf8))) ?? []
  }
}

/// A variable of context of the school and of its similar schools, where both may be shown.
struct ContextValue: Decodable {
  let indicator: String
  let value: Double?
  let analogueValue: Double?

  /// By indicator.
  static func all(_ db: Database, school: String, year: Int) throws -> [String: ContextValue] {
    let rows = try db.all(
      """
      select indicator, value, analogue_value
      from report_v1.comparison
      where school = \(school) and year = \(year) and analogue = 'similar' and cut = 'all'
          and starts_with(indicator, 'ctx.')
      """, as: ContextValue.self)
    return Dictionary(uniqueKeysWithValues: rows.map { ($0.indicator, $0) })
  }
}
