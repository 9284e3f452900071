internal import Foundation
internal import Intake
package import Postgres
package import Schools
internal import Synchronization

/// A bundle as it was sent, with everything that is known to be wrong in it: for giving it back to its school.
package final class SentBundle {
  /// A table of the bundle and its file.
  package struct File: Sendable, Hashable {
    package let table: RecordTable
    package let path: String
  }

  /// The name under which it was sent.
  package let fileName: String
  /// In the order of the profile; none when the bundle cannot be opened.
  package let files: [File]
  /// Every problem that reading finds, and those kept of what only the database could tell.
  package private(set) var problems: [Problem]
  /// How many there are of each code, exactly.
  package private(set) var totals: [String: Int]
  private let reader: BundleReader?
  /// Holds the bytes while the reader lives.
  private let spool: Spool?

  /// Of a code in a table, this many are found again with their places.
  static let limitPerCode = 100_000

  /// A file on this machine; what only the database knows is not looked at.
  package init(path: String) throws {
    var list = ProblemList(limitPerCode: Self.limitPerCode)
    fileName = (path as NSString).lastPathComponent
    reader = try BundleReader.open(
      path, origin: BundleOrigin(fileName: fileName), problems: &list)
    spool = nil
    try Self.read(reader, &list)
    files = Self.files(of: reader)
    (problems, totals) = (list.problems, list.totals)
  }

  /// A stored bundle; nil when there is none that the caller may see.
  ///
  /// Bytes that are not kept leave a bundle without files, and the problems that are stored.
  ///
  /// - Parameter found: every problem, as ``ProblemRereading/list(of:)`` gives it. Without it there are those of
  ///   reading, and of the others those that are stored with their places.
  package init?(_ db: Database, bundle: Int, problems found: ProblemList? = nil) throws {
    struct Stored: Decodable {
      let fileName: String
      let hasBytes: Bool
    }
    let stored = try db.first(
      """
      select file_name, exists (
          select from intake.bundle_part where bundle_part.bundle_id = bundle.bundle_id
      ) as has_bytes
      from intake.bundle where bundle_id = \(bundle)
      """, as: Stored.self)
    guard let stored else { return nil }
    fileName = stored.fileName
    var list = ProblemList(limitPerCode: Self.limitPerCode)
    spool = stored.hasBytes ? try Spool(db, bundle: bundle) : nil
    reader = try spool?.open(problems: &list)
    try reader?.recall(db)
    files = Self.files(of: reader)
    if let found {
      (problems, totals) = (found.problems, found.totals)
    } else {
      try Self.read(reader, &list)
      (problems, totals) = (list.problems, list.totals)
      try addStored(db, bundle)
    }
  }

  private static func read(_ reader: BundleReader?, _ list: inout ProblemList) throws {
    for resource in reader?.resources ?? [] {
      list.table = resource.table.name
      _ = try reader?.read(resource, problems: &list) { _ in }
    }
    list.table = nil
  }

  private static func files(of reader: BundleReader?) -> [File] {
    reader?.resources.map { File(table: $0.table, path: $0.path) } ?? []
  }

  /// Calls `body` with each record of a table's file: its number, and its cells, or nil when it cannot be read.
  ///
  /// - Returns: whether the file could be read to its end.
  @discardableResult
  package func forEachRecord(
    of table: RecordTable, _ body: (_ number: Int, _ cells: [String]?) throws -> Void
  ) throws -> Bool {
    guard let reader, let resource = reader.resources.first(where: { $0.table == table }) else {
      return false
    }
    return try reader.readRaw(resource, body)
  }

  /// What the load found and reading alone does not: rules between rows and tables.
  private func addStored(_ db: Database, _ bundle: Int) throws {
    struct Stored: Decodable {
      let code: String
      let severity: String
      let file: String?
      let rowNumber: Int?
      let columnName: String?
      let arguments: String
    }
    struct Total: Decodable {
      let code: String
      let total: Int
    }
    let known = Set(ProblemCatalog.all.map(\.code))
    let found = Set(totals.keys)
    let stored = try db.all(
      """
      select code, severity, file, row_number, column_name, arguments::text as arguments
      from intake.problem where bundle_id = \(bundle) order by ordinal
      """, as: Stored.self)
    problems += stored.filter { known.contains($0.code) && !found.contains($0.code) }.map {
      Problem(
        $0.code, at: .init(file: $0.file, row: $0.rowNumber, column: $0.columnName),
        (try? JSONDecoder().decode([String: String].self, from: Data($0.arguments.utf8))) ?? [:],
        severity: Problem.Severity(rawValue: $0.severity))
    }
    let sums = try db.all(
      """
      select code, sum(total)::bigint as total from intake.problem_total
      where bundle_id = \(bundle) group by code
      """, as: Total.self)
    for sum in sums where !found.contains(sum.code) { totals[sum.code] = sum.total }
  }
}

extension SentBundle {
  package var schoolCode: String? { reader?.descriptor.schoolCode }
  package var academicYear: Int? { reader?.descriptor.academicYear }
  package var mode: String? { reader?.descriptor.mode.rawValue }
  package var asOf: String? { reader?.descriptor.asOf }
  package var isSynthetic: Bool { reader?.descriptor.isSynthetic ?? false }
}

extension ProblemRereading {
  /// Every problem of a bundle, of each kind as many as an annotated file marks; nil when there is no such bundle.
  package func list(of bundle: Int) async throws -> ProblemList? {
    let list = Mutex(ProblemList(limitPerCode: SentBundle.limitPerCode))
    let found = try await forEachProblem(of: bundle) { _, problem in
      list.withLock { $0.append(problem) }
    }
    return found == nil ? nil : list.withLock { $0 }
  }
}
