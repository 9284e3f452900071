import Postgres
import Reports
import Schools
import Testing

/// Crosswalk, reconciliation and doubts as they leave the program, and who may see them.
@Suite struct ReferenceRowsTests {
  private func csv(
    _ report: Report, _ filters: [String: String] = [:], _ scope: Scope = .operator,
    _ language: Language = .ru
  ) async throws -> String {
    let query = try ReportQuery(report, where: filters, language: language)
    return try await Region.read(scope) { db in
      var bytes: [UInt8] = []
      try query.write(db, as: .csv) { bytes += $0 }
      return String(decoding: bytes, as: UTF8.self)
    }
  }

  @Test func `the crosswalk in force is listed line by line`() async throws {
    #expect(
      try await csv(.crosswalk, [:], .school("A"), .en) == """
        crosswalk,version,line,indicator,indicatorVersion,cut,publishedIndicator,publishedCode,\
        publishedCut,exam,subject,grade,scale,figure,marks,class,conversion,from,until,note,inForce\r
        official,2,1,x.good_share,1,all,,,,oge,mat,9,mark,marks,4;5,exact,none,end 09-01,12-31,,true\r
        official,2,2,x.gone_share,1,all,,П-1,all,,,,,mean,,approximate,percent_to_share,,,Alike,false\r

        """)
  }

  @Test func `a reconciliation shows both values, and closes what is closed elsewhere`()
    async throws
  {
    // 80/140 is 0.571429 beside 0.6; an eighth of the pupils is not loaded, so
    // 2 · √(0.571429 · 0.428571 / 140 / 8) = 0.029574 would explain 0.028571.
    #expect(
      try await csv(.reconciliation) == """
        territory,level,year,indicator,cut,unit,measure,class,conversion,publishedValue,\
        publishedUnits,publishedSchools,pooledValue,pooledUnits,pooledSchools,difference,tolerance,\
        unitCoverage,schoolCoverage,agrees,reasons,population,status,date,publisher,source,run\r
        90,region,2025,x.good_share,all,share,"oge mat 9 mark marks 4,5",exact,none,0.6,160,6,\
        0.571429,140,5,-0.028571,0.029574,0.875,0.8333,true,,all,preliminary,2025-10-01,90,\
        условный источник,2\r
        90,region,2025,x.register_share,all,share,П-3,converted,percent_to_share,0.03,1400,6,,,5,,\
        0.0055,,0.8333,,suppressed,all,final,2025-06-01,90,условный источник,2\r
        90101,municipality,2025,x.good_share,all,share,П-1,exact,none,0.6,85,3,,,2,,0.005,,0.6667,,\
        too_few_schools,all,final,2025-06-01,90,условный источник,2\r

        """)
  }

  @Test func `a school sees no published figure of few schools and none that is sensitive`()
    async throws
  {
    func seen(_ scope: Scope?) async throws -> [String] {
      try await Region.read(scope) { db in
        try db.rows("select territory || ' ' || indicator as name from report_v1.reconciliation")
          .map { try $0.get("name", as: String.self) }.sorted()
      }
    }
    #expect(try await seen(.school("A")) == ["90 x.good_share"])
    #expect(
      try await seen(.municipality("90101")) == ["90 x.good_share", "90101 x.good_share"])
    #expect(try await seen(.region).count == 3)
    #expect(try await seen(nil) == [])
  }

  @Test func `a doubt about marks is for the operator alone`() async throws {
    func reasons(_ scope: Scope) async throws -> [String] {
      try await Region.read(scope) { db in
        try db.rows(
          """
          select array_to_string(reasons, ';') as text from report_v1.comparison
          where school = 'A' and analogue = 'regional_published'
          """
        ).map { try $0.get("text", as: String.self) }
      }
    }
    #expect(try await reasons(.operator) == ["marks_doubtful;preliminary"])
    for scope in [Scope.region, .municipality("90101"), .school("A")] {
      #expect(try await reasons(scope) == ["preliminary"])
    }
  }

  @Test func `counts that disagree with records are a problem with its place and no number`()
    async throws
  {
    #expect(
      try await csv(.problems, ["bundle": "1"], .school("A"), .en).hasSuffix(
        """
        1,A,2025,done,warning,result.return_disagrees,,3,numerator,The returned counts of the \
        indicator x.good_share (cut all) disagree with what the records of period_mark give; the \
        records are taken.,Hold the returned row against the exported records and correct what is \
        wrong.,return_disagrees,indicator_return,,\r

        """))
    #expect(try await csv(.problems, [:], .school("B")).contains("return_disagrees") == false)
  }

  @Test func `a school's page sets what is published under the pooled figure`() async throws {
    let page = try await Region.read { db in
      try Pages(templates: Templates(folder: Region.templates)).school(
        "A", PageRequest(path: "/schools/A", query: ["lang": "en"]), db)
    }
    #expect(page.contains("published: 55.0 ▲ above (signs of doubtful marks, preliminary)"))
  }
}
