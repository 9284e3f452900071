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
  package func enter(_ db: Database) throws {
    try db.execute("set transaction isolation level repeatable read")
    for (name, value) in settings {
      // `set local` is carried to the nodes of a cluster; set_config() is not.
      try db.execute(SQL(raw: "set local \(name) = '\(value.replacing("'", with: "''"))'"))
    }
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
