import Foundation
package import Postgres
import Schools

extension Pages {
  /// What an operator reads in the morning: the night, deliveries, what needs attention, and what changed and why.
  package func home(_ request: PageRequest, _ db: Database) throws -> String {
    try request.allow()
    let names = try Names(db, request.language)
    let page = HomePage(
      try Publication.current(db), try Night.find(db), try Deliveries.find(db, request.language),
      refused: try BundleRow.all(db, where: "bundle.state in ('rejected', 'quarantined')"),
      warned: try NightWarnings.find(db), states: try BundleState.all(db),
      plan: PlanSection(
        try PlanDeadline.all(.everybody, request.language, db),
        names: try SchoolName.all(db, request.language), request),
      changes: try ChangeSection(names: names, request, db), request)
    return try render(
      "home", title: Wording(request.language)("home"), page,
      tables: [
        "refused": request.readsBundles
          ? [DataLink(.bundles, more: "moreBundles", for: request)] : [],
        "deadlines": [DataLink(.plan, more: "moreDeadlines", for: request)],
        "changes": [DataLink(.changes, more: "moreChanges", for: request)],
      ], data: [DataLink(.verdictChanges, for: request)], for: request, db)
  }
}

/// Who delivered data of the newest year.
struct Deliveries {
  struct School: Decodable {
    let school: String
    let name: String
    let municipalityName: String
  }

  let year: Int?
  let schools: Int
  let missing: [School]

  static func find(_ db: Database, _ language: Language) throws -> Deliveries {
    let lang = language.rawValue
    let year = try db.value(
      """
      select max(year) from report_v1.bundle
      where kind = 'school' and state in ('done', 'superseded')
      """, as: Int?.self)
    let schools = try db.value(
      "select count(*) from report_v1.school where is_open", as: Int.self)
    guard let year else { return Deliveries(year: nil, schools: schools, missing: []) }
    let missing = try db.all(
      SQL(
        raw: """
          select school.school, school.name_\(lang) as name,
              school.municipality_\(lang) as municipality_name
          from report_v1.school as school
          where school.is_open and not exists (
              select from report_v1.bundle as bundle
              where bundle.school = school.school and bundle.state in ('done', 'superseded')
                  and bundle.year =
          """) + " \(year)"
        + SQL(raw: ") order by school.municipality, school.school collate \"C\""),
      as: School.self)
    return Deliveries(year: year, schools: schools, missing: missing)
  }
}

/// What a run counted; figures a version did not write are nil.
struct RunFigures: Decodable {
  let slices: Int?
  let indicators: Int?
  let values: Int?
  let comparisons: Int?
  let ranked: Int?
  let clusters: Int?
  let seconds: [String: Double]?
}

struct HomePage {
  struct Missing {
    let name: String
    let href: String
    let municipality: String
  }

  struct Stage {
    let name: String
    let seconds: String
  }

  /// The night: who loaded, how many rows, how long, what failed.
  let night: String?
  let sentence: String
  let delivered: String
  let missing: [Missing]
  let hasMissing: Bool
  let refused: [BundlesPage.Row]
  let hasRefused: Bool
  let warnings: String?
  /// The bundles they are in, for whoever may read them.
  let loaded: String?
  let states: [Choice]
  /// The same without links.
  let counts: String?
  let plan: PlanSection?
  let changes: ChangeSection
  let stages: [Stage]
  let hasStages: Bool

  init(
    _ publication: Publication?, _ night: Night?, _ deliveries: Deliveries, refused: [BundleRow],
    warned: NightWarnings, states: [BundleState], plan: PlanSection?, changes: ChangeSection,
    _ request: PageRequest
  ) {
    let language = request.language
    let words = Wording(language)
    let figure = Figure(language)
    let figures = publication.flatMap {
      try? JSONDecoder().decode(RunFigures.self, from: Data($0.figures.utf8))
    }
    self.night = publication.flatMap { publication in
      night?.sentence(publication, figures, of: deliveries.schools, words)
    }
    sentence = publication.map { Self.sentence($0, figures, words) } ?? words("nothing")
    delivered = Self.delivered(deliveries, words)
    missing = deliveries.missing.map {
      Missing(
        name: $0.name, href: request.link("/schools/\(PageRequest.part($0.school))"),
        municipality: $0.municipalityName)
    }
    hasMissing = !missing.isEmpty
    self.refused = refused.prefix(20).map { BundlesPage.Row($0, request) }
    hasRefused = !refused.isEmpty
    warnings = warned.sentence(words)
    loaded = request.readsBundles ? request.link("/bundles", ["state": "done"]) : nil
    self.plan = plan
    let counts = states.map { "\(words.state($0.state)): \($0.total)" }.joined(separator: ", ")
    self.counts = request.readsBundles || counts.isEmpty ? nil : counts
    self.states = (request.readsBundles ? states : []).map {
      Choice(
        text: "\(words.state($0.state)): \($0.total)",
        href: request.link("/bundles", ["state": $0.state]), isCurrent: false)
    }
    self.changes = changes
    stages = Self.order.compactMap { stage in
      figures?.seconds?[stage].map {
        Stage(name: words.stage(stage), seconds: figure.decimal($0, 2))
      }
    }
    hasStages = !stages.isEmpty
  }

  private static let order = [
    "indicate", "match", "disclose", "compare", "gather", "sift", "cluster", "rank", "model",
    "publish",
  ]

  private static func sentence(
    _ publication: Publication, _ figures: RunFigures?, _ words: Wording
  ) -> String {
    let figure = Figure(words.language)
    let seconds = figures?.seconds.map { $0.values.reduce(0, +) }
    let time = seconds.map { figure.decimal($0, 1) }
    var parts: [String] = []
    if let count = figures?.values { parts.append(words.count(count, .value)) }
    if let count = figures?.indicators { parts.append(words.count(count, .indicator)) }
    if let count = figures?.comparisons { parts.append(words.count(count, .comparison)) }
    if let count = figures?.clusters { parts.append(words.count(count, .cluster)) }
    let list = parts.joined(separator: ", ")
    let when = figure.moment(publication.publishedAt)
    switch words.language {
    case .ru:
      return "Расчёт № \(publication.run) опубликован \(when)"
        + (list.isEmpty ? "" : ": \(list)") + (time.map { ", \($0) с" } ?? "") + "."
    case .en:
      return "Run \(publication.run) was published \(when)"
        + (list.isEmpty ? "" : ": \(list)") + (time.map { ", \($0) s" } ?? "") + "."
    }
  }

  private static func delivered(_ deliveries: Deliveries, _ words: Wording) -> String {
    let there = deliveries.schools - deliveries.missing.count
    guard let year = deliveries.year.map(Figure(words.language).year) else {
      return words.language == .ru
        ? "Данных школ ещё нет; в реестре \(words.count(deliveries.schools, .school))."
        : "No school has delivered yet; the register holds \(words.count(deliveries.schools, .school))."
    }
    return words.language == .ru
      ? "Данные за \(year) прислали \(there) из \(words.count(deliveries.schools, .school))."
      : "\(there) of \(words.count(deliveries.schools, .school)) have delivered data of \(year)."
  }
}
