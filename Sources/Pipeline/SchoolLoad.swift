import Intake
import Postgres
import Schools

/// A school's bundle: stage, check, merge the slices it brings, and remember which must be recomputed.
///
/// Between bundles of one slice the later in `soko:asOf`, then `created`, then SHA-256 wins, whenever it
/// arrived. A full bundle that comes late is followed by the amendments that are newer than it.
struct SchoolLoad {
  let db: Database
  let bundle: Int
  let check: Check
  let merges: MergeTexts

  func perform(
    _ reader: BundleReader, _ receipt: inout Receipt, _ problems: inout ProblemList,
    _ times: inout Timetable
  ) throws {
    guard let code = reader.descriptor.schoolCode, let year = reader.descriptor.academicYear else {
      return
    }
    guard let school = try registered(code) else {
      // It may wait for long: what speaks of a person must not.
      try reader.inspect(problems: &problems)
      guard !problems.isRejected else { return }
      problems.append(Problem("intake.school_not_registered", ["school": code]))
      receipt.state = .waiting
      return
    }
    // One bundle of a school at a time.
    try db.execute("select pg_advisory_xact_lock(7002, \(Int32(truncatingIfNeeded: school)))")
    let mode = reader.descriptor.mode
    let places = try Precedence(db: db, bundle: bundle, school: school, year: year)
    if let refusal = try removed(reader, school: school, year: year, places) {
      problems.append(refusal)
      return
    }
    let resubmission = try times.measure(.compare) {
      try Resubmission(
        reader, rules: check.fingerprint, db: db, bundle: bundle, school: school, year: year)
    }
    if mode == .full,
      let predecessor = try resubmission.predecessor(places, tables: reader.resources.map(\.table))
    {
      return try times.measure(.record) {
        try resubmission.takeOver(predecessor, &receipt, &problems)
      }
    }
    let staged = try readAndCheck(reader, school: school, year: year, &problems, &times)
    receipt.tables = staged.map(Receipt.Table.init)
    guard !problems.isRejected else { return }

    let current = staged.filter { !places.isSuperseded(table: $0.table.name) }
    for index in receipt.tables.indices
    where !current.contains(where: { $0.table.name == receipt.tables[index].name }) {
      receipt.tables[index].isSuperseded = true
    }
    guard !current.isEmpty || staged.isEmpty else {
      problems.append(Problem("intake.superseded"))
      receipt.state = .superseded
      return
    }
    do {
      try times.measure(.merge) {
        try db.savepoint {
          let kept = try filled(current.map(\.table), school: school, year: year)
          // The same rows again, however they were written, are left alone.
          let changed = current.filter {
            mode == .amend || places.soleHolder(of: $0.table.name)?.contentKey != $0.contentKey
          }
          try merge(changed, mode: mode, keptBefore: kept, counting: &receipt)
          for later in places.laterAmendments(tables: current.map(\.table.name)) {
            try replay(
              later, of: current.map(\.table), school: school, year: year, counting: &receipt)
          }
        }
      }
    } catch let failure as PostgresError where failure.constraint != nil {
      receipt.tables = staged.map(Receipt.Table.init)
      problems.append(
        Problem(
          "intake.load_failed",
          ["table": failure.table ?? "", "constraint": failure.constraint ?? ""]))
      return
    }
    try noteChangedKey(reader.descriptor, code, &problems)
    try times.measure(.record) {
      try record(current, school: school, year: year, mode: mode, keys: resubmission.keys)
    }
    if receipt.hasChanged {
      try db.execute(
        """
        insert into intake.touched (school_id, academic_year) values (\(school), \(year))
        on conflict do nothing
        """)
    }
    receipt.state = .done
  }

  private var progress: Progress { Progress(bundle: bundle, db) }

