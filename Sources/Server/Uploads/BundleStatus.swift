import Foundation
import Postgres

/// What is known of a bundle now.
struct BundleStatus: Codable, Sendable {
  let bundle: Int
  let school: String?
  let year: Int?
  let fileName: String
  let byteCount: Int
  let sha256: String
  let receivedAt: String
  let state: String
  /// Whether a loader has begun with it.
  let isBegun: Bool
  /// Whether nothing more becomes of it.
  let isFinished: Bool
  let finishedAt: String?
  let rejected: Int
  let warnings: Int

  /// Nil when there is none that the reader may see.
  static func find(_ id: Int, _ db: Database) throws -> BundleStatus? {
    try db.first(
      """
      select bundle.bundle, bundle.school, bundle.year, bundle.file_name, bundle.byte_count,
          bundle.sha256, bundle.state, bundle.attempt_count > 0 as is_begun,
          bundle.state not in ('queued', 'waiting') as is_finished,
          to_char(bundle.received_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
              as received_at,
          to_char(bundle.finished_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
              as finished_at,
          coalesce(told.rejected, 0)::bigint as rejected,
          coalesce(told.warnings, 0)::bigint as warnings
      from report_v1.bundle
      left join lateral (
          select sum(total) filter (where severity = 'rejected') as rejected,
              sum(total) filter (where severity = 'warning') as warnings
          from report_v1.problem_total
          where problem_total.bundle = bundle.bundle
      ) as told on true
      where bundle.bundle = \(id)
      """, as: BundleStatus.self)
  }

  var json: String {
    get throws {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
      return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
    }
  }
}
