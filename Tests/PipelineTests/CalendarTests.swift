import Postgres
import Testing

@testable import Pipeline

/// Days on which a school is counted, and the calendar years its academic years speak for.
@Suite struct CalendarTests {
  private struct Count: Decodable {
    let name: String
    let count: Int
  }

  /// Two days are looked at: who comes on the day is there, who leaves on it is not.
  @Test func `the roll of 20 September and of 31 May is that of the end of the day`() async throws {
    let site = try await TestSite.make()
    let pupils = [
      // On roll on 20.09.2024: all but those who left by then or came later.
      ("came on the day", "2024-09-20", "null"), ("came a day later", "2024-09-21", "null"),
      ("left on the day", "2024-09-01", "'2024-09-20'"),
      ("left a day later", "2024-09-01", "'2024-09-21'"),
      // On roll on 31.05.2025.
      ("came on the last day", "2025-05-31", "null"), ("came too late", "2025-06-01", "null"),
      ("left on the last day", "2024-09-01", "'2025-05-31'"),
      ("left after the last day", "2024-09-01", "'2025-06-01'"),
    ]
    _ = try await site.load([TestBundle.register(schools: ["S1"])])
    let found = try await site.worker.transaction { db in
      try db.script(
        """
        insert into core.class (school_id, academic_year, class_code, grade, bundle_id, row_number)
        select school_id, 2025, '7a', 7, 1, 1 from core.school;
        insert into core.student (school_id, academic_year, student_key, bundle_id, row_number)
        select school_id, 2025, 'k' || place, 1, place
        from core.school cross join generate_series(1, \(pupils.count)) as place;

        """
          + pupils.enumerated().map { place, pupil in
            """
            insert into core.enrolment (
                school_id, academic_year, student_key, class_code, entered_on, left_on,
                is_repeat_year, bundle_id, row_number
            )
            select school_id, 2025, 'k\(place + 1)', '7a', date '\(pupil.1)', \(pupil.2)::date,
                false, 1, \(place + 1)
            from core.school;
            """
          }.joined(separator: "\n"))
      let views = try db.all(
        """
        select code as name, 0 as count from result.indicator
        where code in ('ctx.size', 'int.repeaters_share', 'int.repeaters_share.at_year_end')
        """, as: Count.self
      ).map(\.name)
      return try views.map { code in
        let column = code == "ctx.size" ? "numerator" : "denominator"
        let view = Catalog.Definition.view(of: code)
        return Count(
          name: code,
          count: try db.value(
            SQL(
              raw: """
                select max(\(column))::bigint from indicator.\(view)
                where academic_year = 2025
                """), as: Int.self))
      }
    }
    let counts = Dictionary(uniqueKeysWithValues: found.map { ($0.name, $0.count) })
    // In September: came on the day, left a day later, and the two who left in May or June.
    #expect(counts["ctx.size"] == 4 && counts["int.repeaters_share"] == 4)
    // In May: the two of September, came on the last day, left after it.
    #expect(counts["int.repeaters_share.at_year_end"] == 4)
    await site.close()
  }

  @Test func `every indicator says which academic year speaks for a calendar year`() async throws {
    let site = try await TestSite.make()
    let missing = try await site.worker.transaction { db in
      try db.script("set local soko.audience = 'operator'")
      return try db.all(
        """
        select code as name, 0 as count from result.indicator
        where is_current
            and code not in (select indicator from report_v1.calendar_rule)
        """, as: Count.self)
    }
    #expect(missing.map(\.name) == [])
    await site.close()
  }

  @Test func `what is counted in September is of the calendar year before the academic one ends`()
    async throws
  {
    let site = try await TestSite.make()
    _ = try await site.load([
      TestBundle.register(schools: ["S1"]),
      ReturnedSchools.bundle(
        "S1",
        [
          "ctx.class_size_mean,all,100,4,", "ext.gia9.mean_mark5,subject=mat,400,100,1700",
          "int.repeaters_share.at_year_end,grade=7,1,100,",
        ]),
    ])
    _ = try #require(try await site.analyze())
    struct Row: Decodable {
      let name: String
    }
    let rows = try await site.worker.transaction { db in
      try db.script("set local soko.audience = 'operator'")
      return try db.all(
        """
        select concat_ws(' ', indicator, calendar_year, academic_year, basis) as name
        from report_v1.value_of_calendar_year order by 1
        """, as: Row.self)
    }
    #expect(
      rows.map(\.name) == [
        "ctx.class_size_mean 2024 2025 day", "ext.gia9.mean_mark5 2025 2025 academic_year",
        "int.repeaters_share.at_year_end 2025 2025 day",
      ])
    await site.close()
  }
}
