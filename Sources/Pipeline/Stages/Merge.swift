import Intake
import Postgres
import Schools

/// Moves staged rows of one table into its slice of `core`.
///
/// One template serves every record table: which columns there are and which of them are the key is said
/// once, by ``RecordTable``. Only rows that differ are written.
struct Merge {
  let table: RecordTable
  let texts: MergeTexts

  struct Counts: Decodable {
    let added: Int
    let changed: Int
  }

  /// Adds rows to a slice that has none.
  func insert(_ db: Database) throws -> Int {
    try db.execute(SQL(raw: filled(texts.insert)))
  }

  /// Adds and changes rows.
  func upsert(_ db: Database) throws -> Counts {
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
    let text = filled(texts.upsert)
      .replacing("{key_columns}", with: table.key.map { ", \($0)" }.joined())
      .replacing(
        "{and_same_key}",
        with: table.key.map { " and before.\($0) = \(table.staging).\($0)" }.joined()
      )
      .replacing("{is_new}", with: isNew)
      .replacing("{on_conflict}", with: onConflict)
    return try db.first(SQL(raw: text), as: Counts.self) ?? Counts(added: 0, changed: 0)
  }

  private func filled(_ template: String) -> String {
    let columns = table.fields.map(\.name)
    return
      template
      .replacing("{table}", with: table.name)
      .replacing("{columns}", with: columns.joined(separator: ", "))
      .replacing(
        "{staged_columns}",
        with: columns.map { "\(table.staging).\($0)" }.joined(separator: ", "))
  }

  /// Removes what the bundle does not hold (`full`) or marks as deleted (`amend`).
  func delete(_ db: Database, mode: BundleMode) throws -> Int {
    let sameKey =
      table.key.isEmpty
      ? "true"
      : table.key.map { "\(table.staging).\($0) = kept.\($0)" }.joined(separator: " and ")
    let template = mode == .full ? texts.deleteAbsent : texts.deleteMarked
    return try db.execute(
      SQL(
        raw:
          template
          .replacing("{table}", with: table.name)
          .replacing("{same_key}", with: sameKey)))
  }
}

/// The texts of `sql/merge/`.
struct MergeTexts: Sendable {
  let insert: String
  let upsert: String
  let deleteAbsent: String
  let deleteMarked: String
  let territory: String
  let school: String

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
    territory = try text("territory")
    school = try text("school")
  }
}
