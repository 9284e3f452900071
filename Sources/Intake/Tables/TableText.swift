package import Schools

/// A table as UTF-8 text in memory, read and typed as a bundle's file is.
package enum TableText {
  /// Gives every well-formed row of comma-separated `text`, header first, to `body`; returns what came of it.
  package static func read(
    _ text: [UInt8], as table: RecordTable, problems: inout ProblemList,
    _ body: (borrowing RowView) throws -> Void
  ) throws -> TableRead {
    let limits = BundleLimits()
    let descriptor = BundleDescriptor(
      kind: .school, name: "text", created: "2025-06-21", schoolCode: "s", academicYear: 2025,
      asOf: "2025-06-21")
    let source = ByteSource(text)
    var offset = 0
    let file = try DelimitedText(
      table, in: "text", .init(encoding: .utf8, delimiter: UInt8(ascii: ",")), limits: limits,
      from: { buffer in
        let count = try source.read(at: offset, into: buffer)
        offset += count
        return count
      }, &problems)
    return try file?.read(
      TableReader(table, in: "text", of: descriptor, limits: limits), &problems, body)
      ?? TableRead()
  }
}
