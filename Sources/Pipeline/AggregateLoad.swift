import Intake
import Postgres
import Schools

/// Published figures of territories, sent by the municipality or the region for one academic year.
///
/// The figures in force are what the publisher's bundles of the year give in the order of `soko:asOf`, then
/// `created`, then SHA-256. A bundle that is the latest goes on from what is in force; one that comes late has
/// all of them laid anew, from their stored bytes.
struct AggregateLoad {
  let db: Database
  let bundle: Int
  let check: Check
  let merges: MergeTexts

  /// A bundle of the publisher's year, and where it stands beside the one being loaded.
  private struct Place: Decodable {
    let bundleId: Int
    let mode: String
    let isLater: Bool
  }

  func perform(
    _ reader: BundleReader, _ receipt: inout Receipt, _ problems: inout ProblemList,
    _ times: inout Timetable
  ) throws {
    guard let publisher = reader.descriptor.territory, let year = reader.descriptor.academicYear
    else { return }
    // One bundle of a publisher's year at a time.
    try db.execute("select pg_advisory_xact_lock(7004, hashtext(\("\(publisher) \(year)")))")
    let (staged, isRegistered) = try readAndCheck(reader, &problems, &times)
    receipt.tables = staged.map(Receipt.Table.init)
    guard isRegistered else {
      // It may wait for long: what is unsound is refused at once.
      let refused = problems.groups.keys.filter { $0.severity == .rejected }.map(\.code)
      if Set(refused) == ["intake.territory_not_registered"] { receipt.state = .waiting }
      return
    }
    guard !problems.isRejected, let part = staged.first else { return }
    let mode = reader.descriptor.mode
    let places = try places(publisher, year)
    do {
      try times.measure(.merge) {
        try db.savepoint {
          try lay(part, mode, among: places, &problems)
          let change = try state.write()
          receipt.tables[0].added = change.counts.added
          receipt.tables[0].changed = change.counts.changed
          receipt.tables[0].removed = change.removed
        }
      }
    } catch let failure as PostgresError where failure.constraint != nil {
      problems.append(
        Problem(
          "intake.load_failed",
          ["table": failure.table ?? "", "constraint": failure.constraint ?? ""]))
      return
    }
    receipt.state = .done
    if receipt.hasChanged {
      try touch(publisher, year)
      try db.execute(
        "insert into intake.touched_figure (academic_year) values (\(year)) on conflict do nothing")
    }
    if !receipt.hasChanged,
      places.contains(where: { $0.isLater && $0.mode == BundleMode.full.rawValue })
    {
      receipt.tables[0].isSuperseded = true
      problems.append(Problem("intake.superseded"))
      receipt.state = .superseded
    }
  }

  /// Indicators that measure against the region's figures are computed anew for its schools of the year.
  private func touch(_ publisher: String, _ year: Int) throws {
    try db.execute(
      """
      insert into intake.touched (school_id, academic_year)
      select distinct slice.school_id, slice.academic_year
      from intake.slice
      inner join core.school on school.school_id = slice.school_id
      inner join core.territory as municipality
          on municipality.territory_id = school.municipality_id
      inner join core.territory as publisher on publisher.oktmo = \(publisher)
      where slice.academic_year = \(year)
          and municipality.parent_id = coalesce(publisher.parent_id, publisher.territory_id)
          and (
              -- A standard needs the spread; a figure that was taken back leaves values that rest on it.
              exists (
                  select 1 from core.external_aggregate as told
                  where told.academic_year = \(year) and told.sd is not null
              )
              or exists (
                  select 1
                  from result.indicator_value as value
                  inner join result.indicator using (indicator_id)
                  where value.academic_year = \(year) and value.until_run is null
                      and indicator.passport -> 'tables' ? 'external_aggregate'
              )
          )
      on conflict do nothing
      """)
  }

  /// Stages the figures and finds everything that is wrong with them, changing no record; whether every territory is
  /// registered. While one is not, the rules that ask for it are not held against the rows.
  @discardableResult
  func readAndCheck(
    _ reader: BundleReader, _ problems: inout ProblemList, _ times: inout Timetable
  ) throws -> (staged: [Read.Staged], isRegistered: Bool) {
    let descriptor = reader.descriptor
    let progress = Progress(bundle: bundle, db)
    try db.execute(
      """
      insert into staging_bundle (bundle_id, academic_year, mode, table_names, territory)
      values (
          \(bundle), \(descriptor.academicYear), \(descriptor.mode.rawValue),
          \(reader.resources.map(\.table.name)), \(descriptor.territory)
      )
      """)
    let staged = try times.measure(.read) {
      try Read(db: db, progress: progress).stage(reader, only: nil, problems: &problems)
    }
    guard try isRegistered(descriptor.territory ?? "", staged, &problems) else {
      return (staged, false)
    }
    try times.measure(.check) {
      try check.run(
        db, tables: staged, mode: descriptor.mode, into: &problems, telling: progress)
    }
    return (staged, true)
  }

