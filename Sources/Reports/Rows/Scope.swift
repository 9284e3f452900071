package import Postgres

/// Whose rows a transaction may see; the row-level policies read it. Without a scope there are no rows.
package enum Scope: Hashable, Sendable {
  case `operator`
  case region
  /// The schools of one municipality, by its ОКТМО code.
  case municipality(String)
  /// One school, by its code.
  case school(String)
  /// Everybody: what is not hidden, rounded.
  case `public`

  /// Makes this the scope of the current transaction, and gives the transaction one view of the data:
  /// every statement of it sees the same publication. It must come before any query.
  ///
  /// The numbers of the schools that the scope holds are asked for once, so that policies need not ask the register for each row.
  package func enter(_ db: Database) throws {
    // Answers are many small ones: to compile a plan costs more than it saves.
    try db.script("set transaction isolation level repeatable read; set local jit = off")
    try name(db)
    if let schools = try db.value("select core.scope_schools()", as: String?.self) {
      try Self.set([("soko.schools", schools)], db)
    }
  }

  /// Names this as the scope of the current transaction and does no more, as the connection of an analyst's tool does.
  package func name(_ db: Database) throws {
    // Of a scope that was entered before no school is held.
    try Self.set(settings + [("soko.schools", "")], db)
  }

  /// `set local` is carried to the nodes of a cluster; set_config() is not.
  private static func set(_ settings: [(name: String, value: String)], _ db: Database) throws {
    try db.script(
      settings.map { "set local \($0) = '\($1.replacing("'", with: "''"))'" }
        .joined(separator: "; "))
  }

  private var settings: [(String, String)] {
    switch self {
    case .operator: [("soko.audience", "operator")]
    case .region: [("soko.audience", "region")]
    case .municipality(let code):
      [("soko.audience", "municipality"), ("soko.territory", code)]
    case .school(let code): [("soko.audience", "school"), ("soko.school", code)]
    case .public: [("soko.audience", "public")]
    }
  }
}
