import Intake
import Postgres
import Schools

/// A register of territories and schools, sent by the municipality or the region.
///
/// A change in the register may move a school between groups, so everything is recomputed after it; the
/// bundles that waited for their school are queued again.
struct RegisterLoad {
  let db: Database
  let bundle: Int
  let check: Check
  let merges: MergeTexts

  func perform(
    _ reader: BundleReader, _ receipt: inout Receipt, _ problems: inout ProblemList
  ) throws {
    try db.execute("select pg_advisory_xact_lock(7002, -1)")
    let staged = try readAndCheck(reader, &problems)
    receipt.tables = staged.map(Receipt.Table.init)
    guard !problems.isRejected else { return }
    let isOvertaken = try db.value(
      """
      select exists (
          select 1
          from intake.bundle as other
          inner join intake.bundle as this on this.bundle_id = \(bundle)
          where other.kind = 'register' and other.state = 'done'
              and other.territory is not distinct from this.territory
              and (other.as_of_at, other.created_at, other.sha256)
                  > (this.as_of_at, this.created_at, this.sha256)
      )
      """, as: Bool.self)
    guard !isOvertaken else {
      problems.append(Problem("intake.superseded"))
      receipt.state = .superseded
      return
    }
    do {
      try db.savepoint { try merge(reader, staged, &receipt) }
    } catch let failure as PostgresError where failure.constraint != nil {
      problems.append(
        Problem(
          "intake.load_failed",
          ["table": failure.table ?? "", "constraint": failure.constraint ?? ""]))
      return
    }
    if receipt.hasChanged {
      try db.execute(
        """
        insert into intake.touched (school_id, academic_year)
        select distinct school_id, academic_year from intake.slice
        on conflict do nothing
        """)
    }
    try db.execute(
      "update intake.bundle set state = 'queued', attempt_count = 0 where state = 'waiting'")
    receipt.state = .done
  }

  /// Stages the register and finds everything that is wrong with it, changing no record.
  @discardableResult
  func readAndCheck(
    _ reader: BundleReader, _ problems: inout ProblemList
  ) throws -> [Read.Staged] {
    try db.execute(
      "insert into staging_bundle (bundle_id, mode, table_names) values (\(bundle), 'full', '{}')")
    let staged = try Read(db: db).stage(reader, only: nil, problems: &problems)
    try check.run(db, tables: staged, mode: reader.descriptor.mode, into: &problems)
    return staged
  }

  private func merge(
    _ reader: BundleReader, _ staged: [Read.Staged], _ receipt: inout Receipt
  ) throws {
    for (index, part) in staged.enumerated() {
      if part.table == .territory {
        for level in ["region", "municipality"] {
          let counts = try counts(
            SQL(
              raw: merges.territory.replacing("{level}", with: level)
                .replacing("{is_synthetic}", with: "\(reader.descriptor.isSynthetic)")))
          receipt.tables[index].added += counts.added
          receipt.tables[index].changed += counts.changed
        }
      } else {
        let counts = try counts(SQL(raw: merges.school))
        receipt.tables[index].added += counts.added
        receipt.tables[index].changed += counts.changed
      }
    }
  }

  private func counts(_ statement: SQL) throws -> Merge.Counts {
    try db.first(statement, as: Merge.Counts.self) ?? Merge.Counts(added: 0, changed: 0)
  }
}
