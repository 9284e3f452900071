import Foundation
import Intake
import Logging
import Pipeline
import Postgres
import SQLFiles
import Synchronization
import TestSupport
import Testing

/// Personal data that come all the same: refused, erased, and repeated nowhere.
@Suite struct PrivacyTests {
  /// A word that nothing but the planted cells holds.
  private static let marker = "Ветролуговаязц"
  private static var person: String { "\(marker) Мария Радомировна" }

  /// Keeps every line that is logged.
  private final class Lines: LogHandler, Sendable {
    private let kept = Mutex("")
    var text: String { kept.withLock { $0 } }
    var logLevel: Logger.Level {
      get { .trace }
      set { _ = newValue }
    }
    var metadata: Logger.Metadata {
      get { [:] }
      set { _ = newValue }
    }
    subscript(metadataKey _: String) -> Logger.Metadata.Value? {
      get { nil }
      set { _ = newValue }
    }

    func log(event: LogEvent) {
      kept.withLock { $0 += "\(event.message) \(event.metadata ?? [:])\n" }
    }
  }

  private func registered() async throws -> TestSite {
    let site = try await TestSite.make()
    _ = try await site.load([TestBundle.register(schools: ["S1", "S2"])])
    return site
  }

  /// Everything that stands in the tables of `intake`, as text.
  private func stored(_ site: TestSite) async throws -> String {
    struct Line: Decodable { let line: String }
    return try await site.worker.transaction { db in
      try ["bundle", "problem", "problem_total", "slice", "touched"].flatMap { table in
        try db.all(SQL(raw: "select \(table)::text as line from intake.\(table)"), as: Line.self)
      }.map(\.line).joined(separator: "\n")
    }
  }

  private func parts(_ site: TestSite, besides kept: Int = 0) async throws -> Int {
    try await site.worker.transaction { db in
      try db.value(
        """
        select count(*) from intake.bundle_part
        inner join intake.bundle using (bundle_id) where bundle.kind = 'school'
        """, as: Int.self)
    }
  }

  private static let clean = "student_key,entry_year,sex\r\np1,2016,f\r\n"

  /// Ways in which a person gets into a bundle, each with what its receipt must say.
  static let ways: [(name: String, tables: [String: String], code: String)] = [
    (
      "a key", ["student": "student_key,entry_year,sex\r\n\(person),2016,f\r\n"],
      "intake.personal_data"
    ),
    (
      "a column that is not loaded",
      ["student": "student_key,entry_year,sex,прочее\r\np1,2016,f,\(person)\r\n"],
      "intake.personal_data"
    ),
    (
      "a number's cell", ["student": "student_key,entry_year,sex\r\np1,\(person),f\r\n"],
      "intake.personal_data"
    ),
    (
      "a short row", ["student": "student_key,entry_year,sex\r\n\(person)\r\n"],
      "intake.personal_data"
    ),
    (
      "a file without a header", ["student": "\(person),2016,f\r\np1,2016,f\r\n"],
      "intake.personal_data"
    ),
    (
      "a class",
      [
        "student": clean,
        "class": "class_code,grade,profile\r\n9 \(person),9,\r\n",
        "enrolment": "student_key,class_code,entered_on\r\np1,9 \(person),2024-09-01\r\n",
      ], "intake.personal_data"
    ),
    (
      "a column by its name", ["student": "student_key,ФИО\r\np1,\(person)\r\n"],
      "intake.column_personal"
    ),
  ]

  @Test(arguments: ways.indices)
  func `a bundle with a person is refused, erased and repeated nowhere`(_ index: Int) async throws {
    let way = Self.ways[index]
    let site = try await registered()
    let lines = Lines()
    let logger = Logger(label: "test.privacy") { _ in lines }
    let bundle = try TestBundle.school("S1", 2025, way.tables)
    let path = FileManager.default.temporaryDirectory
      .appendingPathComponent("\(Self.person) \(UUID().uuidString).zip")
    try Data(bundle.bytes).write(to: path)
    defer { try? FileManager.default.removeItem(at: path) }

    let pool = Loader.pool(site.database.connecting(as: "soko_worker"), size: 1, logger: logger)
    let loader = try Loader(pool: pool, files: ProgramFiles(), logger: logger)
    let queue = Queue(pool: site.worker)
    let entry = try await queue.store(path.path)
    while try await loader.loadNext() != nil {}
    await pool.close()
    let fate = try await queue.fate(of: entry.id)

    #expect(fate.state == .rejected)
    #expect(fate.receipt?.totals.contains { $0.code == way.code } == true, "\(way.name)")
    #expect(fate.receipt?.isErased == true)
    #expect(fate.fileName == "[скрыто].zip")
    #expect(try await parts(site) == 0)
    let stored = try await stored(site)
    #expect(!stored.contains(Self.marker), "\(way.name)")
    #expect(!lines.text.contains(Self.marker), "\(way.name)")
    let receipt = String(describing: fate.receipt)
    #expect(!receipt.contains(Self.marker))
    // The same bytes again are answered with the same receipt.
    let again = try await queue.store(path.path)
    #expect(!again.isNew && again.id == entry.id)
    await site.close()
  }

