import Foundation
import HTTPTypes
import Hummingbird
import Reports

/// The cookies of the service. Neither is for scripts, for other sites' forms, or for a way in the clear.
enum AccessCookie {
  /// Who came in.
  case session
  /// For which browser a form to log in was made.
  case form
  /// On its way through the provider.
  case openID

  /// `__Host-` has a browser take it over TLS only, from this host and for all of it.
  fileprivate func name(isSecure: Bool) -> String {
    let name =
      switch self {
      case .session: "soko"
      case .form: "soko-form"
      case .openID: "soko-openid"
      }
    return isSecure ? "__Host-\(name)" : name
  }

  func made(_ secret: Secret, isSecure: Bool) -> Cookie { made(secret.text, isSecure: isSecure) }

  /// - Parameter maxAge: seconds; nil is until the browser is closed.
  func made(_ text: String, isSecure: Bool, maxAge: Int? = nil) -> Cookie {
    Cookie(
      name: name(isSecure: isSecure), value: text, maxAge: maxAge, path: "/", secure: isSecure,
      httpOnly: true, sameSite: .lax)
  }

  func removed(isSecure: Bool) -> Cookie {
    Cookie(
      name: name(isSecure: isSecure), value: "", maxAge: 0, path: "/", secure: isSecure,
      httpOnly: true, sameSite: .lax)
  }
}

extension Request {
  /// Whether the way here is secured: a proxy says so. One that lies to us lies to itself.
  var isSecure: Bool { headers[Self.forwardedScheme]?.lowercased() == "https" }

  func secret(_ cookie: AccessCookie) -> Secret? { text(cookie).flatMap { Secret($0) } }

  func text(_ cookie: AccessCookie) -> String? {
    cookies[cookie.name(isSecure: isSecure)]?.value
  }

  /// Where the request comes from: what a proxy on this machine says, or the other end of the connection.
  func address(_ context: ServiceContext) -> String {
    if context.isFromHere, let last = headers[Self.forwardedFor]?.split(separator: ",").last {
      return last.trimmingCharacters(in: .whitespaces)
    }
    return context.peer ?? ""
  }

  /// Whether a proxy passed it on: it comes from elsewhere, whatever the other end of the connection is.
  var isProxied: Bool {
    [Self.forwardedFor, Self.forwardedScheme, Self.forwarded, Self.via].contains {
      headers[$0] != nil
    }
  }

  private static var forwarded: HTTPField.Name { HTTPField.Name("Forwarded")! }
  private static var via: HTTPField.Name { HTTPField.Name("Via")! }
  private static var forwardedScheme: HTTPField.Name { HTTPField.Name("X-Forwarded-Proto")! }
  private static var forwardedFor: HTTPField.Name { HTTPField.Name("X-Forwarded-For")! }

  /// The fields of a form sent to here, each at most once.
  ///
  /// - Throws: `ReportError` when it cannot be read, `HTTPError` when it is too large or no form.
  func form() async throws -> [String: String] {
    guard headers[.contentType]?.hasPrefix("application/x-www-form-urlencoded") == true else {
      throw HTTPError(.unsupportedMediaType)
    }
    let text = String(buffer: try await body.collect(upTo: 8 * 1024))
    return try Self.parameters(of: text)
  }

  /// The page to log in, which leads back here.
  var loginAddress: String {
    let here = uri.path + (uri.query.map { "?\($0)" } ?? "")
    let items = here == "/" ? [] : [("next", here)]
    return PageRequest.address("/login", items, language)
  }

  /// Where to go after logging in: a page of ours, or the first one.
  static func destination(_ text: String?) -> String {
    guard let text, text.hasPrefix("/"), !text.hasPrefix("//"), !text.hasPrefix("/login"),
      text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\\") }),
      text.utf8.count <= 2_000
    else { return "/" }
    return text
  }
}
