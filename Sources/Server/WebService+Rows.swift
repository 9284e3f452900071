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
        ground: $0, scope: scope, words: data.query.identity + [data.format.rawValue])
    }
    let answer = try await keptRows.answer(
      to: question, isLasting: { $0.written.run == $1.run }
    ) { try await written(data, scope) }
    context.trail.gives(report.name, run: answer.written.run, rows: answer.written.rows)
    return response(answer, data, request, scope)
  }

  private func written(_ data: DataRequest, _ scope: Scope) async throws -> WrittenRows {
    try await read(scope, data.edition) { db in
      var body = ByteBuffer()
      do {
        let written = try data.query.write(db, as: data.format) { body.writeBytes($0) }
        return WrittenRows(body, written)
      } catch let error as PostgresError where data.query.page != nil && error.isOfValue {
        // A mark that the service did not make.
        throw ReportError.notFound(.page)
      }
    }
  }

  private func response(
    _ answer: WrittenRows, _ data: DataRequest, _ request: Request, _ scope: Scope
  ) -> Response {
    let report = data.query.report
    let name: String? =
      switch data.format {
      case .xlsx: "\(report.name).xlsx"
      case .csvExcel: "\(report.name).csv"
      case .json, .csv, .text: nil
      }
    var response = Response.bytes(answer.body, type: data.format.mediaType, fileName: name)
    response.headers[.vary] = "Accept"
    response.headers[Self.digest] = answer.digest
    response.headers[Self.rows] = String(answer.written.rows)
    if report.isOfPublication, let run = answer.written.run {
      response.headers[.eTag] = data.tag(run, scope)
    }
    if let next = answer.written.next {
      response.headers[Self.link] = "<\(request.address(after: next))>; rel=\"next\""
    }
    return response
  }
}
