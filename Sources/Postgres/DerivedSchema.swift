/// A schema that owns no rows: dropped and made anew, whole and in one transaction, when its text changes.
public struct DerivedSchema: Sendable {
  /// Something that others built on the schema, which a rebuild would destroy.
  public struct Foreign: Error, Sendable, CustomStringConvertible {
    public let schema: String
    public let objects: [String]
    public var description: String {
      "schema \(schema) cannot be rebuilt: \(objects.joined(separator: ", ")) depend on it; drop them, migrate, and make them again"
    }
  }

  public let name: String
  private let files: [(name: String, text: String)]
  private let grants: String?

  /// - Parameters:
  ///   - files: one statement or more each, in the order in which they are to run.
  ///   - grants: run last, in the same transaction.
  public init(name: String, files: [(name: String, text: String)], grants: String? = nil) {
    self.name = name
    self.files = files
    self.grants = grants
  }

  /// Makes the schema anew when it is not what the database has; returns whether it did.
  public func rebuildIfChanged(in pool: Pool) async throws -> Bool {
    let (name, files, grants) = (name, files, grants)
    return try await pool.session { db in
      try SchemaBooks.open(db)
      let whole = files.map { "\($0.name)\n\($0.text)" }.joined(separator: "\n") + (grants ?? "")
      let checksum = try SchemaBooks.checksum(whole, db)
      func isCurrent() throws -> Bool {
        try db.value(
          """
          select exists (
              select from soko_schema.derived where name = \(name) and checksum = \(checksum)
          )
          """, as: Bool.self)
      }
      if try isCurrent() { return false }
      return try SchemaBooks.transaction(db) {
        if try isCurrent() { return false }
        let foreign = try Self.foreign(name, db)
        guard foreign.isEmpty else { throw Foreign(schema: name, objects: foreign) }
        try db.script("drop schema if exists \(name) cascade; create schema \(name);")
        for file in files { try db.script(file.text) }
        if let grants { try db.script(grants) }
        try db.execute(
          """
          insert into soko_schema.derived (name, checksum) values (\(name), \(checksum))
          on conflict (name) do update set checksum = excluded.checksum, rebuilt_at = now()
          """)
        return true
      }
    }
  }

  /// Views of other schemas that read this one, outermost names only.
  private static func foreign(_ schema: String, _ db: Database) throws -> [String] {
    struct Name: Decodable { let name: String }
    return try db.all(
      """
      select distinct format('%I.%I', other_schema.nspname, other.relname) as name
      from pg_depend
      inner join pg_rewrite on pg_rewrite.oid = pg_depend.objid
      inner join pg_class as other on other.oid = pg_rewrite.ev_class
      inner join pg_namespace as other_schema on other_schema.oid = other.relnamespace
      inner join pg_class as mine on mine.oid = pg_depend.refobjid
      inner join pg_namespace as my_schema on my_schema.oid = mine.relnamespace
      where pg_depend.classid = 'pg_rewrite'::regclass
          and pg_depend.refclassid = 'pg_class'::regclass
          and my_schema.nspname = \(schema) and other_schema.nspname <> \(schema)
      order by name
      """, as: Name.self
    ).map(\.name)
  }
}
