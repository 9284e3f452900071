package import Postgres
package import Schools

/// The pointer that readers follow, moved by hand: to a run that was held back, or away from one that proved wrong.
///
/// What was published keeps its rows whatever happens to the pointer.
package enum PublicationPointer {
  /// Why the pointer is not moved.
  package typealias Refusal = ProblemRefusal

  private struct Entry: Decodable {
    let isPreview: Bool
    let isWithdrawn: Bool
    let isCurrent: Bool
    /// Whether a later run is in force.
    let isOvertaken: Bool
  }

  /// Puts a run that was held back in force.
  ///
  /// - Throws: ``Refusal`` when it is none of those, or a later run is in force already.
  package static func publish(_ run: Int, _ db: Database) throws {
    let entry = try entry(run, db)
    guard entry.isPreview else { throw refusal("publication.not_held", run) }
    guard !entry.isOvertaken else { throw refusal("publication.overtaken", run) }
    try db.execute("update result.publication set is_current = false where is_current")
    try db.execute(
      """
      update result.publication set is_preview = false, is_current = true, published_at = now()
      where run_id = \(run)
      """)
  }

  /// Takes a publication back: readers see the one before it, and that this one was withdrawn, and why.
  ///
  /// - Throws: ``Refusal`` when it was never published or is withdrawn already, or no reason is given.
  package static func withdraw(_ run: Int, because reason: String, _ db: Database) throws {
    let entry = try entry(run, db)
    guard !entry.isPreview, !entry.isWithdrawn else { throw refusal("publication.not_open", run) }
    guard (1...500).contains(reason.unicodeScalars.count) else {
      throw refusal("publication.reason_missing", run)
    }
    try db.execute(
      """
      update result.publication
      set is_current = false, withdrawn_at = now(), withdrawn_because = \(reason)
      where run_id = \(run)
      """)
    guard entry.isCurrent else { return }
    try db.execute(
      """
      update result.publication set is_current = true where run_id = core.run_before(\(run))
      """)
  }

  private static func entry(_ run: Int, _ db: Database) throws -> Entry {
    guard
      let found = try db.first(
        """
        select is_preview, is_current, withdrawn_at is not null as is_withdrawn,
            exists (
                select from result.publication as later
                where later.is_current and later.run_id > publication.run_id
            ) as is_overtaken
        from result.publication where run_id = \(run)
        for update
        """, as: Entry.self)
    else { throw refusal("publication.unknown", run) }
    return found
  }

  private static func refusal(_ code: String, _ run: Int) -> Refusal {
    Refusal(Problem(code, ["run": "\(run)"]))
  }
}
