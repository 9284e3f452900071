package import Schools

/// An open bundle, in whatever form it came: what it says of itself, and the rows of its tables.
///
/// A form of bundle is a ``BundleFormat`` whose opening gives one of these.
protocol BundleContent {
  var descriptor: BundleDescriptor { get }

  /// Gives every well-formed row of a table to `body`; a row with a problem is noted and not given.
  ///
  /// The row's cells are valid during the call only.
  /// - Throws: what `body` throws, and ``IntakeError`` when the file itself cannot be read.
  func read(
    _ resource: BundleReader.Resource, problems: inout ProblemList,
    _ body: (borrowing RowView) throws -> Void
  ) throws -> TableRead

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
  /// How the file was written; nil when that was not found out.
  package var form: TableForm?
  /// How cells were written, where not as the profile writes them; ``BundleReader`` adds it to the form.
  package var notations: [TableForm.Notation] = []

  package init(
    count: Int = 0, isComplete: Bool = false, form: TableForm? = nil,
    notations: [TableForm.Notation] = []
  ) {
    self.count = count
    self.isComplete = isComplete
    self.form = form
    self.notations = notations
  }
}
