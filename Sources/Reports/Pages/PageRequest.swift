import Foundation
package import Schools

/// What a page is asked for: its path and its parameters.
package struct PageRequest: Sendable {
  package let path: String
  package let query: [String: String]
  package let language: Language
  /// Who is in, for the head of the page; nil where nobody comes in.
  package let visitor: Visitor?
  /// Which publication it is to show.
  package let edition: Edition

  /// - Throws: ``ReportError/invalidValue(parameter:)`` when `lang` is neither `ru` nor `en`, or `run` and `asOf` name no publication.
  package init(path: String, query: [String: String] = [:], visitor: Visitor? = nil) throws {
    self.path = path
    self.visitor = visitor
    self.query = query
    let lang = query["lang"] ?? "ru"
    guard let language = Language(rawValue: lang) else {
      throw ReportError.invalidValue(parameter: "lang")
    }
    self.language = language
    edition = try Edition(
      run: query["run"].flatMap { $0.isEmpty ? nil : $0 },
      asOf: query["asOf"].flatMap { $0.isEmpty ? nil : $0 })
  }

  /// A request that cannot be read, for the page that says so.
  package static func unreadable(path: String) -> PageRequest {
    PageRequest(path: path, language: .ru)
  }

  private init(path: String, language: Language) {
    self.path = path
    self.language = language
    query = [:]
    visitor = nil
    edition = .inForce
  }

  /// Throws ``ReportError/unknownParameter(_:allowed:)`` for a parameter that is not among `names`.
  func allow(_ names: String...) throws { try allow(names) }

  /// The same of a list.
  func allow(_ names: [String]) throws {
    let names = names + (Self.hasEditions(path) ? ["run", "asOf", "lang"] : ["lang"])
    if let unknown = query.keys.sorted().first(where: { !names.contains($0) }) {
      throw ReportError.unknownParameter(unknown, allowed: names)
    }
  }

  /// A parameter, or nil when it is absent or empty: a form sends its empty fields too.
  func text(_ name: String) -> String? {
    query[name].flatMap { $0.isEmpty ? nil : $0 }
  }

  func number(_ name: String) throws -> Int? {
    guard let text = text(name) else { return nil }
    guard let number = Int(text) else { throw ReportError.invalidValue(parameter: name) }
    return number
  }

  /// A link that keeps the language and the publication; parameters without a value are left out.
  func link(_ path: String, _ query: KeyValuePairs<String, String?> = [:]) -> String {
    let given = query.compactMap { name, value in value.map { (name, $0) } }
    return Self.address(path, given + (Self.hasEditions(path) ? kept : []), language)
  }

  /// Whether earlier publications of a page can be asked for: what stands here tells of the present.
  static func hasEditions(_ path: String) -> Bool {
    !["/bundles", "/login", "/logout", "/upload", "/admin", "/plan", "/plan.ics", "/v1"].contains {
      path == $0 || path.hasPrefix($0 + "/")
    }
  }

  /// A link to the page of one figure of a school; the whole of an indicator is the cut that is not named.
  func link(toFigure indicator: String, cut: String, of school: String, year: Int?) -> String {
    link(
      "/schools/\(Self.part(school))/indicators/\(Self.part(indicator))",
      ["year": year.map(String.init), "cut": cut == "all" ? nil : cut])
  }

  /// Whether whoever reads may open a bundle's page; a program finds that out by itself.
  var readsBundles: Bool {
    switch visitor {
    case nil: true
    case .outside: false
    case .inside(_, _, _, let readsBundles): readsBundles
    }
  }

  /// What a form of the page must bring back; empty for whoever has not come in.
  var seal: String { visitor?.inside?.seal ?? "" }

  /// A link to the page of a bundle; nil for whoever may not open it.
  func link(toBundle number: some CustomStringConvertible) -> String? {
    readsBundles ? link("/bundles/\(number)") : nil
  }

  /// What names the publication, where one was asked for.
  var kept: [(String, String)] {
    ["run", "asOf"].compactMap { name in text(name).map { (name, $0) } }
  }

  /// An address with parameters, and with the language where it is not Russian.
  package static func address(
    _ path: String, _ items: [(String, String)], _ language: Language
  ) -> String {
    address(path, items + (language == .ru ? [] : [("lang", language.rawValue)]))
  }

  /// This page with some parameters changed; nil takes one away.
  func link(changing changes: KeyValuePairs<String, String?>) -> String {
    var next = query.filter { !$0.value.isEmpty }
    for (name, value) in changes { next[name] = value }
    return Self.address(path, next.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })
  }

  /// Whether the page tells of the publication in force alone, so that it is the same until another comes.
  package var isOfPublication: Bool {
    edition == .inForce && Self.hasEditions(path) && path != "/"
  }

  /// What tells this page from others; who reads it does not, but for the menu and for links to bundles.
  package var identity: [String] {
    [
      path, language.rawValue, visitor?.isOperator == true ? "operator" : "",
      readsBundles ? "bundles" : "",
    ]
      + query.sorted { $0.key < $1.key }.flatMap { [$0.key, $0.value] }
  }

  /// One part of a path, safe to stand between slashes.
  static func part(_ text: String) -> String {
    text.addingPercentEncoding(withAllowedCharacters: plain) ?? ""
  }

  private static func address(_ path: String, _ items: [(String, String)]) -> String {
    guard !items.isEmpty else { return path }
    return path + "?" + items.map { "\(part($0.0))=\(part($0.1))" }.joined(separator: "&")
  }

  private static let plain = CharacterSet(
    charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
}

/// Who reads a page.
package enum Visitor: Hashable, Sendable {
  /// Somebody who may come in.
  case outside
  /// Somebody who came in: the login, what a form must bring back, whether it is for them to run the installation, and
  /// whether bundles are their business.
  case inside(login: String, seal: String, isOperator: Bool, readsBundles: Bool)
}
