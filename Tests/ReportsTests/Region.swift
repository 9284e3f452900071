import Foundation
import Logging
import Postgres
import Reports
import TestSupport

/// The invented region of `Fixture/region.sql` in a database set up as an installation is: objects of the
/// owner, views, grants and policies.
enum Region {
  static let address = Task { try await TestDatabase.make(scripts: scripts()) }

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

  static let templates = root.appendingPathComponent("Sources/Reports/Templates").path

  private static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  private static func scripts() throws -> [String] {
    let fixture = root.appendingPathComponent("Tests/ReportsTests/Fixture/region.sql")
    return try emptyScripts() + [try text(fixture)]
  }

  /// What sets an installation up, without a row.
  static func emptyScripts() throws -> [String] {
    let sql = root.appendingPathComponent("sql")
    let owned =
      try texts(in: sql.appendingPathComponent("stored"))
      + ["create schema report_v1"] + texts(in: sql.appendingPathComponent("derived/report_v1"))
      + [text(sql.appendingPathComponent("grants.sql"))]
    return [roles] + owned.map { "set role soko_owner;\n\($0);\nreset role;" }
  }

  private static let roles = """
    do $$
    declare
        name text;
    begin
        foreach name in array array['soko_owner', 'soko_worker', 'soko_web', 'soko_bi'] loop
            if not exists (select from pg_roles where rolname = name) then
                execute format('create role %I login', name);
            end if;
        end loop;
        execute format('grant create on database %I to soko_owner', current_database());
    end
    $$;
    """

  private static func texts(in folder: URL) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".sql") }.sorted()
      .map { try text(folder.appendingPathComponent($0)) }
  }

  private static func text(_ file: URL) throws -> String {
    try String(contentsOf: file, encoding: .utf8)
  }
}
