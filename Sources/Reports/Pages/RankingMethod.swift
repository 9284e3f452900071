import Foundation
import Postgres
import Schools

/// How a ranking was made, for the box that prints with it.
struct RankingMethod {
  struct Weight {
    let name: String
    let weight: String
    let indicators: String
  }

  let title: String
  let sentence: String
  let weights: [Weight]
  /// Run, seed, version and definitions: what it takes to compute it again.
  let provenance: String

  /// The key set of this code; nil before there is a ranking.
  static func keySet(_ db: Database, _ code: String?) throws -> KeySet? {
    struct Row: Decodable { let document: String }
    guard let code else { return nil }
    return try db.first(
      """
      select document::text as document from report_v1.key_set
      where key_set = \(code) order by is_current desc limit 1
      """, as: Row.self
    ).flatMap { try? JSONDecoder().decode(KeySet.self, from: Data($0.document.utf8)) }
  }

  init(_ keySet: KeySet, _ db: Database, _ language: Language) throws {
    struct Made: Decodable {
      let run: Int
      let seed: Int
      let codeVersion: String
      let catalogFingerprint: String
    }
    let made = try db.first(
      "select run, seed, code_version, catalog_fingerprint from report_v1.publication",
      as: Made.self)
    let provenance = made.map { made in
      language == .ru
        ? "Расчёт № \(made.run), начальное число \(made.seed), программа \(made.codeVersion), определения "
          + "\(made.catalogFingerprint.prefix(12)). Пересчитать: soko report publication, soko verify."
        : "Run \(made.run), seed \(made.seed), program \(made.codeVersion), definitions "
          + "\(made.catalogFingerprint.prefix(12)). To compute it again: soko report publication, soko verify."
    }
    self.init(keySet, try Names(db, language), language, provenance: provenance ?? "")
  }

  private init(
    _ keySet: KeySet, _ names: Names, _ language: Language, provenance: String
  ) {
    self.provenance = provenance
    let figure = Figure(language)
    title = keySet.title[language]
    let total = keySet.criteria.map(\.weight).reduce(0, +)
    sentence = Self.sentence(keySet, figure.integer(keySet.draws), language)
    weights = keySet.criteria.map { criterion in
      Weight(
        name: "\(criterion.criterion). \(criterion.title[language])",
        weight: total > 0 ? figure.decimal(criterion.weight / total * 100, 1) + "\u{00A0}%" : "",
        indicators: keySet.indicators.filter { $0.criterion == criterion.criterion }
          .map { indicator in
            let cut = names.cut(indicator.cut)
            return names.short(indicator.code) + (cut.isEmpty ? "" : " (\(cut))")
          }
          .joined(separator: "; "))
    }
  }

  private static func sentence(_ keySet: KeySet, _ draws: String, _ language: Language) -> String {
    switch language {
    case .ru:
      "Значения малых школ сначала стягиваются к остальным школам региона, затем переводятся в баллы 0–100 по "
        + "объявленным ориентирам и складываются с весами внутри критерия и между критериями. Интервал места — "
        + "\(draws) розыгрышей выборочной ошибки значений вместе с выбором метода (веса, шкала, вид среднего, "
        + "состав критериев); новая группа начинается там, где школа почти наверное ниже главы группы."
    case .en:
      "Values of small schools are first drawn toward the other schools of the region, then become points 0–100 by "
        + "declared goalposts and are combined with weights within and between criteria. The interval of a place comes "
        + "from \(draws) draws of the sampling error together with the method (weights, scale, mean, criteria); a new tier starts where a school is almost surely below the head of the tier."
    }
  }
}
