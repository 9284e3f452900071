import Foundation
import HTTPTypes
import Hummingbird
package import Logging
package import Pipeline
package import Postgres
import Reports
import ServiceLifecycle

/// The web service: pages for people under `/`, rows for programs under `/v1`.
///
/// Whoever comes in sees what its role sees, everybody else what is for everybody. Until there is an account, a service that
/// listens to this machine only shows everything to whoever sits at it, and answers only requests addressed to it.
package struct WebService: Service {
  let pool: Pool
  let watch: PublicationWatch
  let rereading: ProblemRereading?
  let pages: Pages
  let press: DocumentPress
  let exports: Pool
  let door: Door
  let readings: ReadingLog
  let keptRows = KeptAnswers<WrittenRows>()
  private let keptPages = KeptAnswers<WrittenPage>()
  let queue: Queue
  /// The municipality's service of identity, where there is one.
  let provider: OpenIDProvider?
  let passwordCost: PasswordHash.Cost
  private let css: String
  private let documentStyle: String
  private let host: String
  private let port: Int
  let logger: Logger
  private let onRunning: @Sendable (Int) async -> Void

  /// What prepares a connection that answers requests: without an end a few wide questions would keep everybody waiting.
  package static let preparation = ["set statement_timeout = '60s'"]
  /// What prepares a connection for rows that are asked for whole: they take long, and keep nobody but each other waiting.
  package static let exportPreparation = ["set statement_timeout = '10min'"]

  /// - Parameters:
  ///   - pool: Connections of a login that serves: neither a superuser nor an owner.
  ///   - exports: The same login's connections for rows that are asked for whole; those of `pool` unless told.
  ///   - rereading: Reads a stored bundle once more for its complete list of problems; without it there is none.
  ///   - queue: Takes uploads in; without it OneRoster archives are not taken.
  ///   - openID: The municipality's service of identity; without it people come in by passwords alone.
  ///   - templates: The folder of the page templates.
  ///   - toolPath: Where the programs that write documents are looked for, as in `PATH`; the program's own unless told.
  ///   - host: The address to listen to.
  ///   - port: 0 takes any free port.
  ///   - passwordCost: Of passwords made here, and of the one that is held against tries with logins there are not.
  ///   - onRunning: Called with the port once requests are answered.
  /// - Throws: `ReportError` when the templates cannot be read.
  package init(
    pool: Pool, exports: Pool? = nil, rereading: ProblemRereading? = nil, queue: Queue? = nil,
    openID: OpenIDSettings? = nil, templates: String, toolPath: String? = nil,
    host: String = "127.0.0.1",
    port: Int = 8080, passwordCost: PasswordHash.Cost = .current, logger: Logger,
    onRunning: @escaping @Sendable (Int) async -> Void = { _ in }
  ) throws {
    let style = try DocumentPress.style(in: templates)
    let documents = try DocumentPress(templates: templates, path: toolPath)
    let templates = try Templates(folder: templates)
    self.pool = pool
    self.exports = exports ?? pool
    watch = PublicationWatch(pool: pool, logger: logger)
    door = Door(pool: pool, isLocal: Loopback.contains(host), cost: passwordCost)
    readings = ReadingLog(pool: pool, logger: logger)
    self.queue = queue ?? Queue(pool: pool)
    provider = openID.map(OpenIDProvider.init)
    self.rereading = rereading
    self.passwordCost = passwordCost
    self.host = host
    self.port = port
    self.logger = logger
    self.onRunning = onRunning
    pages = Pages(templates: templates)
    press = documents
    documentStyle = style
    css = templates.css
  }

  /// Serves until the task is cancelled or a graceful shutdown begins.
  ///
  /// - Throws: ``ServerError/loginTooPowerful(_:)`` before anything is served.
  package func run() async throws {
    try await refuseTooPowerfulLogin()
    try await application().run()
  }

  /// Row-level security does not hold a superuser, a login with BYPASSRLS or an owner of the tables.
  func refuseTooPowerfulLogin() async throws {
    let found = try await pool.transaction(readOnly: true) { db in
      try db.first(
        """
        select current_user::text as name, rolsuper as is_superuser, rolbypassrls as bypasses,
            exists (
                select from pg_class as class
                inner join pg_namespace as namespace on namespace.oid = class.relnamespace
                where namespace.nspname in ('core', 'intake', 'result', 'access', 'report_v1')
                    and class.relkind in ('r', 'p', 'v')
                    and pg_has_role(current_user, class.relowner, 'member')
            ) as is_owner
        from pg_roles
        where rolname = current_user
        """, as: Login.self)
    }
    guard let found, !found.isSuperuser, !found.bypasses, !found.isOwner else {
      throw ServerError.loginTooPowerful(found?.name ?? "")
    }
  }

  private struct Login: Decodable {
    let name: String
    let isSuperuser: Bool
    let bypasses: Bool
    let isOwner: Bool
  }

  /// The application, ready to be run or tested.
  func application() -> some ApplicationProtocol {
    let onRunning = onRunning
    return Application(
      router: router(),
      configuration: ApplicationConfiguration(
        address: .hostname(host, port: port), serverName: nil),
      services: [watch, readings],
      onServerRunning: { channel in await onRunning(channel.localAddress?.port ?? 0) },
      logger: logger)
  }

  func router() -> Router<ServiceContext> {
    let router = Router(
      context: ServiceContext.self, options: .autoGenerateHeadEndpoints)
    router.add(middleware: SecurityHeaders(style: documentStyle))
    router.add(middleware: Failures(pages: pages))
    router.add(middleware: Authentication(door: door))
    router.add(middleware: LocalRequestsOnly())
    router.add(middleware: KnownMethods())
    router.add(middleware: ReadingRecords(log: readings))
    addLogin(to: router)
    addOpenID(to: router)
    addUploads(to: router)
    addLinks(to: router)
    addPages(to: router)
    addComparisons(to: router)
    addDocuments(to: router)
    addData(to: router)
    addCompleteList(to: router)
    addWorkbooks(to: router)
    addPlan(to: router)
    addAdministration(to: router)
    addOperation(to: router)
    return router
  }

  private func addPages(to router: Router<ServiceContext>) {
    page("/", on: router) { pages, _, request, db in try pages.home(request, db) }
    page("/schools", on: router, for: .everybody) { pages, _, request, db in
      try pages.schools(request, db)
    }
    page("/schools/:id", on: router, for: .everybody) { pages, id, request, db in
      try pages.school(id, request, db)
    }
    page("/schools/:id/similar", on: router) { pages, id, request, db in
      try pages.similar(id, request, db)
    }
    page("/schools/:id/trends", on: router) { pages, id, request, db in
      try pages.schoolTrends(id, request, db)
    }
    page("/indicators", on: router, for: .everybody) { pages, _, request, db in
      try pages.indicators(request, db)
    }
    page("/indicators/:id", on: router, for: .everybody) { pages, id, request, db in
      try pages.indicator(id, request, db)
    }
    page("/indicators/:id/trends", on: router) { pages, id, request, db in
      try pages.indicatorTrends(id, request, db)
    }
    page("/ranking", on: router) { pages, _, request, db in try pages.ranking(request, db) }
    page("/clusters", on: router) { pages, _, request, db in try pages.clusters(request, db) }
    page("/models", on: router) { pages, _, request, db in try pages.valueAdded(request, db) }
    page("/models/drivers", on: router) { pages, _, request, db in try pages.drivers(request, db) }
    page("/bundles", on: router, for: .deliveries) { pages, _, request, db in
      try pages.bundles(request, db)
    }
    page("/bundles/:id", on: router, for: .deliveries) { pages, id, request, db in
      try pages.bundle(id, request, db)
    }
    router.get("/static/soko.css") { [css] _, _ in
      Response.text(css, type: "text/css; charset=utf-8", caching: "public, max-age=300")
    }
  }

  func page(
    _ path: RouterPath, on router: Router<ServiceContext>, for audience: Audience = .known,
    _ body: @escaping @Sendable (Pages, String, PageRequest, Database) throws -> String
  ) {
    page(path, naming: ["id"], on: router, for: audience) { pages, parts, request, db in
      try body(pages, parts[0], request, db)
    }
  }

  /// - Parameters:
  ///   - parts: what the path names, in the order in which `body` is given it; empty where the path has none.
  ///   - joined: the parameter that a form may give several times.
  func page(
    _ path: RouterPath, naming parts: [String], on router: Router<ServiceContext>,
    for audience: Audience = .known, joining joined: String? = nil,
    _ body: @escaping @Sendable (Pages, [String], PageRequest, Database) throws -> String
  ) {
    router.get(path) { [self] request, context in
      try context.admit(audience)
      let asked = try PageRequest(
        path: request.uri.path,
        query: try joined.map(request.parameters(joining:)) ?? request.parameters(),
        visitor: context.caller.visitor)
      let named = try parts.map(context.named)
      let scope = context.caller.scope
      let question =
        asked.isOfPublication
        ? watch.ground.map {
          KeptAnswers<WrittenPage>.Question(ground: $0, scope: scope, words: asked.identity)
        } : nil
      let page = try await keptPages.answer(to: question) {
        try await read(scope, asked.edition) { [pages] db in
          WrittenPage(try body(pages, named, asked, db))
        }
      }
      return Response.text(
        page.html(for: try pages.visitor(asked)), type: "text/html; charset=utf-8")
    }
  }

  /// What a page is asked for, and by whom.
  func asked(_ request: Request, _ context: ServiceContext) throws -> PageRequest {
    try PageRequest(
      path: request.uri.path, query: try request.parameters(), visitor: context.caller.visitor)
  }

  /// One read-only transaction in a scope: the only way to the data.
  func read<T: Sendable>(
    _ scope: Scope, _ edition: Edition = .inForce, from pool: Pool? = nil,
    _ body: @escaping @Sendable (Database) throws -> T
  ) async throws -> T {
    try await (pool ?? self.pool).transaction(readOnly: true) { db in
      try scope.enter(db)
      try edition.enter(db)
      return try body(db)
    }
  }
}
