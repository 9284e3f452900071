package import Postgres
import Schools

extension Pages {
  /// The schools, found by name or code, filtered by municipality and kind.
  package func schools(_ request: PageRequest, _ db: Database) throws -> String {
    try request.allow("q", "municipality", "kind")
    let year = try years(db, in: "comparison").first
    let page = SchoolsPage(
      try SchoolsPage.Entry.find(db, request, year: year),
      municipalities: try SchoolsPage.municipalities(db, request),
      kinds: try SchoolsPage.kinds(db, request), year: year, request)
    return try render(
      "schools", title: Wording(request.language)("schools"), page,
      tables: [
        "schools": [
          DataLink(
            .schools, ["municipality": request.text("municipality")],
            more: request.text("q") == nil && request.text("kind") == nil ? nil : "moreUnsearched",
            for: request)
        ]
      ], for: request, db)
  }
}

struct SchoolsPage {
  /// A school with how many of its verdicts beside the region are of each kind.
  struct Entry: Decodable {
    let school: String
    let name: String
    let municipalityName: String
    let kind: String?
    let settlement: String?
    let isSmall: Bool?
    let students: Int?
    let above: Int
    let within: Int
    let below: Int
    let total: Int

    static func find(_ db: Database, _ request: PageRequest, year: Int?) throws -> [Entry] {
      let lang = request.language.rawValue
      var sql =
        SQL(
          raw: """
            select school.school, school.name_\(lang) as name,
                school.municipality_\(lang) as municipality_name, school.kind, school.settlement,
                school.is_small, school.students,
                coalesce(verdict.above, 0) as above, coalesce(verdict.within, 0) as within,
                coalesce(verdict.below, 0) as below, coalesce(verdict.total, 0) as total
            from report_v1.school as school
            left join (
                select school,
                    count(*) filter (where verdict = 'above') as above,
                    count(*) filter (where verdict = 'within') as within,
                    count(*) filter (where verdict = 'below') as below,
                    count(*) as total
                from report_v1.comparison
                where analogue = 'regional' and year =
            """) + " \(year ?? 0) "
        + SQL(
          raw: """
              group by school
            ) as verdict on verdict.school = school.school
            where true
            """)
      if let text = request.text("q") {
        sql =
          sql + """
             and (position(lower(\(text)) in lower(school.name_ru)) > 0
                or position(lower(\(text)) in lower(school.name_en)) > 0
                or position(lower(\(text)) in lower(school.school)) > 0)
            """
      }
      if let code = request.text("municipality") {
        sql = sql + " and school.municipality = \(code)"
      }
      if let kind = request.text("kind") { sql = sql + " and school.kind = \(kind)" }
      return try db.all(
        sql + SQL(raw: " order by school.municipality, school.school collate \"C\""),
        as: Entry.self)
    }
  }

  struct Option: Decodable {
    let code: String
    let name: String
  }

  struct Choosable {
    let code: String
    let name: String
    let isChosen: Bool
  }

  struct Row {
    let code: String
    let name: String
    let href: String
    let municipality: String
    let kind: String
    let settlement: String
    let students: String
    /// It has figures in the year of the page.
    let hasData: Bool
    let above: String
    let within: String
    let below: String
    let incomparable: String
  }

  let query: String
  let lang: String?
  let municipalities: [Choosable]
  let kinds: [Choosable]
  let sentence: String
  let rows: [Row]
  let hasRows: Bool

  static func municipalities(_ db: Database, _ request: PageRequest) throws -> [Choosable] {
    let options = try db.all(
      SQL(
        raw: """
          select distinct municipality as code, municipality_\(request.language.rawValue) as name
          from report_v1.school order by name, code
          """), as: Option.self)
    let chosen = request.text("municipality")
    return options.map { Choosable(code: $0.code, name: $0.name, isChosen: $0.code == chosen) }
  }

  static func kinds(_ db: Database, _ request: PageRequest) throws -> [Choosable] {
    let options = try db.all(
      """
      select distinct kind as code, kind as name from report_v1.school where kind is not null
      order by code
      """, as: Option.self)
    let words = Wording(request.language)
    let chosen = request.text("kind")
    return options.map {
      Choosable(code: $0.code, name: words.schoolKind($0.code), isChosen: $0.code == chosen)
    }
  }

  init(
    _ entries: [Entry], municipalities: [Choosable], kinds: [Choosable], year: Int?,
    _ request: PageRequest
  ) {
    let words = Wording(request.language)
    let figure = Figure(request.language)
    query = request.text("q") ?? ""
    lang = request.language == .ru ? nil : request.language.rawValue
    self.municipalities = municipalities
    self.kinds = kinds
    let count = words.count(entries.count, .school)
    let when = year.map(figure.year)
    switch (request.language, when) {
    case (.ru, let when?):
      sentence = "\(count). Вердикты — рядом с регионом, \(when) учебный год."
    case (.en, let when?): sentence = "\(count). Verdicts beside the region, \(when)."
    case (_, nil): sentence = "\(count)."
    }
    hasRows = !entries.isEmpty
    rows = entries.map { entry in
      var settlement = entry.settlement.map(words.settlement) ?? Figure.absent
      if entry.isSmall == true { settlement += ", \(words("small"))" }
      return Row(
        code: entry.school, name: entry.name,
        href: request.link("/schools/\(PageRequest.part(entry.school))"),
        municipality: entry.municipalityName,
        kind: entry.kind.map(words.schoolKind) ?? Figure.absent, settlement: settlement,
        students: entry.students.map(figure.integer) ?? Figure.absent,
        hasData: entry.total > 0, above: String(entry.above), within: String(entry.within),
        below: String(entry.below),
        incomparable: String(entry.total - entry.above - entry.within - entry.below))
    }
  }
}
