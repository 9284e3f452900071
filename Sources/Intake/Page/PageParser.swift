/// Reads the tables of an HTML page into rows.
///
/// - A cell's text is what stands in it, without tags, with runs of spaces as one.
/// - A cell over several columns fills the first of them; one over several rows fills each of these.
/// - The rows of a table inside a cell belong to that table, not to the cell.
class PageParser: HTMLPushParser {
  struct Row {
    let number: Int
    let cells: [[UInt8]]
    let isHidden: Bool
    let mergedCount: Int
  }

  /// A table that is not closed yet.
  private struct Table {
    let number: Int
    var row = 0
    var isInRow = false
    var isHidden = false
    var cells: [[UInt8]] = []
    var mergedCount = 0
    var size = 0
    /// Of each column: for how many rows more it is taken, and by which text.
    var spans: [(rows: Int, text: [UInt8])] = []
    var opening: [(column: Int, rows: Int, text: [UInt8])] = []
    var cell: [UInt8]?
    var column = 0
    var columns = 1
    var rows = 1
  }

  static let rowLimit = 1_048_576
  static let tableLimit = 10_000
  /// Cells that spans fill, and bytes of texts that they repeat.
  static let spannedLimit = 10_000_000
  static let spannedBytes = 256 << 20
  /// A text longer than this is no value of any field and is not carried on.
  private static let spannedText = 4096

  private let limits: BundleLimits
  private var tables: [Table] = []
  private(set) var tableCount = 0
  private var spanned = 0
  private var repeatedBytes = 0

  init(_ encoding: PageEncoding, limits: BundleLimits) {
    self.limits = limits
    super.init(encoding: encoding.name)
  }

  /// The table in which the parser stands, in the order in which they begin.
  final var currentTable: Int? { tables.last?.number }

  /// Takes a row of the table with a number, in the order in which they begin.
  func found(_ row: Row, ofTable number: Int) {}
  func closed(table number: Int) {}

  // MARK: What is found

  override func start(_ name: String, _ attributes: HTMLAttributes) {
    switch name {
    case "table":
      tables.append(Table(number: tableCount))
      tableCount += 1
      if tableCount > Self.tableLimit { stop(.tooLarge) }
    case "tr":
      finishRow()
      startRow(isHidden: Self.isHidden(attributes))
    case "td", "th":
      startCell(attributes)
    case "br", "p", "div", "li": space()
    default: break
    }
  }

  override func end(_ name: String) {
    switch name {
    case "table":
      finishRow()
      if let table = tables.popLast() { closed(table: table.number) }
    case "tr": finishRow()
    case "td", "th": finishCell()
    case "p", "div", "li": space()
    default: break
    }
  }

  override func text(_ bytes: UnsafeRawBufferPointer) {
    guard !tables.isEmpty, tables[tables.count - 1].cell != nil else { return }
    for byte in bytes {
      switch byte {
      case 0x20, 0x09, 0x0A, 0x0D, 0x0C: space()
      default: tables[tables.count - 1].cell?.append(byte)
      }
    }
    if (tables[tables.count - 1].cell?.count ?? 0) > limits.rowBytes { stop(.tooLarge) }
  }

  private func space() {
    guard let last = tables.indices.last, let cell = tables[last].cell, !cell.isEmpty,
      cell.last != 0x20
    else { return }
    tables[last].cell?.append(0x20)
  }

  private static func isHidden(_ attributes: HTMLAttributes) -> Bool {
    attributes["style"]?.lowercased().filter { $0 != " " }.contains("display:none") ?? false
  }

  // MARK: Rows and cells

  private func startRow(isHidden: Bool) {
    guard let last = tables.indices.last else { return }
    tables[last].row += 1
    if tables[last].row > Self.rowLimit { stop(.tooLarge) }
    tables[last].isInRow = true
    tables[last].isHidden = isHidden
    tables[last].cells = []
    tables[last].mergedCount = 0
    tables[last].column = 0
    tables[last].size = 0
    passSpans(last)
  }

  /// Gives the columns that cells above take their texts, up to the first free one.
  private func passSpans(_ last: Int) {
    while tables[last].column < tables[last].spans.count,
      tables[last].spans[tables[last].column].rows > 0
    {
      let text = tables[last].spans[tables[last].column].text
      if !text.isEmpty { tables[last].mergedCount += 1 }
      tables[last].cells.append(text)
      tables[last].column += 1
      tables[last].size += text.count
      repeatedBytes += text.count
      spanned += 1
    }
    if spanned > Self.spannedLimit || repeatedBytes > Self.spannedBytes
      || tables[last].size > limits.rowBytes
    {
      stop(.tooLarge)
    }
  }

  private func startCell(_ attributes: HTMLAttributes) {
    guard let last = tables.indices.last else { return }
    finishCell()
    if !tables[last].isInRow { startRow(isHidden: false) }
    func count(_ name: String, _ limit: Int) -> Int {
      min(max(attributes[name].flatMap { Int($0) } ?? 1, 1), limit)
    }
    tables[last].cell = []
    tables[last].columns = count("colspan", 1000)
    tables[last].rows = count("rowspan", 65_534)
  }

  private func finishCell() {
    guard let last = tables.indices.last, var text = tables[last].cell else { return }
    tables[last].cell = nil
    if text.last == 0x20 { text.removeLast() }
    tables[last].size += text.count
    guard tables[last].size <= limits.rowBytes else { return stop(.tooLarge) }
    if tables[last].column > CellAddress.columns { stop(.tooLarge) }
    spanned += tables[last].columns - 1
    guard spanned <= Self.spannedLimit else { return stop(.tooLarge) }
    for place in 0..<tables[last].columns where tables[last].column <= CellAddress.columns {
      let own = place == 0 ? text : []
      if tables[last].rows > 1 {
        let text = own.count <= Self.spannedText ? own : []
        tables[last].opening.append((tables[last].column, tables[last].rows - 1, text))
      }
      tables[last].cells.append(own)
      tables[last].column += 1
    }
    passSpans(last)
  }

  private func finishRow() {
    finishCell()
    guard let last = tables.indices.last, tables[last].isInRow else { return }
    tables[last].isInRow = false
    for index in tables[last].spans.indices where tables[last].spans[index].rows > 0 {
      tables[last].spans[index].rows -= 1
    }
    while let rows = tables[last].spans.last?.rows, rows == 0 { tables[last].spans.removeLast() }
    // Rows cost what stands open above them, however little they hold.
    spanned += tables[last].spans.count / 16
    if spanned > Self.spannedLimit { stop(.tooLarge) }
    for (column, rows, text) in tables[last].opening {
      while tables[last].spans.count <= column { tables[last].spans.append((0, [])) }
      tables[last].spans[column] = (rows, text)
    }
    tables[last].opening = []
    let table = tables[last]
    found(
      Row(
        number: table.row, cells: table.cells, isHidden: table.isHidden,
        mergedCount: table.mergedCount),
      ofTable: table.number)
  }
}
