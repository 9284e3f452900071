internal import Foundation
package import Postgres
import Schools

/// Reads the publication in force with what it was computed from.
package enum PublicationReader {
  /// Why there is nothing to read.
  package enum Failure: Error, CustomStringConvertible {
    case nothingPublished
    case definitionsChanged

    package var description: String {
      switch self {
      case .nothingPublished:
        "there is no publication with a ranking yet: run `soko worker --drain`"
      case .definitionsChanged:
        "the definitions have changed since the publication: run `soko worker --drain` first"
      }
    }
  }

  private struct Run: Decodable {
    let run: Int
    let seed: Int
    let codeVersion: String
    let catalogFingerprint: String
    let publishedAt: String
    let thresholds: String
    let keySetId: Int?
  }

  private struct KeySetRow: Decodable {
    let fingerprint: String
    let document: KeySet
  }

  private struct RankLine: Decodable {
    let row: String
  }

  /// The publication as `db`'s scope sees it; that of the operator sees all of it.
  package static func read(_ db: Database) throws -> PublicationFile {
    // It holds what an operator may read.
    try db.script("set local soko.audience = 'operator'")
    let run = try db.first(
      """
      select run, seed, code_version, catalog_fingerprint,
          to_char(published_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as published_at,
          (parameters -> 'thresholds')::text as thresholds,
          (
              select max(key_set_id) from result.rank
              where since_run <= publication.run
                  and (until_run is null or until_run > publication.run)
          ) as key_set_id
      from report_v1.publication
      """, as: Run.self)
    guard let run, let keySetId = run.keySetId else { throw Failure.nothingPublished }
    guard try Analysis.catalogFingerprint(db) == run.catalogFingerprint else {
      throw Failure.definitionsChanged
    }
    guard
      let keySet = try db.first(
        "select fingerprint, document from result.key_set where key_set_id = \(keySetId)",
        as: KeySetRow.self)
    else { throw Failure.nothingPublished }
    let manifest = PublicationFile.Manifest(
      format: PublicationFile.format, version: PublicationFile.version,
      codeVersion: run.codeVersion, run: run.run, seed: UInt64(run.seed),
      publishedAt: run.publishedAt, catalogFingerprint: run.catalogFingerprint,
      keySetFingerprint: keySet.fingerprint, audience: keySet.document.audience,
      method: PublicationFile.method, keySet: keySet.document,
      thresholds: try ResultJSON.value(run.thresholds),
      ranked: try KeyColumns.ranked(db, keySet.document),
      clustered: try KeyColumns.clustered(db, keySet.document))
    return PublicationFile(
      manifest: manifest, schools: try schools(db, run.run),
      ranks: PublicationTables.ordered(try rows(db, Self.ranks)),
      models: PublicationTables.ordered(try rows(db, Self.models)),
      clusters: PublicationTables.ordered(try rows(db, Self.clusters)),
      members: PublicationTables.ordered(try rows(db, Self.members)))
  }

  private static func rows<Row: Decodable>(_ db: Database, _ select: SQL) throws -> [Row] {
    try db.all(select, as: RankLine.self).map { try ResultJSON.value($0.row) }
  }

  private static func schools(_ db: Database, _ run: Int) throws -> [PublicationFile.School] {
    struct Row: Decodable {
      let year: Int
      let region: String
      let municipality: String
      let school: String
      let similar: String
    }
    return try db.all(
      """
      select ranking.year, region.oktmo as region, ranking.municipality, ranking.school,
          coalesce(
              (
                  select string_agg(other.school_code, ';' order by other.school_code collate "C")
                  from result.analogue_member as member
                  inner join core.school as own on own.school_id = member.school_id
                  inner join core.school as other on other.school_id = member.member_id
                  where own.school_code = ranking.school and member.academic_year = ranking.year
                      and member.analogue = 'similar' and member.since_run <= \(run)
                      and (member.until_run is null or member.until_run > \(run))
              ), ''
          ) as similar
      from report_v1.ranking
      inner join core.territory as municipality on municipality.oktmo = ranking.municipality
      inner join core.territory as region on region.territory_id = municipality.parent_id
      where ranking.scope = 'region'
      order by ranking.year, ranking.school collate "C"
      """, as: Row.self
    ).map {
      PublicationFile.School(
        year: $0.year, region: $0.region, municipality: $0.municipality, code: $0.school,
        similar: $0.similar.split(separator: ";").map(String.init))
    }
  }

  private static let ranks: SQL = """
    select (jsonb_strip_nulls(
        jsonb_build_object(
            'school', school, 'year', year, 'scope', scope, 'score', score,
            'scoreError', score_error, 'rank', rank, 'rankLow', rank_low, 'rankHigh', rank_high,
            'samplingLow', sampling_low, 'samplingHigh', sampling_high, 'methodLow', method_low,
            'methodHigh', method_high, 'setLow', set_low, 'setHigh', set_high,
            'expectedRank', expected_rank, 'medianRank', median_rank, 'topQuarter', top_quarter,
            'bottomQuarter', bottom_quarter, 'aboveNext', above_next, 'tier', tier,
            'among', among, 'reason', reason, 'parts', parts
        )
    ) || jsonb_build_object('indicators', indicators))::text as row
    from report_v1.ranking
    """

  private static let models: SQL = "select model::text as row from report_v1.ranking_model"

  private static let clusters: SQL = """
    select (jsonb_strip_nulls(
        jsonb_build_object(
            'region', region, 'year', year, 'number', cluster, 'identity', identity,
            'schools', schools, 'silhouette', silhouette, 'jaccard', jaccard, 'medoid', medoid
        )
    ) || jsonb_build_object('profile', profile)
    || case
        when own_name_ru is null then '{}'::jsonb
        else jsonb_build_object(
            'name', jsonb_build_object('ru', own_name_ru, 'en', own_name_en)
        )
    end)::text as row
    from report_v1.cluster
    """

  private static let members: SQL = """
    select (jsonb_strip_nulls(
        jsonb_build_object(
            'school', school, 'year', year, 'cluster', cluster, 'silhouette', silhouette,
            'membership', membership, 'isBorderline', is_borderline, 'reason', reason
        )
    ) || jsonb_build_object('indicators', indicators))::text as row
    from report_v1.cluster_member
    """
}
