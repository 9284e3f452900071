import Foundation
import Pipeline
import Postgres
import Statistics
import Testing

/// Regions of random shape with random parts: what is summed must be what was put in, to the last digit, and nothing
/// of a school may reach its own analogue.
@Suite(.serialized) struct HierarchyTests {
  /// A school as it was drawn: where it stands.
  private struct Place {
    let school: String
    let municipality: String
    let region: String
  }

  private struct Parts: Hashable {
    var numerator = Decimal(0)
    var denominator = Decimal(0)
    var sumSquares = Decimal(0)
    var baseNumerator = Decimal(0)
    var baseDenominator = Decimal(0)

    static func + (left: Parts, right: Parts) -> Parts {
      Parts(
        numerator: left.numerator + right.numerator,
        denominator: left.denominator + right.denominator,
        sumSquares: left.sumSquares + right.sumSquares,
        baseNumerator: left.baseNumerator + right.baseNumerator,
        baseDenominator: left.baseDenominator + right.baseDenominator)
    }
  }

  private struct Row: Decodable {
    let place: String
    let measure: String
    let analogue: String?
    let schools: Int
    /// The five parts, separated by spaces.
    let parts: String

    var sum: Parts {
      let numbers = parts.split(separator: " ").map { Decimal(string: String($0)) ?? .nan }
      return Parts(
        numerator: numbers[0], denominator: numbers[1], sumSquares: numbers[2],
        baseNumerator: numbers[3], baseDenominator: numbers[4])
    }
  }

  /// A share, a mean, a count with digits after the point, and a ratio.
  private static let codes = [
    "ctx.low_income_share", "tea.lesson_score_mean", "cond.internet_mbit",
    "health.deviation_ratio_entry_to_14",
  ]

  private static func columns(_ prefix: String) -> String {
    let names = ["numerator", "denominator", "sum_squares", "base_numerator", "base_denominator"]
    return "concat_ws(' ', "
      + names.map { "coalesce(\(prefix)\($0), 0)" }.joined(separator: ", ") + ")"
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func
    `region is the sum of municipalities is the sum of schools, and no school is in its own analogue`(
      seed: UInt64
    ) async throws
  {
    let site = try await TestSite.make()
    var random = RandomSource(seed: seed)
    let places = try await draw(&random, site)
    _ = try await site.analyze()

    let own = try await values(site)
    let byMeasure = Dictionary(grouping: own, by: \.measure)
    #expect(byMeasure.count == Self.codes.count)
    let municipality = Dictionary(uniqueKeysWithValues: places.map { ($0.school, $0.municipality) })
    let region = Dictionary(uniqueKeysWithValues: places.map { ($0.school, $0.region) })

    for (measure, rows) in byMeasure {
      for homes in [municipality, region] {
        let expected = Dictionary(grouping: rows) { homes[$0.place] ?? "" }
        for (territory, members) in expected {
          let total = try #require(
            try await groups(site).first { $0.place == territory && $0.measure == measure })
          #expect(total.sum == members.map(\.sum).reduce(Parts(), +), "\(measure) of \(territory)")
          #expect(total.schools == members.count, "\(measure) of \(territory)")
        }
      }
    }

    let before = try await analogues(site)
    for row in before {
      let homes = row.analogue == "regional" ? region : municipality
      let others = (byMeasure[row.measure] ?? []).filter {
        $0.place != row.place && homes[$0.place] == homes[row.place]
      }
      #expect(row.sum == others.map(\.sum).reduce(Parts(), +), "\(row)")
      #expect(row.schools == others.count, "\(row)")
    }

    // One school's own numbers change beyond measure: its analogues do not, and its neighbors' do.
    let changed = try #require(places.first).school
    try await exaggerate(changed, site)
    _ = try await site.analyze()
    let after = try await analogues(site)
    func parts(_ rows: [Row]) -> Set<[String]> {
      Set(rows.filter { $0.place == changed }.map { [$0.measure, $0.analogue ?? "", $0.parts] })
    }
    #expect(parts(before) == parts(after) && !parts(before).isEmpty)
    let neighbors = after.filter { $0.place != changed && region[$0.place] == region[changed] }
    let moved = neighbors.filter { row in
      !before.contains {
        $0.place == row.place && $0.measure == row.measure && $0.analogue == row.analogue
          && $0.parts == row.parts
      }
    }
    #expect(moved.contains { $0.analogue == "regional" } || neighbors.isEmpty)
    await site.close()
  }

