package import Schools

/// Builds a bundle: a descriptor and one CSV file per table, as a zip.
///
/// The same descriptor and tables give the same bytes: files stand in the order in which they were added,
/// after `datapackage.json`, and carry no time of their own.
package struct BundleWriter {
  private var descriptor: BundleDescriptor
  private var files: [[UInt8]] = []

  /// - Parameter descriptor: its `resources` are replaced by the tables that are added.
  package init(descriptor: BundleDescriptor) {
    self.descriptor = descriptor
    self.descriptor.resources = []
  }

  /// Adds a table as `<table>.csv`.
  ///
  /// - Parameters:
  ///   - table: the name of a record table.
  ///   - csv: UTF-8 text with a header row; the header alone says that the table has no rows.
  ///   - delimiter: what stands between its cells, one of ``BundleDescriptor/Dialect/delimiters``.
  package mutating func add(
    table: String, csv: [UInt8], delimiter: UInt8 = UInt8(ascii: ",")
  ) {
    let dialect = BundleDescriptor.Dialect(delimiter: delimiter)
    descriptor.resources.append(
      BundleDescriptor.Resource(
        name: table, path: "\(table).csv", dialect: dialect, bytes: csv.count,
        sha256: sha256(csv),
        fields: Self.fields(table: table, csv: csv, delimiter: delimiter, quote: dialect.quote)))
    files.append(csv)
  }

  /// The bundle's bytes.
  ///
  /// - Throws: ``IntakeError/archiveNotWritten(_:)``.
  package func zip() throws -> [UInt8] {
    let archive = try ZipWriter()
    try archive.add(BundleDescriptor.fileName, descriptor.json())
    for (resource, bytes) in Swift.zip(descriptor.resources, files) {
      try archive.add(resource.path, bytes)
    }
    return try archive.finish()
  }

  /// The columns of a file by its header, with the types that the profile gives them.
  private static func fields(
    table: String, csv: [UInt8], delimiter: UInt8, quote: UInt8
  ) -> [BundleDescriptor.Field] {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let start = csv.starts(with: mark) ? mark.count : 0
    let header = csv[start...].prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
    let record = RecordTable.named(table)
    return header.split(separator: delimiter, omittingEmptySubsequences: false)
      .map { cell in
        let name = String(decoding: cell.filter { $0 != quote }, as: UTF8.self)
        return .init(name: name, type: record?.field(name)?.kind.dataPackageType ?? type(of: name))
      }
  }

  private static func type(of name: String) -> String {
    switch ExtraColumn(rawValue: name) {
    case .academicYear: "integer"
    case .deleted: "boolean"
    case .schoolCode, nil: "string"
    }
  }
}

extension RecordTable.Kind {
  /// The type of such a column in a Data Package.
  package var dataPackageType: String {
    switch self {
    case .code, .text, .choice: "string"
    case .integer: "integer"
    case .decimal, .share: "number"
    case .date: "date"
    case .flag: "boolean"
    }
  }
}

/// A column that any table of a bundle may have beside its fields.
enum ExtraColumn: String, CaseIterable {
  case schoolCode = "school_code"
  case academicYear = "academic_year"
  case deleted = "_deleted"

  /// The column called `name` if bundles of `kind` may have it: rows of a register are of no school and no year.
  init?(_ name: String, in kind: BundleKind) {
    self.init(rawValue: name)
    let allowed: [ExtraColumn] =
      switch kind {
      case .school: Self.allCases
      case .register: [.deleted]
      case .aggregate: [.academicYear, .deleted]
      }
    guard allowed.contains(self) else { return nil }
  }
}
