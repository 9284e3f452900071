import Foundation
import Pipeline
import Postgres
import Reports
import Statistics
import Testing

/// For every audience: all it has read of the last three publications, against every figure that was hidden from it.
@Suite(.serialized) struct AttackTests {
  /// A reader, with what is hidden from it by the first rule.
  private struct Reader {
    let name: String
    let scopes: [Scope]
    let leastUnits: Double
    let leastCount: Double
    /// A school knows itself.
    var own: String?
  }

  private static func readers(schools: [String], municipality: String) -> [Reader] {
    [
      Reader(name: "operator", scopes: [.operator], leastUnits: 5, leastCount: 1),
      Reader(
        name: "municipality", scopes: [.municipality(municipality)], leastUnits: 5, leastCount: 1),
      Reader(name: "region", scopes: [.region], leastUnits: 10, leastCount: 1),
      Reader(name: "public", scopes: [.public], leastUnits: 10, leastCount: 5),
    ]
      + schools.map {
        Reader(
          name: "school", scopes: [.school($0), .public], leastUnits: 10, leastCount: 5, own: $0)
      }
  }

  /// Publishes after each change, and reads as every reader each time; at most three publications are kept.
  private func readings(
    _ site: TestSite, _ readers: [Reader], _ changes: [() async throws -> Void]
  ) async throws -> [[Reading]] {
    var kept: [[Reading]] = readers.map { _ in [] }
    for change in changes {
      try await change()
      _ = try #require(try await site.analyze())
      for (index, reader) in readers.enumerated() {
        kept[index].append(try await Reading(site, reader.scopes))
        kept[index] = kept[index].suffix(3)
      }
    }
    return kept
  }

  /// The figures that are too narrow for any reader; prints the smallest interval left to each.
  private func attack(
    _ readers: [Reader], _ readings: [[Reading]], _ numbers: [String: Int], _ title: String
  ) throws -> [String] {
    var pinned: [String] = []
    var least: [String: (text: String, margin: Double, count: Int)] = [:]
    for (reader, kept) in zip(readers, readings) {
      let own = reader.own.flatMap { numbers[$0] }
      let found = try Attack(
        readings: kept, leastUnits: reader.leastUnits, leastCount: reader.leastCount
      ).remainders { $0.school != own }
      pinned += found.filter(\.isTooNarrow).map {
        "\(reader.name) \(reader.own ?? ""): \($0.count) = \($0.value) in \($0.interval), needs \($0.need)"
      }
      let before = least[reader.name]
      let narrowest = found.filter { $0.need > 1e-6 }.min { $0.width < $1.width }
      let margin = narrowest?.width ?? .infinity
      if margin < before?.margin ?? .infinity, let narrowest {
        least[reader.name] = (
          "\(narrowest.count.code) \(narrowest.count.cut): \(narrowest.value) in \(narrowest.interval), needs \(narrowest.need)",
          margin, 0
        )
      }
      least[reader.name]?.count += found.count
    }
    for (name, line) in least.sorted(by: { $0.key < $1.key }) {
      print("attack \(title), \(name): \(line.count) hidden, the narrowest \(line.text)")
    }
    return pinned
  }

  private func schools(_ site: TestSite) async throws -> [String: Int] {
    struct School: Decodable {
      let schoolCode: String
      let schoolId: Int
    }
    let rows = try await site.worker.transaction { db in
      try db.all("select school_code, school_id from core.school", as: School.self)
    }
    return Dictionary(uniqueKeysWithValues: rows.map { ($0.schoolCode, $0.schoolId) })
  }

  // MARK: Random regions

