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
  static let all: [BundleFormat] =
    [.roster] + ExportLayout.all.map(BundleFormat.export)
    + [.workbook, .zippedDataPackage, .oldWorkbook, .page, .text]

  /// The form that a file is in; nil when it is in none.
  static func of(_ source: ByteSource, _ origin: BundleOrigin) throws -> BundleFormat? {
    try all.first { try $0.isForm(source, origin) }
  }

  /// A OneRoster archive (CSV, 1.1 or 1.2) of one school's roster and marks.
  static let roster = BundleFormat(
    name: "oneroster",
    isForm: { source, _ in try RosterSource.isRoster(source) },
    open: { source, origin, limits, problems in
      try RosterBundle.open(source, origin, limits: limits, problems: &problems)
    })

  /// A zip with `datapackage.json` and a file per table.
  static let zippedDataPackage = BundleFormat(
    name: "data package",
    isForm: { source, _ in try source.head(2) == FileMark.zip },
    open: { source, _, limits, problems in
      try DataPackage.open(source, limits: limits, problems: &problems)
    })

  /// A workbook (.xlsx) with a sheet per table, that says in a sheet `soko` what a descriptor would, or whose
  /// sender does.
  static let workbook = BundleFormat(
    name: "workbook",
    isForm: { source, _ in
      guard try source.head(2) == FileMark.zip else { return false }
      var problems = ProblemList()
      let archive = try BundleArchive.open(source, limits: BundleLimits(), problems: &problems)
      guard let archive, !archive.contains(BundleDescriptor.fileName) else { return false }
      return archive.contains("[Content_Types].xml")
    },
    open: { source, origin, limits, problems in
      try WorkbookBundle.open(source, origin, limits: limits, problems: &problems)
    })

  /// A workbook of Excel 97 to 2003, of its XML, or one with a password: it is not read, and told so.
  static let oldWorkbook = BundleFormat(
    name: "old workbook",
    isForm: { source, _ in
      let head = try source.head(4096)
      return head.starts(with: FileMark.oldWorkbook) || FileMark.isXMLWorkbook(head)
    },
    open: { _, origin, _, problems in
      problems.append(Problem("intake.workbook_old", at: .init(file: origin.fileName)))
      return nil
    })

  /// A table of an HTML page, often under the name `.xls`.
  static let page = BundleFormat(
    name: "page",
    isForm: { source, _ in FileMark.isPage(try source.head(4096)) },
    open: { source, origin, limits, problems in
      try PageBundle.open(source, origin, limits: limits, problems: &problems)
    })

  /// What another system exports in a layout of its own.
  static func export(_ layout: ExportLayout) -> BundleFormat {
    BundleFormat(
      name: layout.name,
      isForm: { source, origin in try ExportFile.find(layout, in: source, origin) != nil },
      open: { source, origin, limits, problems in
        try ExportBundle.open(layout, source, origin, limits: limits, problems: &problems)
      })
  }

  /// A bare table as delimited text.
  static let text = BundleFormat(
    name: "text",
    isForm: { source, origin in try TextBundle.isForm(source, origin) },
    open: { source, origin, limits, problems in
      try TextBundle.open(source, origin, limits: limits, problems: &problems)
    })
}
