import Foundation
import Hummingbird
import Reports
import Schools

extension WebService {
  /// One passport whole: the definition in words and in SQL, its versions and fingerprint.
  func addPassports(to router: Router<ServiceContext>) {
    router.get("/v1/indicators/:code") { [self] request, context in
      try context.admit(.everybody)
      _ = try request.parameters(allowing: [])
      let code = try context.named("code")
      guard
        let passport = try await read(
          context.caller.scope, .inForce, { db in try Passport.find(code, db) })
      else {
        throw ReportError.notFound(.indicator)
      }
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
      let text = String(decoding: try encoder.encode(passport.document), as: UTF8.self)
      return Response.text(text + "\n", type: ReportFormat.json.mediaType)
    }
  }
}
