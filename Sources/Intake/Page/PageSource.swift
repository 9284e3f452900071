/// The rows of one table of an HTML page, one by one.
///
/// Rows are numbered within their table.
final class PageSource: RecordSource {
  static let isRagged = true

  /// Queues the rows of one table.
  private final class Parser: PageParser {
    let wanted: Int
    var rows: [Row] = []

    init(_ wanted: Int, _ encoding: PageEncoding, limits: BundleLimits) {
      self.wanted = wanted
      super.init(encoding, limits: limits)
    }

    override func found(_ row: Row, ofTable number: Int) {
      if number == wanted, row.cells.contains(where: { !$0.isEmpty }) { rows.append(row) }
    }
  }

  private let page: Page.Stream
  private let parser: Parser
  private var nextRow = 0
  private var isAtEnd = false
  private var row: PageParser.Row?
  private let cells = HeldCells()

  init(_ page: Page.Stream, table: Int, _ encoding: PageEncoding, limits: BundleLimits) {
    self.page = page
    parser = Parser(table, encoding, limits: limits)
  }

  var number: Int { row?.number ?? 0 }
  var count: Int { cells.count }
  var isHidden: Bool { row?.isHidden ?? false }
  var mergedCount: Int { row?.mergedCount ?? 0 }

  subscript(_ index: Int) -> UnsafeRawBufferPointer { cells[index] }

  /// Reads the next row that has a value.
  ///
  /// - Throws: ``HTMLDefect``, and what the page's bytes throw.
  func next() throws -> RecordOutcome {
    while nextRow == parser.rows.count {
      guard !isAtEnd else { return .end }
      parser.rows.removeAll(keepingCapacity: true)
      nextRow = 0
      isAtEnd = try page.push(into: parser)
    }
    let row = parser.rows[nextRow]
    nextRow += 1
    self.row = row
    cells.hold(row.cells)
    return .record
  }
}
