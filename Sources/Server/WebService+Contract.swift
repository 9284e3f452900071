import Hummingbird
import Reports

extension WebService {
  /// The contract of `/v1`.
  func addContract(to router: Router<ServiceContext>) {
    router.get("/v1/openapi.json") { request, _ in
      _ = try request.parameters(allowing: [])
      return Response.text(Contract.json, type: "application/json; charset=utf-8")
    }
  }
}