  /// Stages the bundle and finds everything that is wrong with it, changing no record.
  private func readAndCheck(
    _ reader: BundleReader, school: Int, year: Int, _ problems: inout ProblemList,
    _ times: inout Timetable
  ) throws -> [Read.Staged] {
    try db.execute(
      """
      insert into staging_bundle (bundle_id, school_id, academic_year, mode, table_names)
      values (
          \(bundle), \(school), \(year), \(reader.descriptor.mode.rawValue),
          \(reader.resources.map(\.table.name))
      )
      """)
    try RosterBase(db: db, school: school, year: year).lay(under: reader, bundle)
    let staged = try times.measure(.read) {
      try Read(db: db, progress: progress).stage(reader, only: nil, problems: &problems)
    }
    try times.measure(.check) {
      try check.run(
        db, tables: staged, mode: reader.descriptor.mode, into: &problems, telling: progress)
    }
    return staged
  }

  /// Finds what is wrong with the bundle beside the records as they are now, and loads nothing.
  func list(_ reader: BundleReader, _ problems: inout ProblemList) throws {
    guard let code = reader.descriptor.schoolCode, let year = reader.descriptor.academicYear,
      let school = try find(code)
    else { return }
    var times = Timetable()
    _ = try readAndCheck(reader, school: school, year: year, &problems, &times)
  }

  func find(_ code: String) throws -> Int? {
    struct School: Decodable { let schoolId: Int }
    let school = try db.first(
      "select school_id from core.school where school_code = \(code)", as: School.self)
    return school?.schoolId
  }

  /// Warns when the pseudonyms were made with another key than those of the school's latest data.
  private func noteChangedKey(
    _ descriptor: BundleDescriptor, _ code: String, _ problems: inout ProblemList
  ) throws {
    struct Earlier: Decodable { let keyFingerprint: String }
    guard let key = descriptor.keyFingerprint else { return }
    let earlier = try db.first(
      """
      select key_fingerprint from intake.bundle
      where school_code = \(code) and state = 'done' and key_fingerprint is not null
          and bundle_id <> \(bundle)
      order by as_of_at desc, created_at desc, sha256 desc
      limit 1
      """, as: Earlier.self)
    guard let earlier, earlier.keyFingerprint != key else { return }
    problems.append(
      Problem("intake.key_changed", at: .init(file: BundleDescriptor.fileName)))
  }

  /// The school of a code; when there is none, whoever loads a register is waited for and asked again.
  ///
  /// The lock is kept to the end: a register that comes later then finds this bundle waiting.
  private func registered(_ code: String) throws -> Int? {
    if let school = try find(code) { return school }
    try db.execute("select pg_advisory_xact_lock_shared(7002, -1)")
    return try find(code)
  }

  /// Why nothing can be loaded beside what was removed; nil when nothing stands in the way.
  private func removed(
    _ reader: BundleReader, school: Int, year: Int, _ places: Precedence
  ) throws -> Problem? {
    let isRetired = try db.value(
      """
      select exists (
          select from intake.retired_year
          where school_id = \(school) and academic_year = \(year)
      )
      """, as: Bool.self)
    if isRetired { return Problem("intake.year_retired", ["year": "\(year)"]) }
    return places.restsOnErased(isDelta: reader.isDelta) ? Problem("intake.basis_erased") : nil
  }

  /// Which of these tables have rows of the school and year.
  private func filled(_ tables: [RecordTable], school: Int, year: Int) throws -> Set<String> {
    struct Filled: Decodable { let name: String }
    let selects = tables.map { table in
      """
      select '\(table.name)' as name
      where exists (
          select from core.\(table.name)
          where school_id = (select school_id from staging_bundle)
              and academic_year = (select academic_year from staging_bundle)
      )
      """
    }
    guard !selects.isEmpty else { return [] }
    // A table without the school's rows would be read to its end to find that there are none: by a join as well, so the
    // slice is asked for by value.
    try db.execute("set local enable_seqscan = off")
    defer { _ = try? db.execute("set local enable_seqscan = on") }
    let rows = try db.all(
      SQL(raw: selects.joined(separator: "\nunion all\n")).planned(for: "filled"), as: Filled.self)
    return Set(rows.map(\.name))
  }

