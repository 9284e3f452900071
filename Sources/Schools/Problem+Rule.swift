extension Problem {
  /// The name of the rule that was broken, stable as the code is, and finer.
  ///
  /// - A check of whole tables: `period_mark__not_on_roll`, the name of its file in `sql/check/` or of the
  ///   declaration it follows from.
  /// - A cell: `cell.date`, `cell.choice`, … by the kind of its field, and `cell.required` when it is empty.
  /// - Anything else: the code without its prefix, such as `archive_unreadable`.
  package var rule: String {
    if let ownRule { return ownRule }
    if code == "intake.value_missing" { return "cell.required" }
    if isOfCell, let column = location.column, let table,
      let field = RecordTable.named(table)?.field(column)
    {
      return "cell.\(field.kind.word)"
    }
    return String(code[(code.firstIndex(of: ".").map(code.index(after:)) ?? code.startIndex)...])
  }

  private var isOfCell: Bool {
    code.contains(".value_") || code.hasSuffix("_out_of_range")
  }
}

extension RecordTable.Kind {
  fileprivate var word: String {
    switch self {
    case .code: "code"
    case .text: "text"
    case .integer: "integer"
    case .decimal: "number"
    case .share: "share"
    case .date: "date"
    case .flag: "flag"
    case .choice: "choice"
    }
  }
}
