import Postgres
import Testing

/// Who may send bundles, and who may have them taken back.
extension RightsTests {
  /// Adds a bundle, or a part of one, that is of the school with this number.
  static let uploads: [String: @Sendable (Int) -> String] = [
    "intake.bundle": { (number: Int) in
      """
      insert into intake.bundle (sender, sha256, file_name, byte_count)
      values ('\("ABC".dropFirst(number - 1).prefix(1))', sha256('new'), 'new.zip', 1)
      """
    },
    "intake.bundle_part": { (number: Int) in
      "insert into intake.bundle_part (bundle_id, part_number, bytes) values (\(number), 99, 'x')"
    },
  ]

  /// For which schools each scope may upload.
  static let uploaders = ["operator": "ABC", "municipality": "AB", "school": "A"]

  private func uploadFaults(_ table: String, _ db: Database) throws -> [String] {
    let insert = try #require(Self.uploads[table])
    var faults: [String] = []
    for (scope, statements) in Self.scopes {
      for (number, letter) in [(1, "A"), (2, "B"), (3, "C")] {
        try db.script("savepoint before; set local role soko_web; \(statements)")
        let isTaken = (try? db.script(insert(number))) != nil
        try db.script("rollback to savepoint before")
        let isExpected = Self.uploaders[scope]?.contains(letter) ?? false
        if isTaken != isExpected { faults.append("\(table), \(scope), \(letter): \(isTaken)") }
      }
    }
    return faults
  }

  @Test func `a bundle is taken for one's own schools only, and its policy is seen to do it`()
    async throws
  {
    try await Bare.run { db in
      for table in Self.uploads.keys {
        #expect(try uploadFaults(table, db) == [])
        for mutation in [
          "drop policy upload on \(table)", "alter policy upload on \(table) with check (true)",
        ] {
          try db.script("savepoint mutant; \(mutation)")
          #expect(try !uploadFaults(table, db).isEmpty, "\(mutation) is not seen")
          try db.script("rollback to savepoint mutant")
        }
      }
    }
  }

  /// What is wrong with who may ask for a bundle to be taken back, and of what; empty when nothing is.
  private func revertFaults(_ db: Database) throws -> [String] {
    let ask = "state = 'queued', attempt_count = 0, revert_asked_at = now(), revert_reason = 'r'"
    var faults: [String] = []
    func hold(_ who: String, _ state: String, _ change: String, _ statements: String, _ may: Bool)
      throws
    {
      try db.script(
        """
        savepoint before;
        update intake.bundle set kind = 'school', state = '\(state)' where bundle_id = 1;
        set local role soko_web; \(statements)
        """)
      let count = try? db.execute(
        SQL(raw: "update intake.bundle set \(change) where bundle_id = 1"))
      try db.script("rollback to savepoint before")
      if (count == 1) != may { faults.append("\(who), \(state): \(change)") }
    }
    for (scope, statements) in Self.scopes {
      try hold(scope, "done", ask, statements, scope == "operator")
    }
    let operators = Self.scopes["operator"]!
    try hold("operator", "superseded", ask, operators, true)
    for state in ["queued", "waiting", "rejected", "quarantined"] {
      try hold("operator", state, ask, operators, false)
    }
    for change in [
      "state = 'rejected'", "state = 'queued'", "sender = 'B'",
      ask + ", revert_outcome = '{}'",
    ] {
      try hold("operator", "done", change, operators, false)
    }
    return faults
  }

  @Test func `a bundle is the operator's to take back, and its policy is seen to do it`()
    async throws
  {
    try await Bare.run { db in
      #expect(try revertFaults(db) == [])
      for mutation in [
        "drop policy revert on intake.bundle",
        "alter policy revert on intake.bundle using (true)",
        "alter policy revert on intake.bundle with check (true)",
      ] {
        try db.script("savepoint mutant; \(mutation)")
        #expect(try !revertFaults(db).isEmpty, "\(mutation) is not seen")
        try db.script("rollback to savepoint mutant")
      }
    }
  }

  @Test func `a register is the operator's to send`() async throws {
    try await Bare.run { db in
      for (scope, statements) in Self.scopes {
        for kind in ["register", "aggregate"] {
          try db.script("savepoint before; set local role soko_web; \(statements)")
          let isTaken =
            (try? db.script(
              """
              insert into intake.bundle (sender, sha256, file_name, byte_count, kind)
              values ('A', sha256('new'), 'new.zip', 1, '\(kind)')
              """)) != nil
          try db.script("rollback to savepoint before")
          #expect(isTaken == (scope == "operator"), "\(scope), \(kind)")
        }
      }
    }
  }
}