  @Test func `the server's log and the errors it tells hold no value of a row`() async throws {
    let site = try await registered()
    do {
      try await site.worker.transaction { db in
        try db.execute("create temp table one (key text primary key, number text)")
        try db.execute("insert into one values (\(Self.marker), \(Self.marker))")
        try db.execute("insert into one values (\(Self.marker), 'x')")
      }
      Issue.record("the key was taken twice")
    } catch let failure as PostgresError {
      #expect(failure.detail?.contains(Self.marker) == true)
      #expect(!"\(failure)".contains(Self.marker))
    }
    do {
      _ = try await site.worker.transaction { db in
        try db.value("select \(Self.marker)::text::integer", as: Int.self)
      }
      Issue.record("a word was taken for a number")
    } catch let failure as PostgresError {
      #expect(failure.message.contains(Self.marker))
      #expect(!"\(failure)".contains(Self.marker))
    }
    let log = "/tmp/soko-test-\(ProcessInfo.processInfo.processIdentifier)/postgres/server.log"
    let text = try String(contentsOfFile: log, encoding: .utf8)
    #expect(text.contains("one_pkey"))
    #expect(!text.contains("Key (key)="))
    await site.close()
  }

  @Test func `a sound bundle and one refused for other reasons keep their bytes`() async throws {
    let site = try await registered()
    let fates = try await site.load([
      TestBundle.school("S1", 2025, ["student": Self.clean]),
      TestBundle.school("S2", 2025, ["student": "student_key,entry_year,sex\r\np1,soon,f\r\n"]),
    ])
    #expect(fates.map(\.state) == [.done, .rejected])
    #expect(fates.map { $0.receipt?.isErased } == [nil, nil])
    #expect(try await parts(site) == 2)
    await site.close()
  }

  @Test func `a file that cannot be read to its end is not kept`() async throws {
    let site = try await registered()
    let sound = try TestBundle.school("S1", 2025, ["student": Self.clean])
    let fates = try await site.load([
      ("plain.zip", Array("\(Self.person);9А\r\n".utf8)),
      ("cut.zip", Array(sound.bytes.prefix(sound.bytes.count / 2))),
    ])
    #expect(fates.map(\.state) == [.rejected, .rejected])
    #expect(fates.map { $0.receipt?.isErased } == [true, true])
    #expect(try await parts(site) == 0)
    await site.close()
  }

  @Test func `a bundle that would wait for its school does not wait with a person in it`()
    async throws
  {
    let site = try await registered()
    let fates = try await site.load([
      TestBundle.school("S9", 2025, ["student": Self.clean]),
      TestBundle.school("S8", 2025, Self.ways[0].tables),
    ])
    // What only warns does not keep one from waiting.
    let noted = try await site.load([
      TestBundle.school(
        "S7", 2025, ["student": "student_key,entry_year,прочее\r\np1,2016,x\r\n"])
    ])
    #expect(fates.map(\.state) + noted.map(\.state) == [.waiting, .rejected, .waiting])
    #expect(fates[1].receipt?.isErased == true)
    #expect(try await parts(site) == 2)
    await site.close()
  }

  @Test func `another key than the school's earlier one is warned of`() async throws {
    let site = try await registered()
    func bundle(_ key: String, _ year: Int) throws -> (name: String, bytes: [UInt8]) {
      var descriptor = BundleDescriptor.forTest(school: "S1", year: year, asOf: "\(year)-06-21")
      descriptor.keyFingerprint = key
      var writer = BundleWriter(descriptor: descriptor)
      writer.add(table: "student", csv: Array(Self.clean.utf8))
      return ("\(year).zip", try writer.zip())
    }
    let fates = try await site.load([
      bundle("aaaabbbb", 2023), bundle("aaaabbbb", 2024), bundle("ccccdddd", 2025),
    ])
    #expect(fates.map(\.state) == [.done, .done, .done])
    #expect(
      fates.map { $0.receipt?.totals.map(\.code).contains("intake.key_changed") } == [
        false, false, true,
      ])
    await site.close()
  }
}
