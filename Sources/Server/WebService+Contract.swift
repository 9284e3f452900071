import Hummingbird
import Reports

extension WebService {
  /// The contract of `/v1`.
  func addContract(to router: Router<BasicRequestContext>) {
    router.get("/v1/openapi.json") { request, _ in
      if let unknown = try request.parameters().keys.sorted().first {
        throw ReportError.unknownParameter(unknown, allowed: [])
      }
      return Response.text(Contract.json, type: "application/json; charset=utf-8")
    }
  }
}
