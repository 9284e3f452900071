package import Schools

/// An open bundle, in whatever form it came: what it says of itself, and the rows of its tables.
///
/// A form of bundle is a ``BundleFormat`` whose opening gives one of these.
protocol BundleContent {
  var descriptor: BundleDescriptor { get set }

  /// Gives every well-formed row of a table to `body`; a row with a problem is noted and not given.
  ///
  /// The row's cells are valid during the call only.
  /// - Throws: what `body` throws, and ``IntakeError`` when the file itself cannot be read.
  func read(
    _ resource: BundleReader.Resource, problems: inout ProblemList,
    _ body: (borrowing RowView) throws -> Void
  ) throws -> TableRead

  /// The records of a table as they stand in its file, to be shown; nil when the file is not there.
  func records(of resource: BundleReader.Resource) throws -> (any RecordSource)?

  /// A digest of the bytes from which a table is read and of how they are read; nil when there is none.
  ///
  /// Equal keys give equal rows and problems. It is cheap beside reading.
  func fileKey(of resource: BundleReader.Resource) throws -> [UInt8]?
}

extension BundleContent {
  func fileKey(of resource: BundleReader.Resource) throws -> [UInt8]? { nil }
}

/// What came of reading a table.
package struct TableRead: Hashable, Sendable {
  /// Rows without a problem.
  package var count = 0
  /// Whether the file could be read to its end.
  package var isComplete = false
  /// Whether every cell was looked at for personal data.
  package var isInspected = false
  /// How the file was written; nil when that was not found out.
  package var form: TableForm?
  /// Where its header and rows were found.
  var layout: TableForm.Layout?
  /// How its cells were written, where not as the profile writes them.
  var notations: [TableForm.Notation] = []

  package init(
    count: Int = 0, isComplete: Bool = false, isInspected: Bool = false, form: TableForm? = nil
  ) {
    self.count = count
    self.isComplete = isComplete
    self.isInspected = isInspected
    self.form = form
  }

  /// Notes how the file was written: what is known of the file, and what was found in its records.
  mutating func take(_ form: TableForm) {
    var form = form
    form.layout = layout
    form.add(notations)
    self.form = form
  }
}
