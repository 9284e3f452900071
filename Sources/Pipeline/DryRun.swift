package import Intake
package import Postgres
package import SQLFiles
internal import Schools

/// Loads bundles as they would be loaded, and undoes it: the receipts of a load that never was.
///
/// Everything happens in one transaction that is rolled back. Nothing is stored, no attempt is counted and no one is
/// notified; while it lasts, loads of the same schools wait.
package struct DryRun: Sendable {
  private let pool: Pool
  private let check: Check
  private let merges: MergeTexts
  private let rosterKey: RosterKeyFile?

  /// - Parameter pool: made by ``Loader/pool(_:size:logger:)``.
  package init(pool: Pool, files: ProgramFiles, rosterKey: RosterKeyFile? = nil) throws {
    self.pool = pool
    self.rosterKey = rosterKey
    check = try Check(files.texts(in: "check"))
    merges = try MergeTexts(files.texts(in: "merge"))
  }

  /// What would become of the files at `paths`, loaded together, in their order.
  ///
  /// A register among them goes first, as in a load. The same bytes as a bundle that has met its fate show that fate.
  package func receipts(
    of paths: [String], sender: String = "operator", origin: BundleOrigin = BundleOrigin()
  ) async throws -> [(entry: Queue.Entry, fate: Queue.Fate)] {
    let files = try paths.map { try BundleFile($0, origin, rosterKey) }
    let (check, merges) = (check, merges)
    return try await pool.session { db in
      try db.script("begin")
      defer { _ = try? db.script("rollback") }
      let entries = try files.map { try Queue.store($0, sender: sender, db) }
      let given = entries.map(\.id)
      // What waited for a register is queued by it, so the queue is asked again each time.
      var tried: [Int] = []
      while let bundle = try Self.next(of: given, after: tried, db) {
        tried.append(bundle)
        try BundleLoad(db: db, bundle: bundle, check: check, merges: merges).perform()
        try Staging.clear(db)
      }
      return try entries.map { ($0, try Queue.fate(of: $0.id, db)) }
    }
  }

  /// How many bundles are queued that the dry run leaves out, and a load would take along.
  package func queuedBeside(_ entries: [Queue.Entry]) async throws -> Int {
    let given = entries.map(\.id)
    return try await pool.session { db in
      try db.value(
        """
        select count(*) from intake.bundle
        where state = 'queued' and not bundle_id = any(\(given))
        """, as: Int.self)
    }
  }

  private static func next(of given: [Int], after tried: [Int], _ db: Database) throws -> Int? {
    struct Next: Decodable { let bundleId: Int }
    return try db.first(
      """
      select bundle_id from intake.bundle
      where state = 'queued' and bundle_id = any(\(given)) and not bundle_id = any(\(tried))
      order by (kind = 'register') desc, bundle_id
      limit 1
      """, as: Next.self)?.bundleId
  }
}

extension Staging {
  /// Empties the staging tables between bundles of one transaction.
  static func clear(_ db: Database) throws {
    struct Named: Decodable { let name: String }
    let tables = try db.all(
      """
      select quote_ident(relname) as name from pg_class
      where relnamespace = pg_my_temp_schema() and relkind = 'r'
          and relname <> 'staging_bundle'
      """, as: Named.self)
    // What is known of its size stays.
    try db.execute("delete from staging_bundle")
    if !tables.isEmpty {
      try db.script("truncate \(tables.map(\.name).joined(separator: ", "))")
    }
  }
}
