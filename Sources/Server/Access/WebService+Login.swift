import HTTPTypes
import Hummingbird
import Postgres
import Reports
import Schools

extension WebService {
  /// The pages by which people come in and leave.
  func addLogin(to router: Router<ServiceContext>) {
    router.get("/login") { [self] request, context in
      let next = try request.parameters(allowing: ["lang", "next"])["next"]
      return try form(request, context, next: next, refusal: nil)
    }
    router.post("/login") { [self] request, context in
      let fields = try await request.form()
      do {
        guard request.isSecure || context.isFromHere else { throw AccessError.tlsNeeded }
        guard let made = request.secret(.form), made.isSealed(by: fields["form"] ?? "") else {
          throw AccessError.formOutdated
        }
        let secret = try await door.enter(
          login: fields["login"] ?? "", password: fields["password"] ?? "",
          from: request.address(context))
        // Whoever was in before in this browser is out.
        if let earlier = request.secret(.session) { try await door.leave(earlier) }
        var response = Self.redirect(to: Request.destination(fields["next"]))
        response.setCookie(AccessCookie.session.made(secret, isSecure: request.isSecure))
        response.setCookie(AccessCookie.form.removed(isSecure: request.isSecure))
        return response
      } catch let error as AccessError {
        return try form(request, context, next: fields["next"], refusal: error)
      }
    }
    router.post("/logout") { [door] request, context in
      let fields = try await request.form()
      var response = Self.redirect(to: "/login")
      if case .account(_, _, _, let secret) = context.caller {
        guard secret.isSealed(by: fields["form"] ?? "") else { throw AccessError.formOutdated }
        try await door.leave(secret)
      }
      response.setCookie(AccessCookie.session.removed(isSecure: request.isSecure))
      return response
    }
  }

  /// The form to log in, for this browser alone.
  func form(
    _ request: Request, _ context: ServiceContext, next: String?, refusal: AccessError?
  ) throws -> Response {
    let made = request.secret(.form) ?? Secret()
    let query = request.language == .ru ? [:] : ["lang": request.language.rawValue]
    let html = try pages.login(
      LoginForm(
        seal: made.seal, next: Request.destination(next),
        refusal: refusal?.message[request.language], hasProvider: provider != nil),
      try PageRequest(path: "/login", query: query))
    var response = Response.text(
      html, type: "text/html; charset=utf-8", status: refusal?.status ?? .ok, caching: "no-store")
    if let refusal { response.headers.append(contentsOf: refusal.headers) }
    response.setCookie(AccessCookie.form.made(made, isSecure: request.isSecure))
    return response
  }

  static func redirect(to address: String) -> Response {
    Response(status: .seeOther, headers: [.location: address, .cacheControl: "no-store"])
  }
}
