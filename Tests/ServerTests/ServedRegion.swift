import Foundation
import Postgres
import TestSupport

/// The invented region of the tests of reports, in a database of this suite.
enum ServedRegion {
  static let address = Task { try await fresh() }

  /// The same in a database of a test's own, for one that changes it.
  static func fresh() async throws -> Address { try await TestDatabase.make(scripts: scripts()) }

  static let templates = root.appendingPathComponent("Sources/Reports/Templates").path

  private static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  private static func scripts() throws -> [String] {
    let sql = root.appendingPathComponent("sql")
    let owned =
      try texts(in: sql.appendingPathComponent("stored"))
      + ["create schema report_v1"] + texts(in: sql.appendingPathComponent("derived/report_v1"))
      + [text(sql.appendingPathComponent("grants.sql"))]
    let fixture = root.appendingPathComponent("Tests/ReportsTests/Fixture/region.sql")
    return [roles] + owned.map { "set role soko_owner;\n\($0);\nreset role;" }
      + [try text(fixture)]
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
