package import Schools

/// A bundle's descriptor and its tables, row by row, from a file on this machine.
///
/// Opening lists the archive and reads the descriptor; each table is then streamed, whatever its size.
package final class BundleReader {
  /// A table of the bundle: what the profile promises and the file that holds it.
  package struct Resource: Sendable {
    package let table: RecordTable
    package var path: String { descriptor.path }
    let descriptor: BundleDescriptor.Resource
  }

  package let descriptor: BundleDescriptor
  /// In the order of the profile: a table stands after the tables it refers to.
  package let resources: [Resource]
  private let archive: BundleArchive
  private let limits: BundleLimits

  /// Opens the bundle at `path`; nil when it cannot be used, which `problems` then explain.
  ///
  /// - Throws: ``IntakeError/fileUnreadable(path:reason:)`` when there is no such file.
  package static func open(
    _ path: String, limits: BundleLimits = BundleLimits(), problems: inout ProblemList
  ) throws -> BundleReader? {
    let source = try ByteSource(path: path)
    guard let format = try BundleFormat.of(source) else {
      problems.append(Problem("intake.archive_unreadable"))
      return nil
    }
    return try format.open(source, limits, &problems)
  }

  static func openArchive(
    _ source: ByteSource, limits: BundleLimits, problems: inout ProblemList
  ) throws -> BundleReader? {
    guard let archive = try BundleArchive.open(source, limits: limits, problems: &problems) else {
      return nil
    }
    guard let descriptor = try readDescriptor(archive, limits, &problems) else { return nil }
    let reader = BundleReader(descriptor, archive, limits)
    return reader.checkFiles(&problems) ? reader : nil
  }

  /// What the bundle says of itself; nil when it cannot be read, for whatever reason.
  package static func peek(_ path: String) -> BundleDescriptor? {
    var problems = ProblemList()
    return try? open(path, problems: &problems)?.descriptor
  }

  private init(_ descriptor: BundleDescriptor, _ archive: BundleArchive, _ limits: BundleLimits) {
    self.descriptor = descriptor
    self.archive = archive
    self.limits = limits
    let tables = descriptor.kind == .school ? RecordTable.all : RecordTable.registers
    resources = tables.compactMap { table in
      descriptor.resources.first { $0.name == table.name }
        .map { Resource(table: table, descriptor: $0) }
    }
  }

  private static func readDescriptor(
    _ archive: BundleArchive, _ limits: BundleLimits, _ problems: inout ProblemList
  ) throws -> BundleDescriptor? {
    do {
      guard let stream = try archive.stream(BundleDescriptor.fileName) else {
        problems.append(Problem("intake.descriptor_missing"))
        return nil
      }
      guard let text = try stream.rest(limit: limits.descriptorBytes) else {
        DescriptorReader.report("≤ \(BundleLimits.text(limits.descriptorBytes))", to: &problems)
        return nil
      }
      return BundleDescriptor.read(text, problems: &problems)
    } catch let defect as ArchiveDefect {
      problems.append(defect.problem(file: BundleDescriptor.fileName, limits: limits))
      return nil
    }
  }

  /// Holds the descriptor against the archive; false when a described file is not there.
  private func checkFiles(_ problems: inout ProblemList) -> Bool {
    var isWhole = true
    for resource in resources where !archive.contains(resource.path) {
      problems.append(Problem("intake.file_missing", at: .init(file: resource.path)))
      isWhole = false
    }
    let described = Set(resources.map(\.path) + [BundleDescriptor.fileName])
    for name in archive.names where !described.contains(name) {
      problems.append(
        Problem("intake.file_undescribed", at: .init(file: EntryName.printable(name))))
    }
    return isWhole
  }

  /// Gives every well-formed row of a table to `body` and returns how many there were.
  ///
  /// A row with a problem is noted and not given. The row's cells are valid during the call only.
  /// - Throws: what `body` throws, and ``IntakeError`` when the file itself cannot be read.
  package func read(
    _ resource: Resource, problems: inout ProblemList,
    _ body: (borrowing RowView) throws -> Void
  ) throws -> Int {
    do {
      guard let stream = try archive.stream(resource.path) else { return 0 }
      let rows = try CommaSeparatedTable(resource, of: descriptor, limits: limits)
        .read(stream, &problems, body)
      if let hash = resource.descriptor.sha256, rows.isComplete, hash != stream.sha256 {
        problems.append(Problem("intake.file_changed", at: .init(file: resource.path)))
      }
      return rows.count
    } catch let defect as ArchiveDefect {
      problems.append(defect.problem(file: resource.path, limits: limits))
      return 0
    }
  }
}

/// What a look at a bundle found.
package struct BundleSummary: Sendable {
  /// Tables in the order of the profile, with their well-formed rows.
  package let tables: [(name: String, rows: Int)]
  package let problems: ProblemList
}

extension BundleReader {
  /// Reads a whole bundle without a database: its archive, descriptor, headers and every cell.
  ///
  /// Rules between rows and tables need the database and are looked at when the bundle is loaded.
  package static func check(_ path: String) throws -> BundleSummary {
    var problems = ProblemList()
    guard let reader = try open(path, problems: &problems) else {
      return BundleSummary(tables: [], problems: problems)
    }
    let tables = try reader.resources.map { resource in
      (name: resource.table.name, rows: try reader.read(resource, problems: &problems) { _ in })
    }
    return BundleSummary(tables: tables, problems: problems)
  }
}
