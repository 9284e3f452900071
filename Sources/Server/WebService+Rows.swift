import HTTPTypes
import Hummingbird
import Postgres
import Reports

extension WebService {
  /// Rows for programs, and the passports and the contract beside them.
  func addData(to router: Router<ServiceContext>) {
    // Each by its name: the router does not go back from `/v1/bundles/…` to a parameter.
    for report in Report.all {
      router.get("/v1/\(report.name)") { [self] request, context in
        try context.admit(report.audience)
        return try await rows(of: report, request, context)
      }
    }
    addPassports(to: router)
    addContract(to: router)
    router.get("/v1/:report") { _, _ -> Response in throw ReportError.notFound(.report) }
  }

  private static let link = HTTPField.Name("Link")!
  private static let digest = HTTPField.Name("Content-Digest")!
  private static let rows = HTTPField.Name("Soko-Rows")!

  private func rows(
    of report: Report, _ request: Request, _ context: ServiceContext
  ) async throws -> Response {
    let data = try DataRequest(report, request)
    guard case .file(let format) = data.form else {
      return try await page(of: data, request, context)
    }
    let scope = context.caller.scope
    let ground = report.isOfPublication && data.edition == .inForce ? watch.ground : nil
    // Rows that rest on the publication alone have not changed while it stands.
    if let ground, let held = request.headers[.ifNoneMatch],
      case let tag = data.tag(ground.run, scope), held.contains(tag)
    {
      context.trail.gives(report.name, run: ground.run, rows: 0)
      return Response(
        status: .notModified,
        headers: [.eTag: tag, .cacheControl: "no-cache", .vary: "Accept"])
    }
    let question = ground.map {
      KeptAnswers<WrittenRows>.Question(
        ground: $0, scope: scope, words: data.query.identity + [data.form.name])
    }
    let answer = try await keptRows.answer(
      to: question, isLasting: { $0.written.run == $1.run }
    ) { try await written(data, as: format, scope) }
    context.trail.gives(report.name, run: answer.written.run, rows: answer.written.rows)
    var response = response(answer, data, request)
    if report.isOfPublication, let run = answer.written.run {
      response.headers[.eTag] = data.tag(run, scope)
    }
    return response
  }

  /// The rows as a page, with the head of whoever asks: it is not kept for others.
  private func page(
    of data: DataRequest, _ request: Request, _ context: ServiceContext
  ) async throws -> Response {
    let asked = try asked(request, context)
    let answer = try await written(data, context.caller.scope) { [pages] db in
      let (html, written) = try pages.rows(data.query, asked, db)
      return WrittenRows(ByteBuffer(string: html), written)
    }
    context.trail.gives(
      data.query.report.name, run: answer.written.run, rows: answer.written.rows)
    return response(answer, data, request)
  }

  private func written(
    _ data: DataRequest, as format: ReportFormat, _ scope: Scope
  ) async throws -> WrittenRows {
    try await written(data, scope) { db in
      var body = ByteBuffer()
      let written = try data.query.write(db, as: format) { body.writeBytes($0) }
      return WrittenRows(body, written)
    }
  }

  private func written(
    _ data: DataRequest, _ scope: Scope,
    _ write: @escaping @Sendable (Database) throws -> WrittenRows
  ) async throws -> WrittenRows {
    try await read(scope, data.edition, from: data.query.isWhole ? exports : pool) { db in
      do {
        return try write(db)
      } catch let error as PostgresError where data.query.page != nil && error.isOfValue {
        // A mark that the service did not make.
        throw ReportError.notFound(.page)
      }
    }
  }

  private func response(
    _ answer: WrittenRows, _ data: DataRequest, _ request: Request
  ) -> Response {
    let report = data.query.report
    let name: String? =
      switch data.form {
      case .file(.xlsx): "\(report.name).xlsx"
      case .file(.csvExcel): "\(report.name).csv"
      case .file(.json), .file(.csv), .file(.text), .page: nil
      }
    var response = Response.bytes(answer.body, type: data.form.mediaType, fileName: name)
    response.headers[.vary] = "Accept"
    response.headers[Self.digest] = answer.digest
    response.headers[Self.rows] = String(answer.written.rows)
    if let next = answer.written.next {
      response.headers[Self.link] = "<\(request.address(after: next))>; rel=\"next\""
    }
    return response
  }
}
