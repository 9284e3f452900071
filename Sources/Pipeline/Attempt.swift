import Postgres

/// How often a bundle is begun before it is set aside, and which ends are not held against it.
///
/// An attempt is counted when it begins, because a worker that is killed never reports. It is given back when
/// whoever made it lives to say that something else ended it. What is left are ends no one explained.
enum Attempt {
  static let limit = 3

  /// Whether the bundle had no part in this end.
  ///
  /// A connection that is lost without a word is not excused: the bundle may have ended the server.
  static func isExcused(_ error: any Error) -> Bool {
    switch error {
    case is CancellationError: true
    case let failure as PostgresError: failure.isTerminated || failure.isDiskFull
    case let failure as PipelineError: failure.isOfSpool
    default: false
    }
  }

  /// Takes the count of one attempt back.
  static func giveBack(_ bundle: Int, _ db: Database) throws {
    try db.execute(
      """
      update intake.bundle set attempt_count = greatest(attempt_count - 1, 0)
      where bundle_id = \(bundle) and state = 'queued'
      """)
  }
}
