package import Postgres

/// The publication in force: what every report and every page rests on.
package struct Publication: Decodable, Sendable {
  package let run: Int
  /// When the data were current, ISO 8601 in UTC.
  package let asOf: String
  /// When the run was published, ISO 8601 in UTC.
  package let publishedAt: String
  /// What the run counted and how long it took, a JSON object.
  let figures: String
  let codeVersion: String
  /// Of all definitions the run was computed by.
  let catalogFingerprint: String

  /// The publication in force, or nil before the first one.
  package static func current(_ db: Database) throws -> Publication? {
    try db.first(
      SQL(
        raw: """
          select run, \(isoMoment("as_of")) as as_of, \(isoMoment("published_at")) as published_at,
              figures::text as figures, code_version,
              catalog_fingerprint
          from report_v1.publication
          """), as: Publication.self)
  }
}
