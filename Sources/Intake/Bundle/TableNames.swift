import Schools

/// Which record table a sheet or a file holds, by its name or by its header.
enum TableNames {
  /// Names of sheets that describe a workbook and hold no table.
  static let passport = ["soko", "паспорт"]
  static let other = ["codes"]

  /// Whether a sheet is part of the form of a workbook, not a table.
  static func isReserved(sheet name: String) -> Bool {
    (passport + other).contains(name.lowercased())
  }

  /// The table that a sheet is named after: by its name or its Russian title, which Excel cuts at 31
  /// characters.
  static func table(sheet name: String) -> RecordTable? {
    byFolded[ColumnNames.folded(name)]
  }

  /// The table that a file is named after; what follows the name does not matter: `period_mark-2025.xlsx`.
  static func table(file name: String) -> RecordTable? {
    let stem = name.lastIndex(of: ".").map { String(name[..<$0]) } ?? name
    if let table = table(sheet: stem) { return table }
    let lower = stem.lowercased()
    let named = RecordTable.all.filter { table in
      guard lower.hasPrefix(table.name) else { return false }
      return lower.dropFirst(table.name.count).first.map { !$0.isLetter && !$0.isNumber } ?? true
    }
    // staff_pd rather than staff.
    return named.max { $0.name.count < $1.name.count }
  }

  /// The one table whose required columns all stand in a header among `rows`, and of which the most
  /// columns are known; nil when there is none or more than one.
  static func table(header rows: [HeaderSearch.Names]) -> (table: RecordTable, score: Int)? {
    let found = tables(header: rows)
    return found.tables.count == 1 ? (found.tables[0], found.score) : nil
  }

  /// The tables whose required columns all stand in a header among `rows`, and of which the most columns are
  /// known: several of equal right, or none.
  static func tables(header rows: [HeaderSearch.Names]) -> (tables: [RecordTable], score: Int) {
    var best: (tables: [RecordTable], score: Int) = ([], 0)
    for table in RecordTable.all {
      guard let found = HeaderSearch(names: ColumnNames.of(table)).find(in: rows),
        found.score >= HeaderSearch.sureColumns
      else { continue }
      let columns = Set(found.matches.compactMap(\.?.column))
      let isWhole = table.fields.enumerated().allSatisfy { index, field in
        !field.isRequired || columns.contains(.field(index))
      }
      guard isWhole, found.score >= best.score else { continue }
      best = (found.score == best.score ? best.tables + [table] : [table], found.score)
    }
    return best
  }

  private static let byFolded: [String: RecordTable] = {
    var result: [String: RecordTable] = [:]
    for table in RecordTable.all {
      let titles = [table.title, String(table.title.prefix { $0 != "(" })]
      for name in titles + titles.map({ String($0.prefix(31)) }) + [table.name] {
        let key = ColumnNames.folded(name)
        if result[key] == nil || name == table.name { result[key] = table }
      }
    }
    return result
  }()
}
