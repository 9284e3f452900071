import HTTPTypes
import Hummingbird
import Postgres
import Reports

extension WebService {
  /// For whoever runs the service: whether it lives, whether it can answer, and figures for Prometheus.
  func addOperation(to router: Router<ServiceContext>) {
    // A process that answers is alive, whatever becomes of its database: restarting it would mend nothing.
    router.get("/healthz") { _, _ in Self.plain("ok\n") }
    router.get("/readyz") { [self] _, _ in
      do {
        try await read(.operator) { db in
          _ = try db.value("select count(*) from report_v1.publication", as: Int.self)
        }
        return Self.plain("ready\n")
      } catch let failure as PostgresError {
        return Self.plain(
          failure.isConnectionLost
            ? "the database does not answer\n" : "the database is not set up for this version\n",
          status: .serviceUnavailable)
      }
    }
    router.get("/metrics") { [self] request, context in
      // Figures are for this machine; what comes through a proxy comes from elsewhere.
      guard !request.isProxied else { throw ReportError.notFound(.page) }
      if !context.isFromHere { try context.admit(.operators) }
      let text = try await read(.operator) { db in try Metrics(db).text }
      return Response.text(text, type: Metrics.mediaType, caching: "no-store")
    }
  }

  private static func plain(_ text: String, status: HTTPResponse.Status = .ok) -> Response {
    Response.text(text, type: "text/plain; charset=utf-8", status: status, caching: "no-store")
  }
}
