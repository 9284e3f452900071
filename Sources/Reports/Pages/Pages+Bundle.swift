import Foundation
package import Postgres
import Schools

extension Pages {
  /// The receipt of a bundle: what it changed, or what is wrong, where, and what to do.
  package func bundle(_ number: String, _ request: PageRequest, _ db: Database) throws -> String {
    try request.allow("refresh")
    guard let id = Int(number), id > 0,
      let page = try BundlePage.find(id, address: "/v1/bundles/\(id)", request, db)
    else { throw ReportError.notFound(.bundle) }
    let title = "\(Wording(request.language)("bundle")) \(id)"
    return try render(
      "bundle", title: title, page,
      tables: [
        "receipts": [DataLink(.receipts, ["bundle": String(id)], for: request)],
        "sums": [
          DataLink(.problems, ["bundle": String(id)], more: "morePlaces", for: request)
        ],
        "problems": [
          DataLink(
            .problems, ["bundle": String(id)], more: page.hasMoreLines ? "moreProblems" : nil,
            for: request)
        ],
      ], refresh: page.refresh, for: request, db)
  }
}

struct BundlePage {
  struct Sum {
    let file: String
    let message: String
    let hint: String
    let code: String
    let places: String
    let severity: String
    let isWarning: Bool
    let total: String
  }

  struct Line {
    let file: String
    let row: String
    let column: String
    let message: String
    let hint: String
    let isWarning: Bool
    let severity: String
    let rule: String
  }

  struct Table {
    let name: String
    let rows: String
    let added: String
    let changed: String
    let removed: String
    let unchanged: String
    let note: String
  }

  /// How far it is, while something more happens.
  let progress: ProgressBox?
  /// Whether figures with its data are published.
  let isPublished: Bool
  /// After how many seconds the page is to be asked for again.
  let refresh: Int?
  let outcome: String
  let counts: String
  let nextStep: String
  let needsAttention: Bool
  let origin: String
  let sums: [Sum]
  let hasSums: Bool
  let listHref: String
  let forms: [String]
  let decisions: [String]
  let hasDecisions: Bool
  let lines: [Line]
  let hasLines: Bool
  /// Whether the list has more lines than the page shows.
  let hasMoreLines: Bool
  let capNote: String?
  let tables: [Table]
  let hasTables: Bool
  let readNote: String?
  /// The school's own file with the problems marked in it.
  let annotated: String?
  let revert: RevertBox?

  /// - Parameter address: under which address the lists and the annotated file of the bundle are.
  init(
    _ bundle: BundleRow, schoolName: String?, receipt: BundleReceipt?, groups: [ProblemGroup],
    problems: [StoredProblem], progress told: BundleProgress?,
    revert: RevertBox?, address: String, _ request: PageRequest
  ) {
    self.revert = revert
    let seconds = request.refresh(told)
    refresh = seconds
    progress = told.flatMap { ProgressBox($0, refresh: seconds, request) }
    isPublished = bundle.state == "done" && told?.stage == "published"
    let language = request.language
    let words = Wording(language)
    let receiptWords = ReceiptWords(language)
    let figure = Figure(language)
    needsAttention = bundle.state == "rejected" || bundle.state == "quarantined"
    origin = [
      figure.moment(bundle.received), schoolName,
      bundle.school ?? words.term(bundle.kind), bundle.year.map(figure.year),
      bundle.mode.map(words.term), "\(bundle.fileName), \(figure.bytes(bundle.byteCount))",
    ].compactMap(\.self).joined(separator: " · ")
    let state = receiptWords.outcome(bundle.state)
    outcome = "\(state.prefix(1).uppercased() + state.dropFirst())."
    counts = bundle.state == "queued" ? "" : receiptWords.counts(groups)
    let erased = language == .ru ? "Файл пакета у нас удалён. " : "Its file is erased here. "
    nextStep =
      (receipt?.isErased == true ? erased : "")
      + receiptWords.nextStep(
        bundle.state, school: bundle.school,
        hasWarnings: groups.contains { $0.severity == .warning })
    sums = groups.map { Sum($0, receiptWords, figure) }
    hasSums = !sums.isEmpty
    let lang = language == .ru ? "" : "?lang=\(language.rawValue)"
    listHref = "\(address)/problems.csv\(lang)"
    forms = receiptWords.forms((receipt?.tables ?? []).map { ($0.name, $0.form) })
      .map { "\($0.text) (\($0.tables.joined(separator: ", ")))." }
    decisions = (receipt?.policy ?? []).map(receiptWords.decision)
    hasDecisions = !decisions.isEmpty
    hasMoreLines = problems.count > StoredProblem.limit
    lines = problems.prefix(StoredProblem.limit).map { Line($0, receiptWords, figure) }
    // One of each kind is all told already.
    hasLines = groups.contains { $0.total > 1 } || problems.contains { $0.problem == nil }
    let all = groups.map(\.total).reduce(0, +)
    capNote =
      hasLines && all > lines.count
      ? language == .ru
        ? "Показано \(figure.integer(lines.count)) из \(figure.integer(all)); числа по видам точные."
        : "\(figure.integer(lines.count)) of \(figure.integer(all)) are shown; totals are exact."
      : nil
    let tablesRead = receipt?.tables ?? []
    let isLoaded = bundle.state == "done" || bundle.state == "reverted"
    tables = isLoaded ? tablesRead.map { Table($0, words, figure) } : []
    hasTables = !tables.isEmpty
    let (rows, files) = (tablesRead.reduce(0) { $0 + $1.rows }, tablesRead.count)
    readNote =
      isLoaded || tablesRead.isEmpty
      ? nil
      : language == .ru
        ? "Прочитано таблиц \(files), строк без ошибок \(figure.integer(rows)); ничего не загружено."
        : "Tables read \(files), rows without errors \(figure.integer(rows)); nothing was loaded."
    annotated =
      groups.isEmpty ? nil : request.link("\(address)/annotated.xlsx")
  }
}

