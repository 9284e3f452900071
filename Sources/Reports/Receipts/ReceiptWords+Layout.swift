import Schools

extension ReceiptWords {
  /// Where a table was found in its file, and which of its lines were taken for no rows; nil when it begins with its
  /// header and all that follows is rows.
  func layout(_ layout: TableForm.Layout) -> String? {
    let isRussian = language == .ru
    var parts: [String] = []
    func add(_ count: Int, _ ru: String, _ en: String) {
      if count > 0 { parts.append("\(isRussian ? ru : en) \(count)") }
    }
    if layout.headerRow > 1 {
      add(layout.headerRow, "заголовок в строке", "header in row")
    }
    add(layout.totalRows, "пропущено строк с итогами", "rows of totals skipped")
    add(layout.noteRows, "пропущено строк под заголовком", "rows under the header skipped")
    add(layout.hiddenRows, "прочитано скрытых строк", "hidden rows read")
    add(layout.hiddenColumns, "прочитано скрытых столбцов", "hidden columns read")
    add(layout.mergedCells, "ячеек из объединённых", "cells from merged ones")
    if let remembered = layout.remembered, !remembered.isEmpty {
      let list = remembered.sorted { $0.key < $1.key }.map { "«\($0.key)» = \($0.value)" }
      parts.append(
        (isRussian ? "прочитано по запомненным заголовкам: " : "read by remembered headings: ")
          + list.joined(separator: ", "))
    }
    return parts.isEmpty ? nil : parts.joined(separator: ", ")
  }
}
