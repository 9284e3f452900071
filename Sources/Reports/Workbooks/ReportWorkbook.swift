import Foundation
import Postgres
import Schools

/// The rows of a report as a workbook: numbers as numbers, and a sheet that says where they come from.
///
/// A sheet holds about a million rows; what does not fit goes on in another of the same name with a number.
/// The same publication gives the same bytes.
struct ReportWorkbook {
  let query: ReportQuery
  private var report: Report { query.report }

  /// Writes the file at `path`, in bounded memory.
  ///
  /// - Returns: how many rows there are in it, and the mark of a page's last one when there are rows after it.
  @discardableResult
  func write(
    _ db: Database, at path: String, rowLimit: Int = Workbook.rowLimit
  ) throws -> ReportQuery.Passed {
    let publication = try Publication.current(db)
    let workbook = try Workbook(
      at: path, created: publication.map { Self.seconds($0.publishedAt) } ?? 0,
      title: report.title[query.language])
    var writer = Rows(workbook, query, rowLimit: rowLimit)
    try writer.start()
    let passed = try query.forEachRow(db, run: publication?.run) { try writer.write($0) }
    try writer.end()
    try draw(writer, in: workbook)
    try passport(workbook, db, publication, writer)
    try workbook.close()
    return passed
  }

  private static func seconds(_ moment: String) -> Int {
    (try? Date(moment, strategy: .iso8601)).map { Int($0.timeIntervalSince1970) } ?? 0
  }

  // MARK: The passport

  private func passport(
    _ workbook: Workbook, _ db: Database, _ publication: Publication?, _ rows: Rows
  ) throws {
    let words = WorkbookWords(query.language)
    let sheet = try workbook.addSheet(words("passport"))
    try sheet.setColumns(0...0, width: 28)
    try sheet.setColumns(1...1, width: 80)
    var row = 0
    func line(_ name: String, _ value: String) throws {
      try sheet.write(text: name, row, 0, Style(form: .text, isBold: true))
      try sheet.write(text: value, row, 1, Style(form: .text, isWrapped: true))
      row += 1
    }
    try line(words("report"), "\(report.title[query.language]) (\(report.name))")
    try line(words("filters"), query.filterText.isEmpty ? words("all") : query.filterText)
    try sheet.write(text: words("rows"), row, 0, Style(form: .text, isBold: true))
    try sheet.write(number: Double(rows.count), row, 1, Style(form: .integer))
    row += 1
    try line(words("run"), publication.map { "\($0.run)" } ?? words("none"))
    try line(words("asOf"), publication?.asOf ?? words("none"))
    try line(words("published"), publication?.publishedAt ?? words("none"))
    try line(words("program"), publication.map { "soko \($0.codeVersion)" } ?? words("none"))
    if try Self.isSynthetic(db) { try line(words("synthetic"), words("yes")) }
    try line(words("digits"), words("digitsNote"))
    row += 1
    for definition in try Definition.keySets(db, for: report) {
      try line(words("keySet"), definition.text)
    }
    for definition in try Definition.indicators(db, rows.indicators) {
      try line(words("indicator"), definition.text)
    }
  }

  private static func isSynthetic(_ db: Database) throws -> Bool {
    try db.value(
      "select coalesce(bool_or(is_synthetic), false) from report_v1.school", as: Bool.self)
  }
}

extension ReportWorkbook {
  /// Rows on their way into sheets.
  struct Rows {
    private let workbook: Workbook
    private let report: Report
    private let rowLimit: Int
    private let indicatorColumn: Int?
    private var sheet: Sheet?
    private var sheets = 0
    /// The next row of the sheet.
    private var next = 0
    private(set) var count = 0
    /// The indicators the rows speak of.
    private(set) var indicators: Set<String> = []
    private(set) var charted: ChartedRows

    init(_ workbook: Workbook, _ query: ReportQuery, rowLimit: Int) {
      self.workbook = workbook
      report = query.report
      charted = ChartedRows(query)
      self.rowLimit = rowLimit
      indicatorColumn = report.columns.firstIndex { $0.key == "indicator" }
    }

    mutating func start() throws {
      sheets += 1
      let sheet = try workbook.addSheet(sheets == 1 ? report.name : "\(report.name) \(sheets)")
      for (index, column) in report.columns.enumerated() {
        let isText = column.kind == .text || column.kind == .list
        try sheet.setColumns(
          index...index, width: column.width, isText ? .text : Style())
        try sheet.write(
          text: column.key, 0, index, Style(form: .text, fill: .heading, isBold: true))
      }
      sheet.freeze(rows: 1)
      sheet.printWide()
      self.sheet = sheet
      next = 1
    }

    mutating func write(_ cells: [String?]) throws {
      if next >= rowLimit {
        try end()
        try start()
      }
      guard let sheet else { return }
      for (index, cell) in cells.enumerated() {
        guard let cell else { continue }
        switch report.columns[index].kind {
        case .text, .list: try sheet.write(text: cell, next, index)
        case .flag: try sheet.write(flag: cell == "true", next, index)
        case .number:
          // An infinity has no number in a sheet.
          if let number = Double(cell), number.isFinite {
            try sheet.write(number: number, next, index)
          } else {
            try sheet.write(text: cell, next, index)
          }
        }
      }
      if let indicatorColumn, let code = cells[indicatorColumn] { indicators.insert(code) }
      charted.add(cells, at: next)
      next += 1
      count += 1
    }

    func end() throws {
      try sheet?.filter(rows: 0...max(0, next - 1), columns: 0...(report.columns.count - 1))
    }
  }
}

extension Report.Column {
  /// In characters.
  fileprivate var width: Double {
    switch kind {
    case .number, .flag: max(10, Double(key.count) + 3)
    case .list: 28
    case .text: ["message", "hint", "title", "name"].contains(key) ? 60 : 20
    }
  }
}

/// What the numbers of a report were counted by.
private struct Definition: Decodable {
  let code: String
  let version: Int?
  let fingerprint: String

  var text: String { code + (version.map { " v\($0)" } ?? "") + " · \(fingerprint)" }

  static func indicators(_ db: Database, _ codes: Set<String>) throws -> [Definition] {
    try db.all(
      """
      select indicator as code, version, fingerprint from report_v1.indicator
      where is_current and indicator = any(\(codes.sorted()))
      order by indicator collate "C"
      """, as: Definition.self)
  }

  /// The key set in force, for the reports that rest on one.
  static func keySets(_ db: Database, for report: Report) throws -> [Definition] {
    guard ["ranking", "clusters", "profiles"].contains(report.name) else { return [] }
    return try db.all(
      """
      select key_set as code, null::integer as version, fingerprint from report_v1.key_set
      where is_current
      """, as: Definition.self)
  }
}
