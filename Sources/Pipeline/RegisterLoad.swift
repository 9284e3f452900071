import Intake
import Postgres
import Schools

/// A register of territories and schools, and of what all schools share, sent by the municipality or the region.
///
/// Each row is as the latest register says that names it; what a register no longer names stays. A change may
/// move a school between groups or a limit between results, so everything is recomputed after it; the bundles
/// that waited for their school or territory are queued again.
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
    let overtaken: [Int]
    do {
      overtaken = try db.savepoint {
        let overtaken = try staged.map {
          try RegisterKeys(db: db, bundle: bundle).removeOvertaken($0.table)
        }
        try merge(staged, isSynthetic: reader.descriptor.isSynthetic, &receipt)
        return overtaken
      }
    } catch let failure as PostgresError where failure.constraint != nil {
      receipt.tables = staged.map(Receipt.Table.init)
      problems.append(
        Problem(
          "intake.load_failed",
          ["table": failure.table ?? "", "constraint": failure.constraint ?? ""]))
      return
    }
    note(overtaken, of: staged, &receipt, &problems)
    guard receipt.state != .superseded else { return }
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
  }

  /// Stages the register and finds everything that is wrong with it, changing no record.
  @discardableResult
  func readAndCheck(
    _ reader: BundleReader, _ problems: inout ProblemList
  ) throws -> [Read.Staged] {
    let mode = reader.descriptor.mode
    try db.execute(
      """
      insert into staging_bundle (bundle_id, mode, table_names, territory)
      values (\(bundle), \(mode.rawValue), '{}', \(reader.descriptor.territory))
      """)
    let progress = Progress(bundle: bundle, db)
    let staged = try Read(db: db, progress: progress).stage(
      reader, only: nil, problems: &problems)
    try check.run(db, tables: staged, mode: mode, into: &problems, telling: progress)
    return staged
  }

  /// Parents are written before children and removed after them.
  private func merge(
    _ staged: [Read.Staged], isSynthetic: Bool, _ receipt: inout Receipt
  ) throws {
    let keys = RegisterKeys(db: db, bundle: bundle)
    for (index, part) in staged.enumerated() {
      for statement in statements(for: part.table, isSynthetic: isSynthetic) {
        let counts = try db.first(SQL(raw: statement), as: Merge.Counts.self)
        receipt.tables[index].added += counts?.added ?? 0
        receipt.tables[index].changed += counts?.changed ?? 0
      }
      try keys.record(part.table)
    }
    for (index, part) in staged.enumerated().reversed() where !part.table.isEntry {
      let text = part.table.filled(merges.reference.delete)
      receipt.tables[index].removed = try db.execute(SQL(raw: text))
    }
  }

  private func statements(for table: RecordTable, isSynthetic: Bool) -> [String] {
    switch table {
    case .territory:
      ["region", "municipality"].map { level in
        merges.territory.replacing("{level}", with: level)
          .replacing("{is_synthetic}", with: "\(isSynthetic)")
      }
    case .school: [merges.school]
    default:
      [
        table.filled(merges.reference.upsert)
          .replacing("{on_conflict}", with: table.onConflict())
      ]
    }
  }

  /// Says what later registers have told of already; a bundle that brings nothing else is superseded.
  private func note(
    _ overtaken: [Int], of staged: [Read.Staged], _ receipt: inout Receipt,
    _ problems: inout ProblemList
  ) {
    for (index, part) in staged.enumerated() where part.rows > 0 && overtaken[index] == part.rows {
      receipt.tables[index].isSuperseded = true
    }
    let rows = staged.reduce(0) { $0 + $1.rows }
    if rows > 0, overtaken.reduce(0, +) == rows {
      problems.append(Problem("intake.superseded"))
      receipt.state = .superseded
      return
    }
    receipt.state = .done
    for (part, count) in zip(staged, overtaken) where count > 0 {
      problems.append(
        Problem(
          "intake.rows_superseded", at: .init(file: part.file), ["count": "\(count)"],
          table: part.table.name))
    }
  }
}

extension RecordTable {
  /// An entry stays once it is there: records and figures hang on it.
  fileprivate var isEntry: Bool { [.territory, .school, .subject].contains(self) }
}
