internal import Intake
package import Schools

/// What became of a bundle: the answer its sender gets, the same every time it is asked for.
package struct Receipt: Sendable, Hashable, Codable {
  /// What a table of the bundle changed.
  package struct Table: Sendable, Hashable, Codable {
    package let name: String
    package let rows: Int
    /// The file that brought it; nil in receipts of earlier versions.
    package var file: String?
    package var added = 0
    package var changed = 0
    package var removed = 0
    /// Rows that were already the same; 0 where nothing was loaded.
    package var unchanged = 0
    /// Newer data of this table were already there.
    package var isSuperseded = false
    /// How the file was written; nil in receipts of earlier versions.
    package var form: TableForm?

    /// The table as a bundle that changes nothing of it would bring it.
    var unchangedTable: Table {
      var table = self
      (table.added, table.changed, table.removed, table.isSuperseded) = (0, 0, 0, false)
      return table
    }

    init(_ staged: Read.Staged) {
      name = staged.table.name
      rows = staged.rows
      file = PersonalText.masked(fileName: staged.file)
      form = staged.form
    }
  }

  package struct Total: Sendable, Hashable, Codable {
    package let code: String
    package let severity: String
    package let count: Int
  }

  /// Problems of one code and severity in one table.
  package struct Group: Sendable, Hashable, Codable {
    package let code: String
    package let severity: String
    package let table: String?
    package let count: Int
  }

  package struct Complaint: Sendable, Hashable, Codable {
    package let code: String
    package let severity: String
    /// Nil in receipts of earlier versions, as `table` is.
    package let rule: String?
    package let table: String?
    package let file: String?
    package let sheet: String?
    package let row: Int?
    package let column: String?
    package let cell: String?
    package let arguments: [String: String]

    init(_ problem: Problem) {
      code = problem.code
      severity = problem.severity.rawValue
      rule = problem.rule
      table = problem.table
      file = problem.location.file
      sheet = problem.location.sheet
      row = problem.location.row
      column = problem.location.column
      cell = problem.location.cell
      arguments = problem.arguments
    }

    package var problem: Problem {
      Problem(
        code, at: location, arguments,
        severity: Problem.Severity(rawValue: severity), rule: rule, table: table)
    }

    private var location: Problem.Location {
      .init(file: file, sheet: sheet, row: row, column: column, cell: cell)
    }

    /// The problem with the severity of the catalog.
    var undecided: Problem {
      Problem(
        code, at: location, arguments, rule: rule, table: table)
    }
  }

  package var state: BundleState
  package var school: String?
  /// Who sent a register or published figures: an ОКТМО code.
  package var territory: String?
  package var year: Int?
  package var mode: String?
  package var isSynthetic = false
  /// The bundle's bytes were removed; nil when they are kept.
  package var isErased: Bool?
  package var tables: [Table] = []
  package var totals: [Total] = []
  /// The same counts by table; nil in receipts of earlier versions.
  package var groups: [Group]?
  /// At most a hundred of each group; `totals` and `groups` are exact.
  package var problems: [Complaint] = []
  /// Decisions of the department by which a problem has another severity than the catalog's.
  package var policy: [ProblemPolicy.Decision]?

  mutating func setProblems(_ list: ProblemList) {
    problems = list.problems.map(Complaint.init)
    let found = list.groups.map { group, count in
      Group(
        code: group.code, severity: group.severity.rawValue, table: group.table, count: count)
    }
    groups = found.sorted {
      ($0.severity, $0.code, $0.table ?? "") < ($1.severity, $1.code, $1.table ?? "")
    }
    totals = Dictionary(grouping: found) { Total(code: $0.code, severity: $0.severity, count: 0) }
      .map { key, parts in
        Total(
          code: key.code, severity: key.severity, count: parts.reduce(0) { $0 + $1.count })
      }
      .sorted { ($0.code, $0.severity) < ($1.code, $1.severity) }
    policy =
      list.applied.isEmpty
      ? nil : list.applied.sorted { ($0.code, $0.table) < ($1.code, $1.table) }
  }

  /// Counts the rows of each loaded table that were already the same.
  ///
  /// Of an amendment a row that removed its record is none of them; what a full table removed, it did not bring.
  mutating func countUnchanged() {
    guard state == .done else { return }
    for index in tables.indices where !tables[index].isSuperseded {
      let table = tables[index]
      let removed = mode == BundleMode.amend.rawValue ? table.removed : 0
      tables[index].unchanged = max(0, table.rows - table.added - table.changed - removed)
    }
  }

  package var rows: Int { tables.reduce(0) { $0 + $1.rows } }
  package var hasChanged: Bool {
    tables.contains { $0.added + $0.changed + $0.removed > 0 }
  }
}

extension Receipt.Table {
  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    name = try values.decode(String.self, forKey: .name)
    rows = try values.decode(Int.self, forKey: .rows)
    added = try values.decode(Int.self, forKey: .added)
    changed = try values.decode(Int.self, forKey: .changed)
    removed = try values.decode(Int.self, forKey: .removed)
    isSuperseded = try values.decode(Bool.self, forKey: .isSuperseded)
    // Earlier versions did not write it.
    unchanged =
      try values.decodeIfPresent(Int.self, forKey: .unchanged)
      ?? (isSuperseded ? 0 : max(0, rows - added - changed))
    form = try values.decodeIfPresent(TableForm.self, forKey: .form)
    file = try values.decodeIfPresent(String.self, forKey: .file)
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
  /// It was loaded, and taken back on request.
  case reverted

  /// Whether nothing more happens to the bundle by itself.
  package var isFinal: Bool {
    switch self {
    case .queued, .waiting: false
    case .done, .rejected, .superseded, .quarantined, .reverted: true
    }
  }

  /// Whether the bundle's data are in force or were overtaken, rather than refused.
  package var isAccepted: Bool { self == .done || self == .superseded }
}
