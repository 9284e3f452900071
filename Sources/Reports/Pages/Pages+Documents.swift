package import Postgres
import Schools

extension Pages {
  /// Which documents there are for a school and a year, each in the forms the reader may have it in.
  ///
  /// - Parameter scope: the reader's; in it everything here is asked.
  package func documents(
    _ request: PageRequest, asked scope: Scope, _ db: Database
  ) throws -> String {
    try request.allow("school", "year")
    let schools = try SchoolName.all(db, request.language)
    let own: String? = if case .school(let code) = scope { code } else { nil }
    let school = try markedSchool(request, among: schools) ?? own.flatMap { schools[$0] }
    let all = try years(db, in: "comparison")
    let year = try chosenYear(request, among: all)
    let page = DocumentsPage(
      school, year: year, isKnown: scope != .public, schools: schools,
      years: yearChoices(all, current: year, request), request)
    return try render(
      "documents", title: Wording(request.language)("documents"), page, for: request, db)
  }
}

struct DocumentsPage {
  struct Line {
    let name: String
    let year: String
    let audience: String
    let links: [Choice]
  }

  struct Option {
    let code: String
    let name: String
    let isCurrent: Bool
  }

  let school: String?
  let year: String?
  let years: [Choice]
  let options: [Option]
  let lines: [Line]
  let hasLines: Bool

  init(
    _ school: SchoolName?, year: Int?, isKnown: Bool, schools: [String: SchoolName],
    years: [Choice], _ request: PageRequest
  ) {
    self.school = school?.name
    self.year = year.map(String.init)
    self.years = years
    options = schools.values.sorted { ($0.name, $0.school) < ($1.name, $1.school) }.map {
      Option(code: $0.school, name: $0.name, isCurrent: $0.school == school?.school)
    }
    lines =
      year.map { year in
        DocumentKind.allCases.filter {
          ($0.isForEverybody || isKnown) && (!$0.isOfSchool || school != nil)
        }.map { Line($0, school: school?.school, year: year, request.language) }
      } ?? []
    hasLines = !lines.isEmpty
  }
}

extension DocumentsPage.Line {
  fileprivate init(_ kind: DocumentKind, school: String?, year: Int, _ language: Language) {
    let words = Wording(language)
    name = kind.title[language]
    // The calendar year that began in the school year before and ended in this one: both have come.
    let shown = kind.isOfCalendarYear ? year - 1 : year
    self.year =
      kind.isOfCalendarYear
      ? "\(shown), \(words("calendarYearOf"))"
      : "\(Figure(language).year(year)), \(words("academicYearOf"))"
    audience =
      switch kind {
      case .publicReport: words("documentForEverybody")
      case .selfStudy: words("documentForScope")
      case .reference, .clusters: words("documentInternal")
      }
    links = DocumentLink.all(kind, school: kind.isOfSchool ? school : nil, year: shown)
  }
}

/// Links to the forms of a document.
enum DocumentLink {
  static func all(_ kind: DocumentKind, school: String?, year: Int?) -> [Choice] {
    kind.formats.map { format in
      let items =
        [("school", school), ("year", year.map(String.init))]
        .compactMap { name, value in value.map { (name, $0) } } + [("format", format.rawValue)]
      return Choice(
        text: format.rawValue.uppercased(),
        href: PageRequest.address("/documents/\(kind.rawValue)", items, .ru), isCurrent: false)
    }
  }
}
