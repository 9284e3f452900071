import Foundation
import Hummingbird
import Pipeline
import Postgres
import Reports
import Schools

extension WebService {
  /// Workbooks for schools: templates to fill, and bundles given back with what is wrong marked.
  func addWorkbooks(to router: Router<ServiceContext>) {
    router.get("/v1/templates/school") { [self] request, context in
      try context.admit(.deliveries)
      let asked = try TemplateRequest(request)
      let body = try await read(context.caller.scope) { db in try asked.workbook(db) }
      context.trail.gives("template", run: nil, rows: nil)
      return Response.bytes(
        body, type: ReportFormat.xlsx.mediaType, fileName: asked.fileName)
    }
    router.get("/v1/bundles/:id/annotated.xlsx") { [self] request, context in
      try context.admit(.deliveries)
      let language = try Self.language(of: request)
      return try await annotated(
        try context.bundle, language, in: context.caller.scope, context.trail)
    }
  }

  /// A bundle that `scope` sees, as a workbook with what is wrong marked.
  func annotated(
    _ id: Int, _ language: Language, in scope: Scope, _ trail: ReadingTrail
  ) async throws -> Response {
    // Whether there is such a bundle is for the caller's scope to say; the rereading itself has none.
    let query = try ReportQuery(.bundles, where: ["bundle": String(id)])
    try await read(scope) { db in try query.check(db) }
    let problems = try await rereading?.list(of: id)
    let body = try await read(scope) { db in
      guard let sent = try SentBundle(db, bundle: id, problems: problems) else {
        throw ReportError.notFound(.bundle)
      }
      var body = ByteBuffer()
      try sent.annotate(language, created: Int(Date().timeIntervalSince1970)) {
        body.writeBytes($0)
      }
      return body
    }
    trail.gives("annotated", run: nil, rows: problems?.problems.count)
    return Response.bytes(
      body, type: ReportFormat.xlsx.mediaType, fileName: "bundle-\(id)-annotated.xlsx")
  }
}

/// Which template is asked for.
private struct TemplateRequest: Sendable {
  let school: String?
  let year: Int?
  let tables: [String]

  /// - Throws: `ReportError` for a parameter there is not, or a school without a year.
  init(_ request: Request) throws {
    let names = ["school", "year", "table"]
    let given = try request.parameters(allowing: names, saying: names)
    school = given["school"]
    year = try given["year"].map { text in
      guard let year = Int(text), (1950...2100).contains(year) else {
        throw ReportError.invalidValue(parameter: "year")
      }
      return year
    }
    guard (school == nil) == (year == nil) else {
      throw ReportError.invalidValue(parameter: school == nil ? "school" : "year")
    }
    tables =
      given["table"]?.split(separator: ",", omittingEmptySubsequences: false).map(String.init) ?? []
  }

  /// ASCII letters, digits and what stands between them.
  var fileName: String {
    let code = (school ?? "").filter { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
    return school == nil ? "template.xlsx" : "\(code)-\(year ?? 0).xlsx"
  }

  func workbook(_ db: Database) throws -> ByteBuffer {
    let (created, generator) = (Int(Date().timeIntervalSince1970), "soko \(Version.current)")
    var body = ByteBuffer()
    try TemporaryFile.pieces(
      { path in
        if let school, let year {
          return try SchoolTemplate.write(
            db, school: school, year: year, tables: tables, created: created,
            generator: generator, at: path)
        }
        try SchoolTemplate.empty(
          tables: tables, subjects: try SchoolTemplate.subjects(db),
          indicators: try SchoolTemplate.indicators(db), created: created, generator: generator
        ).write(at: path)
      }, to: { body.writeBytes($0) })
    return body
  }
}
