import Foundation
import Intake
import Pipeline
import Postgres
import Schools
import Testing

/// OneRoster archives on their whole way into the database.
@Suite struct RosterTests {
  /// What `TestRoster.first` and `.second` make, worked out by hand.
  private static let expected = [
    "class 9А 9",
    "enrolment u1 9А 2024-09-01 -", "enrolment u2 9А 2024-09-01 -",
    "enrolment u3 9А 2024-09-01 2025-01-15",
    "mark u1 mat q1 period 4", "mark u1 mat sy25 year 4", "mark u1 rus q1 period osv",
    "mark u2 mat q1 period 5", "mark u3 mat q1 period na",
    "period q1 quarter 2024-09-01 2024-10-27", "period q2 quarter 2024-11-05 2024-12-29",
    "period q3 quarter 2025-01-09 2025-03-23", "period q4 quarter 2025-04-01 2025-05-31",
    "period sy25 year 2024-09-01 2025-05-31",
    "student u1", "student u2", "student u3",
  ]

  private func counts(_ fate: Queue.Fate) -> [String] {
    (fate.receipt?.tables ?? []).map {
      "\($0.name) +\($0.added) ~\($0.changed) -\($0.removed) =\($0.unchanged)"
    }
  }

  private func codes(_ fate: Queue.Fate) -> Set<String> {
    Set((fate.receipt?.problems ?? []).map(\.code))
  }

  @Test(arguments: ["1.1", "1.2"])
  func `a bulk archive becomes the rows worked out by hand`(version: String) async throws {
    let site = try await RosterSite.make()
    let roster = version == "1.1" ? TestRoster.first : TestRoster.second
    let fate = try await site.load(roster, asOf: "2025-01-20")
    #expect(fate.state == .done, "\(fate.receipt?.problems ?? [])")
    #expect(try await site.rows(site.keys(["u1", "u2", "u3"])) == Self.expected)
    #expect(fate.receipt?.school == "S1" && fate.receipt?.year == 2025)
    await site.close()
  }

  @Test func `names, contacts and numbers of people are nowhere, and the receipt says so`()
    async throws
  {
    let site = try await RosterSite.make()
    let fate = try await site.load(TestRoster.first, asOf: "2025-01-20")
    #expect(fate.state == .done)
    let dropped = (fate.receipt?.problems ?? []).filter { $0.code == "intake.oneroster_dropped" }
    let users = try #require(dropped.first { $0.file == "users.csv" }?.arguments["columns"])
    for column in ["givenName", "familyName", "email", "phone", "identifier", "password"] {
      #expect(users.contains(column))
    }
    let stored = try await site.site.worker.transaction { db in
      try db.value(
        "select string_agg(bytes, ''::bytea order by bundle_id, part_number) from intake.bundle_part where bundle_id = (select max(bundle_id) from intake.bundle)",
        as: [UInt8].self)
    }
    // The stored archive is opened again, so that nothing hides in it deflated.
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("sealed-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data(stored).write(to: folder.appendingPathComponent("a.zip"))
    let unzip = Process()
    unzip.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    unzip.arguments = [
      "python3", "-c",
      "import sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); print('\\n'.join(n + ':' + z.read(n).decode() for n in z.namelist()))",
      folder.appendingPathComponent("a.zip").path,
    ]
    let pipe = Pipe()
    unzip.standardOutput = pipe
    try unzip.run()
    let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    unzip.waitUntilExit()
    #expect(text.contains("users.csv") && text.contains("Четвертная"))
    for secret in [
      "Проверкин", "Образцов", "Пробников", "example.org", "secret", "112-233", "912", "молодец",
      "u1", "e1,", "r1,", "test1",
    ] {
      #expect(!text.contains(secret), "\(secret)")
    }
    await site.close()
  }

  @Test func `the same archive later changes nothing`() async throws {
    let site = try await RosterSite.make()
    _ = try await site.load(TestRoster.first, asOf: "2025-01-20")
    let again = try await site.load(TestRoster.first, asOf: "2025-01-21")
    #expect(again.state == .done && again.receipt?.hasChanged == false)
    // One column more is another file, with the same rows.
    var roster = TestRoster.first
    roster.replace("orgs", "d1", with: "d1,,,Another name,district,99,")
    let third = try await site.load(roster, asOf: "2025-01-22")
    #expect(third.state == .done && third.receipt?.hasChanged == false)
    #expect(try await site.rows(site.keys(["u1", "u2", "u3"])) == Self.expected)
    await site.close()
  }

  /// What `TestRoster.changes` makes of the rows above.
  private static let changed = [
    "class 9А 9",
    "enrolment u1 9А 2024-09-01 -", "enrolment u2 9А 2024-09-01 2025-02-01",
    "enrolment u4 9А 2025-02-03 -",
    "mark u1 mat q1 period 5", "mark u1 mat sy25 year 4", "mark u1 rus q1 period osv",
    "student u1", "student u2", "student u4",
  ]

  @Test func `a delta changes, adds and removes, and again changes nothing`() async throws {
    let site = try await RosterSite.make()
    _ = try await site.load(TestRoster.first, asOf: "2025-01-20")
    let fate = try await site.load(TestRoster.changes, asOf: "2025-02-05")
    #expect(fate.state == .done, "\(fate.receipt?.problems ?? [])")
    #expect(
      counts(fate) == [
        "period +0 ~0 -0 =0", "class +0 ~0 -0 =0", "student +1 ~0 -1 =0",
        "enrolment +1 ~1 -1 =0", "period_mark +0 ~1 -2 =0",
      ])
    let keys = try site.keys(["u1", "u2", "u3", "u4"])
    let rows = try await site.rows(keys).filter { !$0.hasPrefix("period") }
    #expect(rows == Self.changed)
    let again = try await site.load(TestRoster.changes, asOf: "2025-02-06")
    #expect(again.state == .done && again.receipt?.hasChanged == false)
    #expect(try await site.rows(keys).filter { !$0.hasPrefix("period") } == Self.changed)
    await site.close()
  }

