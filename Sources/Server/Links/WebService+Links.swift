import Foundation
import HTTPTypes
import Hummingbird
import Pipeline
import Postgres
import Reports

extension WebService {
  /// The pages by which a school without an account sends one bundle: whoever knows the link may.
  func addLinks(to router: Router<ServiceContext>) {
    router.get("/upload/:secret") { [self] request, context in
      let (link, secret) = try await link(request, context)
      let asked = try PageRequest(path: request.uri.path, query: try request.parameters())
      let html = try await read(.school(link.school)) { [pages] db in
        let shown = LinkedUpload(
          path: UploadLink.path(secret), school: link.school,
          expiresAt: link.expiresAt.formatted(.iso8601), bundle: link.bundle,
          isOpen: try link.isOpen(db))
        return try pages.upload(shown, asked, db)
      }
      return Self.unkept(Response.text(html, type: "text/html; charset=utf-8"))
    }
    router.post("/upload/:secret") { [self] request, context in
      let (link, secret) = try await link(request, context)
      guard try await read(.school(link.school), .inForce, { db in try link.isOpen(db) }) else {
        throw AccessError.linkSpent
      }
      do {
        let form = try await received(form: request)
        guard let file = form.file, !form.fileName.isEmpty else { throw UploadError.empty }
        var sayings = form.fields.filter { Upload.sayings.contains($0.key) && $0.key != "school" }
        // What a file says of itself stands; of one that says nothing the link knows the school.
        if sayings["year"]?.isEmpty == false { sayings["school"] = link.school }
        let upload = try Upload(file, name: form.fileName, sayings: sayings)
        let entry = try await upload.store(in: queue, by: link)
        context.trail.tells("bundle", String(entry.id))
      } catch let error as PostgresError where error.sqlState == "40001" {
        // Somebody else has just sent by it, or it was revoked.
        throw AccessError.linkSpent
      } catch {
        throw UploadError(error) ?? error
      }
      return Self.unkept(
        Self.redirect(to: PageRequest.address(UploadLink.path(secret), [], request.language)))
    }
    router.get("/upload/:secret/problems.csv") { [self] request, context in
      let (link, _) = try await link(request, context)
      guard let bundle = link.bundle else { throw ReportError.notFound(.bundle) }
      return Self.unkept(
        try await completeList(
          of: bundle, try Self.language(of: request), in: .school(link.school), context.trail))
    }
    router.get("/upload/:secret/annotated.xlsx") { [self] request, context in
      let (link, _) = try await link(request, context)
      guard let bundle = link.bundle else { throw ReportError.notFound(.bundle) }
      return Self.unkept(
        try await annotated(
          bundle, try Self.language(of: request), in: .school(link.school), context.trail))
    }
  }

  /// The link of the address. A try is counted before it is looked for, by the address of the other end, and taken back
  /// when there is such a link.
  ///
  /// - Throws: ``AccessError/linkRefused`` when there is none in force, whatever the reason.
  private func link(
    _ request: Request, _ context: ServiceContext
  ) async throws -> (UploadLink, Secret) {
    let address = request.address(context)
    if let wait = try await door.count(from: address) { throw AccessError.tooManyTries(wait) }
    guard let secret = Secret(context.parameters.get("secret") ?? ""),
      let link = try await door.link(secret, from: address)
    else { throw AccessError.linkRefused }
    context.trail.isBy(link)
    return (link, secret)
  }

  /// Neither kept by a browser or a proxy nor found by a search.
  private static func unkept(_ response: Response) -> Response {
    var response = response
    response.headers[.cacheControl] = "no-store"
    response.headers[HTTPField.Name("X-Robots-Tag")!] = "noindex, nofollow"
    return response
  }
}
