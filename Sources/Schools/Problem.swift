/// A defect found in data: a value, not an error.
///
/// A problem names a code, a place and what to put into its sentence. The arguments never hold the value
/// of a personal field; the sentence itself is made from ``ProblemCatalog``.
package struct Problem: Hashable, Sendable {
  package enum Severity: String, Hashable, Sendable, Codable, CaseIterable {
    /// The bundle is not loaded.
    case rejected
    /// The bundle is loaded, and the problem is reported.
    case warning
  }

  /// Where in a bundle a problem is. Rows count from 1, as a person finds them in the file.
  package struct Location: Hashable, Sendable {
    package var file: String?
    /// Of a workbook: the sheet's name.
    package var sheet: String?
    package var row: Int?
    package var column: String?
    /// Of a workbook: the cell's address, as `C17`.
    package var cell: String?

    package init(
      file: String? = nil, sheet: String? = nil, row: Int? = nil, column: String? = nil,
      cell: String? = nil
    ) {
      self.file = file
      self.sheet = sheet
      self.row = row
      self.column = column
      self.cell = cell
    }
  }

  package let code: String
  package internal(set) var severity: Severity
  package let location: Location
  package let arguments: [String: String]
  /// The record table it is about; nil when it is about the bundle as a whole.
  package internal(set) var table: String?
  /// What found it, when it says so itself; see ``rule``.
  let ownRule: String?

  /// The severity is the catalog's unless told.
  package init(
    _ code: String, at location: Location = Location(), _ arguments: [String: String] = [:],
    severity: Severity? = nil, rule: String? = nil, table: String? = nil
  ) {
    self.code = code
    self.location = location
    self.arguments = arguments
    self.severity = severity ?? ProblemCatalog.entry(code).severity
    self.table = table
    ownRule = rule
  }

  /// One sentence that a school secretary can act on.
  package func message(_ language: Language) -> String {
    ProblemCatalog.entry(code).message[language].filled(with: arguments)
  }

  /// What to do about it.
  package func hint(_ language: Language) -> String {
    ProblemCatalog.entry(code).hint[language].filled(with: arguments)
  }
}

extension String {
  /// Replaces each `{name}` by its argument, and by an ellipsis where there is none.
  func filled(with arguments: [String: String]) -> String {
    guard contains("{") else { return self }
    var result = ""
    var rest = self[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      result += rest[..<open]
      result += arguments[String(rest[rest.index(after: open)..<close])] ?? "…"
      rest = rest[rest.index(after: close)...]
    }
    return result + rest
  }
}
