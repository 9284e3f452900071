import Intake
import Pipeline
import Postgres
import Schools
import Testing

/// What is removed on request, and that nothing of it is left.
@Suite struct ErasureTests {
  private static let order = Removal.Order(by: "operator", ground: "заявление 12 от 01.10.2025")
  private static let key = "p01-7f3a9c"

  private func count(_ site: TestSite, _ table: String, _ condition: String) async throws -> Int {
    try await site.worker.transaction { db in
      try db.value(SQL(raw: "select count(*) from \(table) where \(condition)"), as: Int.self)
    }
  }

  /// The school of a year with `p01` under another key, or without that pupil.
  private static func school(_ year: Int, holds: Bool = true, keys: String = key) -> SoundSchool {
    var school = SoundSchool(year)
    // Its sums are of all graduates: without one of them they would be wrong.
    school.leaveOut("graduate_destination")
    if holds {
      school.rename { $0 == "p01" ? keys : $0 }
    } else {
      for (name, table) in school.tables {
        guard let column = table.columns.firstIndex(of: "student_key") else { continue }
        school.remove(name) { $0[column] == "p01" }
      }
    }
    return school
  }

  private static func register() throws -> TestBundle.Named {
    try TestBundle.register(schools: ["S1", "S2"])
  }

  /// Every row of every table of ours that holds `text`.
  private func rows(_ site: TestSite, holding text: String) async throws -> [String] {
    struct Name: Decodable { let name: String }
    return try await site.worker.transaction { db in
      let tables = try db.all(
        """
        select format('%I.%I', schemaname, tablename) as name from pg_tables
        where schemaname in ('core', 'intake', 'result') and tablename <> 'bundle_part'
        """, as: Name.self
      ).map(\.name)
      #expect(tables.count > 40)
      return try tables.filter { table in
        try db.value(
          "select count(*) from \(raw: table) as held where strpos(held::text, \(text)) > 0",
          as: Int.self) > 0
      }
    }
  }

  @Test func `after it the database is as if the pupil had never been sent`() async throws {
    let site = try await TestSite.make()
    _ = try await site.load([
      Self.register(), Self.school(2024).bundle(), Self.school(2025).bundle(),
    ])
    _ = try await site.analyze()
    #expect(try await rows(site, holding: Self.key).contains("core.student"))
    let removal = try await Erasure.perform(
      .pupil(key: Self.key, school: "S1"), Self.order, in: site.worker)
    #expect(removal.touchedYears == 2 && removal.bundles == 2 && removal.retiredYears == 0)
    // By the fixture p01 is in 8A, then in 9A: an enrolment, two marks and ВПР of the one year, exams of the other.
    #expect(
      removal.records == [
        "student": 2, "enrolment": 2, "period_mark": 4, "exam_result": 2, "graduation": 1,
        "diagnostic_result": 1, "event_participation": 1,
      ])
    #expect(try await rows(site, holding: Self.key) == [])
    _ = try await site.analyze()

