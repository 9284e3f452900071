import HTTPTypes
import Hummingbird

/// Finds out who asks before anything is answered.
struct Authentication: RouterMiddleware {
  let door: Door

  /// What says nothing of any school, and is answered whatever becomes of the database.
  private static let free: Set<String> = ["/healthz", "/readyz", "/static/soko.css"]

  func handle(
    _ request: Request, context: ServiceContext,
    next: (Request, ServiceContext) async throws -> Response
  ) async throws -> Response {
    guard !Self.free.contains(request.uri.path) else { return try await next(request, context) }
    var context = context
    context.caller = try await door.caller(of: request)
    var response = try await next(request, context)
    // Whoever sits at the same browser next is not to be shown it.
    if context.caller.isKnown, response.headers[.cacheControl] == "no-cache" {
      response.headers[.cacheControl] = "private, no-cache"
    }
    let varied = [response.headers[.vary], "Cookie, Authorization"].compactMap(\.self)
    response.headers[.vary] = varied.joined(separator: ", ")
    return response
  }
}
