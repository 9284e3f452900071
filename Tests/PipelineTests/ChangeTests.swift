import Foundation
import Intake
import Pipeline
import Postgres
import Statistics
import Testing

/// What a second publication shows otherwise, held against the two publications read one after the other.
@Suite struct ChangeTests {
  private struct Value: Decodable, Hashable {
    let school: String
    let year: Int
    let indicator: String
    let cut: String
    let numerator: Double?
    let denominator: Double?
    let value: Double?

    var key: [String] { [school, String(year), indicator, cut] }
  }

  private struct Change: Decodable {
    let school: String
    let year: Int
    let indicator: String
    let cut: String
    let numeratorBefore: Double?
    let denominatorBefore: Double?
    let valueBefore: Double?
    let numerator: Double?
    let denominator: Double?
    let value: Double?
    let cause: String
    let bundles: String?
    let changed: Int?
    let isHidden: Bool

    var key: [String] { [school, String(year), indicator, cut] }
  }

  private func values(_ site: TestSite) async throws -> [[String]: Value] {
    let rows = try await site.worker.transaction { db in
      try db.execute("set local soko.audience = 'operator'")
      return try db.all(
        """
        select school, year, indicator, cut, numerator::double precision as numerator,
            denominator::double precision as denominator, value
        from report_v1.indicator_value where not is_hidden
        """, as: Value.self)
    }
    return Dictionary(uniqueKeysWithValues: rows.map { ($0.key, $0) })
  }

  private func changes(_ site: TestSite) async throws -> [Change] {
    try await site.worker.transaction { db in
      try db.execute("set local soko.audience = 'operator'")
      return try db.all(
        """
        select school, year, indicator, cut, numerator_before::double precision as numerator_before,
            denominator_before::double precision as denominator_before, value_before,
            numerator::double precision as numerator,
            denominator::double precision as denominator, value, cause,
            array_to_string(bundles, ';') as bundles, changed_count as changed, is_hidden
        from report_v1.change
        """, as: Change.self)
    }
  }

  /// Marks of five pupils, a 3 made a 4.
  private func correction(_ site: TestSite) async throws -> TestBundle.Named {
    struct Mark: Decodable {
      let studentKey: String
      let subjectCode: String
      let periodCode: String
      let markKind: String
    }
    let marks = try await site.worker.transaction { db in
      try db.all(
        """
        select student_key, subject_code, period_code, mark_kind
        from core.period_mark
        inner join core.school using (school_id)
        where school_code = 's005' and academic_year = 2025 and mark = 3 and period_code = 'year'
        order by student_key, subject_code limit 5
        """, as: Mark.self)
    }
    #expect(marks.count == 5)
    let rows = marks.map {
      "\($0.studentKey),\($0.subjectCode),\($0.periodCode),\($0.markKind),4\r\n"
    }
    return try TestBundle.school(
      "s005", 2025,
      [
        "period_mark": "student_key,subject_code,period_code,mark_kind,mark\r\n" + rows.joined()
      ], mode: .amend, asOf: "2026-06-01")
  }

  @Test func `the changes are the differences of two publications, with the bundle that made them`()
    async throws
  {
    let bundles = try TestSample.bundles(schools: 12, municipalities: 2, years: 2, seed: 7)
    let site = try await TestSite.make()
    _ = try await site.load(bundles.map(\.path))
    _ = try await site.analyze()
    // The first publication has nothing to differ from.
    #expect(try await changes(site).isEmpty)
    let before = try await values(site)

    let fates = try await site.load([try await correction(site)])
    #expect(fates.first?.receipt?.tables.first?.changed == 5)
    let bundle = try await site.worker.transaction { db in
      try db.value("select max(bundle_id) from intake.bundle", as: Int.self)
    }
    _ = try await site.analyze()
    let after = try await values(site)
    let found = try await changes(site)
    #expect(!found.isEmpty)

    let moved = Set(before.keys).union(after.keys).filter { before[$0] != after[$0] }
    let open = found.filter { !$0.isHidden }
    #expect(Set(open.map(\.key)) == moved)
    for change in open {
      let (old, new) = (before[change.key], after[change.key])
      #expect(change.valueBefore == old?.value && change.value == new?.value, "\(change)")
      #expect(
        change.numeratorBefore == old?.numerator && change.denominator == new?.denominator)
      #expect(change.cause == "records" && change.school == "s005", "\(change)")
      #expect(change.bundles == String(bundle) && change.changed == 5, "\(change)")
    }
    #expect(found.allSatisfy { !$0.isHidden || ($0.value == nil && $0.valueBefore == nil) })

    // Nothing came since: the third publication shows what the second did.
    _ = try await site.load([
      try TestBundle.school(
        "s005", 2025, ["class": "class_code,grade,_deleted\r\n1Z,1,\r\n"], mode: .amend,
        asOf: "2026-06-02")
    ])
    _ = try await site.analyze()
    let marks = try await changes(site).filter { $0.indicator.hasPrefix("int.marks") }
    #expect(marks.isEmpty)
    await site.close()
  }

  @Test func `of shares the difference of two schools is Newcombe's`() async throws {
    struct Pair: Decodable {
      let numerator: Double
      let denominator: Double
      let otherNumerator: Double
      let otherDenominator: Double
      let low: Double
      let high: Double
    }
    let bundles = try TestSample.bundles(schools: 12, municipalities: 2, years: 2, seed: 7)
    let site = try await TestSite.make()
    _ = try await site.load(bundles.map(\.path))
    _ = try await site.analyze()
    let pairs = try await site.worker.transaction { db in
      try db.execute("set local soko.audience = 'operator'")
      return try db.all(
        """
        select own.numerator::double precision as numerator,
            own.denominator::double precision as denominator,
            other.numerator::double precision as other_numerator,
            other.denominator::double precision as other_denominator,
            pair.difference_low as low, pair.difference_high as high
        from report_v1.school_difference as pair
        inner join report_v1.indicator_value as own
            on own.school = pair.school and own.year = pair.year
                and own.indicator = pair.indicator and own.cut = pair.cut
        inner join report_v1.indicator_value as other
            on other.school = pair.other and other.year = pair.year
                and other.indicator = pair.indicator and other.cut = pair.cut
        where pair.school = 's001' and pair.year = 2025 and pair.kind = 'share'
            and pair.reason is null and own.numerator is not null and other.numerator is not null
        """, as: Pair.self)
    }
    #expect(pairs.count > 50)
    for pair in pairs {
      let expected = Interval.newcombe(
        (successes: pair.numerator, trials: pair.denominator),
        (successes: pair.otherNumerator, trials: pair.otherDenominator))
      #expect(
        abs(pair.low - expected.low) < 1e-9 && abs(pair.high - expected.high) < 1e-9, "\(pair)")
    }
    await site.close()
  }
}
