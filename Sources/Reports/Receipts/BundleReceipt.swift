import Foundation
import Postgres
import Schools

/// What a page reads of a stored receipt.
struct BundleReceipt: Decodable {
  struct Table: Decodable {
    let name: String
    let rows: Int
    let added: Int
    let changed: Int
    let removed: Int
    let isSuperseded: Bool?
    let form: TableForm?
    /// Rows that were already the same; receipts of earlier versions do not say it.
    let unchanged: Int?
  }

  struct Group: Decodable {
    let code: String
    let severity: String
    let table: String?
    let count: Int
  }

  let tables: [Table]
  let groups: [Group]?
  let policy: [ProblemPolicy.Decision]?
  /// The bundle's bytes were removed.
  let isErased: Bool?

  static func find(_ bundle: Int, _ db: Database) throws -> BundleReceipt? {
    struct Row: Decodable { let receipt: String? }
    let row = try db.first(
      "select receipt::text as receipt from report_v1.bundle where bundle = \(bundle)",
      as: Row.self)
    return row?.receipt.flatMap {
      try? JSONDecoder().decode(BundleReceipt.self, from: Data($0.utf8))
    }
  }
}

/// A problem as it was kept.
struct StoredProblem: Decodable {
  /// The page lists so many; the complete list is a file.
  static let limit = 500

  let code: String
  let severity: String
  let file: String?
  let rowNumber: Int?
  let columnName: String?
  let arguments: String
  let rule: String?
  let recordTable: String?
  let sheet: String?
  let cell: String?

  static func all(of bundle: Int, _ db: Database) throws -> [StoredProblem] {
    try db.all(
      """
      select code, severity, file, row_number, column_name, arguments::text as arguments, rule,
          record_table, sheet, cell
      from report_v1.problem where bundle = \(bundle)
      order by severity, ordinal
      """, as: StoredProblem.self)
  }

  /// Nil when this version of the program does not know its code.
  var problem: Problem? {
    Problem(
      stored: code, severity: severity, arguments: arguments,
      at: .init(file: file, sheet: sheet, row: rowNumber, column: columnName, cell: cell),
      rule: rule, table: recordTable)
  }
}

extension ProblemGroup {
  /// The groups of a bundle: from its receipt, or from the totals where a receipt does not tell tables apart.
  static func all(
    of bundle: Int, _ receipt: BundleReceipt?, kept: [Problem], _ db: Database
  ) throws -> [ProblemGroup] {
    struct Total: Decodable {
      let code: String
      let severity: String
      let total: Int
    }
    if let groups = receipt?.groups {
      return all(
        groups.map {
          Count(
            code: $0.code, severity: Problem.Severity(rawValue: $0.severity) ?? .rejected,
            table: $0.table, total: $0.count)
        }, kept: kept)
    }
    let totals = try db.all(
      "select code, severity, total from report_v1.problem_total where bundle = \(bundle)",
      as: Total.self)
    return all(
      totals.map {
        Count(
          code: $0.code, severity: Problem.Severity(rawValue: $0.severity) ?? .rejected,
          table: nil, total: $0.total)
      }, kept: kept, isByTable: false)
  }
}