  private var state: AggregateState { AggregateState(db: db, texts: merges.aggregate) }

  /// The publisher's other accepted bundles of the year, in their order.
  private func places(_ publisher: String, _ year: Int) throws -> [Place] {
    try db.all(
      """
      select other.bundle_id, other.mode,
          (other.as_of_at, other.created_at, other.sha256)
              > (this.as_of_at, this.created_at, this.sha256) as is_later
      from intake.bundle as other
      inner join intake.bundle as this on this.bundle_id = \(bundle)
      where other.kind = 'aggregate' and other.territory = \(publisher)
          and other.academic_year = \(year) and other.state in ('done', 'superseded')
          and other.bundle_id <> \(bundle)
      order by other.as_of_at, other.created_at, other.sha256
      """, as: Place.self)
  }

  private func lay(
    _ part: Read.Staged, _ mode: BundleMode, among places: [Place], _ problems: inout ProblemList
  ) throws {
    guard places.contains(where: \.isLater) else {
      try state.keep()
      return try layOwn(part, mode, &problems)
    }
    for place in places where !place.isLater { try replay(place.bundleId, place.mode) }
    try stage(bundle, mode.rawValue)
    try layOwn(part, mode, &problems)
    for place in places where place.isLater { try replay(place.bundleId, place.mode) }
    try db.execute("update staging_bundle set bundle_id = \(bundle), mode = \(mode.rawValue)")
  }

  private func layOwn(
    _ part: Read.Staged, _ mode: BundleMode, _ problems: inout ProblemList
  ) throws {
    let withstood = try state.lay(mode, limit: problems.limitPerCode)
    problems.append(
      withstood.rows.map { row in
        Problem(
          "intake.status_not_lowered", at: .init(file: part.file, row: row, column: "status"),
          table: part.table.name)
      }, total: withstood.total)
  }

  private func replay(_ bundle: Int, _ mode: String) throws {
    try stage(bundle, mode)
    _ = try state.lay(BundleMode(rawValue: mode) ?? .full, limit: 1)
  }

  /// Stages a bundle from its stored bytes, in place of the one staged before. It was accepted when it came.
  private func stage(_ bundle: Int, _ mode: String) throws {
    try db.execute("truncate \(raw: AggregateState.table.staging)")
    try db.execute("update staging_bundle set bundle_id = \(bundle), mode = \(mode)")
    let spool = try Spool(db, bundle: bundle)
    var problems = ProblemList()
    guard let reader = try spool.open(problems: &problems) else { return }
    _ = try Read(db: db).stage(reader, only: nil, problems: &problems)
  }
}

// MARK: Waiting

extension AggregateLoad {
  /// Whether the publisher and every territory of the rows are registered; says of each that is not.
  ///
  /// When one is not, whoever loads a register is waited for and asked again. The lock is kept to the end: a
  /// register that comes later then finds this bundle waiting.
  private func isRegistered(
    _ publisher: String, _ staged: [Read.Staged], _ problems: inout ProblemList
  ) throws -> Bool {
    if try unregistered(publisher).isEmpty { return true }
    try db.execute("select pg_advisory_xact_lock_shared(7002, -1)")
    let missing = try unregistered(publisher)
    for row in missing {
      problems.append(
        Problem(
          "intake.territory_not_registered",
          at: row == 0
            ? .init(file: BundleDescriptor.fileName, column: "soko:territory")
            : .init(file: staged.first?.file, row: row, column: "oktmo"),
          table: row == 0 ? nil : staged.first?.table.name))
    }
    return missing.isEmpty
  }

  /// Numbers of the rows whose territory no register names; 0 alone when it is the publisher itself.
  private func unregistered(_ publisher: String) throws -> [Int] {
    struct Row: Decodable { let rowNumber: Int }
    let rows = try db.all(
      """
      select row_number
      from (
          select 0 as row_number, \(publisher)::text as oktmo
          union all
          select row_number, oktmo from staging_external_aggregate where not is_deleted
      ) as told
      where not exists (select from core.territory where territory.oktmo = told.oktmo)
      order by row_number
      """, as: Row.self
    ).map(\.rowNumber)
    return rows.first == 0 ? [0] : rows
  }
}
