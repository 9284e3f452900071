package import Schools

/// A bundle's descriptor and its tables, row by row, from a file on this machine.
///
/// Opening lists what there is and reads the descriptor; each table is then streamed, whatever its size.
package final class BundleReader {
  /// Raised when the same bytes give other rows or problems than before.
  package static let revision = 2

  /// A table of the bundle: what the profile promises and the file that holds it.
  package struct Resource: Sendable {
    package let table: RecordTable
    package var path: String { descriptor.path }
    let descriptor: BundleDescriptor.Resource
  }

  package var descriptor: BundleDescriptor { content.descriptor }
  /// The form in which the bundle came: a name of ``BundleFormat``.
  package let format: String
  /// In the order of the profile: a table stands after the tables it refers to.
  package let resources: [Resource]
  private let content: any BundleContent

  /// Opens the bundle at `path`; nil when it cannot be used, which `problems` then explain.
  ///
  /// - Parameter origin: what the sender said of the file; a bundle with a descriptor does not need it.
  /// - Throws: ``IntakeError/fileUnreadable(path:reason:)`` when there is no such file.
  package static func open(
    _ path: String, origin: BundleOrigin = BundleOrigin(), limits: BundleLimits = BundleLimits(),
    problems: inout ProblemList
  ) throws -> BundleReader? {
    let source = try ByteSource(path: path)
    guard let format = try BundleFormat.of(source, origin) else {
      problems.append(Problem("intake.archive_unreadable"))
      return nil
    }
    return try format.open(source, origin, limits, &problems)
      .map { BundleReader($0, format: format.name) }
  }

  /// What the bundle says of itself; nil when it cannot be read, for whatever reason.
  package static func peek(
    _ path: String, origin: BundleOrigin = BundleOrigin()
  ) -> BundleDescriptor? {
    var problems = ProblemList()
    return try? open(path, origin: origin, problems: &problems)?.descriptor
  }

  private init(_ content: any BundleContent, format: String) {
    self.content = content
    self.format = format
    let descriptor = content.descriptor
    let tables = descriptor.kind == .school ? RecordTable.all : RecordTable.registers
    resources = tables.compactMap { table in
      descriptor.resources.first { $0.name == table.name }
        .map { Resource(table: table, descriptor: $0) }
    }
  }

  /// Gives every well-formed row of a table to `body` and returns what came of it.
  ///
  /// A row with a problem is noted and not given. The row's cells are valid during the call only.
  /// - Throws: what `body` throws, and ``IntakeError`` when the file itself cannot be read.
  package func read(
    _ resource: Resource, problems: inout ProblemList,
    _ body: (borrowing RowView) throws -> Void
  ) throws -> TableRead {
    var read = try content.read(resource, problems: &problems, body)
    read.form?.add(read.notations)
    return read
  }

  /// A digest of the bytes from which a table is read and of how they are read; nil when it has none.
  ///
  /// Equal keys give equal rows and problems. It costs inflating and hashing, a small part of reading.
  package func fileKey(of resource: Resource) throws -> [UInt8]? {
    try content.fileKey(of: resource)
  }
}

/// What a look at a bundle found.
package struct BundleSummary: Sendable {
  /// Tables in the order of the profile, with their well-formed rows and their form.
  package let tables: [(name: String, rows: Int, form: TableForm?)]
  package let problems: ProblemList
}

extension BundleReader {
  /// Reads a whole bundle without a database: its archive, descriptor, headers and every cell.
  ///
  /// Rules between rows and tables need the database and are looked at when the bundle is loaded.
  package static func check(
    _ path: String, origin: BundleOrigin = BundleOrigin()
  ) throws -> BundleSummary {
    var problems = ProblemList()
    guard let reader = try open(path, origin: origin, problems: &problems) else {
      return BundleSummary(tables: [], problems: problems)
    }
    let tables = try reader.resources.map { resource in
      let read = try reader.read(resource, problems: &problems) { _ in }
      return (name: resource.table.name, rows: read.count, form: read.form)
    }
    return BundleSummary(tables: tables, problems: problems)
  }
}
