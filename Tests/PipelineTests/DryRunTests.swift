import Foundation
import Intake
import Pipeline
import Postgres
import Testing

/// A dry run says what a load would say, and leaves nothing behind.
@Suite struct DryRunTests {
  /// Everything of a receipt that a reader gets, as JSON.
  private func text(_ fate: Queue.Fate) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    return "\(fate.state) " + String(decoding: try encoder.encode(fate.receipt), as: UTF8.self)
  }

  /// The rows of every table that a load writes.
  private func rows(of site: TestSite) async throws -> [String: Int] {
    struct Count: Decodable {
      let name: String
      let count: Int
    }
    let counts = try await site.worker.transaction { db in
      try db.all(
        """
        select format('%s.%s', table_schema, table_name) as name,
            (xpath('/row/count/text()', query_to_xml(format(
                'select count(*) as count from %I.%I', table_schema, table_name
            ), false, true, '')))[1]::text::bigint as count
        from information_schema.tables
        where table_schema in ('core', 'intake') and table_type = 'BASE TABLE'
        """, as: Count.self)
    }
    return Dictionary(uniqueKeysWithValues: counts.map { ($0.name, $0.count) })
  }

  @Test func `good, amended, superseded, rejected and waiting bundles get the receipt of a load`()
    async throws
  {
    let site = try await TestSite.make()
    let register = try TestBundle.register(schools: ["S1"])
    _ = try await site.load([register, SoundSchool(2024).bundle()])
    var rejected = SoundSchool(2025)
    rejected.set("period_mark", 2, "mark", "7")
    rejected.set("facility", 2, "as_of_on", "2001-01-01")
    var warned = SoundSchool(2025)
    warned.set("social_passport", 2, "roll_count", "40")
    let amendment = try TestBundle.school(
      "S1", 2025,
      [
        "facility":
          "item_code,as_of_on,is_present,_deleted\r\ngym,2024-09-01,,1\r\npool,2024-09-01,1,\r\n"
      ],
      mode: .amend, asOf: "2025-11-20")
    let steps: [(BundleState, TestBundle.Named)] = [
      (.rejected, try rejected.bundle(asOf: "2025-11-02")),
      (.done, try SoundSchool(2025).bundle(asOf: "2025-11-03")),
      (.done, amendment),
      (.superseded, try SoundSchool(2025).bundle(asOf: "2025-11-01")),
      (.done, try warned.bundle(asOf: "2025-11-30")),
      (.waiting, try TestBundle.school("S9", 2025, SoundSchool(2025).csv)),
      (.rejected, ("broken.zip", Array("PK not a zip".utf8))),
    ]
    for (state, bundle) in steps {
      let before = try await rows(of: site)
      let rehearsed = try await site.rehearse([bundle])[0]
      #expect(try await rows(of: site) == before, "\(bundle.name) left rows behind")
      let loaded = try await site.load([bundle])[0]
      #expect(loaded.state == state, "\(bundle.name)")
      #expect(try text(rehearsed) == text(loaded), "\(bundle.name), \(state)")
      // Sent again, it shows what became of it.
      #expect(try text(await site.rehearse([bundle])[0]) == text(loaded))
    }
    await site.close()
  }

  @Test func `bundles rehearsed together see each other, the register first`() async throws {
    let site = try await TestSite.make()
    let school = try SoundSchool(2025).bundle()
    let bundles = [
      school, try SoundSchool(2024).bundle(), try TestBundle.register(schools: ["S1"]),
    ]
    let rehearsed = try await site.rehearse(bundles)
    #expect(rehearsed.map(\.state) == [.done, .done, .done])
    // Nothing of it is there afterwards: the school is unknown.
    #expect(try await site.rehearse([school]).map(\.state) == [.waiting])
    let loaded = try await site.load(bundles)
    for (one, other) in zip(rehearsed, loaded) { #expect(try text(one) == text(other)) }
    await site.close()
  }

  @Test func `no attempt is counted and no one is woken`() async throws {
    let site = try await TestSite.make()
    _ = try await site.load([TestBundle.register(schools: ["S1"])])
    let school = try SoundSchool(2025).bundle()
    try await site.store([school])
    #expect(try await site.rehearse([school]).map(\.state) == [.done])
    struct Left: Decodable {
      let state: String
      let attemptCount: Int
    }
    let left = try await site.worker.transaction { db in
      try db.first(
        "select state, attempt_count from intake.bundle where kind = 'school'", as: Left.self)
    }
    #expect(left?.state == "queued" && left?.attemptCount == 0)
    #expect(try await site.load([school]).map(\.state) == [.done])
    await site.close()
  }
}
