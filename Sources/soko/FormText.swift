import Schools

/// How the files of a bundle were written, on lines of a terminal.
enum FormText {
  /// A line for the tables of each form of which there is something to say.
  static func lines(_ tables: [(name: String, form: TableForm?)], _ language: Language) -> [String]
  {
    TableForm.remarks(tables, language).map { remark in
      "  \(remark.tables.joined(separator: ", ")): \(remark.sentence)"
    }
  }
}
