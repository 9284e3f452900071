import Postgres
import Reports

extension ReportQuery {
  /// Writes the rows to `output`, as an operator sees them.
  func write(
    as format: ReportFormat, of edition: Edition = .inForce, to output: OutputFile,
    _ home: HomeOptions
  ) async throws {
    let written = try await Site.with(home) { site in
      try await site.withWebPool(size: 1) { pool in
        try await pool.transaction(readOnly: true) { db in
          try Scope.operator.enter(db)
          try edition.enter(db)
          return try write(db, as: format) { try output.write($0) }
        }
      }
    }
    try output.close()
    output.tell(rows: written.rows)
  }

  /// Prints the rows on stdout.
  func print(as format: OutputFormat, _ home: HomeOptions) async throws {
    try await write(as: ReportFormat(rawValue: format.rawValue) ?? .text, to: OutputFile(nil), home)
  }
}
