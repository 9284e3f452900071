internal import Foundation
import Intake
import Postgres
import Schools
internal import Yams

/// Checks of whole tables, before anything is merged.
///
/// Repeated keys and missing references follow from ``RecordTable``; the others are files of `sql/check/`,
/// each a select of complaints over the staging tables.
struct Check: Sendable {
  /// A file of `sql/check/`.
  struct Rule: Sendable {
    let name: String
    let code: String
    let table: String
    let select: String
  }

  private struct Head: Decodable {
    let code: String
    let table: String
  }

  private struct Complaint: Decodable {
    let rowNumber: Int
    let columnName: String?
    let arguments: String?
    let total: Int
  }

  let rules: [Rule]

  init(_ files: [(name: String, text: String)]) throws {
    rules = try files.map { file in
      guard let matter = FrontMatter(file.text) else {
        throw Catalog.Invalid(file: "sql/check/\(file.name).sql", what: "no front matter")
      }
      let head = try YAMLDecoder().decode(Head.self, from: matter.yaml)
      return Rule(name: file.name, code: head.code, table: head.table, select: matter.body)
    }
  }

  /// Appends what is wrong with the staged `tables`; `files` names each table's file in the bundle.
  func run(
    _ db: Database, tables: [RecordTable], files: [String: String], mode: BundleMode,
    into problems: inout ProblemList
  ) throws {
    let staged = Set(tables.map(\.name))
    for table in tables {
      let file = files[table.name]
      try complain(
        db, repeatedKeys(table), code: "intake.row_repeated", file: file,
        column: table.key.joined(separator: ", "), into: &problems)
      for reference in table.references {
        try complain(
          db, missing(reference, of: table, staged: staged, mode: mode),
          code: "intake.reference_missing", file: file, column: reference.column,
          arguments: ["table": reference.table], into: &problems)
      }
    }
    for rule in rules where staged.contains(rule.table) {
      try complain(
        db, rule.select, code: rule.code, file: files[rule.table], column: nil, into: &problems)
    }
  }

  private func complain(
    _ db: Database, _ select: String, code: String, file: String?, column: String?,
    arguments: [String: String] = [:], into problems: inout ProblemList
  ) throws {
    let found = try db.all(
      SQL(
        raw: """
          with found as (
          \(select)
          )
          select row_number::integer as row_number, column_name::text as column_name,
              arguments::text as arguments, count(*) over () as total
          from found order by row_number, column_name limit \(problems.limitPerCode)
          """), as: Complaint.self)
    guard let total = found.first?.total else { return }
    let kept = found.map { complaint in
      let own = complaint.arguments.flatMap {
        try? JSONDecoder().decode([String: String].self, from: Data($0.utf8))
      }
      return Problem(
        code,
        at: .init(file: file, row: complaint.rowNumber, column: complaint.columnName ?? column),
        (own ?? [:]).merging(arguments) { first, _ in first })
    }
    problems.append(kept, total: total)
  }

  private func repeatedKeys(_ table: RecordTable) -> String {
    let partition = table.key.isEmpty ? "" : "partition by \(table.key.joined(separator: ", ")) "
    return """
      select row_number, null::text as column_name, null::jsonb as arguments
      from (
          select row_number, row_number() over (\(partition)order by row_number) as occurrence
          from \(table.staging)
      ) as numbered
      where occurrence > 1
      """
  }

  private func missing(
    _ reference: RecordTable.Reference, of table: RecordTable, staged: Set<String>,
    mode: BundleMode
  ) -> String {
    let column = reference.column
    var places: [String] = []
    if reference.isShared {
      places = [
        "select 1 from core.\(reference.table) as target where target.\(column) = child.\(column)"
      ]
    } else {
      if staged.contains(reference.table) {
        places.append(
          """
          select 1 from staging_\(reference.table) as target
          where target.\(column) = child.\(column) and not target.is_deleted
          """)
      }
      if !staged.contains(reference.table) || mode == .amend {
        if reference.table == "territory" {
          places.append(
            "select 1 from core.territory as target where target.oktmo = child.\(column)")
        } else {
          places.append(
            """
            select 1 from core.\(reference.table) as target, staging_bundle
            where target.school_id = staging_bundle.school_id
                and target.academic_year = staging_bundle.academic_year
                and target.\(column) = child.\(column)
            """)
        }
      }
    }
    let absent = places.map { "not exists (\($0))" }.joined(separator: "\n    and ")
    return """
      select child.row_number, null::text as column_name, null::jsonb as arguments
      from \(table.staging) as child
      where child.\(column) is not null and not child.is_deleted
          and \(absent)
      """
  }
}
