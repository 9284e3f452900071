import Foundation
import Postgres
import Schools
import Testing

@testable import Pipeline

/// Funnels and families of tests, from what is loaded to what is published.
@Suite struct SiftTests {
  private struct Place: Decodable {
    let school: String
    let schools: Int
    let target: Double
    let dispersion: Double
    let low95: Double
    let high95: Double
    let low998: Double
    let high998: Double
    let position: String
  }

  private static let share = "ext.olymp.municipal_participation_share"

  private func places(_ site: TestSite, _ code: String) async throws -> [String: Place] {
    let list = try await site.worker.transaction { db in
      try db.script("set local soko.audience = 'operator'")
      return try db.all(
        """
        select school, schools, target, dispersion, low95, high95, low998, high998, position
        from report_v1.funnel where year = 2025 and indicator = \(code)
        """, as: Place.self)
    }
    return Dictionary(uniqueKeysWithValues: list.map { ($0.school, $0) })
  }

  /// Schools with 20 of 100 each, the first with 45.
  private func region(_ count: Int, first: Int = 45) throws -> [TestBundle.Named] {
    let codes = ReturnedSchools.codes(count)
    return try [TestBundle.register(schools: codes)]
      + codes.map { code in
        let x = code == "S01" ? first : 20
        return try ReturnedSchools.bundle(
          code,
          [
            "\(Self.share),all,\(x),100,", "soc.juvenile_register_share,all,\(x),100,",
            "cond.extra_ed_programs_count,all,\(x),1,", "cond.pc_per_student,all,\(x),100,",
            "ext.gia9.mean_mark5,subject=mat,\(code == "S01" ? "450,100,2045" : "400,100,2000")",
          ])
      }
  }

  @Test func `a school is tested against the others, and they against it`() async throws {
    let site = try await TestSite.make()
    _ = try await site.load(region(31))
    _ = try #require(try await site.analyze())
    let found = try await places(site, Self.share)
    #expect(found.count == 31)
    // The others are all alike: 0.2, no dispersion, 0.04 at a size of 100.
    let first = try #require(found["S01"])
    #expect(first.schools == 30 && abs(first.target - 0.2) < 1e-12 && first.dispersion < 1e-12)
    #expect(abs(first.low95 - 0.121601) < 1e-6 && abs(first.high95 - 0.278399) < 1e-6)
    #expect(abs(first.low998 - 0.076391) < 1e-6 && abs(first.high998 - 0.323609) < 1e-6)
    #expect(first.position == "above998")
    // Of the others 29 have 20 and one has 45: 625 of 3000. It is pulled in to where all the rest are.
    let second = try #require(found["S02"])
    #expect(abs(second.target - 625.0 / 3000) < 1e-12 && second.position == "within")
    let z = (0.2 - 625.0 / 3000) / (625.0 / 3000 * 2375 / 3000 / 100).squareRoot()
    #expect(abs(second.dispersion - z * z) < 1e-9)

    // A rate varies as Poisson has it: 20 are expected.
    let rate = try #require(try await places(site, "cond.pc_per_student")["S01"])
    #expect(abs(rate.target - 0.2) < 1e-12 && rate.position == "above998")
    // Sensitive shares have none; nor has a number of programs per school, which has no size.
    #expect(try await places(site, "soc.juvenile_register_share").isEmpty)
    #expect(try await places(site, "cond.extra_ed_programs_count").isEmpty)
    // Means: the others vary by 2000 − 400²/100 = 400 each about 4, over 99 degrees.
    let mean = try #require(try await places(site, "ext.gia9.mean_mark5")["S01"])
    #expect(abs(mean.target - 4) < 1e-12)
    let error = (400.0 / 99 / 100).squareRoot()
    #expect(abs(mean.high95 - (4 + 1.959964 * error)) < 1e-5)
    await site.close()
  }

  @Test func `a region of thirty schools has no funnel, and a correction moves all of it`()
    async throws
  {
    let small = try await TestSite.make()
    _ = try await small.load(region(30))
    _ = try #require(try await small.analyze())
    #expect(try await places(small, Self.share).isEmpty)
    await small.close()

    let site = try await TestSite.make()
    _ = try await site.load(region(31))
    _ = try #require(try await site.analyze())
    _ = try await site.load([
      ReturnedSchools.bundle("S01", ["\(Self.share),all,21,100,"], asOf: "2025-06-22")
    ])
    _ = try #require(try await site.analyze())
    let found = try await places(site, Self.share)
    #expect(found["S01"]?.position == "within" && found["S01"]?.schools == 30)
    #expect(abs(try #require(found["S02"]).target - 601.0 / 3000) < 1e-12)
    let whole = try await TestSite.make()
    _ = try await whole.load(
      region(31) + [
        ReturnedSchools.bundle("S01", ["\(Self.share),all,21,100,"], asOf: "2025-06-22")
      ])
    _ = try await whole.analyze()
    #expect(try await site.results() == whole.results())
    await site.close()
    await whole.close()
  }

