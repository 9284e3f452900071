import Postgres
import Schools

/// The pages people read, as complete HTML documents.
///
/// Every page is made inside one transaction whose scope is set: it shows what the scope may see.
package struct Pages: Sendable {
  let templates: Templates

  package init(templates: Templates) {
    self.templates = templates
  }

  /// What stands in a page in place of whoever reads it; nothing that is shown can hold it.
  package static let visitorGap = "<!--visitor-->"

  /// What fills the gap: the login and the way out, or the way in.
  package func visitor(_ request: PageRequest) throws -> String {
    try templates.render(
      PageContext(
        frame: PageFrame(request, title: "", publication: nil, isSynthetic: false),
        w: Wording(request.language).page, page: ""), with: "visitor")
  }

  /// Renders `content` between the head and the foot that all pages share.
  ///
  /// - Parameters:
  ///   - tables: The rows of each table of the page by the name that its template knows it by.
  ///   - data: Rows that belong to the page and to none of its tables.
  ///   - isSecret: Whether the address is for one holder alone, and stands on no paper.
  ///   - refresh: After how many seconds a browser is to ask for the page again.
  func render(
    _ template: String, title: String, _ content: Any, tables: [String: [DataLink]] = [:],
    data: [DataLink] = [], isSecret: Bool = false, refresh: Int? = nil,
    for request: PageRequest, _ db: Database
  ) throws -> String {
    let publication = try Publication.current(db)
    let isSynthetic = try Names.tellsOfSynthetic(db)
    let frame = PageFrame(
      request, title: title, publication: publication, isSynthetic: isSynthetic,
      tables: tables, data: data, isSecret: isSecret,
      refresh: refresh,
      notices: try EditionNotice.find(publication, for: request, db))
    let html = try templates.render(
      PageContext(frame: frame, w: Wording(request.language).page, page: content), with: template)
    // What may be kept for others is filled for each of them.
    return request.isOfPublication
      ? html : html.replacing(Self.visitorGap, with: try visitor(request))
  }
}

/// What a template sees.
struct PageContext {
  let frame: PageFrame
  /// The fixed words in the language of the page.
  let w: [String: String]
  let page: Any
}

/// The rows of a table as data, in each form.
struct DataLink {
  let name: String
  let csv: String
  let excel: String
  let json: String
  let xlsx: String
  /// What the rows have that the table does not; nil where both have the same.
  let more: String?

  /// - Parameters:
  ///   - whose: what the rows are of, where a page has the same report several times.
  ///   - more: the name of the words that say what else is among the rows.
  init(
    _ report: Report, _ query: KeyValuePairs<String, String?> = [:], called whose: String? = nil,
    more: String? = nil, for request: PageRequest
  ) {
    self.init(
      report, filters: query.compactMap { name, value in value.map { (name, $0) } },
      called: whose, more: more, for: request)
  }

  init(
    _ report: Report, filters: [(String, String)], called whose: String? = nil,
    more: String? = nil, for request: PageRequest
  ) {
    name = report.title[request.language] + (whose.map { ": \($0)" } ?? "")
    self.more = more.map { Wording(request.language)($0) }
    let items = filters + (report.hasEditions ? request.kept : [])
    func address(_ format: String) -> String {
      PageRequest.address("/v1/\(report.name)", [("format", format)] + items, request.language)
    }
    csv = address("csv")
    excel = address("csv-excel")
    json = address("json")
    xlsx = address("xlsx")
  }
}

/// A link of a menu, a switch or a list.
struct Choice {
  let text: String
  let href: String
  let isCurrent: Bool
}

/// Head and foot of a page.
struct PageFrame {
  let lang: String
  let title: String
  let home: String
  let menu: [Choice]
  let languages: [Choice]
  let isSynthetic: Bool
  let notices: [EditionNotice]
  let run: String?
  let footer: String?
  /// Nil where the address is a secret.
  let permalink: String?
  let refresh: String?
  let tables: [String: [DataLink]]
  let data: [DataLink]
  /// The login of whoever is in, and what the form to leave brings back.
  let login: String?
  let seal: String?
  /// Where to come in, for whoever may.
  let entrance: String?
  /// Where the form to leave goes.
  let exit: String

  init(
    _ request: PageRequest, title: String, publication: Publication?, isSynthetic: Bool,
    tables: [String: [DataLink]] = [:], data: [DataLink] = [], isSecret: Bool = false,
    refresh: Int? = nil, notices: [EditionNotice] = []
  ) {
    let language = request.language
    let words = Wording(language)
    lang = language.rawValue
    self.title = title
    home = request.link("/")
    let own = request.visitor?.isOperator == true ? ["/admin"] : []
    let sections = [
      "/", "/schools", "/indicators", "/ranking", "/clusters", "/models", "/documents", "/bundles",
      "/plan",
    ]
    // Whoever may not open a page is not led there; whoever may come in finds out at the door.
    let hidden = request.readsBundles || request.visitor == .outside ? [] : ["/bundles"]
    menu = (sections + own).filter { !hidden.contains($0) }.map { path in
      let name = path == "/" ? "home" : String(path.dropFirst())
      let isInside = path == "/" ? request.path == "/" : request.path.hasPrefix(path)
      return Choice(text: words(name), href: request.link(path), isCurrent: isInside)
    }
    languages = [
      Choice(
        text: "Русский", href: request.link(changing: ["lang": nil]), isCurrent: language == .ru),
      Choice(
        text: "English", href: request.link(changing: ["lang": "en"]), isCurrent: language == .en),
    ]
    self.isSynthetic = isSynthetic
    self.notices = notices
    run = publication.map { String($0.run) }
    footer = publication.map { publication in
      let figure = Figure(language)
      return "\(words("run")) \(publication.run) · "
        + "\(words("asOf")) \(figure.moment(publication.asOf)) · "
        + "\(words("published")) \(figure.moment(publication.publishedAt)) · "
        + "soko \(publication.codeVersion)"
    }
    permalink =
      isSecret
      ? nil
      : PageRequest.hasEditions(request.path)
        ? request.link(changing: ["run": run, "asOf": nil]) : request.link(changing: [:])
    self.refresh = refresh.map { String($0) }
    self.tables = tables
    self.data = data
    (login, seal) = request.visitor?.inside ?? (nil, nil)
    entrance = request.visitor == .outside ? request.link("/login") : nil
    exit = request.link("/logout")
  }
}

extension Visitor {
  var isOperator: Bool {
    guard case .inside(_, _, let isOperator, _) = self else { return false }
    return isOperator
  }

  var inside: (login: String?, seal: String?)? {
    guard case .inside(let login, let seal, _, _) = self else { return nil }
    return (login, seal)
  }
}
