import Foundation
import Hummingbird

/// Puts every answer that somebody known was given, or refused, into the log of reading.
struct ReadingRecords: RouterMiddleware {
  let log: ReadingLog

  /// Parameters whose values are codes, numbers and words of the service; of the others the name is kept alone.
  private static let codes: Set<String> = [
    "school", "other", "first", "second", "year", "indicator", "cut", "cuts", "analogue",
    "municipality", "scope", "bundle", "state", "format", "lang", "limit", "model", "table", "kind",
    "id", "code",
  ]

  func handle(
    _ request: Request, context: ServiceContext,
    next: (Request, ServiceContext) async throws -> Response
  ) async throws -> Response {
    do {
      let response = try await next(request, context)
      await record(request, context, status: response.status.code)
      return response
    } catch {
      await record(request, context, status: Failure(error).status.code)
      throw error
    }
  }

  private func record(_ request: Request, _ context: ServiceContext, status: Int) async {
    let note = context.trail.note
    guard note.isBegun, !note.isWritten else { return }
    let (account, token): (Int?, Int?)
    switch context.caller {
    case _ where note.link != nil: (account, token) = (nil, nil)
    case .account(let number, _, _, _): (account, token) = (number, nil)
    case .token(let number, _): (account, token) = (nil, number)
    case .local, .everybody: return
    }
    var parameters: [String: String?] = [:]
    for (name, value) in (try? request.parameters(joining: "school")) ?? [:] {
      parameters[String(name.prefix(32))] = .some(kept(value, of: name, status))
    }
    for (name, value) in context.parameters {
      let value = value.removingPercentEncoding ?? ""
      parameters[String(name)] = .some(kept(value, of: String(name), status))
    }
    for (name, value) in note.told { parameters[name] = .some(value) }
    await log.add(
      ReadingLog.Line(
        readAt: Date(), accountId: account, tokenId: token, linkId: note.link,
        route: (request.method == .post ? "POST " : "") + (context.endpointPath ?? ""),
        parameters: parameters, status: status,
        report: note.report, runId: note.run, rowCount: note.rows))
  }

  /// The value, where it is one that names nobody: what was refused may have been typed.
  private func kept(_ value: String, of name: String, _ status: Int) -> String? {
    // Eight schools side by side are the longest there is: codes have 32 characters.
    guard Self.codes.contains(name), value.count <= 8 * 33, !value.utf8.contains(0) else {
      return nil
    }
    return status < 400 || value.utf8.allSatisfy { $0 < 0x80 } ? value : nil
  }
}
