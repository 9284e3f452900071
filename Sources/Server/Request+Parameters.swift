import Crypto
import Foundation
import Hummingbird
import Pipeline
import Reports
import Schools

extension Request {
  /// The parameters of the query, decoded; a form's `+` is a space.
  ///
  /// - Throws: `ReportError` when one is given twice or is not UTF-8.
  func parameters() throws -> [String: String] { try Self.parameters(of: uri.query ?? "") }

  /// The same, where a form's checkboxes give one name several times: their values are joined by commas.
  func parameters(joining name: String) throws -> [String: String] {
    try Self.parameters(of: uri.query ?? "", joining: name)
  }

  /// The same of a form that was sent.
  static func parameters(
    of text: String, joining joined: String? = nil
  ) throws -> [String: String] {
    var found: [String: String] = [:]
    for pair in text.split(separator: "&") {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let decoded = parts.map(Self.decoded)
      guard let name = decoded[0] else { throw ReportError.invalidValue(parameter: String(pair)) }
      let value = decoded.count > 1 ? decoded[1] : ""
      guard let value, !value.utf8.contains(0), found[name] == nil || name == joined else {
        throw ReportError.invalidValue(parameter: name)
      }
      found[name] = found[name].map { "\($0),\(value)" } ?? value
    }
    return found
  }

  /// Nil when it is not UTF-8. Most is written plainly, and costs nothing.
  private static func decoded(_ part: Substring) -> String? {
    guard part.utf8.contains(where: { $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "%") }) else {
      return String(part)
    }
    return String(part).replacing("+", with: " ").removingPercentEncoding
  }

  /// The parameters, of which only these are known here.
  ///
  /// - Parameter saying: those that are not to be empty: a form sends its empty fields too, but a program has nothing to say by one.
  /// - Throws: `ReportError` for another, and for an empty one of `saying`.
  func parameters(allowing names: [String], saying: [String] = []) throws -> [String: String] {
    let found = try parameters()
    if let unknown = found.keys.sorted().first(where: { !names.contains($0) }) {
      throw ReportError.unknownParameter(unknown, allowed: names)
    }
    if let empty = saying.first(where: { found[$0]?.isEmpty == true }) {
      throw ReportError.invalidValue(parameter: empty)
    }
    return found
  }

  /// The language asked for, as far as that can be told.
  var language: Language {
    (try? parameters()["lang"]).flatMap { $0.flatMap(Language.init(rawValue:)) } ?? .ru
  }

  /// Whether a program asks, rather than a person.
  var isForData: Bool { uri.path == "/v1" || uri.path.hasPrefix("/v1/") }
}

/// A request for rows: which report, which filters, written how.
struct DataRequest: Sendable {
  let query: ReportQuery
  let form: RowsForm
  let edition: Edition

  init(_ report: Report, _ request: Request) throws {
    var parameters = try request.parameters()
    let language = try WebService.language(in: parameters)
    parameters["lang"] = nil
    form = try RowsForm.asked(
      format: parameters.removeValue(forKey: "format"), accept: request.headers[.accept])
    edition =
      report.hasEditions
      ? try Edition(
        run: parameters.removeValue(forKey: "run"), asOf: parameters.removeValue(forKey: "asOf"))
      : .inForce
    // A browser is not given a hundred thousand rows at once: it says that there are more.
    let limit =
      parameters.removeValue(forKey: "limit") ?? (form == .page ? "\(Pages.rowsLimit)" : nil)
    let after = parameters.removeValue(forKey: "after")
    let page = limit == nil && after == nil ? nil : try RowPage(limit: limit, after: after)
    query = try ReportQuery(report, where: parameters, language: language, page: page)
  }

  /// What tells this answer from those to other questions about the same publication, and from those to other callers.
  func tag(_ run: Int, _ scope: Scope) -> String {
    "\"\(run)-\(Version.current)-\(form.name)-\(query.language.rawValue)-\(Self.mark(scope))\""
  }

  /// Tells a scope from others, in Latin letters and digits.
  private static func mark(_ scope: Scope) -> String {
    let kind =
      switch scope {
      case .operator: "operator"
      case .region: "region"
      case .municipality(let code): "municipality " + code
      case .school(let code): "school " + code
      case .public: "public"
      }
    let number = SHA256.hash(data: Array(kind.utf8)).prefix(8).reduce(UInt64(0)) {
      $0 << 8 | UInt64($1)
    }
    return String(number, radix: 16)
  }
}

extension Request {
  /// The address of the page that goes on after `mark`.
  func address(after mark: String) -> String {
    let kept = (uri.query ?? "").split(separator: "&").filter { !$0.hasPrefix("after=") }
    return uri.path + "?" + (kept + ["after=\(mark)"]).joined(separator: "&")
  }
}
