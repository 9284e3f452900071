package import Foundation

/// The invented region of `Tests/ReportsTests/Fixture/region.sql`: three schools, with rows in every view, in a database set up as
/// an installation is: objects of the owner, views, grants and policies.
package enum InventedRegion {
  package static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The folder of the templates of the pages.
  package static let templates = root.appendingPathComponent("Sources/Reports/Templates").path

  package static func scripts() throws -> [String] {
    try emptyScripts()
      + [text(root.appendingPathComponent("Tests/ReportsTests/Fixture/region.sql"))]
  }

  /// What sets an installation up, without a row.
  package static func emptyScripts() throws -> [String] {
    let sql = root.appendingPathComponent("sql")
    let owned =
      try texts(in: sql.appendingPathComponent("stored"))
      + ["create schema report_v1"] + texts(in: sql.appendingPathComponent("derived/report_v1"))
      + grants()
    return [roles] + owned.map(byOwner)
  }

  /// What says who may do what; the last of those scripts.
  package static func grants() throws -> [String] {
    try texts(in: root.appendingPathComponent("sql/grants"))
  }

  package static func byOwner(_ script: String) -> String {
    "set role soko_owner;\n\(script);\nreset role;"
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
