import Foundation
import HTTPTypes
import Hummingbird
import Pipeline
import Reports

extension WebService {
  /// The ways in for bundles, and what becomes of each.
  func addUploads(to router: Router<ServiceContext>) {
    router.post("/v1/bundles") { [self] request, context in
      try context.admit(.deliveries)
      let parameters = try request.parameters(
        allowing: ["lang", "fileName"] + Upload.sayings, saying: Upload.sayings)
      _ = try Self.language(in: parameters)
      // Types that a page elsewhere could have a browser send are not among them.
      guard let type = request.headers[.contentType], Self.sentTypes.contains(Self.bare(type))
      else { throw UploadError.typeUnfit }
      let entry = try await store(context) {
        try Upload(
          try await received(request), name: parameters["fileName"] ?? "", sayings: parameters,
          key: request.headers[Self.uploadKey])
      }
      var response = try await status(of: entry.id, context)
      response.status = entry.isNew ? .accepted : .ok
      response.headers[.location] = "/v1/bundles/\(entry.id)"
      return response
    }
    router.get("/v1/bundles/:id") { [self] request, context in
      try context.admit(.deliveries)
      _ = try Self.language(of: request)
      return try await status(of: try context.bundle, context)
    }
    router.post("/bundles") { [self] request, context in
      try context.admit(.deliveries)
      try check(request, context)
      let entry = try await store(context) { try await uploadOfForm(request, context.caller) }
      return Self.redirect(
        to: PageRequest.address("/bundles/\(entry.id)", [], request.language))
    }
  }

  private static let uploadKey = HTTPField.Name("Idempotency-Key")!

  static let sentTypes = [
    "application/zip", "application/octet-stream", "text/csv", "application/vnd.ms-excel",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  ]

  private static func bare(_ type: String) -> String {
    type.prefix { $0 != ";" }.trimmingCharacters(in: .whitespaces).lowercased()
  }

  /// Stores what `upload` takes in; what the queue refuses is told to the sender.
  private func store(
    _ context: ServiceContext, _ upload: () async throws -> Upload
  ) async throws -> Queue.Entry {
    do {
      return try await upload().store(in: queue, of: context.caller)
    } catch {
      throw UploadError(error) ?? error
    }
  }

  /// What the form of the page brought.
  private func uploadOfForm(_ request: Request, _ caller: Caller) async throws -> Upload {
    let form = try await received(form: request)
    if case .account(_, _, _, let secret) = caller {
      guard secret.isSealed(by: form.fields["form"] ?? "") else { throw AccessError.formOutdated }
    }
    guard let file = form.file, !form.fileName.isEmpty else { throw UploadError.empty }
    return try Upload(file, name: form.fileName, sayings: form.fields)
  }

  /// A form with a file.
  func received(form request: Request) async throws -> MultipartForm {
    var form = try MultipartForm(
      contentType: request.headers[.contentType] ?? "", limit: SentFile.sizeLimit)
    for try await piece in request.body { try form.append(piece.readableBytesView) }
    try form.finish()
    return form
  }

  /// The whole body, in a file.
  private func received(_ request: Request) async throws -> UnnamedFile {
    let file = try UnnamedFile()
    var meter = UploadMeter(limit: SentFile.sizeLimit)
    for try await piece in request.body {
      try meter.add(piece.readableBytes)
      try piece.withUnsafeReadableBytes { try file.append($0) }
    }
    guard meter.count > 0 else { throw UploadError.empty }
    return file
  }

  /// Where nobody comes in there is no seal: then the form must have come from a page of this service.
  private func check(_ request: Request, _ context: ServiceContext) throws {
    guard context.caller == .local, let origin = request.headers[.origin] else { return }
    guard let place = origin.firstMatch(of: /^https?:\/\/(.+)$/)?.1,
      String(place) == request.head.authority
    else { throw AccessError.formOutdated }
  }

  private func status(of id: Int, _ context: ServiceContext) async throws -> Response {
    let found = try await read(context.caller.scope) { db in try BundleStatus.find(id, db) }
    guard let found else { throw ReportError.notFound(.bundle) }
    context.trail.gives("bundle", run: nil, rows: 1)
    return Response.text(
      try found.json, type: "application/json; charset=utf-8", caching: "no-store")
  }
}
