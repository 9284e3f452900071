internal import Crypto
internal import Foundation
import Intake
import Postgres
import Schools
internal import Yams

/// Checks of whole tables, before anything is merged.
///
/// Repeated keys, missing references, dates outside the year and tables that came empty follow from
/// ``RecordTable``; the others are files of `sql/check/`, each a select of complaints over the staging tables.
struct Check: Sendable {
  /// A file of `sql/check/`.
  struct Rule: Sendable {
    let name: String
    let code: String
    let table: String
    /// Whether it looks at years before the bundle's: a school without any need not be asked.
    let isOfPast: Bool
    let select: String
    /// Other tables of the bundle that it reads.
    let others: Set<String>

    init(name: String, code: String, table: String, isOfPast: Bool, select: String) {
      self.name = name
      self.code = code
      self.table = table
      self.isOfPast = isOfPast
      self.select = select
      others = Set(Asked.tables(of: Asked.words(select)).now.map(\.name)).subtracting([table])
    }
  }

  private struct Head: Decodable {
    let code: String
    let table: String
    let past: Bool?
  }

  private struct Complaint: Decodable {
    let question: Int
    /// Nil when the complaint is about the table as a whole.
    let rowNumber: Int?
    let columnName: String?
    let arguments: String?
    let total: Int?

    init(_ row: Row) throws {
      question = try row.get("question", as: Int.self)
      rowNumber = try row.get("row_number", as: Int?.self)
      columnName = try row.get("column_name", as: String?.self)
      arguments = try row.get("arguments", as: String?.self)
      total = try row.get("total", as: Int?.self)
    }
  }

  let rules: [Rule]
  /// Another one may find other problems in the same rows.
  let fingerprint: [UInt8]
  private let asked = Asked.Book()

  init(_ files: [(name: String, text: String)]) throws {
    fingerprint = Array(
      SHA256.hash(data: Data(files.map { "\($0.name)\n\($0.text)\n" }.joined().utf8)))
    rules = try files.map { file in
      guard let matter = FrontMatter(file.text) else {
        throw Catalog.Invalid(file: "sql/check/\(file.name).sql", what: "no front matter")
      }
      let head = try YAMLDecoder().decode(Head.self, from: matter.yaml)
      return Rule(
        name: file.name, code: head.code, table: head.table, isOfPast: head.past ?? false,
        select: matter.body)
    }
  }

  /// A select of complaints, and what is told of each.
  struct Question {
    let code: String
    /// The rule's name.
    let rule: String
    var column: String?
    var arguments: [String: String] = [:]
    let select: String
  }

  /// Appends what is wrong with the staged `tables`, asking each table all of its questions at once.
  ///
  /// A file of `sql/check/` that reads another table is not asked while that one has a rejecting problem: what follows
  /// from it would be told as an error of its own.
  func run(
    _ db: Database, tables: [Read.Staged], mode: BundleMode, into problems: inout ProblemList,
    telling progress: Progress
  ) throws {
    // Complaints may name a class or a subject as the bundle does; of such a bundle nothing is repeated.
    guard !problems.tellsOfPersons else { return }
    let staged = Set(tables.map(\.table.name))
    let hasPast = try hasPast(db)
    for (index, part) in tables.enumerated() {
      try progress.tell(.check, index + 1, of: tables.count, table: part.table)
      let broken = problems.rejectedTables
      // A table without a sound row may have had unsound ones: then it did not come empty.
      let isEmpty = part.rows == 0 && mode == .full && !broken.contains(part.table.name)
      guard part.rows > 0 || isEmpty else { continue }
      let occasion = Asked.Occasion(
        table: part.table.name, isEmpty: isEmpty, mode: mode, staged: staged, broken: broken,
        hasPast: hasPast, limit: problems.isComplete ? nil : problems.limitPerCode)
      let asked = asked[occasion] {
        isEmpty
          ? [Self.emptied(part.table)].compactMap(\.self)
          : questions(of: part.table, staged: staged, mode: mode) { rule in
            (hasPast || !rule.isOfPast) && rule.others.isDisjoint(with: broken)
          }
      }
      guard !asked.questions.isEmpty else { continue }
      problems.table = part.table.name
      try ask(db, asked, asked.statement(for: tables, mode), of: part, into: &problems)
    }
    problems.table = nil
  }

