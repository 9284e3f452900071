import Intake
import Postgres
import Schools
internal import Synchronization

/// Moves staged rows of one table into its slice of `core`.
///
/// One template serves every record table: which columns there are and which of them are the key is said
/// once, by ``RecordTable``. Only rows that differ are written.
struct Merge {
  private let statements: Statements
  /// How many rows are staged, for the plan; nil when it is to be planned anew.
  private let size: String?

  /// The statements of one table.
  struct Statements: Sendable {
    let insert: String
    let upsert: String
    let deleteAbsent: String
    let deleteMarked: String
  }

  struct Counts: Decodable {
    let added: Int
    let changed: Int
  }

  init(_ part: Read.Staged, texts: MergeTexts) {
    statements = texts.statements(of: part.table)
    size = Magnitude.text(of: [part.rows])
  }

  /// Adds rows to a slice that has none.
  func insert(_ db: Database) throws -> Int {
    try db.execute(planned(statements.insert))
  }

  /// Adds and changes rows.
  func upsert(_ db: Database) throws -> Counts {
    try db.first(planned(statements.upsert), as: Counts.self) ?? Counts(added: 0, changed: 0)
  }

  /// Removes what the bundle does not hold (`full`) or marks as deleted (`amend`).
  func delete(_ db: Database, mode: BundleMode) throws -> Int {
    try db.execute(
      planned(mode == .full ? statements.deleteAbsent : statements.deleteMarked))
  }

  private func planned(_ text: String) -> SQL {
    size.map { SQL(raw: text).planned(for: $0) } ?? SQL(raw: text)
  }
}

extension Merge.Statements {
  init(of table: RecordTable, texts: MergeTexts) {
    let columns = table.fields.map(\.name)
    let values = columns.filter { !table.key.contains($0) }
    let rest = values + ["bundle_id", "row_number"]
    func list(_ columns: [String], of row: String) -> String {
      columns.map { "\(row).\($0)" }.joined(separator: ", ")
    }
    var onConflict = "do nothing"
    var isNew = "before.school_id is null"
    if !values.isEmpty {
      onConflict =
        "do update set (\(rest.joined(separator: ", "))) = row(\(list(rest, of: "excluded")))"
      isNew = """
        (
            \(isNew)
            or (\(list(values, of: "before")))
                is distinct from (\(list(values, of: table.staging)))
        )
        """
    }
    insert = table.filled(texts.insert)
    upsert = table.filled(texts.upsert)
      .replacing("{key_columns}", with: table.key.map { ", \($0)" }.joined())
      .replacing(
        "{and_same_key}",
        with: table.key.map { " and before.\($0) = \(table.staging).\($0)" }.joined()
      )
      .replacing("{is_new}", with: isNew)
      .replacing("{on_conflict}", with: onConflict)
    deleteAbsent = table.filled(texts.deleteAbsent)
    deleteMarked = table.filled(texts.deleteMarked)
  }
}

/// The texts of `sql/merge/`.
struct MergeTexts: Sendable {
  let insert: String
  let upsert: String
  let deleteAbsent: String
  let deleteMarked: String
  /// Of a bundle that is taken back.
  let origin: String
  let territory: String
  let school: String
  let reference: Reference
  let aggregate: Aggregate
  private let filled = Filled()

  /// Templates that were filled before.
  private final class Filled: Sendable {
    let statements = Mutex<[String: Merge.Statements]>([:])
  }

  func statements(of table: RecordTable) -> Merge.Statements {
    if let known = filled.statements.withLock({ $0[table.name] }) { return known }
    let made = Merge.Statements(of: table, texts: self)
    filled.statements.withLock { $0[table.name] = made }
    return made
  }

  /// Tables that all schools share.
  struct Reference {
    let upsert: String
    let delete: String
  }

  /// Published figures: the state is made in a temporary table and then written.
  struct Aggregate {
    let keep: String
    let dropAbsent: String
    let dropMarked: String
    let notLowered: String
    let lay: String
    let remove: String
    let write: String
  }

  init(_ files: [(name: String, text: String)]) throws {
    let byName = Dictionary(uniqueKeysWithValues: files.map { ($0.name, $0.text) })
    func text(_ name: String) throws -> String {
      guard let text = byName[name] else {
        throw PipelineError.fileMissing("sql/merge/\(name).sql")
      }
      return text
    }
    insert = try text("insert")
    upsert = try text("upsert")
    deleteAbsent = try text("delete_absent")
    deleteMarked = try text("delete_marked")
    origin = try text("origin")
    territory = try text("territory")
    school = try text("school")
    reference = Reference(
      upsert: try text("reference_upsert"), delete: try text("reference_delete"))
    aggregate = Aggregate(
      keep: try text("aggregate_keep"), dropAbsent: try text("aggregate_drop_absent"),
      dropMarked: try text("aggregate_drop_marked"),
      notLowered: try text("aggregate_not_lowered"), lay: try text("aggregate_lay"),
      remove: try text("aggregate_remove"), write: try text("aggregate_write"))
  }
}
