/// Which columns of a school's files make which fields of the profile, where the names differ.
package struct ColumnMap: Sendable {
  /// Columns by `field` or `table.field`.
  private var columns: [String: [String]] = [:]

  package init() {}

  /// Reads `FIELD=COLUMN`, `FIELD=COLUMN+COLUMN` or `TABLE.FIELD=…`; nil when one of them is none of these.
  ///
  /// Several columns make a pseudonym only.
  package init?(_ texts: [String]) {
    for text in texts {
      let sides = text.split(separator: "=", maxSplits: 1).map(String.init)
      guard sides.count == 2 else { return nil }
      let field = sides[0].trimmed
      let names = sides[1].split(separator: "+", omittingEmptySubsequences: false).map {
        String($0).trimmed
      }
      guard !field.isEmpty, !names.isEmpty, names.allSatisfy({ !$0.isEmpty }) else { return nil }
      let name = field.split(separator: ".").last.map(String.init) ?? field
      guard names.count == 1 || PersonalDataRule.keys.contains(name) else { return nil }
      columns[field] = names
    }
  }

  /// The columns of a field; its own name when nothing else is said.
  func columns(of field: String, in table: String) -> [String] {
    columns["\(table).\(field)"] ?? columns[field] ?? [field]
  }
}

extension String {
  fileprivate var trimmed: String {
    var rest = Substring(self)
    while rest.first?.isWhitespace == true { rest.removeFirst() }
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return String(rest)
  }
}
