package import Postgres
import Schools

/// A line of the log of reading as the page of administration shows it.
package struct ReadingRow: Sendable {
  let number: Int
  let at: String
  let reader: String
  let route: String
  let parameters: String
  let status: Int
  let rows: Int?

  /// - Parameter at: ISO 8601.
  package init(
    number: Int, at: String, reader: String, route: String, parameters: String, status: Int,
    rows: Int?
  ) {
    self.number = number
    self.at = at
    self.reader = reader
    self.route = route
    self.parameters = parameters
    self.status = status
    self.rows = rows
  }
}

extension Pages {
  /// Lines of a page of the log of reading.
  package static let readingLimit = 200

  /// Who read and changed what, the newest first.
  ///
  /// - Parameter found: one line more than a page has tells that there are older ones.
  package func readings(
    _ found: [ReadingRow], _ request: PageRequest, _ db: Database
  ) throws -> String {
    struct Row {
      let at: String
      let reader: String
      let href: String
      let route: String
      let parameters: String
      let status: String
      let isRefused: Bool
      let rows: String
    }
    struct Page {
      let tabs: [Choice]
      let by: String
      let since: String
      let lang: String?
      let kinds: [Choice]
      let rows: [Row]
      let hasRows: Bool
      let older: String?
      let olderText: String
    }
    let (words, figure) = (Wording(request.language), Figure(request.language))
    let shown = found.prefix(Self.readingLimit)
    let changesOnly = request.text("changes") != nil
    let isPart =
      found.count > Self.readingLimit
      || ["since", "changes", "before"].contains { request.text($0) != nil }
    let page = Page(
      tabs: AdminPage.tabs(request), by: request.text("by") ?? "",
      since: request.text("since") ?? "",
      lang: request.language == .ru ? nil : request.language.rawValue,
      kinds: [false, true].map { isChange in
        Choice(
          text: words(isChange ? "changesOnly" : "any"),
          href: request.link(changing: ["changes": isChange ? "1" : nil, "before": nil]),
          isCurrent: changesOnly == isChange)
      },
      rows: shown.map { row in
        Row(
          at: figure.moment(row.at), reader: row.reader,
          href: request.link("/admin/readings", ["by": row.reader]), route: row.route,
          parameters: row.parameters, status: String(row.status), isRefused: row.status >= 400,
          rows: row.rows.map { figure.integer($0) } ?? "")
      },
      hasRows: !shown.isEmpty,
      older: found.count > Self.readingLimit
        ? shown.last.map { request.link(changing: ["before": String($0.number)]) } : nil,
      olderText: request.language == .ru ? "Более ранние →" : "Older →")
    return try render(
      "admin-readings", title: words("readings"), page,
      tables: [
        "readings": [
          DataLink(
            .readings, ["by": request.text("by")], more: isPart ? "moreReadings" : nil,
            for: request)
        ]
      ], for: request, db)
  }
}