  /// Two regions of one to four municipalities of one to five schools each, one year, every number drawn.
  private func draw(_ random: inout RandomSource, _ site: TestSite) async throws -> [Place] {
    func number(_ range: ClosedRange<Int>, _ random: inout RandomSource) -> Int {
      range.lowerBound + Int(random.next() % UInt64(range.count))
    }
    var places: [Place] = []
    var script = ""
    for region in 1...2 {
      let oktmo = "9\(region)"
      script +=
        "insert into core.territory (oktmo, level, parent_id, name_ru, name_en) values ('\(oktmo)', 'region', null, 'Р', 'R');\n"
      for place in 1...number(1...4, &random) {
        let home = "\(oktmo)60\(place)"
        script += """
          insert into core.territory (oktmo, level, parent_id, name_ru, name_en)
          select '\(home)', 'municipality', territory_id, 'М', 'M' from core.territory where oktmo = '\(oktmo)';

          """
        for index in 1...number(region == 1 && place == 1 ? 2...5 : 1...5, &random) {
          let code = "s\(home)-\(index)"
          places.append(Place(school: code, municipality: home, region: oktmo))
          let roll = number(1...900, &random)
          let poor = number(0...roll, &random)
          let examined = [number(1...90, &random), number(1...90, &random)]
          let sound = examined.map { number(0...$0, &random) }
          script += """
            insert into core.school (school_code, municipality_id, name_ru, name_en)
            select '\(code)', territory_id, 'Ш', 'S' from core.territory where oktmo = '\(home)';
            insert into core.social_passport (school_id, academic_year, as_of_on, roll_count, low_income_count, bundle_id, row_number)
            select school_id, 2025, '2024-10-01', \(roll), \(poor), 1, 1 from core.school where school_code = '\(code)';
            insert into core.resource (school_id, academic_year, as_of_on, internet_mbit, bundle_id, row_number)
            select school_id, 2025, '2024-10-01', \(number(0...999, &random)).\(number(1...99_999, &random)), 1, 1 from core.school where school_code = '\(code)';
            insert into core.staff (school_id, academic_year, staff_key, is_teacher, is_pedagogical, employment, category, bundle_id, row_number)
            select school_id, 2025, 't', true, true, 'main', 'none', 1, 1 from core.school where school_code = '\(code)';
            insert into core.staff_practice (school_id, academic_year, staff_key, observed_on, uses_modern_methods, uses_ict, rubric_score, source, bundle_id, row_number)
            select school_id, 2025, 't', visit.on_day, true, true, visit.score, 'visit', 1, visit.number
            from core.school cross join (values (date '2025-01-10', \(number(0...99, &random)).\(number(1...999, &random)), 1), (date '2025-02-10', \(number(0...99, &random)).\(number(1...9999, &random)), 2)) as visit (on_day, score, number)
            where school_code = '\(code)';
            insert into core.health_aggregate (school_id, academic_year, cohort, as_of_on, examined_count, group1_count, group2_count, group3_count, group4_count, group5_count, bundle_id, row_number)
            select school_id, 2025, told.cohort, date '2024-10-01', told.examined, told.sound, told.examined - told.sound, 0, 0, 0, 1, told.number
            from core.school cross join (values ('entry', \(examined[0]), \(sound[0]), 1), ('age14', \(examined[1]), \(sound[1]), 2)) as told (cohort, examined, sound, number)
            where school_code = '\(code)';

            """
        }
      }
    }
    script += "insert into intake.touched select school_id, 2025 from core.school;"
    let statements = script
    try await site.worker.transaction { db in try db.script(statements) }
    return places
  }

  private func exaggerate(_ school: String, _ site: TestSite) async throws {
    try await site.worker.transaction { db in
      try db.script(
        """
        update core.social_passport set roll_count = 19999, low_income_count = 19998
        where school_id = (select school_id from core.school where school_code = '\(school)');
        update core.resource set internet_mbit = 987654.321
        where school_id = (select school_id from core.school where school_code = '\(school)');
        update core.staff_practice set rubric_score = 99.999
        where school_id = (select school_id from core.school where school_code = '\(school)');
        update core.health_aggregate
        set examined_count = 19999, group1_count = 1, group2_count = 19998
        where school_id = (select school_id from core.school where school_code = '\(school)');
        insert into intake.touched
        select school_id, 2025 from core.school where school_code = '\(school)';
        """)
    }
  }

  private func values(_ site: TestSite) async throws -> [Row] {
    try await rows(
      site,
      """
      select school_code as place, code || ' ' || cut as measure, null::text as analogue,
          1 as schools, \(Self.columns("value.")) as parts
      from result.indicator_value as value
      inner join result.indicator using (indicator_id)
      inner join core.school using (school_id)
      where value.until_run is null
      """)
  }

  private func groups(_ site: TestSite) async throws -> [Row] {
    try await rows(
      site,
      """
      select oktmo as place, code || ' ' || cut as measure, null::text as analogue,
          school_count::integer as schools, \(Self.columns("total.")) as parts
      from result.group_value as total
      inner join result.indicator using (indicator_id)
      inner join core.territory using (territory_id)
      where total.until_run is null
      """)
  }

  private func analogues(_ site: TestSite) async throws -> [Row] {
    try await rows(
      site,
      """
      select school_code as place, code || ' ' || cut as measure, analogue,
          parts.school_count::integer as schools, \(Self.columns("parts.analogue_")) as parts
      from analogue.parts as parts
      inner join result.indicator using (indicator_id)
      inner join core.school using (school_id)
      where parts.analogue in ('municipal', 'regional')
      """)
  }

  private func rows(_ site: TestSite, _ select: String) async throws -> [Row] {
    let list = Self.codes.map { "'\($0)'" }.joined(separator: ", ")
    return try await site.worker.transaction { db in
      try db.all(SQL(raw: "\(select) and code in (\(list))"), as: Row.self)
    }
  }
}
