package import Schools

/// What became of a bundle: the answer its sender gets, the same every time it is asked for.
package struct Receipt: Sendable, Hashable, Codable {
  /// What a table of the bundle changed.
  package struct Table: Sendable, Hashable, Codable {
    package let name: String
    package let rows: Int
    package var added = 0
    package var changed = 0
    package var removed = 0
    /// Newer data of this table were already there.
    package var isSuperseded = false
    /// How the file was written; nil in receipts of earlier versions.
    package var form: TableForm?

    /// Rows that were already the same.
    package var unchanged: Int { isSuperseded ? 0 : max(0, rows - added - changed) }

    /// The table as a bundle that changes nothing of it would bring it.
    var unchangedTable: Table {
      var table = self
      (table.added, table.changed, table.removed, table.isSuperseded) = (0, 0, 0, false)
      return table
    }

    init(_ staged: Read.Staged) {
      name = staged.table.name
      rows = staged.rows
      form = staged.form
    }
  }

  package struct Total: Sendable, Hashable, Codable {
    package let code: String
    package let severity: String
    package let count: Int
  }

  package struct Complaint: Sendable, Hashable, Codable {
    package let code: String
    package let severity: String
    package let file: String?
    package let row: Int?
    package let column: String?
    package let arguments: [String: String]

    init(_ problem: Problem) {
      code = problem.code
      severity = problem.severity.rawValue
      file = problem.location.file
      row = problem.location.row
      column = problem.location.column
      arguments = problem.arguments
    }

    package var problem: Problem {
      Problem(
        code, at: .init(file: file, row: row, column: column), arguments,
        severity: Problem.Severity(rawValue: severity))
    }
  }

  package var state: BundleState
  package var school: String?
  package var year: Int?
  package var mode: String?
  package var isSynthetic = false
  package var tables: [Table] = []
  package var totals: [Total] = []
  /// At most a hundred of each code; `totals` are exact.
  package var problems: [Complaint] = []

  mutating func setProblems(_ list: ProblemList) {
    problems = list.problems.map(Complaint.init)
    totals = list.totals.sorted { $0.key < $1.key }.map { code, count in
      Total(code: code, severity: (list.severity(of: code) ?? .rejected).rawValue, count: count)
    }
  }

  package var rows: Int { tables.reduce(0) { $0 + $1.rows } }
  package var hasChanged: Bool {
    tables.contains { $0.added + $0.changed + $0.removed > 0 }
  }
}

/// Where a bundle stands.
package enum BundleState: String, Sendable, Codable, CaseIterable {
  case queued
  /// Its school is not in the register yet.
  case waiting
  case done
  case rejected
  /// Newer data of the same slices were already loaded.
  case superseded
  /// Three attempts did not end.
  case quarantined

  /// Whether nothing more happens to the bundle by itself.
  package var isFinal: Bool {
    switch self {
    case .queued, .waiting: false
    case .done, .rejected, .superseded, .quarantined: true
    }
  }

  /// Whether the bundle's data are in force or were overtaken, rather than refused.
  package var isAccepted: Bool { self == .done || self == .superseded }
}
