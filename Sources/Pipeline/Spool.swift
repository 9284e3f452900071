import Intake
import Postgres
import Schools

/// The bytes of a stored bundle as a file without a name.
final class Spool {
  private let origin: BundleOrigin
  private let file: UnnamedFile

  /// The bundle; nil when it cannot be used, which `problems` then explain.
  func open(problems: inout ProblemList) throws -> BundleReader? {
    try BundleReader.open(file.path, origin: origin, problems: &problems)
  }

  /// Copies the parts of `bundle` out of the database, one part in memory at a time.
  init(_ db: Database, bundle: Int) throws {
    struct Row: Decodable { let origin: BundleOrigin }
    let row = try db.first(
      """
      select jsonb_build_object('fileName', file_name) || origin as origin
      from intake.bundle where bundle_id = \(bundle)
      """, as: Row.self)
    origin = row?.origin ?? BundleOrigin()
    let file = try UnnamedFile()
    self.file = file
    try db.forEachRow(
      "select bytes from intake.bundle_part where bundle_id = \(bundle) order by part_number"
    ) { row in
      try row.get("bytes", as: [UInt8].self).withUnsafeBytes { try file.append($0) }
    }
  }
}
