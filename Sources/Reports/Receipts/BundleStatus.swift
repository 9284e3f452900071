import Foundation
package import Postgres

/// What is known of a bundle now.
package struct BundleStatus: Codable, Sendable {
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
  /// How far it is, as `report_v1.bundle_progress` says.
  let stage: String
  /// The table of the bundle that is at hand.
  let stageTable: String?
  /// The stage of the analysis that is at hand.
  let runStage: String?
  /// Which of how many tables or stages it is.
  let stagePosition: Int?
  let stageTotal: Int?

  /// Every stage there is: those of the way, and the states in which a bundle leaves it.
  package static let stages =
    BundleProgress.way + Wording.states.keys.filter { !["queued", "done"].contains($0) }.sorted()

  /// Nil when there is none that the reader may see.
  package static func find(_ id: Int, _ db: Database) throws -> BundleStatus? {
    try db.first(
      """
      select bundle.bundle, bundle.school, bundle.year, bundle.file_name, bundle.byte_count,
          bundle.sha256, bundle.state, bundle.attempt_count > 0 as is_begun,
          bundle.state not in ('queued', 'waiting') as is_finished,
          \(raw: isoMoment("bundle.received_at")) as received_at,
          \(raw: isoMoment("bundle.finished_at")) as finished_at,
          coalesce(total.problems, 0)::bigint as rejected,
          coalesce(total.warnings, 0)::bigint as warnings,
          progress.stage, progress.record_table as stage_table, progress.run_stage,
          progress.position::bigint as stage_position, progress.total::bigint as stage_total
      from report_v1.bundle
      inner join report_v1.bundle_progress as progress on progress.bundle = bundle.bundle
      \(raw: BundleRow.totals)
      where bundle.bundle = \(id)
      """, as: BundleStatus.self)
  }

  package var json: String {
    get throws {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
      return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
    }
  }
}
