import Intake
import Postgres
import Schools

/// Takes a school's bundle back: its tables become what the school's other bundles make of them.
///
/// Rows that come out the same stay where they are, so nothing that refers to them is touched; what the bundle alone had brought
/// goes. A table that no other bundle holds is empty after it, as before anything was sent.
extension SchoolLoad {
  /// - Returns: what changed by table, or why it cannot be done: then nothing was changed.
  func revert(school code: String, year: Int) throws -> Result<[Receipt.Table], RevertRefusal> {
    guard let school = try find(code) else { return .success([]) }
    try db.execute("select pg_advisory_xact_lock(7002, \(Int32(truncatingIfNeeded: school)))")
    let tables = try held(school: school, year: year)
    let basis = try RevertBasis(
      db, without: bundle, school: code, year: year, tables: tables.map(\.name))
    if let gone = basis.holders.first(where: \.isGone) {
      return refused("intake.revert_basis_gone", ["bundle": "\(gone.bundleId)"])
    }
    if let delta = try standing(school: school, year: year) {
      return refused("intake.revert_stood_on", ["bundle": "\(delta)"])
    }
    do {
      var receipt = Receipt(state: .reverted)
      try db.savepoint {
        try rebuild(tables, from: basis, school: school, year: year, counting: &receipt)
      }
      if receipt.hasChanged {
        try db.execute(
          """
          insert into intake.touched (school_id, academic_year) values (\(school), \(year))
          on conflict do nothing
          """)
      }
      return .success(receipt.tables)
    } catch let failure as PostgresError where failure.constraint != nil {
      return refused(
        "intake.revert_conflicts",
        ["table": failure.table ?? "", "constraint": failure.constraint ?? ""])
    }
  }

  private func refused(
    _ code: String, _ arguments: [String: String]
  ) -> Result<[Receipt.Table], RevertRefusal> {
    .failure(RevertRefusal(code: code, arguments: arguments))
  }

  /// The tables that the bundle is in force for, parents before children.
  private func held(school: Int, year: Int) throws -> [RecordTable] {
    struct Slice: Decodable { let tableName: String }
    let names = Set(
      try db.all(
        """
        select table_name from intake.slice
        where school_id = \(school) and academic_year = \(year) and bundle_id = \(bundle)
        """, as: Slice.self
      ).map(\.tableName))
    return RecordTable.all.filter { names.contains($0.name) }
  }

  /// A later OneRoster delta that is read over this bundle's bytes; nil when none is.
  private func standing(school: Int, year: Int) throws -> Int? {
    struct Delta: Decodable { let bundleId: Int }
    return try db.first(
      """
      select later.bundle_id
      from intake.bundle as this
      inner join intake.bundle as later
          on (later.as_of_at, later.created_at, later.sha256)
              > (this.as_of_at, this.created_at, this.sha256)
      inner join intake.slice on slice.bundle_id = later.bundle_id
      where this.bundle_id = \(bundle) and this.format = 'oneroster'
          and later.format = 'oneroster' and later.mode = 'amend'
          and slice.school_id = \(school) and slice.academic_year = \(year)
      limit 1
      """, as: Delta.self)?.bundleId
  }

  private func rebuild(
    _ tables: [RecordTable], from basis: RevertBasis, school: Int, year: Int,
    counting receipt: inout Receipt
  ) throws {
    let names = tables.map(\.name)
    try db.execute(
      """
      insert into staging_bundle (bundle_id, school_id, academic_year, mode, table_names)
      values (\(bundle), \(school), \(year), 'full', \(names))
      """)
    try putInForce(basis, instead: names, school: school, year: year)
    let parts = try stage(tables, from: basis)
    receipt.tables = parts.map(Receipt.Table.init)
    for part in parts {
      guard let full = basis.full(of: part.table.name) else { continue }
      try db.execute("update staging_bundle set bundle_id = \(full)")
      let counts = try Merge(part, texts: merges).upsert(db)
      try db.execute(SQL(raw: part.table.filled(merges.origin)))
      receipt.count(part.table.name, added: counts.added, changed: counts.changed)
    }
    for part in parts.reversed() {
      receipt.count(
        part.table.name, removed: try Merge(part, texts: merges).delete(db, mode: .full))
    }
    for amendment in basis.amendments {
      let amended = Set(basis.tables(of: amendment))
      try replay(
        amendment, of: tables.filter { amended.contains($0.name) }, school: school, year: year,
        counting: &receipt)
    }
  }

  /// Writes who is in force for these tables; their rows were not read by today's rules, so they have no keys.
  private func putInForce(
    _ basis: RevertBasis, instead names: [String], school: Int, year: Int
  ) throws {
    try db.execute(
      """
      delete from intake.slice
      where school_id = \(school) and academic_year = \(year) and table_name = any(\(names))
      """)
    for holder in basis.holders {
      try db.execute(
        """
        insert into intake.slice (
            school_id, academic_year, table_name, bundle_id, mode, row_count
        )
        values (
            \(school), \(year), \(holder.tableName), \(holder.bundleId), \(holder.mode),
            \(holder.rowCount)
        )
        """)
    }
  }

  /// Stages each table of its full bundle, and none where there is none.
  private func stage(_ tables: [RecordTable], from basis: RevertBasis) throws -> [Read.Staged] {
    var staged: [String: Read.Staged] = [:]
    for full in basis.fulls {
      var problems = ProblemList(limitPerCode: 0)
      guard let reader = try Spool(db, bundle: full).open(problems: &problems) else { continue }
      try reader.recall(db)
      let own = Set(tables.map(\.name).filter { basis.full(of: $0) == full })
      for part in try Read(db: db).stage(reader, only: own, problems: &problems) {
        staged[part.table.name] = part
      }
    }
    return tables.map { table in
      staged[table.name]
        ?? Read.Staged(table: table, file: "", rows: 0, form: nil, contentKey: [])
    }
  }
}

/// What a reversal came to, as the bundle keeps it: what changed by table, or why nothing did.
struct RevertOutcome: Codable {
  var tables: [Receipt.Table]?
  var refusal: RevertRefusal?
}

/// Why a bundle cannot be taken back.
struct RevertRefusal: Error, Hashable, Codable {
  let code: String
  let arguments: [String: String]
}
