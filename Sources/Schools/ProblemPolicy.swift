/// What a department has decided of severities, beside the catalog's own.
///
/// A warning may be made to reject, and what rejects may be let through as a warning, for one table or for all; only
/// where ``ProblemCatalog/allows(_:of:in:)`` says so. Never what guards privacy, form or keys.
package struct ProblemPolicy: Sendable, Hashable {
  /// One decision.
  package struct Decision: Sendable, Hashable, Codable {
    /// Every table.
    package static let anyTable = "*"

    package let code: String
    /// A record table, or ``anyTable``.
    package let table: String
    package let severity: Problem.Severity
    package let reason: String
    /// The day, `yyyy-mm-dd`.
    package let decidedOn: String
    package let decidedBy: String

    package init(
      code: String, table: String, severity: Problem.Severity, reason: String, decidedOn: String,
      decidedBy: String
    ) {
      self.code = code
      self.table = table
      self.severity = severity
      self.reason = reason
      self.decidedOn = decidedOn
      self.decidedBy = decidedBy
    }
  }

  private struct Key: Hashable {
    let code: String
    let table: String
  }

  private let decisions: [Key: Decision]

  /// A decision that the catalog does not allow is left out.
  package init(_ decisions: [Decision] = []) {
    self.decisions = Dictionary(
      decisions.filter(\.isAllowed).map { (Key(code: $0.code, table: $0.table), $0) },
      uniquingKeysWith: { _, last in last })
  }

  /// The decision on a code in a table: one for the table itself goes before one for all.
  package func decision(on code: String, in table: String?) -> Decision? {
    guard !decisions.isEmpty, let table else { return nil }
    let own = decisions[Key(code: code, table: table)]
    let found = own ?? decisions[Key(code: code, table: Decision.anyTable)]
    // One for all tables leaves those alone where the catalog does not allow it.
    return found.flatMap { ProblemCatalog.allows($0.severity, of: code, in: table) ? $0 : nil }
  }
}

extension ProblemPolicy.Decision {
  /// Whether the catalog lets a department decide so.
  package var isAllowed: Bool {
    ProblemCatalog.allows(severity, of: code, in: table == Self.anyTable ? nil : table)
  }
}
