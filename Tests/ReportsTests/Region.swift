import Logging
import Postgres
import Reports
import TestSupport

/// The invented region in a database of this suite, and its pages.
enum Region {
  static let address = Task { try await TestDatabase.make(scripts: InventedRegion.scripts()) }

  /// A page as `scope` sees it.
  static func page(
    _ path: String, _ query: [String: String] = [:], _ scope: Scope = .operator,
    _ body: @escaping @Sendable (Pages, PageRequest, Database) throws -> String
  ) async throws -> String {
    let request = try PageRequest(path: path, query: query)
    let pages = Pages(templates: try Templates(folder: templates))
    return try await read(scope) { try body(pages, request, $0) }
  }

  /// One transaction of `login`, in `scope` when there is one.
  static func read<T: Sendable>(
    as login: String = "soko_web", _ scope: Scope? = .operator,
    _ body: @escaping @Sendable (Database) throws -> T
  ) async throws -> T {
    let pool = Pool(
      try await address.value.connecting(as: login), size: 1, name: "test",
      logger: Logger(label: "test.reports"))
    do {
      let result = try await pool.transaction { db in
        // An analyst's tool cannot name what lies beneath the views, the register's numbers neither.
        if login == "soko_bi" { try scope?.name(db) } else { try scope?.enter(db) }
        return try body(db)
      }
      await pool.close()
      return result
    } catch {
      await pool.close()
      throw error
    }
  }

  /// What `body` sees in the scope of an operator after `change`, of which nothing stays.
  static func changed<T: Sendable>(
    by change: SQL, _ body: @escaping @Sendable (Database) throws -> T
  ) async throws -> T {
    do {
      return try await read(as: "postgres") { db in
        try db.execute(change)
        throw Undone(seen: try body(db))
      }
    } catch let undone as Undone<T> {
      return undone.seen
    }
  }

  private struct Undone<T: Sendable>: Error { let seen: T }

  static let templates = InventedRegion.templates

  /// What sets an installation up, without a row.
  static func emptyScripts() throws -> [String] { try InventedRegion.emptyScripts() }
}
