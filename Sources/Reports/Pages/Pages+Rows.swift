package import Postgres
import Schools

extension Pages {
  /// Rows of a page of a report where a reader does not say how many.
  package static let rowsLimit = 1_000

  /// The rows of a report as a page: its keys, and each cell with all its digits, as CSV has them.
  package func rows(
    _ query: ReportQuery, _ request: PageRequest, _ db: Database
  ) throws -> (html: String, written: ReportQuery.Written) {
    let (table, next) = try query.held(db)
    let page = RowsPage(query, table, next, request)
    let html = try render(
      "rows", title: query.report.title[request.language], page,
      tables: [
        "rows": [
          DataLink(
            query.report, filters: query.given,
            more: page.isPart ? "moreRows" : nil, for: request)
        ]
      ], for: request, db)
    return (html, ReportQuery.Written(run: table.run, next: next, rows: table.rows.count))
  }
}

/// What the template of a report's rows sees.
struct RowsPage {
  struct Cell {
    let text: String
    let isNumber: Bool
  }

  struct Row {
    let cells: [Cell]
  }

  /// Whether the report has more rows than the page.
  let isPart: Bool
  let caption: String
  let filters: String?
  let sentence: String
  let keys: [Cell]
  let rows: [Row]
  let first: String?
  let next: String?

  init(_ query: ReportQuery, _ table: ReportTable, _ next: String?, _ request: PageRequest) {
    let words = Wording(request.language)
    isPart = query.page?.mark != nil || next != nil
    caption = "\(query.report.title[request.language]) (\(query.report.name))"
    filters = query.filterText.isEmpty ? nil : query.filterText
    sentence =
      words.count(table.rows.count, .row)
      + (isPart ? " — \(words(next == nil ? "lastPart" : "partOfRows"))" : "")
    keys = table.columns.map { Cell(text: $0.key, isNumber: $0.kind == .number) }
    rows = table.rows.map { row in
      Row(
        cells: zip(row, table.columns).map { cell, column in
          Cell(text: cell ?? "", isNumber: column.kind == .number)
        })
    }
    first = query.page?.mark == nil ? nil : request.link(changing: ["after": nil])
    self.next = next.map { request.link(changing: ["after": $0]) }
  }
}