  @Test func `a bulk archive that comes late is followed by the delta after it`() async throws {
    let site = try await RosterSite.make()
    _ = try await site.load(TestRoster.first, asOf: "2025-01-20")
    _ = try await site.load(TestRoster.changes, asOf: "2025-02-05")
    var late = TestRoster.first
    late.replace("results", "r1", with: "r1,,,l1,u1,fully graded,3,2024-10-25,")
    late.replace("results", "r5", with: "r5,,,l4,u1,fully graded,3,2025-05-25,")
    let fate = try await site.load(late, asOf: "2025-01-25")
    #expect(fate.state == .done, "\(fate.receipt?.problems ?? [])")
    let rows = try await site.rows(site.keys(["u1", "u2", "u3", "u4"]))
      .filter { !$0.hasPrefix("period") }
    // The year's mark is the late archive's, the quarter's the delta's.
    #expect(
      rows == Self.changed.map { $0 == "mark u1 mat sy25 year 4" ? "mark u1 mat sy25 year 3" : $0 })
    await site.close()
  }

  @Test func `a delta without an archive before it lists every reference, and none of its values`()
    async throws
  {
    let site = try await RosterSite.make()
    let fate = try await site.load(TestRoster.changes, asOf: "2025-02-05")
    #expect(fate.state == .rejected)
    let found = Set(
      (fate.receipt?.problems ?? []).filter { $0.code == "intake.oneroster_unresolved" }
        .map {
          "\($0.file ?? "") \($0.row ?? 0) \($0.column ?? "") \($0.arguments["target"] ?? "")"
        }
    )
    #expect(
      found == [
        "enrollments.csv 2 classSourcedId classes.csv",
        "enrollments.csv 2 userSourcedId users.csv", "enrollments.csv 4 classSourcedId classes.csv",
        "results.csv 2 lineItemSourcedId lineItems.csv",
        "results.csv 2 studentSourcedId users.csv",
      ])
    await site.close()
  }

  @Test func `an archive with demographics is refused unread, and not kept`() async throws {
    let site = try await RosterSite.make()
    var roster = TestRoster.first
    roster["demographics"] = "sourcedId,status,dateLastModified,birthDate,sex\nu1,,,2010-04-05,male"
    let fate = try await site.load(roster, asOf: "2025-01-20")
    #expect(fate.state == .rejected && codes(fate) == ["intake.oneroster_demographics"])
    #expect(fate.receipt?.isErased == true)
    #expect(try await site.rows([:]).isEmpty)
    await site.close()
  }

  @Test func `another school's pupils have other keys, and its rows are left out and counted`()
    async throws
  {
    let site = try await RosterSite.make()
    var roster = TestRoster.first
    roster["orgs"] += "\no2,,,School,school,S2,d1"
    roster["users"] += "\nu9,,,true,o2,student,,,,,,,,,,,09,"
    roster["classes"] += "\nh9b,,,9 Б,09,c-hr,9Б,homeroom,,o2,sy25,,,"
    roster["enrollments"] += "\ne9,,,h9b,o2,u9,student,,2024-09-01,"
    let first = try await site.load(roster, asOf: "2025-01-20", school: "S1")
    #expect(first.state == .done, "\(first.receipt?.problems ?? [])")
    #expect(try await site.rows(site.keys(["u1", "u2", "u3"])) == Self.expected)
    #expect(codes(first).contains("intake.oneroster_left_out"))
    let second = try await site.load(roster, asOf: "2025-01-20", school: "S2")
    #expect(second.state == .done, "\(second.receipt?.problems ?? [])")
    let other = try site.keys(["u9"], school: "S2")
    #expect(try await site.rows(other).contains("enrolment u9 9Б 2024-09-01 -"))
    #expect(try other["u9"] != site.keys(["u9"])["u9"])
    await site.close()
  }
}
