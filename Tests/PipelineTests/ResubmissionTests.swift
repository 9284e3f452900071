import Foundation
import Intake
import Pipeline
import Postgres
import Schools
import Testing

/// A school that sends again what it has sent: nothing is touched that has not changed.
@Suite struct ResubmissionTests {
  private static let pupils = "student_key,entry_year,sex\r\np1,2016,f\r\np2,2016,m\r\np3,2016,\r\n"
  /// A mark of a pupil who is in no class is a warning.
  private static let periods =
    "period_code,period_kind,starts_on,ends_on\r\nY,year,2024-09-01,2025-05-31\r\n"
  private static let marks = """
    student_key,subject_code,period_code,mark_kind,mark,mark_code\r
    p1,mat,Y,year,4,\r
    p2,mat,Y,year,5,\r
    p3,mat,Y,year,3,\r

    """

  private static func tables(_ marks: String = marks) -> [String: String] {
    ["student": pupils, "period": periods, "period_mark": marks]
  }

  private struct Row: Decodable, Hashable {
    let key: String
    let mark: Int
    /// The transaction that wrote the row, and one that locked it since.
    let writer: String
    let locker: String
  }

  private func rows(_ site: TestSite) async throws -> [Row] {
    try await site.worker.transaction { db in
      try db.all(
        """
        select student_key as key, mark, xmin::text as writer, xmax::text as locker
        from core.period_mark order by student_key
        """, as: Row.self)
    }
  }

  private func holders(_ site: TestSite) async throws -> Set<Int> {
    struct Holder: Decodable { let bundleId: Int }
    return try await site.worker.transaction { db in
      Set(
        try db.all("select distinct bundle_id from intake.slice", as: Holder.self).map(\.bundleId))
    }
  }

  private func site() async throws -> (TestSite, Queue.Fate) {
    let site = try await TestSite.make()
    let fates = try await site.load([
      TestBundle.register(schools: ["S1", "S2"]),
      TestBundle.school("S1", 2025, Self.tables(), asOf: "2025-06-01"),
    ])
    #expect(fates.map(\.state) == [.done, .done])
    return (site, fates[1])
  }

  @Test func `equal files in a new bundle are not read, and their warnings are told again`()
    async throws
  {
    let (site, first) = try await site()
    #expect(first.receipt?.totals.map(\.code) == ["intake.mark_absent_from_roll"])
    let before = try await rows(site)
    let again = try await site.load([
      TestBundle.school("S1", 2025, Self.tables(), asOf: "2025-06-02")
    ])[0]
    #expect(again.state == .done)
    #expect(again.times?.seconds[.read] == nil)
    #expect(again.receipt?.totals == first.receipt?.totals)
    #expect(again.receipt?.problems == first.receipt?.problems)
    #expect(again.receipt?.tables.map(\.unchanged) == [1, 3, 3])
    #expect(again.receipt?.hasChanged == false)
    #expect(try await rows(site) == before)
    #expect(try await holders(site).count == 1)
    await site.close()
  }

  @Test func `the same rows written otherwise are read and left alone`() async throws {
    let (site, _) = try await site()
    let before = try await rows(site)
    let again = try await site.load([
      TestBundle.school(
        "S1", 2025,
        Self.tables(
          Self.marks.replacing("p1,mat,Y,year,4,", with: "\"p1\",mat,Y,year, 4 ,")
            .replacing("\r\n", with: "\n")), asOf: "2025-06-02")
    ])[0]
    #expect(again.state == .done)
    #expect(again.times?.seconds[.read] != nil)
    #expect(again.receipt?.hasChanged == false)
    #expect(try await rows(site) == before)
    await site.close()
  }

  @Test func `one changed row is written, and the others are not even locked`() async throws {
    let (site, _) = try await site()
    let before = try await rows(site)
    let again = try await site.load([
      TestBundle.school(
        "S1", 2025, Self.tables(Self.marks.replacing("p2,mat,Y,year,5", with: "p2,mat,Y,year,4")),
        asOf: "2025-06-02")
    ])[0]
    let table = again.receipt?.tables.first { $0.name == "period_mark" }
    #expect(table?.changed == 1 && table?.unchanged == 2 && table?.added == 0)
    let after = try await rows(site)
    #expect([after[0], after[2]] == [before[0], before[2]])
    #expect(after[0].locker == "0" && after[2].locker == "0")
    #expect(after[1].mark == 4 && after[1].writer != before[1].writer)
    await site.close()
  }

  @Test func `after an amendment the first bundle's files again are read, and win`() async throws {
    let (site, _) = try await site()
    let fates = try await site.load([
      TestBundle.school(
        "S1", 2025,
        [
          "period_mark":
            "student_key,subject_code,period_code,mark_kind,mark\r\np2,mat,Y,year,2\r\n"
        ],
        mode: .amend, asOf: "2025-06-02"),
      TestBundle.school("S1", 2025, Self.tables(), asOf: "2025-06-03"),
    ])
    #expect(fates.map(\.state) == [.done, .done])
    #expect(fates[1].times?.seconds[.read] != nil)
    #expect(fates[1].receipt?.tables.map(\.changed) == [0, 0, 1])
    #expect(try await rows(site).map(\.mark) == [4, 5, 3])
    await site.close()
  }

  @Test func `after a register or an earlier year of the school everything is read again`()
    async throws
  {
    let (site, _) = try await site()
    _ = try await site.load([
      TestBundle.school("S1", 2024, ["student": Self.pupils], asOf: "2025-06-02")
    ])
    let after = try await site.load([
      TestBundle.school("S1", 2025, Self.tables(), asOf: "2025-06-03")
    ])[0]
    #expect(after.times?.seconds[.read] != nil)
    let quiet = try await site.load([
      TestBundle.school("S1", 2025, Self.tables(), asOf: "2025-06-04")
    ])[0]
    #expect(quiet.times?.seconds[.read] == nil)
    _ = try await site.load([TestBundle.register(schools: ["S1", "S2", "S3"], asOf: "2025-06-22")])
    let registered = try await site.load([
      TestBundle.school("S1", 2025, Self.tables(), asOf: "2025-06-05")
    ])[0]
    #expect(registered.times?.seconds[.read] != nil)
    await site.close()
  }

  @Test func `an older bundle with equal files, come late, is superseded`() async throws {
    let (site, _) = try await site()
    let late = try await site.load([
      TestBundle.school("S1", 2025, Self.tables(), asOf: "2025-05-01")
    ])[0]
    #expect(late.state == .superseded)
    await site.close()
  }
}
