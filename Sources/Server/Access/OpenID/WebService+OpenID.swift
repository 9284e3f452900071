import HTTPTypes
import Hummingbird
import Logging
import Postgres
import Reports

extension WebService {
  /// The way in by the municipality's own service of identity: there, and back.
  func addOpenID(to router: Router<ServiceContext>) {
    router.get("/login/openid") { [self] request, context in
      guard let provider else { throw ReportError.notFound(.page) }
      let next = try request.parameters(allowing: ["lang", "next"])["next"]
      guard request.isSecure || context.isFromHere else { throw AccessError.tlsNeeded }
      let entry = OpenIDEntry(next: Request.destination(next))
      let address = try await asked { try await provider.entrance(entry) }
      try await door.begin(entry)
      var response = Self.redirect(to: address)
      response.setCookie(
        AccessCookie.openID.made(
          entry.text, isSecure: request.isSecure, maxAge: OpenIDEntry.minutes * 60))
      return response
    }
    router.get("/login/openid/return") { [self] request, context in
      guard let provider else { throw ReportError.notFound(.page) }
      let entry = request.text(.openID).flatMap(OpenIDEntry.init(text:))
      var response: Response
      do {
        let secret = try await enter(by: provider, entry, request, context)
        // Whoever was in before in this browser is out.
        if let earlier = request.secret(.session) { try await door.leave(earlier) }
        response = Self.redirect(to: entry?.next ?? "/")
        response.setCookie(AccessCookie.session.made(secret, isSecure: request.isSecure))
      } catch let error as AccessError {
        response = try form(request, context, next: entry?.next, refusal: error)
      }
      response.setCookie(AccessCookie.openID.removed(isSecure: request.isSecure))
      return response
    }
  }

  /// Lets in whom the provider knows a browser as; the secret is for the browser to keep.
  ///
  /// - Throws: ``AccessError``: of a token that is unfit, of a number no account has, and of a closed account the same as of
  ///   a wrong password.
  private func enter(
    by provider: OpenIDProvider, _ entry: OpenIDEntry?, _ request: Request,
    _ context: ServiceContext
  ) async throws -> Secret {
    guard request.isSecure || context.isFromHere else { throw AccessError.tlsNeeded }
    let address = request.address(context)
    if let wait = try await door.count(from: address) { throw AccessError.tooManyTries(wait) }
    let parameters = try request.parameters()
    guard let entry, parameters["state"] == entry.state, try await door.end(entry) else {
      throw AccessError.formOutdated
    }
    // The provider's own words for why not are not shown: they may name a person.
    guard parameters["error"] == nil, let code = parameters["code"], !code.isEmpty else {
      throw AccessError.loginRefused
    }
    let subject = try await asked { try await provider.subject(of: code, entry) }
    return try await door.enter(subject, from: address)
  }

  /// Runs a question to the provider; why it failed is for the log.
  private func asked<T: Sendable>(_ body: () async throws -> T) async throws -> T {
    do {
      return try await body()
    } catch let error as OpenIDError {
      logger.warning("nobody comes in by the provider", metadata: ["reason": "\(error)"])
      if case .tokenUnfit = error { throw AccessError.loginRefused }
      throw AccessError.providerUnavailable
    }
  }
}
