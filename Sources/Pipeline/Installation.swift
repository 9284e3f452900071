internal import Foundation
internal import Logging
package import Postgres
package import SQLFiles
internal import Schools

/// The addresses of one database under each of its logins.
package struct Logins: Sendable {
  /// Migrates.
  package let owner: Address
  /// Loads and computes.
  package let worker: Address
  /// Serves.
  package let web: Address

  package init(owner: Address, worker: Address, web: Address) {
    self.owner = owner
    self.worker = worker
    self.web = web
  }

  /// The names of the roles, with `soko_bi`, which reads `report_v1` only.
  package static let roles = ["soko_owner", "soko_worker", "soko_web", "soko_bi"]
}

/// Sets the database up for this version of the program: roles, stored schema, derived schemas, catalog.
///
/// Every step can be repeated; a step that is done is skipped.
package struct Installation: Sendable {
  private let files: ProgramFiles

  package init(files: ProgramFiles) {
    self.files = files
  }

  /// Creates the roles and the database of an embedded cluster, as its superuser.
  package func prepare(cluster superuser: Address, database name: String = "soko") async throws {
    try await Pool(superuser, size: 1, name: "prepare", logger: Logger(label: "soko.install"))
      .whileOpen { pool in
        try await pool.session { db in
          try Self.createRoles(db)
          // One process at a time; `create database` cannot stand in a transaction.
          try db.execute("select pg_advisory_lock(7000, 2)")
          let isThere = try db.value(
            "select exists (select from pg_database where datname = \(name))", as: Bool.self)
          if !isThere {
            try db.execute(SQL(raw: "create database \(name) owner soko_owner"))
          }
        }
      }
  }

  /// Brings the database to this version.
  ///
  /// - Parameter added: definitions to add to the program's; nil keeps those added before.
  /// - Returns: what was done, a line each; empty when all was in order.
  package func migrate(_ owner: Address, adding added: [CatalogFile]? = nil) async throws
    -> [String]
  {
    let logger = Logger(label: "soko.install")
    let mayBecomeOwner = try await Pool(owner, size: 1, name: "roles", logger: logger).whileOpen {
      arriving in
      try await arriving.session { db in
        try Self.createRoles(db)
        return try Self.lendDatabase(db)
      }
    }
    // Whoever comes, what is made belongs to the role that owns.
    return try await Pool(
      owner, size: 1, name: "migrate", onConnect: mayBecomeOwner ? ["set role soko_owner"] : [],
      logger: logger
    ).whileOpen { pool in try await migrate(pool, adding: added) }
  }

  private func migrate(_ pool: Pool, adding added: [CatalogFile]?) async throws -> [String] {
    let stored = StoredMigrations(files: try files.texts(in: "stored"))
    var done = try await stored.apply(to: pool).map { "stored: \($0)" }

    let program = try CatalogFile.program(files)
    let extra = try await pool.transaction { db in
      if let added { try Self.remember(added, db) }
      return try Self.remembered(db)
    }
    let inForce = try Catalog(program + extra)
    let earlier = try await pool.transaction { db in
      try Bridge(db: db).definitions(beside: inForce)
    }
    let catalog = inForce.bridged(with: earlier)
    let grants = try files.texts(in: "grants").map(\.text).joined(separator: "\n")
    let schemas = [
      DerivedSchema(
        name: "indicator", files: catalog.viewFiles, grants: Self.readable("indicator")),
      DerivedSchema(
        name: "analogue", files: try files.texts(in: "derived/analogue"),
        grants: Self.readable("analogue")),
      DerivedSchema(
        name: "model", files: try files.texts(in: "derived/model"),
        grants: Self.readable("model")),
      DerivedSchema(
        name: "report_v1", files: try files.texts(in: "derived/report_v1"), grants: grants),
    ]
    for schema in schemas where try await schema.rebuildIfChanged(in: pool) {
      done.append("derived: \(schema.name)")
    }
    let changed = try await pool.transaction { db in try Self.record(catalog, db) }
    if changed > 0 { done.append("catalog: \(changed) definitions") }
    return done
  }

  private static func readable(_ schema: String) -> String {
    "grant usage on schema \(schema) to soko_worker; grant select on all tables in schema \(schema) to soko_worker;"
  }

  private static func createRoles(_ db: Database) throws {
    try db.script(
      "begin; select pg_advisory_xact_lock(7000, 0);\n"
        + Logins.roles.map { role in
          """
          do $$ begin
              if not exists (select from pg_roles where rolname = '\(role)') then
                  create role \(role) login;
              end if;
          end $$;
          """
        }.joined(separator: "\n") + "\ncommit;")
  }

  /// Lets the owner's role make schemas here, when we may; whether we may act as that role.
  private static func lendDatabase(_ db: Database) throws -> Bool {
    let mayBecomeOwner = try db.value(
      "select pg_has_role(current_user, 'soko_owner', 'member')", as: Bool.self)
    let mayLend = try db.value(
      """
      select pg_has_role(current_user, datdba, 'member')
          and not has_database_privilege('soko_owner', oid, 'create')
      from pg_database where datname = current_database()
      """, as: Bool.self)
    if mayLend {
      try db.execute(
        "do $$ begin execute format('grant create on database %I to soko_owner', current_database()); end $$"
      )
    }
    return mayBecomeOwner
  }

  private static func remember(_ files: [CatalogFile], _ db: Database) throws {
    try db.execute("delete from result.catalog_file")
    for file in files {
      try db.execute(
        """
        insert into result.catalog_file (kind, name, content)
        values (\(file.kind.rawValue), \(file.name), \(file.content))
        """)
    }
  }

  private static func remembered(_ db: Database) throws -> [CatalogFile] {
    struct Row: Decodable {
      let kind: String
      let name: String
      let content: String
    }
    return try db.all(
      "select kind, name, content from result.catalog_file order by kind, name", as: Row.self
    ).compactMap { row in
      CatalogFile.Kind(rawValue: row.kind).map {
        CatalogFile(kind: $0, name: row.name, content: row.content)
      }
    }
  }

  /// Writes passports, key sets and crosswalks into the database; returns how many are new or gone.
  private static func record(_ catalog: Catalog, _ db: Database) throws -> Int {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    var changed = 0
    for definition in catalog.definitions {
      let passport = String(decoding: try encoder.encode(definition.indicator), as: UTF8.self)
      changed += try db.execute(
        """
        insert into result.indicator (code, version, fingerprint, passport)
        values (
            \(definition.indicator.code), \(definition.indicator.version),
            \(definition.fingerprint),
            \(json: passport)::jsonb || jsonb_build_object('sql', \(definition.select)::text)
        )
        on conflict (code, fingerprint) do update set is_current = true
        where not indicator.is_current
        """)
    }
    changed += try db.execute(
      """
      update result.indicator set is_current = false
      where is_current
          and not (code || ' ' || fingerprint) = any(
              \(catalog.definitions.map { "\($0.indicator.code) \($0.fingerprint)" })
          )
      """)
    // The last key set is the one in force: an added one stands before the program's.
    if let file = catalog.keySets.last {
      let document = String(decoding: try encoder.encode(file.keySet), as: UTF8.self)
      changed += try db.execute(
        """
        insert into result.key_set (code, fingerprint, document)
        values (\(file.keySet.code), \(file.fingerprint), \(json: document))
        on conflict (code, fingerprint) do update set is_current = true
        where not key_set.is_current
        """)
    }
    let inForce = catalog.keySets.last?.fingerprint ?? ""
    changed += try db.execute(
      """
      update result.key_set set is_current = false
      where is_current and fingerprint <> \(inForce)
      """)
    return try changed + CrosswalkRows(db: db).record(catalog.crosswalks)
  }
}
