import Schools

/// A form in which bundles come.
///
/// A new form is one value here, its place in ``all``, and its fixtures.
struct BundleFormat: Sendable {
  let name: String
  /// Whether a file is in this form, told by its beginning and by what its sender said of it.
  let isForm: @Sendable (_ source: ByteSource, _ origin: BundleOrigin) throws -> Bool
  /// Opens the bundle; nil when it cannot be used, which the problems then explain.
  let open:
    @Sendable (
      _ source: ByteSource, _ origin: BundleOrigin, _ limits: BundleLimits,
      _ problems: inout ProblemList
    ) throws -> (any BundleContent)?

  /// In the order in which they are tried.
  static let all: [BundleFormat] = [.zippedDataPackage]

  /// The form that a file is in; nil when it is in none.
  static func of(_ source: ByteSource, _ origin: BundleOrigin) throws -> BundleFormat? {
    try all.first { try $0.isForm(source, origin) }
  }

  /// A zip with `datapackage.json` and a file per table.
  static let zippedDataPackage = BundleFormat(
    name: "data package",
    isForm: { source, _ in try source.head(2) == Array("PK".utf8) },
    open: { source, _, limits, problems in
      try DataPackage.open(source, limits: limits, problems: &problems)
    })
}
