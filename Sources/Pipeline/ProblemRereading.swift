internal import Intake
package import Postgres
package import SQLFiles
package import Schools
internal import Synchronization

/// Finds every problem of a stored bundle again: its receipt keeps the places of a hundred of each only.
///
/// The bundle is read and checked once more in a transaction that may not write, beside the records as they are now.
/// What this cannot find again (a refusal of the database, a quarantine) is given as it was stored. Memory does not
/// grow with the number of problems.
package struct ProblemRereading: Sendable {
  /// Whose problems they are.
  package struct Bundle: Sendable, Decodable {
    package let bundle: Int
    package let school: String?
    package let year: Int?
    package let state: String
    let receipt: Receipt?

    /// How many problems the receipt tells of.
    package var total: Int { receipt?.totals.reduce(0) { $0 + $1.count } ?? 0 }
  }

  private let pool: Pool
  private let check: Check
  private let merges: MergeTexts

  /// - Parameter pool: made by ``Loader/pool(_:size:logger:)``.
  package init(pool: Pool, files: ProgramFiles) throws {
    self.pool = pool
    check = try Check(files.texts(in: "check"))
    merges = try MergeTexts(files.texts(in: "merge"))
  }

  /// Gives each problem of a bundle to `body`, in the order of the receipt; nil when there is no such bundle.
  ///
  /// - Returns: the bundle. Other records may have changed since it was loaded: then what was given may differ from
  ///   its ``Bundle/total``.
  package func forEachProblem(
    of bundle: Int, _ body: @escaping @Sendable (Bundle, Problem) throws -> Void
  ) async throws -> Bundle? {
    let (check, merges) = (check, merges)
    return try await pool.transaction(readOnly: true) { db in
      let found = try db.first(
        """
        select bundle_id as bundle, school_code as school, academic_year as year, state, receipt
        from intake.bundle where bundle_id = \(bundle)
        """, as: Bundle.self)
      guard let found else { return nil }
      let failure = Failure()
      // Decided as it was then, so that severities are those of the receipt.
      var problems = ProblemList(policy: ProblemPolicy(found.receipt?.policy ?? [])) { problem in
        failure.catching { try body(found, problem) }
      }
      if found.receipt?.isOfReading ?? false {
        try BundleLoad(db: db, bundle: bundle, check: check, merges: merges).list(&problems)
      }
      try failure.rethrow()
      let again = Set(problems.groups.keys)
      for stored in found.receipt?.problems ?? [] {
        let problem = stored.problem
        if !again.contains(ProblemList.Group(of: problem)) { try body(found, problem) }
      }
      return found
    }
  }

  /// The first thing that went wrong inside a closure that may not throw.
  private final class Failure: Sendable {
    private let first = Mutex<(any Error)?>(nil)

    func catching(_ body: () throws -> Void) {
      guard first.withLock({ $0 == nil }) else { return }
      do { try body() } catch { first.withLock { $0 = error } }
    }

    func rethrow() throws {
      if let error = first.withLock({ $0 }) { throw error }
    }
  }
}

extension Receipt {
  /// Whether its problems were found by reading the bundle.
  ///
  /// Bytes that were erased cannot be read again: the receipt's own list is all there is.
  fileprivate var isOfReading: Bool {
    guard isErased != true else { return false }
    return switch state {
    case .done, .rejected, .superseded, .reverted: true
    case .queued, .waiting, .quarantined: false
    }
  }
}

extension BundleLoad {
  /// Reads and checks the bundle, and loads nothing.
  func list(_ problems: inout ProblemList) throws {
    guard let reader = try Spool(db, bundle: bundle).open(problems: &problems) else { return }
    switch reader.descriptor.kind {
    case .register:
      try RegisterLoad(db: db, bundle: bundle, check: check, merges: merges)
        .readAndCheck(reader, &problems)
    case .aggregate:
      var times = Timetable()
      try AggregateLoad(db: db, bundle: bundle, check: check, merges: merges)
        .readAndCheck(reader, &problems, &times)
    case .school:
      try reader.recall(db)
      try SchoolLoad(db: db, bundle: bundle, check: check, merges: merges).list(reader, &problems)
    }
  }
}
