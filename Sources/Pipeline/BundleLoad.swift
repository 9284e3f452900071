internal import Foundation
import Intake
import Postgres
import Schools

/// One bundle's way from its stored bytes into `core`, inside one transaction.
struct BundleLoad {
  let db: Database
  let bundle: Int
  let check: Check
  let merges: MergeTexts

  /// Loads the bundle, or takes it back, if it is still queued and no one else is at it.
  func perform() throws {
    struct Held: Decodable { let isReverting: Bool }
    let held = try db.first(
      """
      select \(raw: Self.isReverting) as is_reverting
      from intake.bundle
      where bundle_id = \(bundle) and state = 'queued'
      for update skip locked
      """, as: Held.self)
    guard let held else { return }
    if held.isReverting { return try revert() }
    // Taking a large bundle out of the database is the first that takes time.
    try Progress(bundle: bundle, db).tell(.read, 0, of: 0)
    let started = ContinuousClock.now
    var times = Timetable()
    let spool = try times.measure(.spool) { try Spool(db, bundle: bundle) }
    var problems = ProblemList(policy: try ProblemPolicy.inForce(db))
    var receipt = Receipt(state: .rejected)
    let reader = try spool.open(problems: &problems)
    if let reader, reader.isUnsealed {
      problems.append(
        Problem(reader.isExport ? "intake.export_unsealed" : "intake.oneroster_unsealed"))
    } else if let reader {
      let descriptor = reader.descriptor
      receipt.school = descriptor.schoolCode
      receipt.territory = descriptor.territory
      receipt.year = descriptor.academicYear
      receipt.mode = descriptor.mode.rawValue
      receipt.isSynthetic = descriptor.isSynthetic
      try note(descriptor, format: reader.format)
      switch descriptor.kind {
      case .register:
        try RegisterLoad(db: db, bundle: bundle, check: check, merges: merges)
          .perform(reader, &receipt, &problems)
      case .aggregate:
        try AggregateLoad(db: db, bundle: bundle, check: check, merges: merges)
          .perform(reader, &receipt, &problems, &times)
      case .school:
        try reader.recall(db)
        try SchoolLoad(db: db, bundle: bundle, check: check, merges: merges)
          .perform(reader, &receipt, &problems, &times)
      }
    }
    if problems.isRejected, receipt.state != .waiting { receipt.state = .rejected }
    if receipt.state == .rejected, !(reader?.isInspected ?? false) || problems.tellsOfPersons {
      try erase(&receipt)
    }
    receipt.setProblems(problems)
    receipt.countUnchanged()
    try times.measure(.record) { try write(receipt, problems) }
    try close(receipt, times, seconds: (ContinuousClock.now - started).seconds)
  }

  /// Keeps what the descriptor says of the bundle, for precedence and for people.
  private func note(_ descriptor: BundleDescriptor, format: String) throws {
    try db.execute(
      """
      update intake.bundle
      set kind = \(descriptor.kind.rawValue), school_code = \(descriptor.schoolCode),
          territory = \(descriptor.territory),
          academic_year = \(descriptor.academicYear), mode = \(descriptor.mode.rawValue),
          as_of_at = \(descriptor.asOf)::timestamptz, created_at = \(descriptor.created)::timestamptz,
          generator = \(descriptor.generator), format = \(format),
          key_fingerprint = \(descriptor.keyFingerprint),
          is_synthetic = \(descriptor.isSynthetic)
      where bundle_id = \(bundle)
      """)
  }

  /// Removes the bytes of a refused bundle that holds personal data or could not be looked through for them; its
  /// SHA-256 and its receipt stay.
  private func erase(_ receipt: inout Receipt) throws {
    try db.execute("delete from intake.bundle_part where bundle_id = \(bundle)")
    try db.execute("update intake.bundle set erased_at = now() where bundle_id = \(bundle)")
    receipt.isErased = true
  }

  func write(_ receipt: Receipt, _ problems: ProblemList) throws {
    try db.execute(
      """
      with gone as (delete from intake.problem where bundle_id = \(bundle))
      delete from intake.problem_total where bundle_id = \(bundle)
      """)
    // COPY does not go into a table with row-level policies; there are few rows.
    struct Line: Encodable {
      let ordinal: Int
      let code: String
      let severity: String
      let rule: String
      let table: String?
      let file: String?
      let sheet: String?
      let row: Int?
      let column: String?
      let cell: String?
      let arguments: [String: String]
    }
    let lines = problems.problems.enumerated().map { ordinal, problem in
      Line(
        ordinal: ordinal, code: problem.code, severity: problem.severity.rawValue,
        rule: problem.rule, table: problem.table, file: problem.location.file,
        sheet: problem.location.sheet, row: problem.location.row,
        column: problem.location.column, cell: problem.location.cell,
        arguments: problem.arguments)
    }
    if !lines.isEmpty {
      try db.execute(
        """
        insert into intake.problem (
            bundle_id, ordinal, code, severity, rule, table_name, file, sheet, row_number,
            column_name, cell, arguments
        )
        select
            \(bundle), ordinal, code, severity, rule, "table", file, sheet, "row", "column", cell,
            arguments
        from jsonb_to_recordset(\(json: try Self.json(lines))) as line (
            ordinal integer, code text, severity text, rule text, "table" text, file text,
            sheet text, "row" integer, "column" text, cell text, arguments jsonb
        )
        """)
    }
    for total in receipt.totals {
      try db.execute(
        """
        insert into intake.problem_total (bundle_id, code, severity, total)
        values (\(bundle), \(total.code), \(total.severity), \(total.count))
        """)
    }
  }

  private func close(_ receipt: Receipt, _ times: Timetable, seconds: Double) throws {
    try db.execute(
      """
      update intake.bundle
      set state = \(receipt.state.rawValue), finished_at = now(), seconds = \(seconds)::numeric,
          receipt = \(json: try Self.json(receipt)), part_seconds = \(json: try Self.json(times))
      where bundle_id = \(bundle)
      """)
  }

  static func json(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }
}

extension ProblemList {
  /// Whether personal data were found, or a file that cannot be looked into.
  var tellsOfPersons: Bool { !PersonalData.codes.isDisjoint(with: totals.keys) }
}
