import Intake
import Postgres
import Schools

/// A queued bundle in the hands of one loader.
///
/// The claim is a lock of the session under the bundle's number: it dies with the loader.
///
/// A bundle that was begun before and never ended is a *suspect*: it may have killed its worker, or have been
/// loaded beside one that did. Suspects come last and are loaded while no other bundle is, so that what ends
/// a worker or the server then is held against no bundle but that one.
struct Claim {
  let bundle: Int
  /// Whether the bundle has had all of its attempts; it is to be quarantined.
  let isExhausted: Bool

  private struct Candidate: Decodable {
    let bundleId: Int
    let kind: String
  }

  private struct Tried: Decodable {
    let attemptCount: Int
  }

  /// The next bundle that is free, its attempt counted; nil when there is none.
  ///
  /// A register goes before schools' bundles: while another loader is at one, this one waits.
  static func next(_ db: Database) throws -> Claim? {
    var seen: [Int] = []
    while true {
      let candidates = try db.all(
        """
        select bundle_id, kind from intake.bundle
        where state = 'queued' and not bundle_id = any(\(seen))
        order by (kind = 'register') desc, (attempt_count > 0), bundle_id
        limit 64
        """, as: Candidate.self)
      guard !candidates.isEmpty else { return nil }
      for candidate in candidates {
        let bundle = candidate.bundleId
        if candidate.kind == BundleKind.register.rawValue {
          try db.execute("select pg_advisory_lock(\(bundle))")
        } else {
          let isFree = try db.value("select pg_try_advisory_lock(\(bundle))", as: Bool.self)
          guard isFree else { continue }
        }
        if let claim = try begin(bundle, db) { return claim }
        try db.execute("select pg_advisory_unlock_all()")
      }
      seen += candidates.map(\.bundleId)
    }
  }

  /// Counts the attempt on a bundle whose lock is held; nil when it has met its fate meanwhile.
  private static func begin(_ bundle: Int, _ db: Database) throws -> Claim? {
    let tried = try db.first(
      "select attempt_count from intake.bundle where bundle_id = \(bundle) and state = 'queued'",
      as: Tried.self)
    guard let tried else { return nil }
    guard tried.attemptCount < Attempt.limit else {
      return Claim(bundle: bundle, isExhausted: true)
    }
    try db.execute(
      tried.attemptCount == 0
        ? "select pg_advisory_lock_shared(7004, 0)" : "select pg_advisory_lock(7004, 0)")
    let counted = try db.execute(
      """
      update intake.bundle set attempt_count = attempt_count + 1
      where bundle_id = \(bundle) and state = 'queued'
      """)
    return counted == 1 ? Claim(bundle: bundle, isExhausted: false) : nil
  }

  /// Lets the bundle go.
  func release(_ db: Database) {
    do { try db.execute("select pg_advisory_unlock_all()") } catch { db.abandon() }
  }
}
