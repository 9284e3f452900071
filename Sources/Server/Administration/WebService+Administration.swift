import Foundation
import HTTPTypes
import Hummingbird
import Postgres
import Reports
import Schools

extension WebService {
  /// The pages by which an operator runs the installation: ways in, what is computed by, who read what.
  func addAdministration(to router: Router<ServiceContext>) {
    router.get("/admin") { [self] request, context in
      try context.admit(.operators)
      _ = try request.parameters(allowing: ["lang"])
      return try await administration(request, context, nil)
    }
    page("/admin/catalog", on: router, for: .operators) { pages, _, request, db in
      try pages.adminCatalog(request, db)
    }
    router.get("/admin/readings") { [self] request, context in
      try context.admit(.operators)
      let asked = try asked(request, context)
      let filter = try ReadingFilter(request)
      let html = try await read(context.caller.scope) { [pages] db in
        try pages.readings(try filter.rows(db), asked, db)
      }
      return Response.text(html, type: "text/html; charset=utf-8", caching: "no-store")
    }
    for change in AccessChange.all {
      router.post(RouterPath(change.path)) { [self] request, context in
        try context.admit(.operators)
        return try await make(change, request, context)
      }
    }
  }

  /// The page of the ways in, with what became of the last change.
  private func administration(
    _ request: Request, _ context: ServiceContext, _ notice: AdminNotice?
  ) async throws -> Response {
    let query = request.language == .ru ? [:] : ["lang": request.language.rawValue]
    let asked = try PageRequest(path: "/admin", query: query, visitor: context.caller.visitor)
    let html = try await read(context.caller.scope) { [pages] db in
      try pages.admin(try WaysIn.all(db), notice, asked, db)
    }
    return Response.text(
      html, type: "text/html; charset=utf-8",
      status: notice?.isRefusal == true ? .unprocessableContent : .ok, caching: "no-store")
  }

  /// Makes a change and its line of the log in one transaction, in the operator's scope, whose policies say what may be.
  ///
  /// What is shown once is shown on the answer; otherwise the browser is led back to the page.
  private func make(
    _ change: AccessChange, _ request: Request, _ context: ServiceContext
  ) async throws -> Response {
    // Neither a program nor a machine without accounts: a change has somebody who made it, and a form of the page.
    guard case .account(let account, _, _, let secret) = context.caller else {
      throw AccessError.roleRefused
    }
    let fields = try await request.form()
    guard secret.isSealed(by: fields["form"] ?? "") else { throw AccessError.formOutdated }
    let scope = context.caller.scope
    do {
      let outcome = try await pool.transaction { [passwordCost] db in
        try scope.enter(db)
        let outcome = try change.make(AccessChange.Form(fields: fields, cost: passwordCost), db)
        try ReadingLog.insert(
          [
            ReadingLog.Line(
              readAt: Date(), accountId: account, tokenId: nil, linkId: nil,
              route: "POST \(change.path)", parameters: outcome.told.mapValues { $0 },
              status: outcome.shown == nil ? 303 : 200, report: nil, runId: nil, rowCount: nil)
          ], db)
        return outcome
      }
      context.trail.isWritten()
      guard let shown = outcome.shown else {
        return Self.redirect(to: PageRequest.address(outcome.next, [], request.language))
      }
      return try await administration(
        request, context, AdminNotice(shown.what[request.language], secret: shown.secret))
    } catch let refusal as AccessRefusal {
      return try await administration(
        request, context,
        AdminNotice(refusal.problem.message(request.language), isRefusal: true))
    } catch let error as PostgresError where error.sqlState == "42501" {
      throw AccessError.roleRefused
    }
  }
}

/// Which lines of the log are asked for.
private struct ReadingFilter: Sendable {
  let reader: String?
  let since: String?
  let before: Int?
  let changes: Bool

  init(_ request: Request) throws {
    let given = try request.parameters(allowing: ["lang", "by", "since", "before", "changes"])
      .filter { !$0.value.isEmpty }
    reader = given["by"]
    since = given["since"]
    let form = Date.ISO8601FormatStyle.iso8601.year().month().day()
    // 30 February would be read as 2 March.
    if let since, (try? Date(since, strategy: form))?.formatted(form) != since {
      throw ReportError.invalidValue(parameter: "since")
    }
    before = try given["before"].map { text in
      guard let number = Int(text), number > 0 else {
        throw ReportError.invalidValue(parameter: "before")
      }
      return number
    }
    changes = given["changes"] != nil
  }

  /// One more than a page has.
  func rows(_ db: Database) throws -> [ReadingRow] {
    try Reading.latest(
      Pages.readingLimit + 1, by: reader, since: since, before: before, changes: changes, db
    ).map { line in
      ReadingRow(
        number: line.number, at: line.readAt.formatted(.iso8601), reader: line.reader,
        route: line.route, parameters: line.parameters, status: line.status, rows: line.rows)
    }
  }
}

extension WaysIn {
  /// All accounts, tokens and links, ended ones too.
  fileprivate static func all(_ db: Database) throws -> WaysIn {
    let now = Date()
    return WaysIn(
      accounts: try Server.Account.all(db).map { account in
        Account(
          login: account.login, role: account.mandate.role.rawValue, place: account.mandate.place,
          made: account.madeAt.formatted(.iso8601),
          closed: account.closedAt?.formatted(.iso8601))
      },
      tokens: try AccessToken.all(db).map { token in
        Secret(
          number: token.number, role: token.mandate.role.rawValue, place: token.mandate.place,
          note: token.note, made: token.madeAt.formatted(.iso8601),
          expires: token.expiresAt.formatted(.iso8601),
          revoked: token.revokedAt?.formatted(.iso8601), isOver: token.expiresAt <= now)
      },
      links: try UploadLink.all(db).map { link in
        Secret(
          number: link.number, role: "school", place: link.school, note: link.note,
          made: link.madeAt.formatted(.iso8601), expires: link.expiresAt.formatted(.iso8601),
          revoked: link.revokedAt?.formatted(.iso8601), isOver: link.expiresAt <= now,
          bundle: link.bundle)
      },
      roles: AccessChange.roles.map(\.rawValue))
  }
}
