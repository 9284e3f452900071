package import Postgres
package import Schools

/// The passport of an indicator: what it means, as of when, for whom, under which rules; on a page and in a terminal.
package struct Passport: Sendable {
  package struct Entry: Sendable {
    package let name: String
    package let text: String
  }

  package let indicator: Indicator
  package let fingerprint: String
  package let sql: String
  /// Definitions of the code that were superseded and are computed in their bridge year.
  package let earlier: [Indicator]

  package init(_ indicator: Indicator, fingerprint: String, sql: String, earlier: [Indicator] = [])
  {
    self.indicator = indicator
    self.fingerprint = fingerprint
    self.sql = sql
    self.earlier = earlier
  }

  private struct Row: Decodable {
    let passport: Indicator
    let fingerprint: String
    let sql: String?
  }

  /// The definition in force, or the last one there was.
  package static func find(_ code: String, _ db: Database) throws -> Passport? {
    let row = try db.first(
      """
      select passport, fingerprint, sql from report_v1.indicator
      where indicator = \(code) order by is_current desc, version desc limit 1
      """, as: Row.self)
    guard let row else { return nil }
    let earlier = try db.all(
      """
      select passport, fingerprint, sql from report_v1.indicator
      where is_current and bridge_year is not null and split_part(indicator, '@', 1) = \(code)
      order by version
      """, as: Row.self)
    return Passport(
      row.passport, fingerprint: row.fingerprint, sql: row.sql ?? "",
      earlier: earlier.map(\.passport))
  }

  /// The same for programs.
  package var document: PassportDocument {
    PassportDocument(indicator, fingerprint: fingerprint, sql: sql, earlier: earlier)
  }

  package func entries(_ words: Wording) -> [Entry] {
    let language = words.language
    func entry(_ key: String, _ text: String) -> Entry { Entry(name: words(key), text: text) }
    var entries = [
      entry("code", "\(indicator.code), v\(indicator.version)"),
      entry(
        "criterion",
        indicator.criterion == 0
          ? words.criterion(0)
          : "\(indicator.criterion). \(words.criterion(indicator.criterion))"),
      entry("numerator", indicator.numerator[language]),
      entry("denominator", indicator.denominator[language]),
      entry("unit", words.term(indicator.unit.rawValue)),
      entry("kind", words.term(indicator.kind.rawValue)),
      entry("direction", words.term(indicator.direction.rawValue)),
      entry("period", words.term(indicator.period)),
      entry("measuredOn", indicator.asOf[language]),
      entry("pool", words.term(indicator.pool.rawValue)),
      entry(
        "analogueClass", "\(indicator.analogueClass): \(words.term(indicator.analogueClass))"),
      entry("rankingPolicy", words.term(indicator.ranking.rawValue)),
      entry("minimum", minimum(language)),
      entry("sensitivity", words(indicator.isSensitive ? "isSensitive" : "isNotSensitive")),
      entry("clause", clause(language)),
      entry("source", indicator.source),
      entry("records", indicator.tables.joined(separator: ", ")),
    ]
    if let caveats = indicator.caveats { entries.append(entry("caveats", caveats[language])) }
    if !indicator.versions.isEmpty { entries.append(entry("versions", versions(language))) }
    if !bridges.isEmpty { entries.append(entry("bridge", bridges.joined(separator: "; "))) }
    entries.append(entry("fingerprint", fingerprint))
    return entries
  }

  private func minimum(_ language: Language) -> String {
    let minimum = indicator.minimum
    return language == .ru
      ? "\(minimum.compute) для сравнения, \(minimum.publish) для публикации"
      : "\(minimum.compute) to compare, \(minimum.publish) to publish"
  }

  /// The clause, with the rows of its table.
  private func clause(_ language: Language) -> String {
    guard !indicator.rows.isEmpty else { return indicator.clause }
    let rows = indicator.rows.map(String.init).joined(separator: ", ")
    return indicator.clause + (language == .ru ? ", строка \(rows)" : ", row \(rows)")
  }

  private func versions(_ language: Language) -> String {
    indicator.versions.map { version in
      let since = language == .ru ? "с \(version.from)" : "since \(version.from)"
      return "v\(version.version) \(since)" + (version.change.map { ": \($0[language])" } ?? "")
    }.joined(separator: "; ")
  }

  /// `x.share@1: 2025`: which earlier definition is computed in which year, this one among them.
  private var bridges: [String] {
    let bridged = indicator.bridgeYear == nil ? earlier : [indicator]
    return bridged.map { one in "\(one.code): \(one.bridgeYear.map(String.init) ?? "")" }
  }
}
