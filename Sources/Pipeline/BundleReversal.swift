import Foundation
package import Postgres
package import Schools

/// A bundle that was loaded, taken back: asked for here, done by whoever loads bundles, under the same attempts as a load.
package enum BundleReversal {
  /// What became of it.
  package enum Outcome: Sendable {
    /// Rows over all tables.
    case done(added: Int, changed: Int, removed: Int)
    /// Everything is as it was.
    case refused(Problem)
  }

  /// Asks that a school's bundle be taken back.
  ///
  /// - Parameter reason: why, 1 to 500 characters that name nobody.
  /// - Throws: `ProblemRefusal` `intake.revert_unfit` when there is no such bundle of a school that was loaded or overtaken, and
  ///   `intake.revert_reason_missing`.
  package static func ask(_ bundle: Int, reason: String, _ db: Database) throws {
    let reason = reason.trimmingCharacters(in: .whitespacesAndNewlines)
    guard (1...500).contains(reason.count), !reason.utf8.contains(0) else {
      throw ProblemRefusal(Problem("intake.revert_reason_missing"))
    }
    let asked = try db.execute(
      """
      update intake.bundle
      set state = 'queued', attempt_count = 0, revert_asked_at = now(),
          revert_reason = \(reason), revert_outcome = null
      where bundle_id = \(bundle) and kind = 'school' and state in ('done', 'superseded')
      """)
    guard asked == 1 else {
      throw ProblemRefusal(Problem("intake.revert_unfit", ["bundle": "\(bundle)"]))
    }
  }

  /// Nil while it waits.
  package static func outcome(of bundle: Int, _ db: Database) throws -> Outcome? {
    struct Row: Decodable { let revertOutcome: RevertOutcome? }
    let row = try db.first(
      "select revert_outcome from intake.bundle where bundle_id = \(bundle)", as: Row.self)
    guard let written = row?.revertOutcome else { return nil }
    if let refusal = written.refusal {
      return .refused(Problem(refusal.code, refusal.arguments))
    }
    let tables = written.tables ?? []
    func sum(_ count: (Receipt.Table) -> Int) -> Int { tables.reduce(0) { $0 + count($1) } }
    return .done(added: sum(\.added), changed: sum(\.changed), removed: sum(\.removed))
  }
}
