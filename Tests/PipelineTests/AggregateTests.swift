import Intake
import Pipeline
import Postgres
import Testing

/// Published figures of territories: what is in force after any bundles in any order.
@Suite struct AggregateTests {
  private static let header =
    "oktmo,population,exam_code,subject_code,grade,scale,mean,students_count,status,as_of_on,source,_deleted"

  /// One figure on the marks of an exam after grade 9.
  private static func oge(
    _ subject: String, _ mean: String, _ status: String, of oktmo: String = "99"
  ) -> String {
    "\(oktmo),all,oge,\(subject),9,mark,\(mean),900,\(status),2025-06-20,условный источник,"
  }

  private static func gone(_ subject: String) -> String {
    "99,all,oge,\(subject),9,mark,,,,,,1"
  }

  private static func bundle(
    _ rows: [String], mode: BundleMode = .full, asOf: String, publisher: String = "99",
    year: Int = 2025
  ) throws -> TestBundle.Named {
    let isFull = mode == .full
    return try TestBundle.aggregate(
      publisher, year, header: isFull ? String(header.dropLast(9)) : header,
      isFull ? rows.map { String($0.dropLast()) } : rows, mode: mode, asOf: asOf)
  }

  private func registered() async throws -> TestSite {
    let site = try await TestSite.make()
    _ = try await site.load([TestBundle.register(schools: ["S1", "S2"])])
    return site
  }

  /// Everything in force, without where it came from.
  private func figures(of site: TestSite) async throws -> [String] {
    struct Line: Decodable { let line: String }
    return try await site.worker.transaction { db in
      try db.all(
        """
        select concat_ws(' ', publisher_oktmo, academic_year, oktmo, coalesce(exam_code, '')
            || coalesce(indicator_code, '') || coalesce(published_code, ''), subject_code, cut, mean, status)
            as line
        from core.external_aggregate
        """, as: Line.self
      ).map(\.line).sorted()
    }
  }

  @Test func `a bundle loads with a receipt, and the same bytes again are the first receipt`()
    async throws
  {
    let site = try await registered()
    let bundle = try Self.bundle(
      [Self.oge("mat", "4.1", "final"), Self.oge("rus", "3.9", "final")], asOf: "2025-07-01")
    let first = try await site.load([bundle])
    #expect(first[0].state == .done)
    #expect(first[0].receipt?.territory == "99" && first[0].receipt?.year == 2025)
    #expect(first[0].receipt?.tables.map(\.added) == [2])
    let again = try await site.load([bundle])
    #expect(again[0].receipt == first[0].receipt)
    // The next one says what it added, changed, took away and left.
    let next = try await site.load([
      Self.bundle(
        [
          Self.oge("mat", "4.2", "final"), Self.oge("phy", "3.5", "final"),
          Self.oge("che", "3.6", "final"),
        ], asOf: "2025-07-02")
    ])
    let table = try #require(next[0].receipt?.tables.first)
    #expect([table.added, table.changed, table.removed, table.unchanged] == [2, 1, 1, 0])
    await site.close()
  }

  @Test func `any order of bundles gives the figures that the order of their own time gives`()
    async throws
  {
    let bundles = try [
      // Mathematics and Russian, both preliminary.
      Self.bundle(
        [Self.oge("mat", "4.0", "preliminary"), Self.oge("rus", "3.9", "preliminary")],
        asOf: "2025-06-20"),
      // Mathematics is final now, and there is physics.
      Self.bundle(
        [Self.oge("mat", "4.1", "final"), Self.oge("phy", "3.0", "preliminary")], mode: .amend,
        asOf: "2025-07-01"),
      // Everything anew, without Russian; mathematics by mistake preliminary again.
      Self.bundle(
        [Self.oge("mat", "4.2", "preliminary"), Self.oge("phy", "3.1", "preliminary")],
        asOf: "2025-07-15"),
      // Physics is withdrawn, Russian is back.
      Self.bundle(
        [Self.gone("phy"), Self.oge("rus", "3.8", "final")], mode: .amend, asOf: "2025-08-01"),
      // What the municipality itself has of its region stands beside it.
      Self.bundle(
        [Self.oge("mat", "4.3", "final")], asOf: "2025-06-21", publisher: "99601000"),
    ]
    let expected = [
      "99 2025 99 oge mat 4.1 final", "99 2025 99 oge rus 3.8 final",
      "99601000 2025 99 oge mat 4.3 final",
    ]
    let site = try await registered()
    for order in Self.permutations([0, 1, 2, 3]).map({ Array($0[..<2] + [4] + $0[2...]) }) {
      for index in order { _ = try await site.load([bundles[index]]) }
      #expect(try await figures(of: site) == expected, "order \(order)")
      let again = try await site.load(bundles)
      #expect(again.allSatisfy { $0.state.isAccepted }, "order \(order)")
      try await forget(site)
    }
    await site.close()
  }

