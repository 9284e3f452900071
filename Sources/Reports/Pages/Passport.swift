import Postgres
import Schools

/// The passport of an indicator as its page prints it.
struct Passport: Decodable {
  struct Entry {
    let name: String
    let text: String
  }

  let indicator: String
  let version: Int
  let fingerprint: String
  let clause: String
  let criterion: Int
  let title: String
  let unit: String
  let direction: String
  let kind: String
  let pool: String
  let period: String
  let asOf: String
  let analogueClass: String
  let ranking: String
  let minimumCompute: Int
  let minimumPublish: Int
  let numerator: String
  let denominator: String
  let source: String
  let caveats: String?
  let sql: String?

  /// The definition in force, or the last one there was.
  static func find(_ code: String, _ db: Database, _ language: Language) throws -> Passport? {
    let lang = language.rawValue
    return try db.first(
      SQL(
        raw: """
          select indicator, version, fingerprint, clause, criterion, title_\(lang) as title, unit,
              direction, kind, pool, period, as_of_\(lang) as as_of, analogue_class, ranking,
              minimum_compute, minimum_publish, numerator_\(lang) as numerator,
              denominator_\(lang) as denominator, source, caveats_\(lang) as caveats, sql
          from report_v1.indicator
          where indicator =
          """) + " \(code) order by is_current desc, version desc limit 1", as: Passport.self)
  }

  func entries(_ words: Wording) -> [Entry] {
    var entries = [
      Entry(name: words("code"), text: "\(indicator), v\(version)"),
      Entry(
        name: words("criterion"),
        text: criterion == 0
          ? words.criterion(0) : "\(criterion). \(words.criterion(criterion))"),
      Entry(name: words("numerator"), text: numerator),
      Entry(name: words("denominator"), text: denominator),
      Entry(name: words("kind"), text: words.term(kind)),
      Entry(name: words("direction"), text: words.term(direction)),
      Entry(name: words("period"), text: words.term(period)),
      Entry(name: words("measuredOn"), text: asOf),
      Entry(name: words("pool"), text: words.term(pool)),
      Entry(name: words("analogueClass"), text: "\(analogueClass): \(words.term(analogueClass))"),
      Entry(name: words("rankingPolicy"), text: words.term(ranking)),
      Entry(name: words("minimum"), text: minimum(words.language)),
      Entry(name: words("clause"), text: clause),
      Entry(name: words("source"), text: source),
    ]
    if let caveats { entries.append(Entry(name: words("caveats"), text: caveats)) }
    entries.append(Entry(name: words("fingerprint"), text: fingerprint))
    return entries
  }

  private func minimum(_ language: Language) -> String {
    language == .ru
      ? "\(minimumCompute) для сравнения, \(minimumPublish) для публикации"
      : "\(minimumCompute) to compare, \(minimumPublish) to publish"
  }
}
