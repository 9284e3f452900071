import Schools

/// What fills the templates of `sql/merge/` for a table.
extension RecordTable {
  /// - Parameter source: the table whose columns `{staged_columns}` and `{same_key}` name; the staging one
  ///   unless told.
  func filled(_ template: String, from source: String? = nil) -> String {
    let source = source ?? staging
    let columns = fields.map(\.name)
    return
      template
      .replacing("{table}", with: name)
      .replacing("{columns}", with: columns.joined(separator: ", "))
      .replacing(
        "{staged_columns}", with: columns.map { "\(source).\($0)" }.joined(separator: ", ")
      )
      .replacing("{key}", with: key.joined(separator: ", "))
      .replacing("{same_key}", with: sameKey(source))
  }

  /// Writes a row only when a value differs, and with it the columns of its `origin`.
  func onConflict(origin: [String] = []) -> String {
    let values = fields.map(\.name).filter { !key.contains($0) }
    guard !values.isEmpty else { return "do nothing" }
    func list(_ names: [String], _ table: String) -> String {
      names.map { "\(table).\($0)" }.joined(separator: ", ")
    }
    let written = values + origin
    return """
      do update set (\(written.joined(separator: ", "))) = row(\(list(written, "excluded")))
      where (\(list(values, "kept"))) is distinct from (\(list(values, "excluded")))
      """
  }

  /// Two cells of a key that may be empty are alike when both are.
  private func sameKey(_ source: String) -> String {
    guard !key.isEmpty else { return "true" }
    return key.map { column in
      let isSame = field(column)?.isRequired == false ? "is not distinct from" : "="
      return "\(source).\(column) \(isSame) kept.\(column)"
    }.joined(separator: " and ")
  }
}
