import Schools

/// The temporary tables a bundle's rows pass through, made once per connection.
enum Staging {
  /// Statements for a loading connection: `temp_buffers` can only be set before the first temporary table.
  static let connectionStatements: [String] =
    [
      "set temp_buffers = '64MB'",
      """
      create temp table staging_bundle (
          bundle_id bigint not null, school_id bigint, academic_year integer, mode text not null
      ) on commit delete rows
      """,
    ] + (RecordTable.all + RecordTable.registers).map(\.stagingStatement)
}

extension RecordTable {
  var staging: String { "staging_\(name)" }

  fileprivate var stagingStatement: String {
    let columns = fields.map { "\($0.name) \($0.kind.sqlType)" }.joined(separator: ", ")
    return """
      create temp table \(staging) (row_number integer not null, is_deleted boolean not null, \(columns))
      on commit delete rows
      """
  }

  var copyStatement: String {
    let columns = ["row_number", "is_deleted"] + fields.map(\.name)
    return "copy \(staging) (\(columns.joined(separator: ", "))) from stdin (format binary)"
  }
}
