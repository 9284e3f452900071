internal import Crypto
import Intake
import Postgres
import Schools

/// Streams a bundle's rows into the staging tables by binary COPY, built straight from parsed bytes.
struct Read {
  let db: Database
  /// Nil where nobody waits to see.
  var progress: Progress?

  /// A table of the bundle that is staged now.
  struct Staged {
    let table: RecordTable
    let file: String
    let rows: Int
    /// How the file was written.
    let form: TableForm?
    /// The SHA-256 of its rows, in their order and without their numbers: the same however they were written.
    let contentKey: [UInt8]
  }

  /// A smaller table is planned well by its size alone.
  private static let analyzedRows = 5000

  /// Stages the bundle's tables, or those named by `only`, in the order of the profile.
  ///
  /// What is wrong with text, rows and cells goes to `problems`; a row with a problem is not staged.
  func stage(
    _ reader: BundleReader, only names: Set<String>?, problems: inout ProblemList
  ) throws -> [Staged] {
    var staged: [Staged] = []
    let asked = reader.resources.filter { names?.contains($0.table.name) ?? true }
    for (index, resource) in asked.enumerated() {
      try progress?.tell(.read, index + 1, of: asked.count, table: resource.table)
      var read = TableRead()
      var rows = SHA256()
      _ = try db.copyIn(resource.table.copyStatement) { writer in
        read = try reader.read(resource, problems: &problems) { row in
          try Self.write(row, to: &writer, &rows)
        }
      }
      if read.count >= Self.analyzedRows, isWorthAnalyzing(resource.table, rows: read.count) {
        try db.execute(SQL(raw: "analyze \(resource.table.staging)"))
      }
      staged.append(
        Staged(
          table: resource.table, file: resource.path, rows: read.count, form: read.form,
          contentKey: Array(rows.finalize())))
    }
    return staged
  }

  /// What is known of one school's table holds for others of its size; to look again ends every plan that reads it.
  private func isWorthAnalyzing(_ table: RecordTable, rows: Int) -> Bool {
    guard let size = Magnitude.text(of: [rows]) else { return true }
    return db.isDue("analyze \(table.staging) \(size)")
  }

  private static func write(
    _ row: borrowing RowView, to writer: inout CopyWriter, _ rows: inout SHA256
  ) throws {
    try writer.startRow(columns: Int16(row.count + 2))
    writer.int32(Int32(row.number))
    let start = writer.mark
    writer.bool(row.isDeleted)
    for index in 0..<row.count {
      switch row[index] {
      case .null: writer.null()
      case .integer(let value): writer.int32(Int32(truncatingIfNeeded: value))
      case .decimal(let mantissa, let scale): writer.numeric(mantissa: mantissa, scale: scale)
      case .date(let days): writer.date(daysSince1970: days)
      case .flag(let value): writer.bool(value)
      case .text(let bytes): writer.text(bytes)
      }
    }
    writer.withBytes(since: start) { rows.update(bufferPointer: $0) }
  }
}
