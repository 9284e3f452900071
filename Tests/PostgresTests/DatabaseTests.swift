import Foundation
import Logging
import Postgres
import TestSupport
import Testing

@Suite struct DatabaseTests {
  private static func pool(size: Int = 1) async throws -> Pool {
    Pool(
      try await TestDatabase.make(scripts: []), size: size, name: "test",
      logger: Logger(label: "test"))
  }

  @Test func `what is interpolated is bound, not spliced`() async throws {
    let pool = try await Self.pool()
    let nasty = "'; drop table t; -- $1 \\ \""
    let back = try await pool.session { try $0.value("select \(nasty)", as: String.self) }
    #expect(back == nasty)
    await pool.close()
  }

  @Test func `values of every type come back as they went`() async throws {
    struct Row: Decodable, Equatable {
      let small: Int
      let big: Int64
      let real: Double
      let flag: Bool
      let name: String
      let raw: [UInt8]
      let exact: String
      let negative: String
      let tiny: Double
      let words: [String]
      let numbers: [Int]
      let nothing: String?
      let moment: Date
    }
    let pool = try await Self.pool()
    let moment = Date(timeIntervalSince1970: 1_750_000_000.25)
    let row = try await pool.session { db in
      try db.first(
        """
        select 7::smallint as small, \(Int64.min) as big, \(0.1)::float8 as real, \(true) as flag,
            \("Ёж «9А»") as name, \([0, 255, 10] as [UInt8]) as raw,
            1234567890.012300::numeric as exact, (-0.00001234)::numeric as negative,
            0.00005::numeric as tiny, \(["a,b", "\"c\"", "\\"]) as words, \([1, -2, 3]) as numbers,
            \(nil as String?)::text as nothing, \(moment) as moment
        """, as: Row.self)
    }
    #expect(
      row
        == Row(
          small: 7, big: .min, real: 0.1, flag: true, name: "Ёж «9А»", raw: [0, 255, 10],
          exact: "1234567890.012300", negative: "-0.00001234", tiny: 0.00005,
          words: ["a,b", "\"c\"", "\\"], numbers: [1, -2, 3], nothing: nil, moment: moment))
    await pool.close()
  }

  @Test(
    arguments: [
      (0 as Int64, 0, "0"), (0, 2, "0.00"), (5, 3, "0.005"), (-5, 6, "-0.000005"),
      (12_345_678, 0, "12345678"), (12_345_678, 4, "1234.5678"), (-10_000, 0, "-10000"),
      (100_000_001, 3, "100000.001"), (.max, 0, "9223372036854775807"),
      (.min, 5, "-92233720368547.75808"), (10_000, 4, "1.0000"), (1, 9, "0.000000001"),
    ])
  func `a copied decimal is exact`(mantissa: Int64, scale: Int, expected: String) async throws {
    let pool = try await Self.pool()
    let found = try await pool.transaction { db in
      try db.script("create temp table t (x numeric) on commit drop")
      try db.copyIn("copy t from stdin (format binary)") { writer in
        try writer.startRow(columns: 1)
        writer.numeric(mantissa: mantissa, scale: scale)
      }
      return try db.value("select x::text from t", as: String.self)
    }
    #expect(found == expected)
    await pool.close()
  }

  @Test func `a decimal read as a number is the one nearest to its text`() async throws {
    let pool = try await Self.pool()
    var texts = [
      "0", "0.000", "-0.1", "0.1", "12345678.000012300", "9007199254740992", "9007199254740993",
      "10000", "1000000000000", "9999999999999999", "123456789012345678901234567890.5", "1e-25",
      "0.00000000000000000001", "-99999999.99999999", "1e300",
    ]
    var state: UInt64 = 1
    for number in 0..<500 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      texts.append("\((state >> 11) % 10_000_000_000_000_000)e-\(number % 19)")
    }
    struct Row: Decodable {
      let value: Double
      let text: String
    }
    let rows = try await pool.session { [texts] db in
      try db.all(
        "select text::numeric as value, text from unnest(\(texts)) as told (text)", as: Row.self)
    }
    #expect(rows.count == texts.count)
    for row in rows { #expect(row.value == Double(row.text), "\(row.text)") }
    await pool.close()
  }

  @Test func `copied cells of every kind arrive`() async throws {
    struct Row: Decodable, Equatable {
      let a: Int
      let b: Int
      let c: Double
      let d: Bool
      let e: String
      let f: String?
      let g: String
    }
    let pool = try await Self.pool()
    let row = try await pool.transaction { db in
      try db.script(
        "create temp table t (a int, b bigint, c float8, d boolean, e date, f text, g jsonb)")
      let count = try db.copyIn("copy t from stdin (format binary)") { writer in
        try writer.startRow(columns: 7)
        writer.int32(-7)
        writer.int64(1 << 40)
        writer.double(-0.5)
        writer.bool(true)
        writer.date(daysSince1970: 20_260)
        writer.null()
        writer.jsonb("{\"x\": \"й\"}")
      }
      #expect(count == 1)
      return try db.first("select a, b, c, d, e::text, f, g ->> 'x' as g from t", as: Row.self)
    }
    // 20,260 days after 1970-01-01 is 21 June 2025.
    #expect(row == Row(a: -7, b: 1 << 40, c: -0.5, d: true, e: "2025-06-21", f: nil, g: "й"))
    await pool.close()
  }

  @Test func `a copy that is given up leaves no rows and a sound connection`() async throws {
    struct GivenUp: Error {}
    let pool = try await Self.pool()
    try await pool.session { try $0.script("create table t (x int)") }
    await #expect(throws: GivenUp.self) {
      try await pool.transaction { db in
        try db.copyIn("copy t from stdin (format binary)") { writer in
          try writer.startRow(columns: 1)
          writer.int32(1)
          throw GivenUp()
        }
      }
    }
    let count = try await pool.session { try $0.value("select count(*) from t", as: Int.self) }
    #expect(count == 0)
    await pool.close()
  }

  @Test func `copying out gives the bytes`() async throws {
    let pool = try await Self.pool()
    let text = try await pool.session { db in
      var bytes: [UInt8] = []
      let count = try db.copyOut("copy (values (1, 'й'), (2, null)) to stdout csv") {
        bytes.append(contentsOf: $0)
      }
      #expect(count == 2)
      return String(decoding: bytes, as: UTF8.self)
    }
    #expect(text == "1,й\n2,\n")
    await pool.close()
  }

  @Test func `a transaction that throws leaves nothing, a savepoint only its own part`()
    async throws
  {
    struct Stop: Error {}
    let pool = try await Self.pool()
    try await pool.session { try $0.script("create table t (x int primary key)") }
    await #expect(throws: Stop.self) {
      try await pool.transaction { db in
        try db.execute("insert into t values (1)")
        throw Stop()
      }
    }
    try await pool.transaction { db in
      try db.execute("insert into t values (2)")
      _ = try? db.savepoint {
        try db.execute("insert into t values (3)")
        try db.execute("insert into t values (2)")
      }
      try db.execute("insert into t values (4)")
    }
    struct X: Decodable { let x: Int }
    let rows = try await pool.session { try $0.all("select x from t order by x", as: X.self) }
    #expect(rows.map(\.x) == [2, 4])
    await pool.close()
  }

  @Test func `an error carries the server's fields, and its text no values`() async throws {
    let pool = try await Self.pool()
    let error = try await #require(throws: PostgresError.self) {
      try await pool.transaction { db in
        try db.script(
          "create table person (id int, constraint person_id_in_range check (id < 100))")
        try db.execute("insert into person values (\(4711))")
      }
    }
    #expect(error.sqlState == "23514")
    #expect(error.constraint == "person_id_in_range")
    #expect(error.table == "person")
    #expect(error.detail?.contains("4711") == true)
    #expect(!"\(error)".contains("4711"))
    await pool.close()
  }

  @Test func `a cancelled task interrupts its statement, and the pool goes on`() async throws {
    let pool = try await Self.pool()
    let started = ContinuousClock.now
    let task = Task {
      try await pool.session { try $0.execute("select pg_sleep(3600)") }
    }
    try await Task.sleep(for: .milliseconds(300))
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
    #expect(ContinuousClock.now - started < .seconds(600))
    #expect(try await pool.session { try $0.value("select 1", as: Int.self) } == 1)
    await pool.close()
  }

  @Test func `a terminated backend is a lost connection, and the next call has a new one`()
    async throws
  {
    let pool = try await Self.pool()
    let error = try await #require(throws: PostgresError.self) {
      try await pool.session { try $0.execute("select pg_terminate_backend(pg_backend_pid())") }
    }
    #expect(error.isConnectionLost && error.isTerminated, "\(error)")
    #expect(try await pool.session { try $0.value("select 1", as: Int.self) } == 1)
    await pool.close()
  }

  @Test func `rows stream one at a time, and a throw stops them`() async throws {
    struct Enough: Error {}
    let pool = try await Self.pool()
    try await pool.session { db in
      var sum = 0
      try db.forEachRow("select generate_series(1, 10000) as n") { sum += try $0.get("n") }
      #expect(sum == 50_005_000)
      #expect(throws: Enough.self) {
        try db.forEachRow("select generate_series(1, 100000000) as n") { _ in throw Enough() }
      }
      let two = try db.value("select 2", as: Int.self)
      #expect(two == 2)
    }
    await pool.close()
  }

  @Test func `notifications reach a listener`() async throws {
    let pool = try await Self.pool()
    let listening = Task {
      for try await payload in pool.notifications(on: "news") { return payload }
      return ""
    }
    for _ in 0..<50 {
      try await pool.session { _ = try $0.execute("select pg_notify('news', 'hello')") }
      try await Task.sleep(for: .milliseconds(50))
    }
    #expect(try await listening.value == "hello")
    await pool.close()
  }

  @Test func `a statement that repeats is prepared and still sees new values`() async throws {
    let pool = try await Self.pool()
    try await pool.session { db in
      for number in 1...5 {
        let found = try db.value("select \(number) * 2", as: Int.self)
        #expect(found == number * 2)
      }
    }
    await pool.close()
  }

  @Test func `statements joined by plus keep their parameters apart`() async throws {
    let pool = try await Self.pool()
    let first: SQL = "select \(1)::int + \(2)::int"
    let sum = try await pool.session { try $0.value(first + " * \(10)::int", as: Int.self) }
    #expect(sum == 21)
    await pool.close()
  }
}
