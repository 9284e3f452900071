import Foundation
import Postgres

/// What a school adds in one variant of a model, or why that is not told.
struct ValueAddedRow: Decodable {
  let school: String
  let region: String
  let variant: String
  let results: Int
  let pupils: Int
  let isLinkageLow: Bool
  let effect: Double?
  let low: Double?
  let high: Double?
  let pairLow: Double?
  let pairHigh: Double?
  let level: Int?
  let rankLow: Int?
  let rankHigh: Int?
  let reason: String?

  static func all(_ db: Database, year: Int, model: String) throws -> [ValueAddedRow] {
    try db.all(
      """
      select added.school, school.region, added.variant, added.results, added.pupils,
          added.is_linkage_low, added.effect, added.low, added.high, added.pair_low,
          added.pair_high, added.level, added.rank_low, added.rank_high, added.reason
      from report_v1.value_added as added
      inner join report_v1.school on school.school = added.school
      where added.year = \(year) and added.model = \(model)
      order by added.variant, added.effect desc nulls last, added.school collate "C"
      """, as: ValueAddedRow.self)
  }
}

/// A model of value added of one region, year and exam in one variant.
struct ValueAddedModel: Decodable {
  struct Coefficient: Decodable {
    let name: String
    let estimate: Double
    let standardError: Double
  }

  let region: String
  let model: String
  let variant: String
  let schools: Int
  let results: Int
  let pupils: Int
  let reason: String?
  let coefficients: String
  let groupVariance: Double?
  let residualVariance: Double?

  static func all(_ db: Database, year: Int) throws -> [ValueAddedModel] {
    try db.all(
      """
      select region, model, variant, schools, results, pupils, reason,
          coefficients::text as coefficients, group_variance, residual_variance
      from report_v1.value_added_model
      where year = \(year)
      order by region, model desc, variant
      """, as: ValueAddedModel.self)
  }

  var terms: [Coefficient] {
    (try? JSONDecoder().decode([Coefficient].self, from: Data(coefficients.utf8))) ?? []
  }
}
