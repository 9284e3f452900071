import Foundation
import Pipeline
import Postgres
import SQLFiles
import Schools
import Testing

/// A changed definition is a new version, and for one year both are computed.
@Suite(.serialized) struct BridgeTests {
  /// The number of certified pupils, or twice that: two versions of one code.
  private static func definition(_ version: Int, factor: Int) -> CatalogFile {
    CatalogFile(
      kind: .indicator, name: "test.size",
      content: """
        /*---
        code: test.size
        version: \(version)
        versions:
          - {version: 1, from: 2025-09-01}
        clause: "1.16"
        criterion: 0
        title: {ru: "Численность", en: "Size"}
        unit: count
        direction: context
        kind: count
        pool: sum
        period: year
        as_of: {ru: "за год", en: "over the year"}
        analogue_class: B
        ranking: forbidden
        minimum: {compute: 1, publish: 1}
        numerator: {ru: "ученики", en: "pupils"}
        denominator: {ru: "школы", en: "schools"}
        source: "проба"
        tables: [student]
        ---*/
        select
            school_id,
            academic_year,
            'all' as cut,
            \(factor) * count(*) as numerator,
            1::bigint as denominator
        from core.student
        group by school_id, academic_year
        """)
  }

  private struct Row: Decodable, Hashable {
    let code: String
    let academicYear: Int
    let total: Int
  }

  /// By code and year, the sum over all schools.
  private func totals(_ site: TestSite) async throws -> [String: [Int: Int]] {
    let rows = try await site.worker.transaction { db in
      try db.all(
        """
        select code, academic_year, sum(numerator)::integer as total
        from result.indicator_value inner join result.indicator using (indicator_id)
        where until_run is null and is_current and code like 'test.%'
        group by code, academic_year
        """, as: Row.self)
    }
    return Dictionary(grouping: rows, by: \.code).mapValues { rows in
      Dictionary(uniqueKeysWithValues: rows.map { ($0.academicYear, $0.total) })
    }
  }

  private func migrate(_ site: TestSite, _ file: CatalogFile) async throws {
    _ = try await Installation(files: ProgramFiles()).migrate(
      site.database, adding: [file])
  }

  @Test func `both versions are computed for the latest year, and only the new one for the others`()
    async throws
  {
    let bundles = try TestSample.bundles(schools: 3, municipalities: 1, years: 3, seed: 3)
    let site = try await TestSite.make()
    try await migrate(site, Self.definition(1, factor: 1))
    _ = try await site.load(bundles.map(\.path))
    _ = try await site.analyze()
    let before = try #require(try await totals(site)["test.size"])
    #expect(Set(before.keys) == [2023, 2024, 2025])

    try await migrate(site, Self.definition(2, factor: 2))
    _ = try await site.analyze()
    let after = try await totals(site)
    #expect(after["test.size"] == before.mapValues { 2 * $0 })
    #expect(after["test.size@1"] == [2025: before[2025] ?? 0])

    // It stays that year, whatever is migrated or computed later; a third version bridges anew.
    try await migrate(site, Self.definition(2, factor: 2))
    try await site.forgetPublication()
    _ = try await site.analyze()
    #expect(try await totals(site) == after)
    try await migrate(site, Self.definition(3, factor: 3))
    _ = try await site.analyze()
    let third = try await totals(site)
    #expect(Set(third.keys) == ["test.size", "test.size@1", "test.size@2"])
    #expect(third["test.size@2"] == [2025: 2 * (before[2025] ?? 0)])

    // A definition that leaves the catalog takes its earlier versions with it.
    _ = try await Installation(files: ProgramFiles()).migrate(
      site.database, adding: [])
    _ = try await site.analyze()
    #expect(try await totals(site).isEmpty)
    await site.close()
  }

  @Test func `without records there is no year to bridge`() async throws {
    let site = try await TestSite.make()
    try await migrate(site, Self.definition(1, factor: 1))
    try await migrate(site, Self.definition(2, factor: 2))
    let codes = try await site.worker.transaction { db in
      try db.value(
        "select string_agg(code, ' ') from result.indicator where is_current and code like 'test.%'",
        as: String.self)
    }
    #expect(codes == "test.size")
    await site.close()
  }
}
