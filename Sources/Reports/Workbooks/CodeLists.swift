package import Schools

/// The lists of codes a template offers: its sheet `codes`, and where each list stands in it.
package struct CodeLists: Sendable {
  /// The sheet's name; it is no table.
  static let sheetName = "codes"

  /// What cells of one or more fields may hold.
  struct List: Sendable {
    let title: String
    let items: [(code: String, meaning: String)]
    /// Of the sheet, from 0.
    let firstRow: Int

    /// As a formula: `=codes!$B$3:$B$9`.
    var range: String {
      "=\(CodeLists.sheetName)!$B$\(firstRow + 1):$B$\(firstRow + items.count)"
    }
  }

  private(set) var lists: [List] = []
  private var places: [Key: Int] = [:]

  private enum Key: Hashable {
    case flag, subject, indicator
    case choice(field: String, words: [String])
  }

  /// The lists that `tables` need.
  ///
  /// - Parameters:
  ///   - subjects: codes of subjects with their Russian names.
  ///   - indicators: codes of the indicators that can be sent counted, with their Russian titles.
  package init(
    for tables: [RecordTable], subjects: [Subject], indicators: [(code: String, title: String)]
  ) {
    for table in tables {
      for field in table.fields {
        guard let key = Self.key(field, of: table), places[key] == nil else { continue }
        switch key {
        case .flag: add(key, "Да или нет", [("да", ""), ("нет", "")])
        case .subject: add(key, "Предмет", subjects.map { ($0.code, $0.name) })
        case .indicator: add(key, "Показатель", indicators)
        case .choice(let name, let words):
          let title = String(field.title.prefix { $0 != ":" })
          add(key, title, words.map { ($0, ChoiceMeaning.russian($0, of: name) ?? "") })
        }
      }
    }
  }

  private mutating func add(_ key: Key, _ title: String, _ items: [(String, String)]) {
    guard !items.isEmpty else { return }
    let first = lists.last.map { $0.firstRow + $0.items.count } ?? 1
    places[key] = lists.count
    lists.append(
      List(title: title, items: items.map { (code: $0.0, meaning: $0.1) }, firstRow: first))
  }

  private static func key(_ field: RecordTable.Field, of table: RecordTable) -> Key? {
    switch field.kind {
    case .flag: .flag
    case .choice(let words): .choice(field: field.name, words: words)
    case .code where table.references.contains { $0.column == field.name && $0.table == "subject" }:
      .subject
    case .code where field.name == "indicator_code": .indicator
    default: nil
    }
  }

  /// The list of a field, or nil when its cells are free.
  func list(_ field: RecordTable.Field, of table: RecordTable) -> List? {
    Self.key(field, of: table).flatMap { places[$0] }.map { lists[$0] }
  }

  /// Adds the sheet: list, code and meaning a row.
  func write(to workbook: Workbook) throws {
    let sheet = try workbook.addSheet(Self.sheetName)
    try sheet.setColumns(0...0, width: 36, .text)
    try sheet.setColumns(1...1, width: 34, .text)
    try sheet.setColumns(2...2, width: 70, .text)
    for (column, title) in ["Список", "Код", "Значение"].enumerated() {
      try sheet.write(text: title, 0, column, Style(form: .text, fill: .heading, isBold: true))
    }
    sheet.freeze(rows: 1)
    for list in lists {
      for (offset, item) in list.items.enumerated() {
        let row = list.firstRow + offset
        try sheet.write(text: list.title, row, 0)
        try sheet.write(text: item.code, row, 1)
        if !item.meaning.isEmpty { try sheet.write(text: item.meaning, row, 2) }
      }
    }
  }
}
