import Foundation
import Intake
import Pipeline
import Schools
import Testing

/// OneRoster archives sealed at the school.
@Suite struct RosterSealTests {
  private func withFolder<Result>(_ body: (String) async throws -> Result) async throws -> Result {
    let folder = FileManager.default.temporaryDirectory.path + "/seal-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    return try await body(folder)
  }

  @Test func `an archive sealed with the school's key loads as it stands, under that key`()
    async throws
  {
    let site = try await RosterSite.make()
    try await withFolder { folder in
      let key = try SchoolKey.create(path: folder + "/school.key")
      try Data(TestRoster.first.zip()).write(to: URL(fileURLWithPath: folder + "/a.zip"))
      let outcome = try Pseudonymizer(key: key).write(
        folder + "/a.zip", to: folder + "/sealed.zip",
        origin: .init(schoolCode: "S1", academicYear: 2025, asOf: "2025-01-20"))
      #expect(outcome.isWritten, "\(outcome.problems.problems)")
      #expect(outcome.tables.map { "\($0.name) \($0.rows)" }.contains("period_mark 5"))
      let fate = try await site.load(
        [UInt8](Data(contentsOf: URL(fileURLWithPath: folder + "/sealed.zip"))),
        asOf: "2025-01-20")
      #expect(fate.state == .done, "\(fate.receipt?.problems ?? [])")
      // The installation's own key was not needed.
      #expect(!FileManager.default.fileExists(atPath: site.keyPath))
      try FileManager.default.copyItem(atPath: folder + "/school.key", toPath: site.keyPath)
      let rows = try await site.rows(site.keys(["u1", "u2", "u3"]))
      #expect(rows.contains("mark u2 mat q1 period 5"))
    }
    await site.close()
  }

  @Test func `a sealed archive into which someone puts names again is refused and erased`()
    async throws
  {
    let site = try await RosterSite.make()
    var roster = TestRoster.first
    roster["users"] = "sourcedId,status,dateLastModified,role,givenName\nu1,,,student,Тест"
    let archive = try ZipWriter()
    try archive.add(
      "manifest.csv",
      Array(
        "propertyName,value\nmanifest.version,1.0\noneroster.version,1.1\nsoko.keyFingerprint,abcdefgh\nfile.users,bulk\n"
          .utf8))
    try archive.add("users.csv", Array(roster["users"].utf8))
    let fate = try await site.load(archive.finish(), asOf: "2025-01-20")
    #expect(fate.state == .rejected && fate.receipt?.isErased == true)
    let codes = (fate.receipt?.problems ?? []).map(\.code)
    #expect(codes.contains("intake.oneroster_unsealed"))
    await site.close()
  }

  @Test func `a sealed archive whose manifest tells of a person is refused and erased`()
    async throws
  {
    let site = try await RosterSite.make()
    let archive = try ZipWriter()
    try archive.add(
      "manifest.csv",
      Array(
        "propertyName,value\nmanifest.version,1.0\noneroster.version,1.1\nsoko.keyFingerprint,abcdefgh\nfile.orgs,bulk\nsource.systemName,Проверкин Тест Образцович\n"
          .utf8))
    try archive.add(
      "orgs.csv", Array("sourcedId,status,dateLastModified,type,identifier\no1,,,school,S1\n".utf8))
    let fate = try await site.load(archive.finish(), asOf: "2025-01-20")
    #expect(fate.state == .rejected && fate.receipt?.isErased == true)
    let codes = (fate.receipt?.problems ?? []).map(\.code)
    #expect(codes == ["intake.personal_data"])
    await site.close()
  }

  @Test func `a delta is checked offline over the archives before it`() async throws {
    try await withFolder { folder in
      try Data(TestRoster.first.zip()).write(to: URL(fileURLWithPath: folder + "/a.zip"))
      try Data(TestRoster.changes.zip()).write(to: URL(fileURLWithPath: folder + "/b.zip"))
      let origin = BundleOrigin(schoolCode: "S1", academicYear: 2025, asOf: "2025-02-05")
      let alone = try BundleReader.check(folder + "/b.zip", origin: origin)
      #expect(alone.problems.totals["intake.oneroster_unresolved"] == 5)
      let over = try BundleReader.check(
        folder + "/b.zip", origin: origin, after: [folder + "/a.zip"])
      #expect(!over.problems.isRejected, "\(over.problems.problems)")
      #expect(
        over.tables.map { "\($0.name) \($0.rows)" } == [
          "period 0", "class 0", "student 2", "enrolment 3", "period_mark 3",
        ])
    }
  }
}
