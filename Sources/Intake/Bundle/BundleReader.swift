package import Schools

/// A bundle's descriptor and its tables, row by row, from a file on this machine.
///
/// Opening lists what there is and reads the descriptor; each table is then streamed, whatever its size.
package final class BundleReader {
  /// Raised when the same bytes give other rows or problems than before.
  package static let revision = 3

  /// A table of the bundle: what the profile promises and the file that holds it.
  package struct Resource: Sendable {
    package let table: RecordTable
    package var path: String { descriptor.path }
    let descriptor: BundleDescriptor.Resource
  }

  package var descriptor: BundleDescriptor { content.descriptor }
  /// What its school is known to call columns; its rows are read by them from then on.
  package var headings: RememberedHeadings {
    get { content.descriptor.headings }
    set { content.descriptor.headings = newValue }
  }
  /// The form in which the bundle came: a name of ``BundleFormat``.
  package let format: String
  /// In the order of the profile: a table stands after the tables it refers to.
  package let resources: [Resource]
  private(set) var content: any BundleContent
  /// Files every cell of which was looked at for personal data.
  private var inspected: Set<String> = []

  /// Opens the bundle at `path`; nil when it cannot be used, which `problems` then explain.
  ///
  /// - Parameter origin: what the sender said of the file; a bundle with a descriptor does not need it.
  /// - Throws: ``IntakeError/fileUnreadable(path:reason:)`` when there is no such file.
  package static func open(
    _ path: String, origin: BundleOrigin = BundleOrigin(), limits: BundleLimits = BundleLimits(),
    problems: inout ProblemList
  ) throws -> BundleReader? {
    let source = try ByteSource(path: path)
    var origin = origin
    if origin.fileName.isEmpty {
      origin.fileName = path.split(separator: "/").last.map(String.init) ?? path
    }
    origin.fileName = PersonalText.masked(fileName: origin.fileName)
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
    resources = descriptor.kind.tables.compactMap { table in
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
    problems.table = resource.table.name
    defer { problems.table = nil }
    let read = try content.read(resource, problems: &problems, body)
    if read.isInspected { inspected.insert(resource.path) }
    return read
  }

  /// Whether every table was read and every cell of it looked at for personal data.
  package var isInspected: Bool { resources.allSatisfy { inspected.contains($0.path) } }

  /// Reads all tables for nothing but personal data, and notes what it finds; everything it finds when a table
  /// could not be looked through.
  package func inspect(problems: inout ProblemList) throws {
    var all = ProblemList()
    for resource in resources { _ = try read(resource, problems: &all) { _ in } }
    let isInspected = isInspected
    let groups = all.groups.filter { !isInspected || PersonalData.codes.contains($0.key.code) }
      .sorted { ($0.key.code, $0.key.table ?? "") < ($1.key.code, $1.key.table ?? "") }
    for (group, total) in groups {
      problems.append(all.problems.filter { ProblemList.Group(of: $0) == group }, total: total)
    }
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
  ///
  /// - Parameters:
  ///   - earlier: the bundles on which a delta stands, the first first.
  ///   - headings: what the school is known to call columns.
  package static func check(
    _ path: String, origin: BundleOrigin = BundleOrigin(), after earlier: [String] = [],
    headings: RememberedHeadings = RememberedHeadings()
  ) throws -> BundleSummary {
    var problems = ProblemList()
    guard let reader = try open(path, origin: origin, problems: &problems) else {
      return BundleSummary(tables: [], problems: problems)
    }
    reader.headings = headings
    if reader.isDelta {
      var told = ProblemList(limitPerCode: 0)
      reader.stand(on: try earlier.compactMap { try open($0, origin: origin, problems: &told) })
    }
    let tables = try reader.resources.map { resource in
      let read = try reader.read(resource, problems: &problems) { _ in }
      return (name: resource.table.name, rows: read.count, form: read.form)
    }
    return BundleSummary(tables: tables, problems: problems)
  }
}
