package import Postgres
import Schools

extension Pages {
  /// Bundles, the newest first, two hundred to a page.
  package func bundles(_ request: PageRequest, _ db: Database) throws -> String {
    try request.allow("state", "school", "before")
    let found = try BundleRow.find(db, request)
    let isPart = found.count > BundleRow.limit || request.text("before") != nil
    let page = BundlesPage(
      found, states: try BundleState.all(db), request)
    return try render(
      "bundles", title: Wording(request.language)("bundles"), page,
      tables: [
        "bundles": [
          DataLink(
            .bundles, ["state": request.text("state"), "school": request.text("school")],
            more: isPart ? "moreBundles" : nil, for: request)
        ]
      ], for: request, db)
  }
}

struct BundleState: Decodable {
  let state: String
  let total: Int

  static func all(_ db: Database) throws -> [BundleState] {
    try db.all(
      "select state, count(*) as total from report_v1.bundle group by state order by state",
      as: BundleState.self)
  }
}

struct BundleRow: Decodable {
  static let limit = 200

  let bundle: Int
  let kind: String
  let school: String?
  let year: Int?
  let mode: String?
  let state: String
  let fileName: String
  let byteCount: Int
  let received: String
  let problems: Int
  let warnings: Int

  /// Joins how many problems and warnings a bundle has.
  static let totals = """
    left join lateral (
        select sum(total) filter (where severity = 'rejected') as problems,
            sum(total) filter (where severity = 'warning') as warnings
        from report_v1.problem_total
        where problem_total.bundle = bundle.bundle
    ) as total on true
    """

  static func find(_ db: Database, _ request: PageRequest) throws -> [BundleRow] {
    var condition: SQL = "true"
    if let state = request.text("state") { condition = condition + " and bundle.state = \(state)" }
    if let school = request.text("school") {
      condition = condition + " and bundle.school = \(school)"
    }
    if let before = try request.number("before") {
      condition = condition + " and bundle.bundle < \(before)"
    }
    return try all(db, where: condition)
  }

  static func all(_ db: Database, where condition: SQL) throws -> [BundleRow] {
    try db.all(
      SQL(
        raw: """
          select bundle.bundle, bundle.kind, bundle.school, bundle.year, bundle.mode, bundle.state,
              bundle.file_name, bundle.byte_count, \(isoMoment("bundle.received_at")) as received,
              coalesce(total.problems, 0)::bigint as problems,
              coalesce(total.warnings, 0)::bigint as warnings
          from report_v1.bundle as bundle
          \(totals)
          where
          """) + " " + condition + " order by bundle.bundle desc limit \(limit + 1)",
      as: BundleRow.self)
  }
}

struct BundlesPage {
  struct Row {
    let number: String
    let href: String?
    let file: String
    let what: String
    let year: String
    let state: String
    let needsAttention: Bool
    let received: String
    let size: String
    let problems: String
    let warnings: String
  }

  /// What the form to send a bundle brings back.
  let seal: String
  let action: String
  let states: [Choice]
  let sentence: String
  let rows: [Row]
  let hasRows: Bool
  let older: String?
  let olderText: String

  init(_ found: [BundleRow], states: [BundleState], _ request: PageRequest) {
    let words = Wording(request.language)
    seal = request.seal
    action = request.link("/bundles")
    let chosen = request.text("state")
    let all = Choice(
      text: words("any"), href: request.link(changing: ["state": nil, "before": nil]),
      isCurrent: chosen == nil)
    self.states =
      [all]
      + states.map {
        Choice(
          text: "\(words.state($0.state)) (\($0.total))",
          href: request.link(changing: ["state": $0.state, "before": nil]),
          isCurrent: $0.state == chosen)
      }
    let count = words.count(states.map(\.total).reduce(0, +), .bundle)
    let parts = states.map { "\(words.state($0.state)) — \($0.total)" }
    sentence = parts.isEmpty ? "\(count)." : "\(count): \(parts.joined(separator: ", "))."
    let shown = found.prefix(BundleRow.limit)
    rows = shown.map { Row($0, request) }
    hasRows = !rows.isEmpty
    older =
      found.count > BundleRow.limit
      ? shown.last.map { request.link(changing: ["before": String($0.bundle)]) } : nil
    olderText = request.language == .ru ? "Более ранние →" : "Older →"
  }
}

extension BundlesPage.Row {
  init(_ row: BundleRow, _ request: PageRequest) {
    let words = Wording(request.language)
    let figure = Figure(request.language)
    number = String(row.bundle)
    href = request.link(toBundle: row.bundle)
    file = row.fileName
    what = row.school ?? words.term(row.kind)
    year = row.year.map(figure.year) ?? Figure.absent
    state = words.state(row.state)
    needsAttention = row.state == "rejected" || row.state == "quarantined"
    received = figure.moment(row.received)
    size = figure.bytes(row.byteCount)
    problems = row.problems == 0 ? "" : figure.integer(row.problems)
    warnings = row.warnings == 0 ? "" : figure.integer(row.warnings)
  }
}
