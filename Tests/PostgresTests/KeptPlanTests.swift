import Logging
import TestSupport
import Testing

@testable import Postgres

/// Plans that are kept on a connection.
@Suite struct KeptPlanTests {
  private func pool(_ body: @Sendable (Database) throws -> Void) async throws {
    let pool = Pool(
      try await TestDatabase.make(scripts: []), size: 1, name: "test",
      logger: Logger(label: "test"))
    try await pool.session(body)
    await pool.close()
  }

  @Test func `a statement is prepared once for an occasion and gives rows of the moment`()
    async throws
  {
    try await pool { (db: Database) throws in
      try db.script("create temp table part (n integer)")
      for count in 1...3 {
        try db.execute("insert into part values (\(count))")
        let sql: SQL = "select count(*) from part"
        #expect(try db.value(sql.planned(for: "few"), as: Int.self) == count)
        #expect(try db.value(sql.planned(for: "many"), as: Int.self) == count)
      }
      #expect(try Self.prepared(db) == 2)
    }
  }

  @Test func `plans are made anew at the first use, the second, the fourth, and so on`() {
    var recurrence = Recurrence()
    let due = (1...1200).filter { _ in recurrence.isDue() }
    #expect(due == [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 768, 1024])
  }

  @Test func `of too many plans the one that was not used for longest goes`() async throws {
    try await pool { (db: Database) throws in
      let sql: SQL = "select 1"
      for number in 0..<Database.Plans.limit + 10 {
        #expect(try db.value(sql.planned(for: "\(number)"), as: Int.self) == 1)
        #expect(try db.value(sql.planned(for: "0"), as: Int.self) == 1)
      }
      #expect(try Self.prepared(db) == Database.Plans.limit)
      #expect(db.plans.known["0\nselect 1"] != nil)
      #expect(db.plans.known["1\nselect 1"] == nil)
    }
  }

  @Test func `a refused statement leaves the connection usable`() async throws {
    try await pool { (db: Database) throws in
      let broken = SQL(raw: "select 1 / (select 0)").planned(for: "x")
      #expect(throws: PostgresError.self) { _ = try db.value(broken, as: Int.self) }
      #expect(throws: PostgresError.self) { _ = try db.value(broken, as: Int.self) }
      #expect(throws: PostgresError.self) {
        try db.execute(SQL(raw: "select nothing from nowhere").planned(for: "x"))
      }
      #expect(try db.value("select 2", as: Int.self) == 2)
    }
  }

  private static func prepared(_ db: Database) throws -> Int {
    try db.value("select count(*) from pg_prepared_statements where name like 'p%'", as: Int.self)
  }
}
