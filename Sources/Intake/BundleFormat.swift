import Schools

/// A form in which bundles come, told by how the file begins.
///
/// A new form is one value here, its place in ``all``, and its fixtures.
struct BundleFormat: Sendable {
  let name: String
  /// The file's first bytes.
  let beginning: [UInt8]
  /// Opens the bundle; nil when it cannot be used, which the problems then explain.
  let open:
    @Sendable (_ source: ByteSource, _ limits: BundleLimits, _ problems: inout ProblemList) throws
      -> BundleReader?

  /// In the order in which they are tried.
  static let all: [BundleFormat] = [.zippedDataPackage]

  /// The form that a file is in; nil when it is in none.
  static func of(_ source: ByteSource) throws -> BundleFormat? {
    let longest = all.map(\.beginning.count).max() ?? 0
    let head = try source.head(longest)
    return all.first { head.starts(with: $0.beginning) }
  }

  /// A zip with `datapackage.json` and a CSV file per table.
  static let zippedDataPackage = BundleFormat(
    name: "zip", beginning: Array("PK".utf8), open: BundleReader.openArchive)
}
