import Foundation
package import Postgres
import Schools

extension Pages {
  /// The receipt of a bundle: what it changed, or every problem with its place and what to do.
  package func bundle(_ number: String, _ request: PageRequest, _ db: Database) throws -> String {
    try request.allow()
    guard let id = Int(number), id > 0,
      let bundle = try BundleRow.all(db, where: "bundle.bundle = \(id)").first
    else { throw ReportError.notFound(.bundle) }
    let page = BundlePage(
      bundle, receipt: try BundleReceipt.find(id, db), totals: try ProblemTotal.all(of: id, db),
      problems: try StoredProblem.all(of: id, db), request)
    let title = "\(Wording(request.language)("bundle")) \(id)"
    return try render(
      "bundle", title: title, page,
      data: [DataLink(.problems, ["bundle": String(id)], for: request)], for: request, db)
  }
}

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
  }

  let tables: [Table]

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

struct ProblemTotal: Decodable {
  let code: String
  let severity: String
  let total: Int
  let file: String?

  static func all(of bundle: Int, _ db: Database) throws -> [ProblemTotal] {
    try db.all(
      """
      select total.code, total.severity, total.total, (
              select case when count(distinct problem.file) = 1 then min(problem.file) end
              from report_v1.problem
              where problem.bundle = total.bundle and problem.code = total.code
          ) as file
      from report_v1.problem_total as total
      where total.bundle = \(bundle)
      order by total.severity, total.total desc, total.code
      """, as: ProblemTotal.self)
  }
}

struct StoredProblem: Decodable {
  static let limit = 500

  let code: String
  let severity: String
  let file: String?
  let rowNumber: Int?
  let columnName: String?
  let arguments: String

  static func all(of bundle: Int, _ db: Database) throws -> [StoredProblem] {
    try db.all(
      """
      select code, severity, file, row_number, column_name, arguments::text as arguments
      from report_v1.problem where bundle = \(bundle)
      order by severity, ordinal limit \(limit)
      """, as: StoredProblem.self)
  }

  var problem: Problem? { Problem(stored: code, severity: severity, arguments: arguments) }
}

struct BundlePage {
  struct Fact {
    let name: String
    let text: String
  }

  struct Line {
    let file: String
    let row: String
    let column: String
    let message: String
    let hint: String
    let isWarning: Bool
    let severity: String
  }

  struct Sum {
    let file: String
    let message: String
    let severity: String
    let total: String
  }

  struct Table {
    let name: String
    let rows: String
    let added: String
    let changed: String
    let removed: String
  }

  struct Form {
    let tables: String
    let sentence: String
  }

  let sentence: String
  let needsAttention: Bool
  let facts: [Fact]
  let sums: [Sum]
  let hasSums: Bool
  let lines: [Line]
  let hasLines: Bool
  let capNote: String?
  let tables: [Table]
  let hasTables: Bool
  let forms: [Form]
  let hasForms: Bool

  init(
    _ bundle: BundleRow, receipt: BundleReceipt?, totals: [ProblemTotal],
    problems: [StoredProblem], _ request: PageRequest
  ) {
    let language = request.language
    let words = Wording(language)
    let figure = Figure(language)
    needsAttention = bundle.state == "rejected" || bundle.state == "quarantined"
    facts = [
      Fact(name: words("file"), text: "\(bundle.fileName), \(figure.bytes(bundle.byteCount))"),
      Fact(name: words("school"), text: bundle.school ?? words.term(bundle.kind)),
      Fact(name: words("year"), text: bundle.year.map(figure.year) ?? Figure.absent),
      Fact(name: words("mode"), text: bundle.mode.map(words.term) ?? Figure.absent),
      Fact(name: words("received"), text: figure.moment(bundle.received)),
    ]
    sentence = Self.sentence(bundle, words)
    sums = totals.map { total in
      // The general sentence of a code keeps its places for arguments; the first problem fills them.
      let sample = problems.first { $0.code == total.code }?.problem
      return Sum(
        file: total.file ?? "", message: sample?.message(language) ?? total.code,
        severity: Self.severity(total.severity, words), total: figure.integer(total.total))
    }
    hasSums = !sums.isEmpty
    lines = problems.map { stored in
      let problem = stored.problem
      return Line(
        file: stored.file ?? "", row: stored.rowNumber.map { figure.integer($0) } ?? "",
        column: stored.columnName ?? "", message: problem?.message(language) ?? stored.code,
        hint: problem?.hint(language) ?? "", isWarning: stored.severity == "warning",
        severity: Self.severity(stored.severity, words))
    }
    hasLines = !lines.isEmpty
    let all = totals.map(\.total).reduce(0, +)
    capNote =
      all > lines.count
      ? language == .ru
        ? "Показано \(figure.integer(lines.count)) из \(figure.integer(all)); числа по видам точные."
        : "\(figure.integer(lines.count)) of \(figure.integer(all)) are shown; totals are exact."
      : nil
    tables = (receipt?.tables ?? []).map { table in
      Table(
        name: table.name, rows: figure.integer(table.rows), added: figure.integer(table.added),
        changed: figure.integer(table.changed), removed: figure.integer(table.removed))
    }
    hasTables = !tables.isEmpty
    forms = TableForm.remarks((receipt?.tables ?? []).map { ($0.name, $0.form) }, language)
      .map { Form(tables: $0.tables.joined(separator: ", "), sentence: $0.sentence) }
    hasForms = !forms.isEmpty
  }

  private static func severity(_ code: String, _ words: Wording) -> String {
    switch (code, words.language) {
    case ("warning", _): words.term("warning")
    case (_, .ru): "ошибка"
    case (_, .en): "error"
    }
  }

  private static func sentence(_ bundle: BundleRow, _ words: Wording) -> String {
    var text = words.state(bundle.state)
    text = text.prefix(1).uppercased() + text.dropFirst()
    if bundle.state == "rejected" || bundle.state == "quarantined" {
      text += words.language == .ru ? ", в базе ничего не изменилось" : ", nothing was changed"
    }
    let errors = words.count(bundle.problems, .problem)
    return "\(text). \(errors), \(words.count(bundle.warnings, .warning))."
  }
}