  /// Parents are written before children and removed after them.
  private func merge(
    _ parts: [Read.Staged], mode: BundleMode, keptBefore: Set<String>,
    counting receipt: inout Receipt
  ) throws {
    // The look-up of a parent is planned at the first child, and the plan kept: for tables that are still small.
    try db.execute("set local enable_seqscan = off")
    let filled = parts.filter { $0.rows > 0 }
    for (index, part) in filled.enumerated() {
      try progress.tell(.merge, index + 1, of: filled.count, table: part.table)
      let merge = Merge(part, texts: merges)
      if keptBefore.contains(part.table.name) {
        let counts = try merge.upsert(db)
        receipt.count(part.table.name, added: counts.added, changed: counts.changed)
      } else {
        receipt.count(part.table.name, added: try merge.insert(db))
      }
    }
    try db.execute("set local enable_seqscan = on")
    for part in parts.reversed() where keptBefore.contains(part.table.name) {
      let removed = try Merge(part, texts: merges).delete(db, mode: mode)
      receipt.count(part.table.name, removed: removed)
    }
  }

  /// Lays a newer amendment over what an older bundle, come late, has just written.
  func replay(
    _ amendment: Int, of tables: [RecordTable], school: Int, year: Int,
    counting receipt: inout Receipt
  ) throws {
    for table in tables { try db.execute(SQL(raw: "truncate \(table.staging)")) }
    try db.execute("update staging_bundle set bundle_id = \(amendment), mode = 'amend'")
    var problems = ProblemList()
    let spool = try Spool(db, bundle: amendment)
    guard let reader = try spool.open(problems: &problems) else { return }
    try reader.recall(db)
    try RosterBase(db: db, school: school, year: year).lay(under: reader, amendment)
    let staged = try Read(db: db).stage(
      reader, only: Set(tables.map(\.name)), problems: &problems)
    try merge(
      staged, mode: .amend, keptBefore: Set(tables.map(\.name)), counting: &receipt)
  }

  /// Writes which bundles are in force: a full one replaces those before it.
  private func record(
    _ staged: [Read.Staged], school: Int, year: Int, mode: BundleMode, keys: [String: [UInt8]]
  ) throws {
    let tables = staged.map(\.table.name)
    if mode == .full {
      try db.execute(
        """
        delete from intake.slice
        using intake.bundle as earlier, intake.bundle as this
        where slice.school_id = \(school) and slice.academic_year = \(year)
            and slice.table_name = any(\(tables))
            and earlier.bundle_id = slice.bundle_id and this.bundle_id = \(bundle)
            and (earlier.as_of_at, earlier.created_at, earlier.sha256)
                <= (this.as_of_at, this.created_at, this.sha256)
        """)
    }
    struct Line: Encodable {
      let table: String
      let rows: Int
      let fileKey: String?
      let contentKey: String
    }
    let lines = staged.map { part in
      Line(
        table: part.table.name, rows: part.rows,
        fileKey: keys[part.table.name].map(hexadecimal), contentKey: hexadecimal(part.contentKey))
    }
    try db.execute(
      """
      insert into intake.slice (
          school_id, academic_year, table_name, bundle_id, mode, row_count, file_key, content_key
      )
      select \(school), \(year), "table", \(bundle), \(mode.rawValue), rows,
          decode("fileKey", 'hex'), decode("contentKey", 'hex')
      from jsonb_to_recordset(\(json: try BundleLoad.json(lines))) as line (
          "table" text, rows bigint, "fileKey" text, "contentKey" text
      )
      """)
  }
}

extension Receipt {
  mutating func count(
    _ table: String, added: Int = 0, changed: Int = 0, removed: Int = 0
  ) {
    guard let index = tables.firstIndex(where: { $0.name == table }) else { return }
    tables[index].added += added
    tables[index].changed += changed
    tables[index].removed += removed
  }
}
