import Intake
import Pipeline
import Postgres
import Testing

/// Scales that change between years, and signs of doubt about marks, from what is loaded to the reasons of a comparison.
@Suite struct GroundTests {
  private func reasons(
    _ site: TestSite, _ analogue: String
  ) async throws -> [String: [String]] {
    struct Row: Decodable {
      let name: String
      let reasons: [String]
    }
    let rows = try await site.worker.transaction { db in
      try db.all(
        """
        select concat_ws(' ', school_code, code, cut) as name, reasons
        from result.comparison inner join core.school using (school_id)
        inner join result.indicator using (indicator_id)
        where until_run is null and academic_year = 2025 and analogue = \(analogue)
        """, as: Row.self)
    }
    return Dictionary(uniqueKeysWithValues: rows.map { ($0.name, $0.reasons) })
  }

  @Test func `a year on another scale or minimum is not set beside the one before`() async throws {
    let site = try await TestSite.make()
    let rows = [
      "ext.gia9.mean_mark5,subject=mat,140,40,500", "ext.gia9.mean_mark5,subject=rus,140,40,500",
      "ext.gia9.mean_mark5,subject=bio,140,40,500", "ext.below_min.gia11_share,subject=rus,2,40,",
      "ext.below_min.gia11_share,subject=mat_prof,2,40,", "ext.below_min.any_share,all,2,80,",
    ]
    _ = try await site.load([
      TestBundle.register(schools: ["S1"]),
      TestBundle.register(
        [
          (
            "exam_scale",
            """
            academic_year,exam_kind,subject_code,max_primary,mark3_from,mark4_from,mark5_from,source\r
            2024,oge,mat,31,8,15,22,условный\r
            2025,oge,mat,31,8,15,23,условный\r
            2024,oge,rus,33,15,23,29,условный\r
            2025,oge,rus,33,15,23,29,условный\r
            2025,oge,bio,48,13,26,38,условный\r

            """
          ),
          (
            "exam_minimum",
            """
            exam_kind,subject_code,valid_from_year,scale,minimum_score,source\r
            ege,rus,2020,score100,24,условный\r
            ege,rus,2025,score100,26,условный\r
            ege,mat_prof,2020,score100,27,условный\r
            ege,mat_prof,2025,score100,27,условный\r

            """
          ),
        ], mode: .amend, asOf: "2025-06-22"),
      ReturnedSchools.bundle("S1", rows, year: 2024), ReturnedSchools.bundle("S1", rows),
    ])
    _ = try #require(try await site.analyze())
    let found = try await reasons(site, "previous")
    #expect(found["S1 ext.gia9.mean_mark5 subject=mat"] == ["scale_changed"])
    #expect(found["S1 ext.gia9.mean_mark5 subject=rus"] == [])
    // Of biology only one year's scale is known.
    #expect(found["S1 ext.gia9.mean_mark5 subject=bio"] == [])
    #expect(found["S1 ext.below_min.gia11_share subject=rus"] == ["scale_changed"])
    #expect(found["S1 ext.below_min.gia11_share subject=mat_prof"] == ["lower_is_better"])
    #expect(found["S1 ext.below_min.any_share all"]?.contains("scale_changed") == true)
    await site.close()
  }

  @Test func `marks well above the exam's in size and in errors are doubtful, until they are not`()
    async throws
  {
    func bundle(_ code: String, _ gap: String, asOf: String = "2025-06-21") throws
      -> TestBundle.Named
    {
      try ReturnedSchools.bundle(
        code,
        [
          "qa.mark_exam_gap,grade=9;subject=mat,\(gap),", "int.marks.quality45_share,all,50,100,",
          "cond.attrition_share,all,1,100,",
        ], asOf: asOf)
    }
    let site = try await TestSite.make()
    let codes = ReturnedSchools.codes(7)
    _ = try await site.load(
      [TestBundle.register(schools: codes)]
        + codes.map { code in
          // 0.3 of a hundred beside a tenth of the others is six standard errors; of ten pupils it is two.
          try bundle(code, code == "S01" ? "30,100" : code == "S02" ? "3,10" : "20,200")
        })
    let first = try #require(try await site.analyze())
    let found = try await reasons(site, "municipal")
    #expect(found["S01 int.marks.quality45_share all"] == ["marks_doubtful"])
    #expect(found["S02 int.marks.quality45_share all"] == [])
    #expect(found["S01 cond.attrition_share all"]?.contains("marks_doubtful") == false)

    _ = try await site.load([bundle("S01", "10,100", asOf: "2025-06-22")])
    let second = try #require(try await site.analyze())
    #expect(second.slices == 1 && second.run > first.run)
    let corrected = try await reasons(site, "municipal")
    #expect(corrected["S01 int.marks.quality45_share all"] == [])
    await site.close()
  }
}
