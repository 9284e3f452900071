/// The stored schema: numbered files, applied once each, in order, and never changed again.
///
/// The database keeps each file's checksum. A file that was edited after it was applied is an error that
/// names both checksums; nothing is applied then.
public struct StoredMigrations: Sendable {
  public struct Drift: Error, Sendable, CustomStringConvertible {
    public let name: String
    public let applied: String
    public let found: String
    public var description: String {
      "\(name) was changed after it was applied: the database has \(applied), the file is \(found); add a new file instead"
    }
  }

  private let files: [(name: String, text: String)]

  /// - Parameter files: by name, which begins with a number.
  public init(files: [(name: String, text: String)]) {
    self.files = files
  }

  /// Applies what is new, each file in a transaction of its own; returns the names applied.
  public func apply(to pool: Pool) async throws -> [String] {
    let files = files
    return try await pool.session { db in
      try SchemaBooks.open(db)
      let known = try Dictionary(
        uniqueKeysWithValues: db.all(
          "select name, checksum from soko_schema.migration", as: SchemaBooks.Entry.self
        ).map { ($0.name, $0.checksum) })
      let checksums = try files.map { try SchemaBooks.checksum($0.text, db) }
      for (file, checksum) in zip(files, checksums) {
        if let applied = known[file.name], applied != checksum {
          throw Drift(name: file.name, applied: applied, found: checksum)
        }
      }
      var done: [String] = []
      for (file, checksum) in zip(files, checksums) where known[file.name] == nil {
        let applied = try SchemaBooks.transaction(db) {
          // Another process may have been faster.
          guard
            try db.value(
              "select not exists (select from soko_schema.migration where name = \(file.name))",
              as: Bool.self)
          else { return false }
          try db.script(file.text)
          try db.execute(
            "insert into soko_schema.migration (name, checksum) values (\(file.name), \(checksum))")
          return true
        }
        if applied { done.append(file.name) }
      }
      return done
    }
  }
}

/// The tables in which the database remembers what was done to it.
enum SchemaBooks {
  struct Entry: Decodable {
    let name: String
    let checksum: String
  }

  static func open(_ db: Database) throws {
    guard
      try db.value("select to_regclass('soko_schema.derived') is null", as: Bool.self)
    else { return }
    try transaction(db) {
      try db.script(
        """
        create schema if not exists soko_schema;
        create table if not exists soko_schema.migration (
            name text not null,
            checksum text not null,
            applied_at timestamptz not null default now(),
            constraint migration_pkey primary key (name)
        );
        create table if not exists soko_schema.derived (
            name text not null,
            checksum text not null,
            rebuilt_at timestamptz not null default now(),
            constraint derived_pkey primary key (name)
        );
        """)
    }
  }

  static func checksum(_ text: String, _ db: Database) throws -> String {
    try db.value(
      "select encode(sha256(convert_to(\(text), 'UTF8')), 'hex')", as: String.self)
  }

  /// A transaction under the lock of schema changes. It waits two seconds for readers' locks at a time,
  /// so that those behind it are not stopped, and tries ten times.
  static func transaction<T>(_ db: Database, _ body: () throws -> T) throws -> T {
    var attempt = 0
    while true {
      attempt += 1
      do {
        try db.script("begin; select pg_advisory_xact_lock(7000, 1); set local lock_timeout = '2s'")
        let value = try body()
        try db.script("commit")
        return value
      } catch {
        _ = try? db.script("rollback")
        guard let refused = error as? PostgresError, refused.sqlState == "55P03", attempt < 10
        else { throw error }
      }
    }
  }
}
