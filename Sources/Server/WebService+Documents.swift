import HTTPTypes
import Hummingbird
import Postgres
import Reports
import Schools

extension WebService {
  /// Documents of clauses 4.18, 4.20 and 5.1: which there are, and each in its forms.
  func addDocuments(to router: Router<ServiceContext>) {
    router.get("/documents") { [self] request, context in
      try context.admit(.everybody)
      let asked = try asked(request, context)
      let scope = context.caller.scope
      let page = try await read(scope, asked.edition) { [pages] db in
        WrittenPage(try pages.documents(asked, asked: scope, db))
      }
      return Response.text(
        page.html(for: try pages.visitor(asked)), type: "text/html; charset=utf-8")
    }
    router.get("/documents/:kind") { [self] request, context in
      guard let kind = context.parameters.get("kind").flatMap(DocumentKind.init(rawValue:)) else {
        try context.admit(.everybody)
        throw ReportError.notFound(.page)
      }
      try context.admit(kind.isForEverybody ? .everybody : .known)
      let asked = try AskedDocument(kind, request)
      let scope = context.caller.scope
      let document = try await pool.transaction(readOnly: true) { db in
        try asked.document.document(db, asked: scope, of: asked.edition)
      }
      // The programs that write files run when the connection is free again.
      let bytes = try await press.bytes(of: document, as: asked.format)
      context.trail.gives(kind.rawValue, run: document.run, rows: document.rows)
      let name = "\(document.fileName).\(asked.format.rawValue)"
      return Response.bytes(
        ByteBuffer(bytes: bytes), type: asked.format.mediaType,
        fileName: asked.format == .html ? nil : name)
    }
  }
}

/// A document with the form it is asked in.
private struct AskedDocument: Sendable {
  let document: DocumentRequest
  let format: DocumentFormat
  let edition: Edition

  init(_ kind: DocumentKind, _ request: Request) throws {
    let names = (kind.isOfSchool ? ["school"] : []) + ["year", "format", "run", "asOf"]
    let given = try request.parameters(allowing: names).filter { !$0.value.isEmpty }
    edition = try Edition(run: given["run"], asOf: given["asOf"])
    let year = try given["year"].map { text in
      guard let year = Int(text) else { throw ReportError.invalidValue(parameter: "year") }
      return year
    }
    document = try DocumentRequest(kind, school: given["school"], year: year)
    guard let format = DocumentFormat(rawValue: given["format"] ?? DocumentFormat.html.rawValue),
      kind.formats.contains(format)
    else { throw ReportError.invalidValue(parameter: "format") }
    self.format = format
  }
}

extension DocumentError: ServiceRefusal {
  var code: String { problem.code }

  var status: HTTPResponse.Status {
    switch self {
    case .toolMissing: .notImplemented
    case .toolFailed, .busy: .serviceUnavailable
    }
  }

  var headers: HTTPFields {
    switch self {
    case .busy: [.retryAfter: "60"]
    case .toolMissing, .toolFailed: [:]
    }
  }

  var message: Words {
    Words(
      ru: "\(problem.message(.ru)) \(problem.hint(.ru))",
      en: "\(problem.message(.en)) \(problem.hint(.en))")
  }
}