    let other = try await TestSite.make()
    _ = try await other.load([
      Self.register(), Self.school(2024, holds: false).bundle(),
      Self.school(2025, holds: false).bundle(),
    ])
    _ = try await other.analyze()
    #expect(try await site.results() == other.results())
    await site.close()
    await other.close()
  }

  @Test func `bytes go of every bundle that holds the pupil, replaced ones too, and of no other`()
    async throws
  {
    let site = try await TestSite.make()
    let fates = try await site.load([
      Self.register(), Self.school(2024, holds: false).bundle(),
      Self.school(2025).bundle(asOf: "2025-11-01"),
      Self.school(2025, holds: false).bundle(asOf: "2025-11-02"),
      // Another person of another school under the same key.
      TestBundle.school("S2", 2025, Self.school(2025).csv, asOf: "2025-11-01"),
    ])
    #expect(fates.allSatisfy { $0.state == .done })
    let removal = try await Erasure.perform(
      .pupil(key: Self.key, school: "S1"), Self.order, in: site.worker)
    #expect(removal.bundles == 1 && removal.recordCount == 0)
    #expect(try await count(site, "intake.bundle", "erased_at is not null") == 1)
    #expect(
      try await count(
        site, "intake.bundle_part inner join intake.bundle using (bundle_id)", "true") == 4)
    #expect(try await count(site, "core.student", "student_key = '\(Self.key)'") == 1)
    await site.close()
  }

  @Test func `the log tells the request, and whom it was about only to those who know`()
    async throws
  {
    let site = try await TestSite.make()
    _ = try await site.load([Self.register(), Self.school(2025).bundle()])
    let removal = try await Erasure.perform(
      .pupil(key: Self.key, school: "S1"), Self.order, in: site.worker)
    struct Entry: Decodable {
      let removalId: Int
      let ground: String
    }
    func entries(about text: String) async throws -> [Entry] {
      try await site.worker.transaction { db in
        try db.all(
          """
          select removal_id, ground from intake.removal
          where subject_digest = sha256(subject_salt || convert_to(\(text), 'UTF8'))
          """, as: Entry.self)
      }
    }
    let entry = try #require(try await entries(about: "S1 \(Self.key)").first)
    #expect(entry.removalId == removal.number && entry.ground == "заявление 12 от 01.10.2025")
    #expect(try await entries(about: "S1 p02").isEmpty)
    // One who is not there gets an entry too: the request was answered.
    let none = try await Erasure.perform(
      .pupil(key: "no-one", school: "S1"), Self.order, in: site.worker)
    #expect(none.isEmpty && none.number != nil)
    await site.close()
  }

  @Test func `a bundle that rests on removed bytes is refused, a full one after them is not`()
    async throws
  {
    let site = try await TestSite.make()
    let amendment = try TestBundle.school(
      "S1", 2025,
      [
        "period_mark":
          "student_key,subject_code,period_code,mark_kind,mark\r\n\(Self.key),mat,year,year,5\r\n"
      ], mode: .amend, asOf: "2025-11-03")
    let before = try await site.load([
      Self.register(), Self.school(2025).bundle(asOf: "2025-11-01"), amendment,
    ])
    #expect(before.map(\.state) == [.done, .done, .done])
    _ = try await Erasure.perform(
      .pupil(key: Self.key, school: "S1"), Self.order, in: site.worker)
    let late = try await site.load([
      Self.school(2025, holds: false).bundle(asOf: "2025-11-02")
    ])[0]
    #expect(late.state == .rejected)
    #expect(late.receipt?.totals.map(\.code) == ["intake.basis_erased"])
    let full = try await site.load([
      Self.school(2025, holds: false).bundle(asOf: "2025-11-04")
    ])[0]
    #expect(full.state == .done)
    await site.close()
  }

  @Test func `a school's records and bundles go, its values stay, and a neighbor loses nothing`()
    async throws
  {
    let site = try await TestSite.make()
    let fates = try await site.load([
      Self.register(), SoundSchool(2024).bundle(), SoundSchool(2025).bundle(),
      TestBundle.school("S2", 2025, SoundSchool(2025).csv, asOf: "2025-11-01"),
    ])
    #expect(fates.allSatisfy { $0.state == .done })
    _ = try await site.analyze()
    let results = try await site.results()
    let neighbor = "school_id = (select school_id from core.school where school_code = 'S2')"
    let left = try await count(site, "core.period_mark", neighbor)
    let removal = try await Erasure.perform(.school("S1"), Self.order, in: site.worker)
    #expect(removal.bundles == 2 && removal.retiredYears == 2)
    for table in RecordTable.all {
      #expect(
        try await count(
          site, "core.\(table.name)",
          "school_id = (select school_id from core.school where school_code = 'S1')") == 0,
        "\(table.name)")
    }
    #expect(try await count(site, "core.period_mark", neighbor) == left && left > 0)
    try await site.forgetPublication()
    _ = try await site.analyze()
    func values(_ lines: [String]) -> [String] {
      lines.filter { $0.hasPrefix("indicator_value") || $0.hasPrefix("group_value") }
    }
    #expect(try await values(site.results()) == values(results))
    #expect(!values(results).isEmpty)
    let again = try await site.load([SoundSchool(2025).bundle(asOf: "2025-12-01")])[0]
    #expect(again.receipt?.totals.map(\.code) == ["intake.year_retired"])
    await site.close()
  }

  @Test func `what would bring the records back, or names no school, is refused`() async throws {
    let site = try await TestSite.make()
    _ = try await site.load([Self.register()])
    await #expect(throws: Erasure.Refusal.self) {
      try await Erasure.perform(.school("S9"), Self.order, in: site.worker)
    }
    try await site.store([Self.school(2025).bundle()])
    let refusal = try await #require(throws: Erasure.Refusal.self) {
      try await Erasure.perform(
        .pupil(key: Self.key, school: "S1"), Self.order, in: site.worker)
    }
    #expect("\(refusal)".hasPrefix("1 bundles"))
    await site.close()
  }
}
