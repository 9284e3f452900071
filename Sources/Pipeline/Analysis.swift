internal import Foundation
internal import Logging
package import Postgres
internal import Schools

/// The second half of a night: from loaded records to a publication.
package struct Analysis: Sendable {
  /// What an analysis did.
  package struct Figures: Sendable, Hashable, Codable {
    package var run = 0
    package var slices = 0
    package var indicators = 0
    package var values = 0
    /// Schools with similar schools in the latest year.
    package var matched = 0
    package var hidden = 0
    package var comparisons = 0
    package var ranked = 0
    package var clusters = 0
    package var effects = 0
    /// The academic years that have values, in order; nil of runs before there was such a figure.
    package var years: [Int]?
    package var seconds: [String: Double] = [:]

    package var totalSeconds: Double { seconds.values.reduce(0, +) }
  }

  private let pool: Pool
  private let seed: UInt64
  private let version: String
  private let isHeld: Bool

  /// - Parameters:
  ///   - version: the program's version, kept with every run.
  ///   - isHeld: computes for the operator to look at, and leaves the publication in force where it is.
  package init(pool: Pool, seed: UInt64 = 1, version: String, isHeld: Bool = false) {
    self.pool = pool
    self.seed = seed
    self.version = version
    self.isHeld = isHeld
  }

  /// Computes and publishes, or returns nil when nothing has changed since the last publication.
  ///
  /// One analysis runs at a time: a second waits for the first, or leaves the work to it. A stage that fails leaves the published
  /// results as they were, and its run marked as failed.
  ///
  /// - Parameter waits: whether to wait for an analysis that runs, and then to look for what is left.
  package func perform(waits: Bool = true) async throws -> Figures? {
    let (seed, version, isHeld) = (seed, version, isHeld)
    return try await pool.session { db in
      // Held by the session: a killed worker frees it.
      if waits {
        try db.execute("select pg_advisory_lock(7003, 0)")
      } else {
        guard try db.value("select pg_try_advisory_lock(7003, 0)", as: Bool.self) else {
          return nil
        }
      }
      defer {
        do { try db.execute("select pg_advisory_unlock(7003, 0)") } catch { db.abandon() }
      }
      guard let run = try Self.begin(db, seed: seed, version: version) else { return nil }
      do {
        let figures = try Self.stages(db, run, isHeld: isHeld)
        try Self.finish(db, run, figures)
        return figures
      } catch {
        _ = try? db.execute("rollback")
        _ = try? db.execute(
          "update result.run set state = 'failed', finished_at = now() where run_id = \(run.id)")
        throw error
      }
    }
  }

  /// A new run, when there is something to compute.
  private static func begin(_ db: Database, seed: UInt64, version: String) throws -> Run? {
    try db.transaction {
      let catalog = try catalogFingerprint(db)
      struct Last: Decodable {
        let catalogFingerprint: String
        let codeVersion: String
        let seed: Int
      }
      let last = try db.first(
        """
        select run.catalog_fingerprint, run.code_version, run.seed
        from result.publication
        inner join result.run on run.run_id = publication.run_id
        order by run.run_id desc
        limit 1
        """, as: Last.self)
      let isSame =
        last?.catalogFingerprint == catalog && last?.codeVersion == version
        && last?.seed == Int(seed)
      if !isSame {
        try db.execute(
          """
          insert into intake.touched (school_id, academic_year)
          select distinct school_id, academic_year from intake.slice
          on conflict do nothing
          """)
      }
      let unfinished = try db.value(
        """
        select coalesce(
            (select state <> 'done' from result.run order by run_id desc limit 1), false
        )
        """, as: Bool.self)
      let touched = try db.value("select count(*) from intake.touched", as: Int.self)
      let isToldAnew = try db.value(
        """
        select exists (select from intake.touched_figure)
            or exists (select from intake.touched_set)
            or exists (select from intake.match_renewal)
        """, as: Bool.self)
      guard touched > 0 || unfinished || isToldAnew else { return nil }
      struct KeySetRow: Decodable {
        let keySetId: Int
        let document: KeySet
      }
      let keySet = try db.first(
        """
        select key_set_id, document from result.key_set where is_current
        order by key_set_id desc limit 1
        """, as: KeySetRow.self)
      let id = try db.value(
        """
        insert into result.run (catalog_fingerprint, parameters, seed, code_version)
        values (
            \(catalog),
            jsonb_build_object(
                'keySet', \(keySet?.document.code),
                'thresholds', (select jsonb_object_agg(name, value) from result.threshold)
            ),
            \(Int(seed)), \(version)
        )
        returning run_id
        """, as: Int.self)
      return Run(
        id: id, seed: seed, keySet: keySet.map { ($0.keySetId, $0.document) },
        thresholds: try Thresholds(db), isWhole: !isSame || unfinished)
    }
  }

  /// The fingerprint of all definitions in force, thresholds included.
  static func catalogFingerprint(_ db: Database) throws -> String {
    try db.value(
      """
      select encode(sha256(convert_to(coalesce(string_agg(fingerprint, ',' order by fingerprint), ''), 'UTF8')), 'hex')
      from (
          select fingerprint from result.indicator where is_current
          union all
          select fingerprint from result.key_set where is_current
          union all
          select fingerprint from result.crosswalk where is_current
          union all
          select name || '=' || value from result.threshold
      ) as definition
      """, as: String.self)
  }

  /// What a stage's statements run under. They are large and run once, so that compiling them costs more than it saves,
  /// and a region's year is sorted and hashed in memory.
  private static let settings = "set local jit = off; set local work_mem = '64MB'"

  private static func stages(
    _ db: Database, _ run: Run, isHeld: Bool
  ) throws -> Figures {
    var figures = Figures(run: run.id)
    var run = run
    let stages = Stage.allCases.filter { !$0.isOfBundle }
    for (index, stage) in stages.enumerated() {
      let started = ContinuousClock.now
      try db.transaction {
        try db.script(Self.settings)
        try Progress(run: run.id, db).tell(stage, index + 1, of: stages.count)
        switch stage {
        case .read, .check, .merge: break
        case .indicate:
          let found = try Indicate(run: run).perform(db)
          figures.slices = found.slices
          run.isWhole = run.isWhole || found.isOfMany
        case .match: figures.matched = try Match(run: run).perform(db)
        case .disclose: figures.hidden = try Disclose(run: run).perform(db)
        case .compare: figures.comparisons = try Compare(run: run).perform(db)
        case .gather: try Gather(run: run).perform(db)
        case .sift: try Sift(run: run).perform(db)
        case .rank: figures.ranked = try Rank(run: run).perform(db)
        case .cluster: figures.clusters = try Cluster(run: run).perform(db).clusters
        case .model: figures.effects = try Model(run: run).perform(db)
        case .publish: try Publish(run: run, isHeld: isHeld).perform(db)
        }
      }
      figures.seconds[stage.rawValue] = (ContinuousClock.now - started).seconds
    }
    figures.values = try db.value(
      "select count(*) from result.indicator_value where until_run is null", as: Int.self)
    struct Year: Decodable { let academicYear: Int }
    figures.years = try db.all(
      """
      select distinct academic_year from result.indicator_value
      where until_run is null order by academic_year
      """, as: Year.self
    ).map(\.academicYear)
    figures.indicators = try db.value(
      "select count(distinct indicator_id) from result.group_value where until_run is null",
      as: Int.self)
    return figures
  }

  private static func finish(_ db: Database, _ run: Run, _ figures: Figures) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    let text = String(decoding: try encoder.encode(figures), as: UTF8.self)
    try db.execute(
      """
      update result.run set state = 'done', finished_at = now(), figures = \(json: text)
      where run_id = \(run.id)
      """)
  }
}

extension Duration {
  /// The length in seconds.
  var seconds: Double {
    Double(components.seconds) + Double(components.attoseconds) / 1e18
  }
}
