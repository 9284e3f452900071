internal import Foundation
package import Postgres
package import Schools

extension ProblemPolicy {
  /// What the department has decided and not taken back; the last decision on a code and table counts.
  static func inForce(_ db: Database) throws -> ProblemPolicy {
    ProblemPolicy(
      try db.all(
        """
        select code, table_name as "table", severity, reason, decided_on::text as decided_on,
            decided_by
        from (
            select distinct on (code, table_name) *
            from intake.problem_policy
            order by code, table_name, problem_policy_id desc
        ) as latest
        where severity <> 'default'
        """, as: Decision.self))
  }

  /// Why a decision cannot be written.
  package enum Refusal: Error, CustomStringConvertible {
    case codeUnknown(String)
    case tableUnknown(String)
    case notAllowed(code: String, table: String)
    case wordsMissing

    package var description: String {
      switch self {
      case .codeUnknown(let code): "there is no problem code “\(code)”"
      case .tableUnknown(let table): "there is no table “\(table)”"
      case .notAllowed(let code, let table):
        "the severity of \(code) in \(table) cannot be changed: docs/reference/problems.md says which can"
      case .wordsMissing: "say the reason and who decided"
      }
    }
  }

  /// Writes a decision; nil takes back what was decided before. Earlier decisions are kept.
  ///
  /// - Throws: ``Refusal`` when the catalog does not allow it.
  package static func decide(
    _ severity: Problem.Severity?, code: String, table: String, reason: String, by: String,
    on day: String?, _ db: Database
  ) throws {
    guard ProblemCatalog.contains(code) else { throw Refusal.codeUnknown(code) }
    let isEverywhere = table == Decision.anyTable
    guard isEverywhere || RecordTable.named(table) != nil else {
      throw Refusal.tableUnknown(table)
    }
    if let severity {
      guard ProblemCatalog.allows(severity, of: code, in: isEverywhere ? nil : table) else {
        throw Refusal.notAllowed(code: code, table: table)
      }
    }
    let (reason, author) = (reason.trimmed, by.trimmed)
    guard !reason.isEmpty, !author.isEmpty else { throw Refusal.wordsMissing }
    try db.execute(
      """
      insert into intake.problem_policy (
          code, table_name, severity, reason, decided_on, decided_by
      )
      values (
          \(code), \(table), \(severity?.rawValue ?? "default"), \(reason),
          coalesce(\(day)::date, current_date), \(author)
      )
      """)
  }
}

extension String {
  fileprivate var trimmed: String { trimmingCharacters(in: .whitespacesAndNewlines) }
}
