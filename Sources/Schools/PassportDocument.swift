/// A passport as programs read it: everything that is known of one definition, its statement and fingerprint.
package struct PassportDocument: Encodable, Sendable {
  package let indicator: Indicator
  package let fingerprint: String
  package let sql: String
  /// Definitions of the same code that were superseded and are still computed in their bridge year.
  package let earlier: [Indicator]

  package init(_ indicator: Indicator, fingerprint: String, sql: String, earlier: [Indicator] = [])
  {
    self.indicator = indicator
    self.fingerprint = fingerprint
    self.sql = sql
    self.earlier = earlier
  }

  private enum CodingKeys: String, CodingKey {
    case indicator, version, versions, earlier, bridgeYear, clause, tableRows, criterion, title
    case short, unit, direction, kind, pool, period, asOf, analogueClass, ranking, minimum,
      sensitive
    case numerator, denominator, source, caveats, tables, fingerprint, sql
  }

  private struct Earlier: Encodable {
    let indicator: String
    let version: Int
    let bridgeYear: Int?
  }

  package func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(indicator.code, forKey: .indicator)
    try values.encode(indicator.version, forKey: .version)
    try values.encode(indicator.versions, forKey: .versions)
    try values.encode(
      earlier.map { Earlier(indicator: $0.code, version: $0.version, bridgeYear: $0.bridgeYear) },
      forKey: .earlier)
    try values.encode(indicator.bridgeYear, forKey: .bridgeYear)
    try values.encode(indicator.clause, forKey: .clause)
    try values.encode(indicator.rows, forKey: .tableRows)
    try values.encode(indicator.criterion, forKey: .criterion)
    try values.encode(indicator.title, forKey: .title)
    try values.encode(indicator.short, forKey: .short)
    try values.encode(indicator.unit, forKey: .unit)
    try values.encode(indicator.direction, forKey: .direction)
    try values.encode(indicator.kind, forKey: .kind)
    try values.encode(indicator.pool, forKey: .pool)
    try values.encode(indicator.period, forKey: .period)
    try values.encode(indicator.asOf, forKey: .asOf)
    try values.encode(indicator.analogueClass, forKey: .analogueClass)
    try values.encode(indicator.ranking, forKey: .ranking)
    try values.encode(indicator.minimum, forKey: .minimum)
    try values.encode(indicator.isSensitive, forKey: .sensitive)
    try values.encode(indicator.numerator, forKey: .numerator)
    try values.encode(indicator.denominator, forKey: .denominator)
    try values.encode(indicator.source, forKey: .source)
    try values.encode(indicator.caveats, forKey: .caveats)
    try values.encode(indicator.tables, forKey: .tables)
    try values.encode(fingerprint, forKey: .fingerprint)
    try values.encode(sql, forKey: .sql)
  }
}