extension BundlePage {
  /// Nil when there is no bundle of this number that the reader may see.
  static func find(
    _ id: Int, address: String, _ request: PageRequest, _ db: Database
  ) throws -> BundlePage? {
    guard let bundle = try BundleRow.all(db, where: "bundle.bundle = \(id)").first else {
      return nil
    }
    let receipt = try BundleReceipt.find(id, db)
    let stored = try StoredProblem.all(of: id, db)
    let groups = try ProblemGroup.all(of: id, receipt, kept: stored.compactMap(\.problem), db)
    let name = try bundle.school.flatMap { try SchoolName.all(db, request.language)[$0]?.name }
    return BundlePage(
      bundle, schoolName: name, receipt: receipt, groups: groups, problems: stored,
      progress: try BundleProgress.find(id, db),
      revert: try RevertBox.find(id, request, db), address: address, request)
  }
}

extension BundlePage.Sum {
  fileprivate init(_ group: ProblemGroup, _ words: ReceiptWords, _ figure: Figure) {
    file = group.file ?? ""
    message = group.message(words.language)
    hint = group.hint(words.language)
    code = group.code
    places = group.places(words.language)
    severity = words.severity(group.severity)
    isWarning = group.severity == .warning
    total = figure.integer(group.total)
  }
}

extension BundlePage.Line {
  fileprivate init(_ stored: StoredProblem, _ words: ReceiptWords, _ figure: Figure) {
    let problem = stored.problem
    file = [stored.file, stored.sheet].compactMap(\.self).joined(separator: " · ")
    row = stored.rowNumber.map { figure.integer($0) } ?? ""
    column = [stored.columnName, stored.cell].compactMap(\.self).joined(separator: " · ")
    message = problem?.message(words.language) ?? stored.code
    hint = problem?.hint(words.language) ?? ""
    isWarning = stored.severity == "warning"
    severity = words.severity(Problem.Severity(rawValue: stored.severity) ?? .rejected)
    rule = stored.rule ?? problem?.rule ?? ""
  }
}

extension BundlePage.Table {
  fileprivate init(_ table: BundleReceipt.Table, _ words: Wording, _ figure: Figure) {
    name = table.name
    rows = figure.integer(table.rows)
    let isLoaded = !(table.isSuperseded ?? false)
    // Nothing was compared in a table that was not loaded: a zero would say it was.
    func count(_ number: Int) -> String { isLoaded ? figure.integer(number) : Figure.absent }
    added = count(table.added)
    changed = count(table.changed)
    removed = count(table.removed)
    unchanged = count(table.unchanged ?? max(0, table.rows - table.added - table.changed))
    note = isLoaded ? "" : words.state("superseded")
  }
}
