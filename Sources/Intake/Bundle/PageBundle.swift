import Schools

/// A bare HTML page that holds one table; whose it is says its sender.
struct PageBundle: BundleContent {
  var descriptor: BundleDescriptor
  private let page: Page
  private let limits: BundleLimits

  /// Opens the page; nil when it cannot be used, which `problems` then explain.
  static func open(
    _ source: ByteSource, _ origin: BundleOrigin, limits: BundleLimits,
    problems: inout ProblemList
  ) throws -> PageBundle? {
    let file = origin.fileName
    let page = try Page.open(file: file, limits: limits, problems: &problems) {
      var offset = 0
      return { buffer in
        let count = try source.read(at: offset, into: buffer)
        offset += count
        return count
      }
    }
    guard let page else { return nil }
    do {
      guard let table = try TableNames.table(file: file) ?? table(of: page) else {
        problems.append(Problem("intake.table_unnamed", at: .init(file: file)))
        return nil
      }
      var resource = BundleDescriptor.Resource(name: table.name, path: file)
      resource.form = .page
      var passport = BundlePassport(file: file)
      passport.complete(from: origin)
      return passport.descriptor(of: [resource], problems: &problems)
        .map { PageBundle(descriptor: $0, page: page, limits: limits) }
    } catch let defect as HTMLDefect {
      problems.append(
        defect.problem(file: file, encoding: page.encoding.name, limits: limits))
      return nil
    }
  }

  /// The table that the headers on the page name, when they name one.
  private static func table(of page: Page) throws -> RecordTable? {
    var best: (table: RecordTable, score: Int)?
    for sample in try page.samples() {
      guard let found = TableNames.table(header: sample.rows), found.score > best?.score ?? 0
      else { continue }
      best = found
    }
    return best?.table
  }

  /// The rows of a table as they stand on the page, to be shown.
  func records(of resource: BundleReader.Resource) throws -> (any RecordSource)? {
    try page.table(holding: resource.table).map { try page.records(ofTable: $0) }
  }

  func read(
    _ resource: BundleReader.Resource, problems: inout ProblemList,
    _ body: (borrowing RowView) throws -> Void
  ) throws -> TableRead {
    try page.read(
      resource.table, in: resource.path, of: descriptor, limits: limits, problems: &problems, body)
  }
}
