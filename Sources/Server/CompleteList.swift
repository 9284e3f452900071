import HTTPTypes
import Hummingbird
import Pipeline
import Postgres
import Reports
import Schools
import Synchronization

extension WebService {
  /// `GET /v1/bundles/{id}/problems.csv`: every problem of a bundle, however many.
  func addCompleteList(to router: Router<ServiceContext>) {
    router.get("/v1/bundles/:id/problems.csv") { [self] request, context in
      try context.admit(.deliveries)
      let language = try Self.language(of: request)
      return try await completeList(
        of: try context.bundle, language, in: context.caller.scope, context.trail)
    }
  }

  /// Every problem of a bundle that `scope` sees.
  func completeList(
    of id: Int, _ language: Language, in scope: Scope, _ trail: ReadingTrail
  ) async throws -> Response {
    guard let rereading else { throw ReportError.notFound(.bundle) }
    // Whether there is such a bundle is for the caller's scope to say; the reading itself has none.
    let query = try ReportQuery(.problems, where: ["bundle": String(id)], language: language)
    try await read(scope) { db in try query.check(db) }
    // Into a file first: a slow reader then holds no connection, and a failure is an answer, not a cut.
    let file = try TemporaryText()
    try file.append(ProblemLines.header)
    let rows = Mutex(0)
    let found = try await rereading.forEachProblem(of: id) { bundle, problem in
      let lines = ProblemLines(
        bundle: bundle.bundle, school: bundle.school, year: bundle.year, state: bundle.state,
        language: language)
      try file.append(lines.line(problem))
      rows.withLock { $0 += 1 }
    }
    guard found != nil else { throw ReportError.notFound(.bundle) }
    trail.gives("problems.csv", run: nil, rows: rows.withLock { $0 })
    let count = try file.finish()
    return Response(
      status: .ok,
      headers: [
        .contentType: ReportFormat.csv.mediaType, .cacheControl: "no-cache",
        .contentDisposition: "attachment; filename=\"problems-\(id).csv\"",
        .contentLength: String(count),
      ],
      body: ResponseBody(contentLength: count) { writer in
        while let piece = try file.next() { try await writer.write(ByteBuffer(bytes: piece)) }
        try await writer.finish(nil)
      })
  }

  /// The language, where a request has no other parameter.
  static func language(of request: Request) throws -> Language {
    try language(in: try request.parameters(allowing: ["lang"]))
  }

  /// The language that parameters ask for, Russian unless they do.
  static func language(in parameters: [String: String]) throws -> Language {
    let name = parameters["lang"] ?? Language.ru.rawValue
    guard let language = Language(rawValue: name) else {
      throw ReportError.invalidValue(parameter: "lang")
    }
    return language
  }
}
