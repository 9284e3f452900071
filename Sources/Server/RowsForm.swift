import HTTPTypes
import Hummingbird
import Reports
import Schools

/// A form in which rows are answered: as a file, or as a page for people.
enum RowsForm: Hashable, Sendable {
  case file(ReportFormat)
  case page

  static let all: [RowsForm] = ReportFormat.allCases.map(RowsForm.file) + [.page]

  /// Those that a header Accept chooses among; the first where it does not care.
  static let offered: [RowsForm] = [
    .file(.json), .file(.csv), .file(.xlsx), .page, .file(.text),
  ]

  /// As the parameter `format` has it.
  var name: String {
    switch self {
    case .file(let format): format.rawValue
    case .page: "html"
    }
  }

  var mediaType: String {
    switch self {
    case .file(let format): format.mediaType
    case .page: "text/html; charset=utf-8"
    }
  }

  /// The form that a request asks for: `format` decides, and without it the header Accept does.
  ///
  /// - Throws: `ReportError` for a format there is not, ``AcceptError`` when no form is taken.
  static func asked(format: String?, accept: String?) throws -> RowsForm {
    if let format {
      guard let form = all.first(where: { $0.name == format }) else {
        throw ReportError.invalidValue(parameter: "format")
      }
      return form
    }
    guard let index = Accepted(accept).first(of: offered.map(\.mediaType)) else {
      throw AcceptError()
    }
    return offered[index]
  }
}

/// Rows are asked for in forms that there are not.
struct AcceptError: ServiceRefusal {
  var code: String { "server.form_not_offered" }
  var status: HTTPResponse.Status { .notAcceptable }
  var headers: HTTPFields { [.vary: "Accept"] }

  var message: Words {
    let list = RowsForm.offered.map { String($0.mediaType.prefix { $0 != ";" }) }
      .joined(separator: ", ")
    return Words(
      ru: "В таком виде строк нет. Есть: \(list).",
      en: "Rows do not come in such a form. There are: \(list).")
  }
}
