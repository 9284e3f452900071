import Schools

/// One table's file in an annotated workbook.
struct AnnotatedSheet {
  /// Notes beyond this many make spreadsheets slow; the last column has the sentences all the same.
  static let noteLimit = 2_000

  private let sheet: Sheet
  private let file: AnnotatedWorkbook.File
  private let byRow: [Int: [Problem]]
  /// Problems of the file as a whole.
  private let general: [Problem]
  private let unknownColumns: Set<String>
  private let rowLimit: Int
  private let words: AnnotationWords
  private var notes = 0
  /// What is to be said of the sheet where problems are listed.
  private(set) var remarks: [String] = []

  init(
    _ sheet: Sheet, of file: AnnotatedWorkbook.File, problems: [Problem], rowLimit: Int,
    words: AnnotationWords
  ) {
    self.sheet = sheet
    self.file = file
    self.rowLimit = rowLimit
    self.words = words
    byRow = Dictionary(grouping: problems.filter { $0.location.row != nil }) {
      $0.location.row ?? 0
    }
    general = problems.filter { $0.location.row == nil }
    unknownColumns = Set(
      problems.filter { $0.code == "intake.column_unknown" }.compactMap(\.location.column))
  }

  mutating func write(_ records: ((Int, [String]?) throws -> Void) throws -> Bool) throws {
    let shape = try Shape(records, table: file.table, unknown: unknownColumns)
    let isWhole = shape.lastRow <= rowLimit
    let offset = isWhole ? 0 : 1
    if !isWhole {
      remarks.append(words.tooLong(records: shape.lastRow, limit: rowLimit))
    }
    if !shape.unknown.isEmpty { remarks.append(words("unknownColumns")) }
    if !shape.isComplete { remarks.append(words("incomplete")) }
    try layOut(shape, offset: offset, isWhole: isWhole)
    var next = 0
    let isReadable = try records { number, cells in
      let isHeader = number == shape.headerRow
      guard isWhole || isHeader || byRow[number] != nil, next < rowLimit else { return }
      let row = isWhole ? number - 1 : next
      guard row >= next else { return }
      next = row + 1
      try write(cells, number, at: row, shape, offset: offset, isHeader: isHeader)
    }
    if !isReadable, !remarks.contains(words("incomplete")) { remarks.append(words("incomplete")) }
    if notes > Self.noteLimit { remarks.append(words("notes")) }
  }

  private func layOut(_ shape: Shape, offset: Int, isWhole: Bool) throws {
    for column in 0..<shape.width {
      let field = file.table.fields.first { shape.columns[$0.name] == column }
      try sheet.setColumns(
        (column + offset)...(column + offset), width: field?.width ?? 18, .text)
    }
    try sheet.setColumns(
      (shape.width + offset)...(shape.width + offset), width: 90, Style(form: .text))
    sheet.freeze(rows: isWhole ? shape.headerRow : 1)
    sheet.printWide()
    guard !byRow.isEmpty || !general.isEmpty else { return }
    let isRejected = (byRow.values.joined() + general).contains { $0.severity == .rejected }
    sheet.setTab(isRejected ? .rejected : .warning)
  }

  private mutating func write(
    _ cells: [String]?, _ number: Int, at row: Int, _ shape: Shape, offset: Int, isHeader: Bool
  ) throws {
    let problems = byRow[number] ?? []
    if offset > 0 {
      isHeader
        ? try sheet.write(text: words("row"), row, 0, Style(form: .text, fill: .heading))
        : try sheet.write(number: Double(number), row, 0, Style(form: .integer))
    }
    // A record of another width has its cells in other columns: what is not to be shown may be among them.
    let isShown = isHeader || shape.unknown.isEmpty || (cells?.count ?? 0) == shape.headerWidth
    var placed: Set<Int> = []
    for (column, cell) in (isShown ? cells ?? [] : []).enumerated() {
      let own = problems.filter { shape.isPlace($0, column) }
      if !own.isEmpty { placed.insert(column) }
      let isHidden = shape.unknown.contains(column) && !isHeader
      let text = isHidden ? "" : cell
      let style = Style(
        form: .text, fill: Self.fill(own) ?? (isHeader ? .heading : nil), isBold: isHeader)
      if !text.isEmpty {
        try sheet.write(text: text, row, column + offset, style)
      } else if !own.isEmpty {
        try sheet.write(blank: style, row, column + offset)
      }
      if !own.isEmpty { try note(own, row, column + offset) }
    }
    try writeSentences(
      problems, unread: cells == nil || !isShown, row, shape.width + offset, isHeader: isHeader)
  }

