import Foundation
import Hummingbird
import Postgres
import Reports
import TestSupport

@testable import Server

/// The invented region, served, with a browser before it in which everybody has come in.
struct ServedPages: Sendable {
  let browser: Browser
  /// An address or more for each route that is read.
  let addresses: [String]

  static let shared = Task { try await make() }

  private static func make() async throws -> ServedPages {
    let database = try await TestDatabase.make(scripts: InventedRegion.scripts())
    let owner = Running.pool(database, as: "soko_owner", size: 1)
    let link = try await owner.transaction { db in
      try Person.enter(school: "A", municipality: "90101", db)
      return try UploadLink.add(school: "A", hours: 72, note: "тест", db).path
    }
    await owner.close()
    let web = Running.pool(database, as: "soko_web")
    var routes: [String] = []
    let address = try await Running.address { onRunning in
      let service = try WebService(
        pool: web, templates: InventedRegion.templates, port: 0, passwordCost: Person.cost,
        logger: Running.logger, onRunning: onRunning)
      routes = service.router().routes.filter { $0.method == .get }.map { "\($0.path)" }
      return service
    }
    let browser = try Browser(address: address)
    for person in Person.allCases { _ = try await browser.logIn(person) }
    return ServedPages(
      browser: browser, addresses: routes.sorted().flatMap { Self.addresses(of: $0, link: link) })
  }

  /// What stands for the parts of a path that a route leaves open. A route that is new and leaves another part open
  /// stays as it is, and is missed by the test of the list.
  private static func addresses(of route: String, link: String) -> [String] {
    guard !route.hasPrefix("/v1/") else { return [] }
    switch route {
    case "/compare": return [route, "/compare?school=A&school=B"]
    case "/ranking": return [route, "/ranking?first=A&second=B", "/ranking?lang=en"]
    case "/schools": return [route, "/schools?q=нет"]
    case "/bundles/{id}": return ["/bundles/1", "/bundles/2"]
    case "/schools/{id}": return ["/schools/A", "/schools/B", "/schools/A?lang=en"]
    case "/indicators/{id}": return ["/indicators/x.good_share?school=A"]
    case "/documents/{kind}":
      return DocumentKind.allCases.map {
        "/documents/\($0.rawValue)" + ($0.isOfSchool ? "?school=A&year=2025" : "")
      }
    default:
      return [
        route.replacing("/upload/{secret}", with: link).replacing(
          "/schools/{id}", with: "/schools/A"
        )
        .replacing("{indicator}", with: "x.good_share")
        .replacing("/indicators/{id}", with: "/indicators/x.good_share")
      ]
    }
  }

  /// Addresses that answer a person with a page; those that do not, with what they answer.
  func pages() async throws -> (pages: [String], others: [String: String]) {
    var pages: [String] = []
    var others: [String: String] = [:]
    for address in addresses {
      let kind = try await browser.kind(of: address, as: .operator)
      if kind.status == 200, kind.type.hasPrefix("text/html") {
        pages.append(address)
      } else {
        others[address] = "\(kind.status) \(kind.type.prefix { $0 != ";" })"
      }
    }
    return (pages, others)
  }
}
