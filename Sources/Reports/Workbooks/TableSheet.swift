import Schools

/// The sheet of one record table in a template.
///
/// Row 1 has the table's title and how to fill it, row 2 the titles of the fields, row 3 their names, by
/// which they are found when the workbook comes back; records begin in row 4.
struct TableSheet {
  /// Rows above the first record.
  static let headRows = 3

  let table: RecordTable
  let lists: CodeLists
  private let sheet: Sheet
  private var row = TableSheet.headRows

  init(_ table: RecordTable, lists: CodeLists, in workbook: Workbook) throws {
    self.table = table
    self.lists = lists
    sheet = try workbook.addSheet(table.name)
    try layOut()
    try writeHead()
  }

  /// Records of this sheet so far.
  var count: Int { row - Self.headRows }

  private func layOut() throws {
    for (column, field) in table.fields.enumerated() {
      try sheet.setColumns(column...column, width: field.width, field.kind.style)
      if let rule = rule(of: field) {
        try sheet.validate(
          rows: Self.headRows...(Workbook.rowLimit - 1), column: column, rule,
          title: String(field.title.prefix { $0 != ":" }), message: message(of: field))
      }
    }
    sheet.freeze(rows: Self.headRows, columns: table.key.count == 1 ? 1 : 0)
    sheet.printWide()
  }

  private func writeHead() throws {
    try sheet.write(
      text: "\(table.title). Заполняйте с 4-й строки. Лист без строк значит «таких записей нет»;"
        + " не сдаёте таблицу — удалите лист.",
      0, 0, Style(form: .text, isBold: true))
    try sheet.setRow(1, height: 60)
    for (column, field) in table.fields.enumerated() {
      // Required is said in a word: not everyone sees, or prints, a color.
      let title = field.isRequired ? "\(field.title)\nобязательно" : field.title
      try sheet.write(
        text: title, 1, column,
        Style(
          form: .text, fill: field.isRequired ? .heading : .quiet, isBold: field.isRequired,
          isWrapped: true))
    }
    for (column, field) in table.fields.enumerated() {
      try sheet.write(
        text: field.name, 2, column, Style(form: .text, fill: .quiet, isItalic: true))
    }
  }

  /// Writes one record; its cells as ``SchoolRecords`` gives them, in the order of the fields.
  mutating func write(_ cells: [String?]) throws {
    guard row < Workbook.rowLimit else {
      throw WorkbookError.notWritten("table \(table.name) has more rows than a sheet")
    }
    for (column, (field, cell)) in zip(table.fields, cells).enumerated() {
      guard let cell else { continue }
      switch field.kind {
      case .code, .text, .choice: try sheet.write(text: cell, row, column)
      case .flag: try sheet.write(text: cell == "true" ? "да" : "нет", row, column)
      case .integer: try write(number: cell, column, Style(form: .integer))
      case .decimal, .share: try write(number: cell, column, Style())
      case .date:
        guard let days = Int(cell), try sheet.write(daysSince1970: days, row, column) else {
          try sheet.write(text: cell, row, column)
          continue
        }
      }
    }
    row += 1
  }

  /// A sheet keeps 15 digits of a number; one that has more is text, so that none is lost.
  private func write(number: String, _ column: Int, _ style: Style) throws {
    let digits = number.utf8.filter { (0x30...0x39).contains($0) }.drop { $0 == 0x30 }
    if digits.count <= 15, let value = Double(number) {
      try sheet.write(number: value, row, column, style)
    } else {
      try sheet.write(text: number, row, column)
    }
  }

  // MARK: What may be entered

  private func rule(of field: RecordTable.Field) -> Sheet.Rule? {
    if let list = lists.list(field, of: table) {
      return .list(range: list.range, isStrict: true)
    }
    switch field.kind {
    case .integer(let low, let high):
      return .integer(low ?? Int(Int32.min), high ?? Int(Int32.max))
    case .decimal(let low?, let high?): return .decimal(Double(low), Double(high))
    case .share: return .decimal(0, 1)
    case .decimal, .code, .text, .date, .flag, .choice: return nil
    }
  }

  private func message(of field: RecordTable.Field) -> String {
    let isKey = table.key.contains(field.name)
    let required =
      (field.isRequired ? "Обязательно. " : "")
      + (isKey ? "По этому столбцу различаются строки. " : "")
    if let list = lists.list(field, of: table) {
      return required + "Выберите из списка «\(list.title)»: значения — на листе "
        + "«\(CodeLists.sheetName)»."
    }
    switch field.kind {
    case .integer(let low?, let high?): return required + "Целое число от \(low) до \(high)."
    case .integer: return required + "Целое число."
    case .decimal(let low?, let high?): return required + "Число от \(low) до \(high)."
    case .share: return required + "Доля от 0 до 1, например 0,45."
    case .decimal, .code, .text, .date, .flag, .choice: return required
    }
  }
}

extension RecordTable.Field {
  /// Of its column, in characters.
  var width: Double {
    switch kind {
    case .integer, .decimal, .share, .date, .flag: 14
    case .code: name.hasSuffix("_key") ? 30 : 18
    case .choice: 20
    case .text: 28
    }
  }
}

extension RecordTable.Kind {
  fileprivate var style: Style {
    switch self {
    case .code, .text, .choice, .flag: .text
    case .integer: Style(form: .integer)
    case .decimal, .share: Style()
    case .date: Style(form: .date)
    }
  }
}