  @Test(arguments: Array(1...6) as [UInt64])
  func `of a random region's last three publications no reader can tell what was hidden`(
    seed: UInt64
  ) async throws {
    let site = try await TestSite.make()
    var region = RandomRegion(seed: seed)
    let readers = Self.readers(
      schools: Array(region.schools.prefix(2)), municipality: region.municipalities[0])
    var scripts = [region.registers() + region.firstYear()]
    scripts += [region.arrival(), region.correction(), region.correction()]
    let kept = try await readings(
      site, readers,
      scripts.map { script in { try await site.worker.transaction { try $0.script(script) } } })
    let pinned = try attack(readers, kept, try await schools(site), "random \(seed)")
    #expect(pinned.isEmpty, "\(pinned.prefix(5).joined(separator: "\n"))")
    await site.close()
  }

  @Test func `the attack finds a cell whose cover is taken away`() async throws {
    let site = try await TestSite.make()
    var region = RandomRegion(seed: 1)
    let script = region.registers() + region.firstYear()
    let reader = [Reader(name: "operator", scopes: [.operator], leastUnits: 5, leastCount: 1)]
    let change = { try await site.worker.transaction { try $0.script(script) } }
    let sound = try await readings(site, reader, [change])
    let numbers = try await schools(site)
    #expect(try attack(reader, sound, numbers, "sound").isEmpty)
    let uncovered = try await site.worker.transaction { db in
      try db.execute("delete from result.hidden_cell where cause = 'complementary'")
        + db.execute("delete from result.hidden_total where cause = 'complementary'")
    }
    #expect(uncovered > 0)
    let planted = [[try await Reading(site, [.operator])]]
    #expect(try !attack(reader, planted, numbers, "uncovered").isEmpty)
    await site.close()
  }

  @Test func `a night with nothing new hides and opens nothing`() async throws {
    let site = try await TestSite.make()
    var region = RandomRegion(seed: 2)
    let script = region.registers() + region.firstYear()
    try await site.worker.transaction { try $0.script(script) }
    _ = try await site.analyze()
    func hidden() async throws -> [String] {
      struct Line: Decodable { let line: String }
      return try await site.worker.transaction { db in
        try db.all(
          """
          select hidden::text as line from result.hidden_cell as hidden
          union all select hidden::text from result.hidden_total as hidden order by 1
          """, as: Line.self)
      }.map(\.line)
    }
    let before = try await hidden()
    #expect(!before.isEmpty)
    for _ in 1...2 {
      try await site.worker.transaction { db in
        try db.execute("insert into intake.touched select school_id, 2025 from core.school")
      }
      _ = try #require(try await site.analyze())
      #expect(try await hidden() == before)
    }
    await site.close()
  }

  // MARK: The sample

  @Test func `of the sample's last three publications no reader can tell what was hidden`()
    async throws
  {
    let site = try await TestSite.make()
    let paths = try TestSample.bundles(schools: 10, municipalities: 2, years: 1, seed: 5)
      .map(\.path)
    let late = paths.suffix(2)
    _ = try await site.load(paths.dropLast(2))
    let numbers = try await schools(site)
    let municipality = try await site.worker.transaction { db in
      try db.value(
        """
        select oktmo from core.territory
        where level = 'municipality' order by oktmo limit 1
        """, as: String.self)
    }
    let readers = Self.readers(
      schools: Array(numbers.keys.sorted().prefix(2)), municipality: municipality)
    let correction = """
      update core.health_aggregate set group1_count = group1_count - 1, group2_count = group2_count + 1
      where group1_count > 1 and school_id in (select min(school_id) from core.school);
      update core.social_passport set low_income_count = greatest(low_income_count - 5, 0)
      where school_id in (select min(school_id) + 1 from core.school);
      insert into intake.touched
      select distinct school_id, academic_year from intake.slice
      where school_id in (select min(school_id) + part from core.school cross join generate_series(0, 1) as part group by part);
      """
    let kept = try await readings(
      site, readers,
      [
        {},
        { _ = try await site.load(Array(late)) },
        { try await site.worker.transaction { try $0.script(correction) } },
      ])
    let pinned = try attack(readers, kept, numbers, "sample")
    #expect(pinned.isEmpty, "\(pinned.prefix(5).joined(separator: "\n"))")
    await site.close()
  }
}
