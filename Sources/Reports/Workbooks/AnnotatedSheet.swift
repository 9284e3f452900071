import Schools

/// One table's file in an annotated workbook.
struct AnnotatedSheet {
  /// Notes beyond this many make spreadsheets slow; the last column has the sentences all the same.
  static let noteLimit = 2_000

  typealias Body = (Int, [String]?) throws -> Void

  private let sheet: Sheet
  private let file: AnnotatedWorkbook.File
  private let shape: Shape
  /// Whether every record is shown, each in the row of its number.
  private let isWhole: Bool
  private let byRow: [Int: [Problem]]
  /// Problems of the file as a whole.
  private let general: [Problem]
  private let rowLimit: Int
  private let words: AnnotationWords
  private var notes = 0
  /// What is to be said of the sheet where problems are listed.
  private(set) var remarks: [String] = []

  /// Adds a sheet of the table's name; of another name when only a part of the file fits into it, so that the
  /// part, sent back, is not taken for the whole.
  init(
    of file: AnnotatedWorkbook.File, in workbook: Workbook, problems: [Problem], rowLimit: Int,
    words: AnnotationWords, records: (Body) throws -> Bool
  ) throws {
    self.file = file
    self.rowLimit = rowLimit
    self.words = words
    byRow = Dictionary(grouping: problems.filter { $0.location.row != nil }) {
      $0.location.row ?? 0
    }
    general = problems.filter { $0.location.row == nil }
    shape = try Shape(records, table: file.table)
    // A row more may be needed to say that the file goes on.
    isWhole = shape.lastRow + (shape.isComplete ? 0 : 1) <= rowLimit
    sheet = try workbook.addSheet(
      isWhole ? file.table.name : "\(file.table.name) (\(words("rows")))")
  }

  mutating func write(_ records: (Body) throws -> Bool) throws {
    if !isWhole { remarks.append(words.tooLong(records: shape.lastRow, limit: rowLimit)) }
    if !shape.unknown.isEmpty { remarks.append(words("unknownColumns")) }
    if !shape.isComplete { remarks.append(words("incomplete")) }
    try layOut()
    var next = 0
    _ = try records { number, cells in
      let isHeader = number == shape.headerRow
      guard isWhole || isHeader || byRow[number] != nil, next < rowLimit else { return }
      let row = isWhole ? number - 1 : next
      guard row >= next else { return }
      next = row + 1
      try write(cells, number, at: row, isHeader: isHeader)
    }
    if !shape.isComplete, next < rowLimit { try bar(next) }
    if notes > Self.noteLimit { remarks.append(words("notes")) }
  }

  /// Columns to the right of which the cells of the file stand.
  private var offset: Int { isWhole ? 0 : 1 }

  /// Says in every cell of a row that it is not shown, at a length that no column takes: what is left out here
  /// is not lost when the workbook is sent back.
  private func bar(_ row: Int) throws {
    for column in 0..<max(shape.headerWidth, 1) {
      try sheet.write(
        text: words("hidden"), row, column + offset, Style(form: .text, fill: .rejected))
    }
  }

  private func layOut() throws {
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
    _ cells: [String]?, _ number: Int, at row: Int, isHeader: Bool
  ) throws {
    let problems = byRow[number] ?? []
    if offset > 0 {
      isHeader
        ? try sheet.write(text: words("row"), row, 0, Style(form: .text, fill: .heading))
        : try sheet.write(number: Double(number), row, 0, Style(form: .integer))
    }
    // A record of another width has its cells in other columns: what is not to be shown may be among them.
    let isShown =
      cells.map {
        isHeader || shape.unknown.isEmpty || $0.count == shape.headerWidth
          || $0.allSatisfy(\.isEmpty)
      } ?? false
    let isTitle = number < shape.headerRow
    if !isShown, !isTitle { try bar(row) }
    for (column, cell) in (isShown ? cells ?? [] : []).enumerated() {
      let own = problems.filter { shape.isPlace($0, column) }
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
      problems, unread: !isShown && !isTitle, row, shape.width + offset, isHeader: isHeader)
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

  /// Columns of any table beside its fields.
  private static let extra: Set<String> = ["school_code", "academic_year", "_deleted"]

  init(_ records: (AnnotatedSheet.Body) throws -> Bool, table: RecordTable) throws {
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
      let field = table.fields.first { $0.name == name || $0.title == name }?.name
      if columns[field ?? name] == nil { columns[field ?? name] = column }
      if field == nil, !Self.extra.contains(name) { unknown.insert(column) }
    }
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
