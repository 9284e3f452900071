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
  package let severity: Severity
  package let location: Location
  package let arguments: [String: String]

  /// The severity is the catalog's unless told.
  package init(
    _ code: String, at location: Location = Location(), _ arguments: [String: String] = [:],
    severity: Severity? = nil
  ) {
    self.code = code
    self.location = location
    self.arguments = arguments
    self.severity = severity ?? ProblemCatalog.entry(code).severity
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
  /// Replaces each `{name}` by its argument.
  fileprivate func filled(with arguments: [String: String]) -> String {
    arguments.reduce(self) { text, pair in
      text.replacing("{\(pair.key)}", with: pair.value)
    }
  }
}

/// Problems of one bundle: exact totals per code, and at most `limitPerCode` of each kept with their places.
package struct ProblemList: Sendable {
  package let limitPerCode: Int
  package private(set) var problems: [Problem] = []
  package private(set) var totals: [String: Int] = [:]
  private var severities: [String: Problem.Severity] = [:]

  package init(limitPerCode: Int = 100) { self.limitPerCode = limitPerCode }

  package var isEmpty: Bool { totals.isEmpty }
  package var isRejected: Bool { severities.values.contains(.rejected) }

  package func severity(of code: String) -> Problem.Severity? { severities[code] }

  package mutating func append(_ problem: Problem) {
    let count = totals[problem.code, default: 0]
    totals[problem.code] = count + 1
    if severities[problem.code] != .rejected { severities[problem.code] = problem.severity }
    if count < limitPerCode { problems.append(problem) }
  }

  /// Adds `total` problems of one code, of which `kept` are at hand with their places.
  package mutating func append(_ kept: [Problem], total: Int) {
    guard let first = kept.first else { return }
    for problem in kept { append(problem) }
    totals[first.code, default: 0] += total - kept.count
  }
}