  private mutating func writeSentences(
    _ problems: [Problem], unread: Bool, _ row: Int, _ column: Int, isHeader: Bool
  ) throws {
    let all = problems + (isHeader ? general : [])
    if isHeader {
      // The name by which the column is left out when the workbook comes back.
      guard !byRow.isEmpty || !general.isEmpty else { return }
      try sheet.write(
        text: words("problems"), row, column,
        Style(form: .text, fill: Self.fill(all) ?? .heading, isBold: true))
      if !all.isEmpty { try note(all, row, column) }
      return
    }
    var sentences = all.map(words.sentence)
    if unread { sentences.append(words("unread")) }
    guard !sentences.isEmpty else { return }
    try sheet.write(
      text: sentences.joined(separator: "\n"), row, column,
      Style(form: .text, fill: Self.fill(all), isWrapped: true))
  }

  private mutating func note(_ problems: [Problem], _ row: Int, _ column: Int) throws {
    notes += 1
    guard notes <= Self.noteLimit else { return }
    try sheet.note(problems.map(words.sentence).joined(separator: "\n"), row, column)
  }

  private static func fill(_ problems: [Problem]) -> Style.Fill? {
    guard !problems.isEmpty else { return nil }
    return problems.contains { $0.severity == .rejected } ? .rejected : .warning
  }
}

/// Where things stand in a file, found by reading it once.
private struct Shape {
  /// The number of the last record.
  private(set) var lastRow = 0
  /// Cells of the widest record.
  private(set) var width = 0
  /// The number of the record with the names of the fields.
  private(set) var headerRow = 1
  private(set) var headerWidth = 0
  /// Columns of which only the name is shown.
  private(set) var unknown: Set<Int> = []
  private(set) var isComplete = false
  /// Columns by the name of the field, or as they call themselves.
  private(set) var columns: [String: Int] = [:]

  /// Records from the top among which a header is looked for.
  private static let searched = 50

  init(
    _ records: ((Int, [String]?) throws -> Void) throws -> Bool, table: RecordTable,
    unknown names: Set<String>
  ) throws {
    var (last, widest) = (0, 0)
    var head: [(number: Int, cells: [String])] = []
    isComplete = try records { number, cells in
      last = max(last, number)
      widest = max(widest, cells?.count ?? 0)
      if number <= Self.searched, let cells { head.append((number, cells)) }
    }
    (lastRow, width) = (last, widest)
    let fields = Set(table.fields.map(\.name))
    let titles = Set(table.fields.map(\.title))
    let header =
      head.first { $0.cells.contains { fields.contains($0.bare) } }
      ?? head.first { $0.cells.contains { titles.contains($0.bare) } }
      ?? head.first
    guard let header else { return }
    headerRow = header.number
    headerWidth = header.cells.count
    for (column, cell) in header.cells.enumerated() {
      let name = cell.bare
      let field = table.fields.first { $0.name == name || $0.title == name }?.name ?? name
      if columns[field] == nil { columns[field] = column }
      if field.isEmpty || names.contains(where: { $0 == name || Self.isShort($0, of: name) }) {
        unknown.insert(column)
      }
    }
  }

  /// Whether `shown` is how a problem names a long or odd column.
  private static func isShort(_ shown: String, of name: String) -> Bool {
    let start = shown.prefix { $0 != "…" && $0 != "\u{FFFD}" }
    return start.count < shown.count && name.hasPrefix(start)
  }

  /// Whether a problem is about a cell of `column`; one about a key is about several.
  func isPlace(_ problem: Problem, _ column: Int) -> Bool {
    guard let name = problem.location.column else { return false }
    if columns[name] == column { return true }
    return name.contains(", ")
      && name.split(separator: ", ").contains { columns[String($0)] == column }
  }
}

extension String {
  /// The text without spaces around it.
  fileprivate var bare: String {
    String(
      drop(while: Self.isSpace).reversed().drop(while: Self.isSpace).reversed())
  }

  private static func isSpace(_ character: Character) -> Bool {
    character.isWhitespace || character == "\u{A0}" || character == "\u{FEFF}"
  }
}
