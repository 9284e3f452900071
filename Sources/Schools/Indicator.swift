/// The passport of an indicator: what it means, to whom, and under which rules it may be used.
///
/// It is the front matter of the indicator's SQL file; one file is one version of one definition.
package struct Indicator: Hashable, Sendable, Codable {
  package enum Unit: String, Sendable, Codable, Hashable {
    case share, mark, point, count, ratio, flag, score
  }

  package enum Direction: String, Sendable, Codable, Hashable {
    case higher, lower, context
  }

  package enum Kind: String, Sendable, Codable, Hashable {
    /// Numerator of denominator, 0…1.
    case share
    /// Sum over count, with a sum of squares.
    case mean
    /// A number per school: the denominator counts schools, or units of a rate.
    case count
    /// A share over another share: four parts.
    case ratio
    /// Yes or no, 1 or 0, over one school.
    case flag
  }

  package enum Pool: String, Sendable, Codable, Hashable {
    /// A group's value comes from the sum of its schools' parts.
    case sum
    /// Parts cannot be added: there is a distribution, and no pooled analogue.
    case none
  }

  package enum RankingPolicy: String, Sendable, Codable, Hashable {
    case allowed, `internal`, forbidden
  }

  package struct Minimum: Hashable, Sendable, Codable {
    /// Units needed for a value to be compared.
    package let compute: Int
    /// Units needed for a value to be published.
    package let publish: Int
  }

  /// One version of the definition: from which day it holds, and what it changed.
  package struct Version: Hashable, Sendable, Codable {
    package let version: Int
    /// ISO 8601.
    package let from: String
    package let change: Words?
  }

  package private(set) var code: String
  package let version: Int
  /// Every version up to this one, the first first; empty where the author keeps no dates.
  package let versions: [Version]
  /// Of a definition that was superseded: the one academic year in which it is still computed beside the new one.
  package private(set) var bridgeYear: Int?
  package let clause: String
  /// Rows of the table of clause 4.6 that the indicator serves; empty outside that table.
  package let rows: [Int]
  /// Criterion 1–7 of clause 4.6; 0 is context.
  package let criterion: Int
  package private(set) var title: Words
  package let short: Words
  package let unit: Unit
  package let direction: Direction
  package let kind: Kind
  package let pool: Pool
  package let period: String
  package let asOf: Words
  package let analogueClass: String
  package let ranking: RankingPolicy
  package let minimum: Minimum
  package let isSensitive: Bool
  package let numerator: Words
  package let denominator: Words
  package let source: String
  package let caveats: Words?
  /// The record tables the definition reads.
  package let tables: [String]

  private enum CodingKeys: String, CodingKey {
    case code, version, versions
    case bridgeYear = "bridge_year"
    case clause, row, criterion, title, short, unit, direction, kind, pool, period
    case asOf = "as_of"
    case analogueClass = "analogue_class"
    case ranking, minimum
    case isSensitive = "sensitive"
    case numerator, denominator, source, caveats, tables
  }

  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    code = try values.decode(String.self, forKey: .code)
    version = try values.decode(Int.self, forKey: .version)
    versions = try values.decodeIfPresent([Version].self, forKey: .versions) ?? []
    bridgeYear = try values.decodeIfPresent(Int.self, forKey: .bridgeYear)
    clause = try values.decode(String.self, forKey: .clause)
    if let one = try? values.decode(Int.self, forKey: .row) {
      rows = [one]
    } else {
      rows = try values.decodeIfPresent([Int].self, forKey: .row) ?? []
    }
    criterion = try values.decode(Int.self, forKey: .criterion)
    title = try values.decode(Words.self, forKey: .title)
    short = try values.decodeIfPresent(Words.self, forKey: .short) ?? title
    unit = try values.decode(Unit.self, forKey: .unit)
    direction = try values.decode(Direction.self, forKey: .direction)
    kind = try values.decode(Kind.self, forKey: .kind)
    pool = try values.decode(Pool.self, forKey: .pool)
    period = try values.decode(String.self, forKey: .period)
    asOf = try values.decode(Words.self, forKey: .asOf)
    analogueClass = try values.decode(String.self, forKey: .analogueClass)
    ranking = try values.decode(RankingPolicy.self, forKey: .ranking)
    minimum = try values.decode(Minimum.self, forKey: .minimum)
    isSensitive = try values.decodeIfPresent(Bool.self, forKey: .isSensitive) ?? false
    numerator = try values.decode(Words.self, forKey: .numerator)
    denominator = try values.decode(Words.self, forKey: .denominator)
    source = try values.decode(String.self, forKey: .source)
    caveats = try values.decodeIfPresent(Words.self, forKey: .caveats)
    tables = try values.decodeIfPresent([String].self, forKey: .tables) ?? []
  }

  package func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(code, forKey: .code)
    try values.encode(version, forKey: .version)
    try values.encode(versions, forKey: .versions)
    try values.encodeIfPresent(bridgeYear, forKey: .bridgeYear)
    try values.encode(clause, forKey: .clause)
    try values.encode(rows, forKey: .row)
    try values.encode(criterion, forKey: .criterion)
    try values.encode(title, forKey: .title)
    try values.encode(short, forKey: .short)
    try values.encode(unit, forKey: .unit)
    try values.encode(direction, forKey: .direction)
    try values.encode(kind, forKey: .kind)
    try values.encode(pool, forKey: .pool)
    try values.encode(period, forKey: .period)
    try values.encode(asOf, forKey: .asOf)
    try values.encode(analogueClass, forKey: .analogueClass)
    try values.encode(ranking, forKey: .ranking)
    try values.encode(minimum, forKey: .minimum)
    try values.encode(isSensitive, forKey: .isSensitive)
    try values.encode(numerator, forKey: .numerator)
    try values.encode(denominator, forKey: .denominator)
    try values.encode(source, forKey: .source)
    try values.encodeIfPresent(caveats, forKey: .caveats)
    try values.encode(tables, forKey: .tables)
  }
}

extension Indicator {
  /// What stands between a code and the version of a definition that was superseded: `ext.x_share@1`.
  package static let versionMark: Character = "@"

  /// The code without the mark of an earlier version.
  package var currentCode: String {
    String(code.prefix { $0 != Self.versionMark })
  }

  /// This definition after a new version took its code: under a code of its own, in one year.
  package func superseded(inYear year: Int) -> Indicator {
    var earlier = self
    earlier.code = "\(code)\(Self.versionMark)\(version)"
    earlier.bridgeYear = year
    earlier.title = Words(
      ru: "\(title.ru) (прежнее определение, версия \(version))",
      en: "\(title.en) (earlier definition, version \(version))")
    return earlier
  }
}
