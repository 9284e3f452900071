internal import Crypto
internal import Foundation
import Intake
import Postgres
import Schools
internal import Yams

/// Checks of whole tables, before anything is merged.
///
/// Repeated keys and missing references follow from ``RecordTable``; the others are files of `sql/check/`,
/// each a select of complaints over the staging tables.
struct Check: Sendable {
  /// A file of `sql/check/`.
  struct Rule: Sendable {
    let name: String
    let code: String
    let table: String
    let select: String
  }

  private struct Head: Decodable {
    let code: String
    let table: String
  }

  private struct Complaint: Decodable {
    let question: Int
    let rowNumber: Int
    let columnName: String?
    let arguments: String?
    let total: Int
  }

  let rules: [Rule]
  /// Another one may find other problems in the same rows.
  let fingerprint: [UInt8]

  init(_ files: [(name: String, text: String)]) throws {
    fingerprint = Array(
      SHA256.hash(data: Data(files.map { "\($0.name)\n\($0.text)\n" }.joined().utf8)))
    rules = try files.map { file in
      guard let matter = FrontMatter(file.text) else {
        throw Catalog.Invalid(file: "sql/check/\(file.name).sql", what: "no front matter")
      }
      let head = try YAMLDecoder().decode(Head.self, from: matter.yaml)
      return Rule(name: file.name, code: head.code, table: head.table, select: matter.body)
    }
  }

  /// A select of complaints, and what is told of each.
  private struct Question {
    let code: String
    var column: String?
    var arguments: [String: String] = [:]
    let select: String
  }

  /// Appends what is wrong with the staged `tables`, asking each table all of its questions at once.
  func run(
    _ db: Database, tables: [Read.Staged], mode: BundleMode, into problems: inout ProblemList
  ) throws {
    let staged = Set(tables.map(\.table.name))
    for part in tables where part.rows > 0 {
      let questions = questions(of: part.table, staged: staged, mode: mode)
      let found = try complaints(db, questions, limit: problems.limitPerCode)
      for (index, question) in questions.enumerated() {
        guard let kept = found[index], let total = kept.first?.total else { continue }
        problems.append(
          kept.map { Self.problem($0, of: question, file: part.file) }, total: total)
      }
    }
  }

  private func questions(
    of table: RecordTable, staged: Set<String>, mode: BundleMode
  ) -> [Question] {
    let repeated = Question(
      code: "intake.row_repeated", column: table.key.joined(separator: ", "),
      select: repeatedKeys(table))
    let missing = table.references.map { reference in
      Question(
        code: "intake.reference_missing", column: reference.column,
        arguments: ["table": reference.table],
        select: self.missing(reference, of: table, staged: staged, mode: mode))
    }
    let own = rules.filter { $0.table == table.name }
      .map { Question(code: $0.code, select: $0.select) }
    return [repeated] + missing + own
  }

  private func complaints(
    _ db: Database, _ questions: [Question], limit: Int
  ) throws -> [Int: [Complaint]] {
    let selects = questions.enumerated().map { index, question in
      """
      (
      select \(index) as question, row_number::integer as row_number,
          column_name::text as column_name, arguments::text as arguments,
          count(*) over () as total
      from (
      \(question.select)
      ) as found
      order by row_number, column_name limit \(limit)
      )
      """
    }
    let text = selects.joined(separator: "\nunion all\n")
    let expressions = Self.tables(namedIn: text).map(\.nowExpression)
    let head = expressions.isEmpty ? "" : "with \(expressions.joined(separator: ", "))\n"
    let rows = try db.all(SQL(raw: head + text), as: Complaint.self)
    return Dictionary(grouping: rows, by: \.question)
  }

  /// Tables of which `text` reads `<table>_now`.
  private static func tables(namedIn text: String) -> [RecordTable] {
    let words = Set(text.split { !($0.isLetter || $0.isNumber || $0 == "_") })
    return RecordTable.all.filter { words.contains("\($0.name)_now") }
  }

  private static func problem(
    _ complaint: Complaint, of question: Question, file: String
  ) -> Problem {
    let own = complaint.arguments.flatMap {
      try? JSONDecoder().decode([String: String].self, from: Data($0.utf8))
    }
    return Problem(
      question.code,
      at: .init(
        file: file, row: complaint.rowNumber, column: complaint.columnName ?? question.column),
      (own ?? [:]).merging(question.arguments) { first, _ in first })
  }

  /// Rows whose key an earlier row has. Repeated keys are found by counting; only their rows are sorted.
  private func repeatedKeys(_ table: RecordTable) -> String {
    let key = table.key.joined(separator: ", ")
    let repeated =
      key.isEmpty
      ? ""
      : "where (\(key)) in (select \(key) from \(table.staging) group by \(key) having count(*) > 1)"
    return """
      select row_number, null::text as column_name, null::jsonb as arguments
      from (
          select row_number,
              row_number() over (\(key.isEmpty ? "" : "partition by \(key) ")order by row_number)
                  as occurrence
          from \(table.staging)
          \(repeated)
      ) as numbered
      where occurrence > 1
      """
  }

  private func missing(
    _ reference: RecordTable.Reference, of table: RecordTable, staged: Set<String>,
    mode: BundleMode
  ) -> String {
    let column = reference.column
    var places: [String] = []
    if reference.isShared {
      places = [
        "select 1 from core.\(reference.table) as target where target.\(column) = child.\(column)"
      ]
    } else {
      if staged.contains(reference.table) {
        places.append(
          """
          select 1 from staging_\(reference.table) as target
          where target.\(column) = child.\(column) and not target.is_deleted
          """)
      }
      if !staged.contains(reference.table) || mode == .amend {
        if reference.table == "territory" {
          places.append(
            "select 1 from core.territory as target where target.oktmo = child.\(column)")
        } else {
          places.append(
            """
            select 1 from core.\(reference.table) as target, staging_bundle
            where target.school_id = staging_bundle.school_id
                and target.academic_year = staging_bundle.academic_year
                and target.\(column) = child.\(column)
            """)
        }
      }
    }
    let absent = places.map { "not exists (\($0))" }.joined(separator: "\n    and ")
    return """
      select child.row_number, null::text as column_name, null::jsonb as arguments
      from \(table.staging) as child
      where child.\(column) is not null and not child.is_deleted
          and \(absent)
      """
  }
}