  private struct Tested: Decodable {
    let key: String
    let p: Double
    let isDiscovery: Bool
  }

  /// The adjusted p-value of each: the least of m·p/j over it and all larger ones.
  private func adjusted(_ values: [Double]) -> [Double] {
    let order = values.indices.sorted { values[$0] < values[$1] }
    var (result, least) = (values, 1.0)
    for (place, index) in order.enumerated().reversed() {
      least = min(least, values[index] * Double(values.count) / Double(place + 1))
      result[index] = least
    }
    return result
  }

  @Test func `discoveries of a school and of an indicator are those of Benjamini and Hochberg`()
    async throws
  {
    let site = try await TestSite.make()
    _ = try await site.load(
      TestSample.bundles(schools: 12, municipalities: 2, years: 2, seed: 7).map(\.path))
    _ = try #require(try await site.analyze())
    // A family counts every test, those of hidden figures too, which no view shows.
    for (family, key) in [
      ("school", "school_id, academic_year, analogue"),
      ("indicator", "indicator_id, cut, academic_year, analogue"),
    ] {
      let rows = try await site.worker.transaction { db in
        try db.all(
          SQL(
            raw: """
              select concat_ws(' ', \(key)) as key, p_value as p, p_value <= cutoff as is_discovery
              from result.comparison inner join result.\(family)_family as family using (\(key))
              where comparison.until_run is null and family.until_run is null
                  and p_value is not null
              """), as: Tested.self)
      }
      #expect(rows.count > 1000)
      var found = 0
      for (name, tests) in Dictionary(grouping: rows, by: \.key) {
        let expected = adjusted(tests.map(\.p)).map { $0 <= 0.1 }
        #expect(tests.map(\.isDiscovery) == expected, "\(name)")
        found += expected.count { $0 }
      }
      #expect(found > 0 && found < rows.count)
      struct Counted: Decodable {
        let tests: Int
        let discoveries: Int
        let verdicts: Int
      }
      let counted = try await site.worker.transaction { db in
        try db.script("set local soko.audience = 'operator'")
        return try db.all(
          """
          select sum(tests)::bigint as tests, sum(discoveries)::bigint as discoveries,
              sum(verdicts)::bigint as verdicts
          from report_v1.test_family where family = \(family)
          """, as: Counted.self)
      }
      #expect(counted.first?.tests == rows.count && counted.first?.discoveries == found)
      #expect(counted.first?.verdicts == rows.count { $0.p <= 0.05 })
    }
    await site.close()
  }

  @Test func `the published example of Benjamini and Hochberg has four discoveries`() async throws {
    // Their table of fifteen p-values (1995, section 3.2), at 5 %.
    let values = [
      0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262,
      0.5719, 0.6528, 0.7590, 1.000,
    ]
    let site = try await TestSite.make()
    _ = try await site.load([TestBundle.register(schools: ["S01"])])
    struct Family: Decodable {
      let testCount: Int
      let verdictCount: Int
      let discoveryCount: Int
      let cutoff: Double
    }
    let found = try await site.worker.transaction { db in
      let run = try db.value(
        """
        insert into result.run (catalog_fingerprint, parameters, seed, code_version)
        values ('f', '{}', 1, 't') returning run_id
        """, as: Int.self)
      try db.script(
        """
        insert into result.comparison (
            school_id, academic_year, indicator_id, cut, analogue, denominator, verdict, reasons,
            p_value, since_run
        )
        select school_id, 2025, indicator.indicator_id, 'all', 'regional', 10,
            case when p <= 0.05 then 'above' else 'within' end, '{}', p, \(run)
        from core.school
        cross join unnest(array[\(values.map { "\($0)" }.joined(separator: ", "))])
            with ordinality as tested (p, place)
        inner join (
            select indicator_id, row_number() over (order by indicator_id) as place
            from result.indicator
        ) as indicator using (place);
        create temp table sifted_unit on commit drop as
        select indicator_id, academic_year from result.comparison;
        """)
      try TestFamily(
        table: "result.school_family", key: ["school_id", "academic_year", "analogue"]
      ).replace(
        db,
        run: Run(
          id: run, seed: 1, keySet: nil, thresholds: Thresholds(["false_discovery_share": 0.05]),
          isWhole: true))
      return try db.all(
        "select test_count, verdict_count, discovery_count, cutoff from result.school_family",
        as: Family.self)
    }
    #expect(found.count == 1)
    let family = try #require(found.first)
    #expect(family.testCount == 15 && family.verdictCount == 9 && family.discoveryCount == 4)
    #expect(abs(family.cutoff - 0.05 * 4 / 15) < 1e-15)
    await site.close()
  }
}
