package import Postgres
package import Schools

/// A report with its filters: the one source of rows for the command line and for HTTP.
package struct ReportQuery: Sendable {
  package let report: Report
  package let language: Language
  /// Nil is all rows.
  package let page: RowPage?
  private let order: ReportOrder
  private let filters: [(filter: Report.Filter, value: String)]

  /// - Parameters:
  ///   - filters: names and values as they were given: a query string, options of a command.
  ///   - page: a part of the rows; nil is all of them.
  /// - Throws: ``ReportError`` for a filter the report does not have or a value it cannot be.
  package init(
    _ report: Report, where filters: [String: String] = [:], language: Language = .ru,
    page: RowPage? = nil
  ) throws {
    self.report = report
    self.language = language
    self.page = page
    order = report.keys
    if let mark = page?.mark, mark.keys.count != order.keys.count {
      throw ReportError.notFound(.page)
    }
    self.filters = try filters.sorted { $0.key < $1.key }.map { name, value in
      guard let filter = Report.Filter(rawValue: name), report.filters[filter] != nil else {
        throw ReportError.unknownParameter(name, allowed: report.filterNames)
      }
      guard filter.accepts(value) else { throw ReportError.invalidValue(parameter: name) }
      return (filter, value)
    }
    if let needed = report.needed, filters[needed.rawValue] == nil {
      throw ReportError.parameterNeeded(needed.rawValue)
    }
  }

  /// All rows in their fixed order.
  ///
  /// - Throws: ``ReportError/notFound(_:)`` when a school or an indicator asked for does not exist or is
  ///   not in the caller's scope.
  package func rows(_ db: Database) throws -> ReportTable { try held(db).table }

  /// The same, and of a page the mark that the next begins after.
  func held(_ db: Database) throws -> (table: ReportTable, next: String?) {
    let (run, asOf) = try publication(db)
    var rows: [[String?]] = []
    let passed = try forEachRow(db, run: run) { rows.append($0) }
    return (ReportTable(columns: report.columns, rows: rows, run: run, asOf: asOf), passed.next)
  }

  /// What an answer holds beside its rows.
  package struct Written: Sendable {
    /// The publication the rows are of.
    package let run: Int?
    /// What ``RowPage`` takes to go on; nil after the last row, and without a page.
    package let next: String?
    /// How many rows there are in it.
    package let rows: Int
  }

  /// What was read.
  struct Passed {
    var next: String?
    var rows = 0
  }

  /// Writes the report piece by piece; only the table for a terminal is held whole.
  @discardableResult
  package func write(
    _ db: Database, as format: ReportFormat, to sink: ([UInt8]) throws -> Void
  ) throws -> Written {
    func put(_ text: String) throws { try sink(Array(text.utf8)) }
    let (run, asOf) = try publication(db)
    var passed = Passed()
    switch format {
    case .json:
      let json = JSONRows(columns: report.columns)
      try put(json.opening(asOf: asOf))
      var isFirst = true
      passed = try forEachRow(db, run: run) { row in
        try put((isFirst ? "\n" : ",\n") + json.row(row))
        isFirst = false
      }
      try put(json.closing(run: run, next: page.map { _ in passed.next }, isEmpty: isFirst))
    case .csv, .csvExcel:
      let csv = CSVRows(columns: report.columns, forExcel: format == .csvExcel)
      try put(csv.header)
      passed = try forEachRow(db, run: run) { row in try put(csv.line(row)) }
    case .text:
      let (table, next) = try held(db)
      passed = Passed(next: next, rows: table.rows.count)
      try put(table.text)
    case .xlsx:
      let workbook = ReportWorkbook(query: self)
      try TemporaryFile.pieces({ passed = try workbook.write(db, at: $0) }, to: sink)
    }
    return Written(run: run, next: passed.next, rows: passed.rows)
  }

  /// Throws ``ReportError/notFound(_:)`` when something asked for does not exist or is not in the caller's scope.
  package func check(_ db: Database) throws { _ = try publication(db) }

  /// Calls `body` with each row in order, in bounded memory.
  ///
  /// - Returns: how many there were, and the mark of a page's last row when there are rows after it.
  @discardableResult
  func forEachRow(
    _ db: Database, run: Int? = nil, _ body: ([String?]) throws -> Void
  ) throws -> Passed {
    let count = report.columns.count
    var read = 0
    var keys: [String?] = []
    var passed = Passed()
    try db.forEachRow(select) { row in
      read += 1
      if let page, read > page.limit {
        passed.next = RowPage.Mark(run: run, keys: keys).text
        return
      }
      if read == page?.limit {
        keys = try order.keys.indices.map { try row.get("k\($0)", as: String?.self) }
      }
      var cells: [String?] = []
      cells.reserveCapacity(count)
      for index in 0..<count { cells.append(try row.get("c\(index)", as: String?.self)) }
      report.finish?(&cells, language)
      try body(cells)
      passed.rows += 1
    }
    return passed
  }

  /// Whether the rows of all schools are asked for at once.
  package var isWhole: Bool { page == nil && !filters.contains { $0.filter == .school } }

  /// What tells this query from others of all reports.
  package var identity: [String] {
    [report.name, language.rawValue] + filters.flatMap { [$0.filter.rawValue, $0.value] }
      + (page.map { ["limit", "\($0.limit)", $0.mark?.text ?? ""] } ?? [])
  }

  /// The filters by their names.
  var given: [(name: String, value: String)] {
    filters.map { ($0.filter.rawValue, $0.value) }
  }

  /// What the rows were chosen by: `school=s001, year=2025`.
  var filterText: String {
    given.map { "\($0.name)=\($0.value)" }.joined(separator: ", ")
  }

  private var select: SQL {
    let list = report.columns.enumerated().map { index, column in
      column.expression.replacing("{lang}", with: language.rawValue) + " as c\(index)"
    }
    let selected = list.joined(separator: ", ") + (page == nil ? "" : ", " + order.selected)
    var sql = SQL(raw: "select \(selected) from \(report.source) where true")
    for (filter, value) in filters {
      sql = sql + SQL(raw: " and \(report.filters[filter]!) = ")
      sql = sql + (filter.isNumber ? "\(Int(value)!)" : "\(value)")
    }
    if let mark = page?.mark { sql = sql + " and " + order.after(mark.keys) }
    sql = sql + SQL(raw: " order by \(report.order)")
    // One more tells whether there is a next page.
    if let page { sql = sql + SQL(raw: " limit \(page.limit + 1)") }
    return sql
  }

  private func publication(_ db: Database) throws -> (run: Int?, asOf: String?) {
    for (filter, value) in filters {
      if let thing = try missing(filter, value, db) { throw ReportError.notFound(thing) }
    }
    let found = try Publication.current(db)
    if let mark = page?.mark, mark.run != found?.run { throw ReportError.pageOutdated }
    return (found?.run, found?.asOf)
  }

  private func missing(_ filter: Report.Filter, _ value: String, _ db: Database) throws
    -> ReportError.Thing?
  {
    switch filter {
    case .school, .other:
      // A delivery may name a school that the register does not have.
      let isThere = try db.value(
        """
        select exists (select from report_v1.school where school = \(value))
            or exists (select from report_v1.bundle where school = \(value))
        """, as: Bool.self)
      return isThere ? nil : .school
    case .indicator:
      let isThere = try db.value(
        "select exists (select from report_v1.indicator where indicator = \(value))",
        as: Bool.self)
      return isThere ? nil : .indicator
    case .bundle:
      let isThere = try db.value(
        "select exists (select from report_v1.bundle where bundle = \(Int(value)!))",
        as: Bool.self)
      return isThere ? nil : .bundle
    case .year, .cut, .analogue, .municipality, .scope, .state, .by: return nil
    }
  }
}

extension Report.Filter {
  fileprivate var isNumber: Bool { self == .year || self == .bundle }

  fileprivate func accepts(_ value: String) -> Bool {
    switch self {
    case .year: Int(value).map { (1950...2100).contains($0) } ?? false
    case .bundle: Int(value).map { $0 > 0 } ?? false
    case .scope: ["region", "municipality", "cluster", "similar"].contains(value)
    case .analogue: AnalogueKind(code: value) != nil
    case .school, .other, .indicator, .cut, .municipality, .state, .by:
      !value.isEmpty && value.unicodeScalars.count <= 200 && !value.utf8.contains(0)
    }
  }
}