  private func questions(
    of table: RecordTable, staged: Set<String>, mode: BundleMode, isAsked: (Rule) -> Bool
  ) -> [Question] {
    let repeated = Question(
      code: "intake.row_repeated", rule: "\(table.name)__key_repeated",
      column: table.key.joined(separator: ", "), select: repeatedKeys(table))
    let missing = table.references.map { reference in
      Question(
        code: "intake.reference_missing", rule: "\(table.name)__\(reference.column)_unknown",
        column: reference.column, arguments: ["table": reference.table],
        select: self.missing(reference, of: table, staged: staged, mode: mode))
    }
    let own = rules.filter { $0.table == table.name && isAsked($0) }
      .map { Question(code: $0.code, rule: $0.name, select: $0.select) }
    return [repeated] + missing + [Self.datesOutsideYear(table)].compactMap(\.self) + own
  }

  /// Whether the school of the bundle has records of a year before.
  private func hasPast(_ db: Database) throws -> Bool {
    try db.value(
      """
      select exists (
          select
          from intake.slice
          inner join staging_bundle as bundle
              on slice.school_id = bundle.school_id
                  and slice.academic_year < bundle.academic_year
      )
      """, as: Bool.self)
  }

  private func ask(
    _ db: Database, _ asked: Asked, _ statement: SQL, of part: Read.Staged,
    into problems: inout ProblemList
  ) throws {
    if problems.isComplete {
      // As they come: there may be as many as rows.
      try db.forEachRow(statement) { row in
        let complaint = try Complaint(row)
        problems.append(
          Self.problem(complaint, of: asked.questions[complaint.question], in: part))
      }
      return
    }
    let found = Dictionary(
      grouping: try db.all(statement, as: Complaint.self), by: \.question)
    for (index, question) in asked.questions.enumerated() {
      guard let kept = found[index], let total = kept.first?.total else { continue }
      problems.append(kept.map { Self.problem($0, of: question, in: part) }, total: total)
    }
  }

  private static func problem(
    _ complaint: Complaint, of question: Question, in part: Read.Staged
  ) -> Problem {
    let own = complaint.arguments.flatMap {
      try? JSONDecoder().decode([String: String].self, from: Data($0.utf8))
    }
    let column = complaint.columnName ?? question.column
    return Problem(
      question.code,
      at: .init(
        file: part.file, sheet: part.form?.sheet, row: complaint.rowNumber, column: column,
        cell: part.form?.layout?.cell(column, row: complaint.rowNumber)),
      (own ?? [:]).merging(question.arguments) { first, _ in first }, rule: question.rule)
  }

  /// Rows whose key an earlier row has. Repeated keys are found by counting; only their rows are sorted.
  /// Where a key's column may be empty the empty ones are alike, and all rows are sorted.
  private func repeatedKeys(_ table: RecordTable) -> String {
    let key = table.key.joined(separator: ", ")
    let isWhole = table.key.allSatisfy { table.field($0)?.isRequired ?? false }
    let repeated =
      key.isEmpty || !isWhole
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
    let isSame = "target.\(reference.target) = child.\(column)"
    var places: [String] = []
    if staged.contains(reference.table) {
      places.append(
        """
        select 1 from staging_\(reference.table) as target
        where \(isSame) and not target.is_deleted
        """)
    }
    if reference.isShared {
      places.append("select 1 from core.\(reference.table) as target where \(isSame)")
    } else if !staged.contains(reference.table) || mode == .amend {
      places.append(
        """
        select 1 from core.\(reference.table) as target, staging_bundle
        where target.school_id = staging_bundle.school_id
            and target.academic_year = staging_bundle.academic_year
            and \(isSame)
        """)
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
