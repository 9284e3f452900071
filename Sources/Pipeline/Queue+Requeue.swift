import Postgres

extension Queue {
  /// Puts quarantined bundles back into the queue with all their attempts, and named ones that were taken back; returns those
  /// put back.
  ///
  /// - Parameter bundles: nil is every quarantined bundle. One in another state is left alone.
  package func requeue(_ bundles: [Int]?) async throws -> [Int] {
    struct Requeued: Decodable { let bundleId: Int }
    return try await pool.transaction { db in
      let requeued = try db.all(
        """
        update intake.bundle
        set state = 'queued', attempt_count = 0, finished_at = null, receipt = null,
            revert_asked_at = null, revert_reason = null, revert_outcome = null
        where state = 'quarantined' and \(bundles == nil)
            or state in ('quarantined', 'reverted') and bundle_id = any(\(bundles ?? []))
        returning bundle_id
        """, as: Requeued.self
      ).map(\.bundleId)
      try db.execute("delete from intake.problem where bundle_id = any(\(requeued))")
      try db.execute("delete from intake.problem_total where bundle_id = any(\(requeued))")
      return requeued.sorted()
    }
  }
}