  @Test func `a preliminary figure does not replace a final one, and is told so`() async throws {
    let site = try await registered()
    _ = try await site.load([
      Self.bundle([Self.oge("mat", "4.1", "final")], asOf: "2025-07-01")
    ])
    let fate = try await site.load([
      Self.bundle(
        [Self.oge("rus", "3.9", "preliminary"), Self.oge("mat", "4.2", "preliminary")],
        asOf: "2025-07-02")
    ])[0]
    #expect(fate.state == .done)
    let problems = fate.receipt?.problems ?? []
    #expect(problems.map(\.code) == ["intake.status_not_lowered"])
    #expect(problems.first?.row == 3 && problems.first?.column == "status")
    #expect(
      try await figures(of: site) == [
        "99 2025 99 oge mat 4.1 final", "99 2025 99 oge rus 3.9 preliminary",
      ])
    // Taken out first, it may be preliminary again.
    _ = try await site.load([
      Self.bundle([Self.gone("mat")], mode: .amend, asOf: "2025-07-03"),
      Self.bundle([Self.oge("mat", "4.2", "preliminary")], mode: .amend, asOf: "2025-07-04"),
    ])
    #expect(try await figures(of: site).first == "99 2025 99 oge mat 4.2 preliminary")
    await site.close()
  }

  @Test func `a full bundle takes away in its own territory and year only`() async throws {
    let site = try await registered()
    let earlier = Self.oge("mat", "3.9", "final").replacing("2025-06-20", with: "2024-06-20")
    _ = try await site.load([
      Self.bundle([Self.oge("mat", "4.1", "final")], asOf: "2025-07-01"),
      Self.bundle([earlier], asOf: "2025-07-01", year: 2024),
      Self.bundle([Self.oge("mat", "4.3", "final")], asOf: "2025-07-01", publisher: "99601000"),
    ])
    _ = try await site.load([Self.bundle([], asOf: "2025-07-02")])
    #expect(
      try await figures(of: site) == [
        "99 2024 99 oge mat 3.9 final", "99601000 2025 99 oge mat 4.3 final",
      ])
    await site.close()
  }

  @Test func `an older full bundle that comes late is superseded`() async throws {
    let site = try await registered()
    _ = try await site.load([
      Self.bundle([Self.oge("mat", "4.1", "final")], asOf: "2025-07-02")
    ])
    let fate = try await site.load([
      Self.bundle(
        [Self.oge("mat", "4.0", "final"), Self.oge("rus", "3.9", "final")], asOf: "2025-07-01")
    ])[0]
    #expect(fate.state == .superseded)
    #expect(fate.receipt?.tables.map(\.isSuperseded) == [true])
    #expect(try await figures(of: site) == ["99 2025 99 oge mat 4.1 final"])
    await site.close()
  }

  @Test func `figures of a territory that is not registered wait for its register`() async throws {
    let site = try await TestSite.make()
    let bundle = try Self.bundle(
      [Self.oge("mat", "4.1", "final"), Self.oge("mat", "4.3", "final", of: "99601000")],
      asOf: "2025-07-01")
    let waiting = try await site.load([bundle])[0]
    #expect(waiting.state == .waiting)
    #expect(waiting.receipt?.problems.map(\.column) == ["soko:territory"])
    _ = try await site.load([TestBundle.register(schools: ["S1"])])
    #expect(try await site.load([bundle]).map(\.state) == [.done])
    // A row of an unknown municipality holds its bundle up and is named.
    let mistyped = try await site.load([
      Self.bundle([Self.oge("mat", "4.3", "final", of: "99601009")], asOf: "2025-07-05")
    ])[0]
    #expect(mistyped.state == .waiting)
    #expect(mistyped.receipt?.problems.map(\.row) == [2])
    await site.close()
  }

  @Test func `what speaks of a person is refused and does not wait for a register`() async throws {
    let site = try await TestSite.make()
    let row = Self.oge("mat", "4.1", "final")
      .replacing("условный источник", with: "Синицына Мария Петровна")
    let fate = try await site.load([Self.bundle([row], asOf: "2025-07-01")])[0]
    #expect(fate.state == .rejected)
    #expect(fate.receipt?.isErased == true)
    let codes = Set((fate.receipt?.problems ?? []).map(\.code))
    #expect(codes == ["intake.personal_data", "intake.territory_not_registered"])
    await site.close()
  }

  private func forget(_ site: TestSite) async throws {
    try await site.worker.transaction { db in
      try db.execute("delete from core.external_aggregate")
      try db.execute("delete from intake.bundle where kind = 'aggregate'")
    }
  }

  private static func permutations(_ items: [Int]) -> [[Int]] {
    guard items.count > 1 else { return [items] }
    return items.flatMap { first in
      permutations(items.filter { $0 != first }).map { [first] + $0 }
    }
  }
}
