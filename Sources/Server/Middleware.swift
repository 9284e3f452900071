import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import Postgres
import Reports
import Schools

/// Tells a browser to run nothing, to load nothing from elsewhere and to tell no one where it was.
struct SecurityHeaders<Context: RequestContext>: RouterMiddleware {
  private let policy: String

  /// - Parameter style: the one style that may stand in a page itself: that of documents, which are files of their own.
  init(style: String) {
    let hash = Data(SHA256.hash(data: Data(style.utf8))).base64EncodedString()
    policy =
      "default-src 'none'; style-src 'self' 'sha256-\(hash)'; img-src 'self' data:; "
      + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
  }

  func handle(
    _ request: Request, context: Context,
    next: (Request, Context) async throws -> Response
  ) async throws -> Response {
    var response = try await next(request, context)
    response.headers[.contentSecurityPolicy] = policy
    response.headers[.xContentTypeOptions] = "nosniff"
    response.headers[Self.referrer] = "no-referrer"
    response.headers[Self.opener] = "same-origin"
    response.headers[Self.resource] = "same-origin"
    return response
  }

  private static var referrer: HTTPField.Name { HTTPField.Name("Referrer-Policy")! }
  private static var opener: HTTPField.Name { HTTPField.Name("Cross-Origin-Opener-Policy")! }
  private static var resource: HTTPField.Name { HTTPField.Name("Cross-Origin-Resource-Policy")! }
}

/// Refuses requests addressed to another name while the service is open to its machine: a page elsewhere could give its
/// own name this machine's address and read the answers. A browser that came in sends its cookie to our name only.
struct LocalRequestsOnly: RouterMiddleware {
  func handle(
    _ request: Request, context: ServiceContext,
    next: (Request, ServiceContext) async throws -> Response
  ) async throws -> Response {
    if context.caller == .local, let authority = request.head.authority, !authority.isEmpty,
      !Loopback.isAddressed(by: authority)
    {
      throw HTTPError(.misdirectedRequest)
    }
    return try await next(request, context)
  }
}

/// Where something is sent to.
private let writtenPaths: Set = ["/login", "/logout", "/bundles", "/v1/bundles"]
/// And under which paths.
private let writtenFolders = ["/upload/", "/admin/"]

/// Refuses all but reading, but for the forms at the door and the ways in for bundles.
struct KnownMethods<Context: RequestContext>: RouterMiddleware {
  func handle(
    _ request: Request, context: Context,
    next: (Request, Context) async throws -> Response
  ) async throws -> Response {
    let path = request.uri.path
    let isWritten = writtenPaths.contains(path) || writtenFolders.contains { path.hasPrefix($0) }
    guard [.get, .head].contains(request.method) || request.method == .post && isWritten else {
      throw HTTPError(
        .methodNotAllowed, headers: [.allow: isWritten ? "GET, HEAD, POST" : "GET, HEAD"])
    }
    return try await next(request, context)
  }
}

/// Renders every failure: as `application/problem+json` (RFC 9457) to programs, as a page to people.
struct Failures<Context: RequestContext>: RouterMiddleware {
  let pages: Pages

  func handle(
    _ request: Request, context: Context,
    next: (Request, Context) async throws -> Response
  ) async throws -> Response {
    do {
      return try await next(request, context)
    } catch {
      let failure = Failure(error)
      // A person who has not come in is led to where one does.
      if error as? AccessError == .loginNeeded, !request.isForData {
        return WebService.redirect(to: request.loginAddress)
      }
      if failure.status.code >= 500 {
        // What this machine lacks is told to whoever asks, and wakes nobody.
        context.logger.log(
          level: failure.status == .notImplemented ? .notice : .error, "a request failed",
          metadata: ["error": "\(error)"])
      }
      var response =
        request.isForData ? try problem(failure, request.language) : try page(failure, request)
      if let error = error as? HTTPError { response.headers.append(contentsOf: error.headers) }
      if let error = error as? any ServiceRefusal {
        response.headers.append(contentsOf: error.headers)
      }
      return response
    }
  }

  private func problem(_ failure: Failure, _ language: Language) throws -> Response {
    let body = ProblemDocument(
      code: failure.code, detail: failure.message[language], status: failure.status.code,
      title: failure.status.reasonPhrase)
    return Response.text(
      body.json, type: "application/problem+json; charset=utf-8", status: failure.status)
  }

  private func page(_ failure: Failure, _ request: Request) throws -> Response {
    let query = request.language == .ru ? [:] : ["lang": request.language.rawValue]
    let html = try pages.failure(
      failure.message, status: failure.status.code,
      try PageRequest(path: request.uri.path, query: query))
    return Response.text(html, type: "text/html; charset=utf-8", status: failure.status)
  }
}

/// What an error means to whoever asked: nothing of the inside is told.
struct Failure {
  let status: HTTPResponse.Status
  let code: String
  let message: Words

  init(_ error: any Error) {
    switch error {
    case let error as ReportError:
      code = error.code
      message = error.message
      switch error {
      case .unknownParameter, .invalidValue, .parameterNeeded: status = .badRequest
      case .editionTwice: status = .conflict
      case .notFound: status = .notFound
      case .pageOutdated, .withdrawn: status = .gone
      case .templateUnreadable: status = .internalServerError
      }
    case let error as any ServiceRefusal:
      (status, code, message) = (error.status, error.code, error.message)
    case let error as any HTTPResponseError where error.status == .notFound:
      let missing = ReportError.notFound(.page)
      (status, code, message) = (.notFound, missing.code, missing.message)
    case let error as any HTTPResponseError where error.status.code < 500:
      status = error.status
      code = "server.request_refused"
      message = Words(ru: "Запрос отклонён.", en: "The request is refused.")
    case let error as PostgresError where error.isConnectionLost:
      status = .serviceUnavailable
      code = "server.database_unavailable"
      message = Words(
        ru: "База данных недоступна. Попробуйте позже.",
        en: "The database is not available. Try again later.")
    case let error as PostgresError where error.isTimedOut:
      status = .serviceUnavailable
      code = "server.answer_too_long"
      message = Words(
        ru: "Ответ готовился слишком долго, и служба его прервала. Сузьте отбор.",
        en: "The answer took too long, and the service stopped it. Ask for less.")
    default:
      status = .internalServerError
      code = "server.failure"
      message = Words(
        ru: "Сбой службы. Он записан в журнал.", en: "The service failed. It is in the log.")
    }
  }
}
