import Intake
import Schools

/// The temporary tables a bundle's rows pass through, made once per connection.
enum Staging {
  /// Statements for a loading connection: `temp_buffers` can only be set before the first temporary table.
  static let connectionStatements: [String] =
    [
      "set temp_buffers = '64MB'",
      // A table is asked many small questions at once: to compile them takes longer than to answer them.
      "set jit = off",
    ]
    + table(
      "staging_bundle",
      [
        ("bundle_id", "bigint not null"), ("school_id", "bigint"), ("academic_year", "integer"),
        ("mode", "text not null"), ("table_names", "text[] not null"), ("territory", "text"),
      ])
    + [
      // One row, told once: else checks that join records of the school are planned for hundreds.
      "insert into staging_bundle values (0, 0, 0, '', '{}', null)",
      "analyze staging_bundle",
    ] + BundleKind.allCases.flatMap(\.tables).flatMap(\.stagingStatements)
    + AggregateState.statements

  /// Statements for a temporary table that is empty after each transaction; its first column is an integer.
  ///
  /// Every commit empties every such table, and to empty the one that the server keeps aside for long values costs more
  /// than loading a small table. So there is none: values are short, and told to be. That the table has none aside is
  /// decided when it is written anew, hence the first column that changes its type.
  static func table(
    _ name: String, _ columns: [(name: String, type: String)], constraint: String? = nil
  ) -> [String] {
    let declared = columns.enumerated().map { index, column in
      index == 0 ? "\(column.name) smallint not null" : "\(column.name) \(column.type)"
    }
    let first = columns.prefix(1).map { column in
      "alter column \(column.name) type \(column.type.prefix { $0 != " " })"
    }
    let kept = columns.filter { isOfAnyLength($0.type) }.map {
      "alter column \($0.name) set storage plain"
    }
    return [
      """
      create temp table \(name) (\((declared + [constraint].compactMap(\.self)).joined(separator: ", ")))
      on commit delete rows
      """,
      "alter table \(name) \((first + kept).joined(separator: ", "))",
    ]
  }

  private static func isOfAnyLength(_ type: String) -> Bool {
    ["text", "numeric"].contains { type.hasPrefix($0) }
  }
}

extension RecordTable {
  var staging: String { "staging_\(name)" }

  /// The rows that the slice will have once the bundle is merged, as a common table expression
  /// `<table>_now`: staged ones with their row number, and those that stay, without.
  ///
  /// A full bundle leaves nothing of a table that it lists; an amendment leaves what has another key.
  var nowExpression: String {
    let columns = fields.map(\.name)
    func list(_ source: String) -> String {
      columns.map { "\(source).\($0)" }.joined(separator: ", ")
    }
    let sameKey = key.isEmpty ? ["true"] : key.map { "staged.\($0) = kept.\($0)" }
    return """
      \(name)_now as (
          select staged.row_number, \(list("staged"))
          from \(staging) as staged
          where not staged.is_deleted
          union all
          select null::integer as row_number, \(list("kept"))
          from core.\(name) as kept
          inner join staging_bundle as bundle
              on kept.school_id = bundle.school_id and kept.academic_year = bundle.academic_year
          where (bundle.mode = 'amend' or not '\(name)' = any(bundle.table_names))
              and not exists (
                  select 1 from \(staging) as staged where \(sameKey.joined(separator: " and "))
              )
      )
      """
  }

  fileprivate var stagingStatements: [String] {
    Staging.table(
      staging,
      [("row_number", "integer not null"), ("is_deleted", "boolean not null")]
        + fields.map { ($0.name, $0.kind.sqlType) })
  }

  var copyStatement: String {
    let columns = ["row_number", "is_deleted"] + fields.map(\.name)
    return "copy \(staging) (\(columns.joined(separator: ", "))) from stdin (format binary)"
  }
}
