import Postgres
import Reports
import Schools
import Testing

/// What earlier years say, as rows.
@Suite struct ModelRowsTests {
  private func lines(_ report: Report, _ filters: [String: String] = [:]) async throws -> [String] {
    let query = try ReportQuery(report, where: filters, language: .en)
    return try await Region.read(.operator) { db in
      var bytes: [UInt8] = []
      try query.write(db, as: .csv) { bytes += $0 }
      return String(decoding: bytes, as: UTF8.self).split(separator: "\r\n").map(String.init)
    }
  }

  @Test func `an effect comes with its intervals, and none with its reason`() async throws {
    let rows = try await lines(.valueAdded)
    #expect(
      rows == [
        "school,year,model,variant,results,pupils,isLinkageLow,effect,standardError,low,high,pairLow,pairHigh,level,rank,rankLow,rankHigh,setLow,setHigh,reason",
        "A,2025,ege_rus,a,30,28,false,2.5,1.25,0.05,4.95,0.75,4.25,5,3,1,12,1,20,",
        "C,2025,ege_rus,a,20,18,false,-3,1,-4.96,-1.04,-4.4,-1.6,1,22,15,24,9,24,",
        "B,2025,ege_rus,a,12,6,true,,,,,,,,,,,,,too_few_pupils",
      ])
    #expect(try await lines(.valueAdded, ["school": "B"]).count == 2)
  }

  @Test func `a model has a row a fixed effect, and one that could not be fitted a row`()
    async throws
  {
    let rows = try await lines(.models)
    #expect(rows.count == 4)
    #expect(
      rows[2] == "90,2025,ege_rus,a,24,700,610,,prior,7.25,0.25,4,64,4800.5"
        && rows[3] == "90,2025,ege_rus,b,24,700,610,no_model,,,,,,")
  }

  @Test func `a change is told beside the region's`() async throws {
    let rows = try await lines(.trends, ["school": "A"])
    #expect(rows.count == 2)
    #expect(
      rows[1].hasSuffix(
        ",3,0.15,0.05,0.25,0.1,0.05,-0.05,0.15,unchanged,0.02,0.01,0.77,0.6,0.88,drift,0.3,was_extreme"
      ), "\(rows[1])")
  }

  @Test func `what results go with is never said to make them`() async throws {
    let rows = try await lines(.drivers)
    #expect(rows.count == 3)
    #expect(
      rows[1].contains("true")
        && rows[1].contains("Goes with higher results; no proof of influence"))
    #expect(rows[2].hasSuffix("too_few_schools,"))
  }

  @Test func `how often a school is above another is told of one at a time, where places are seen`()
    async throws
  {
    #expect(throws: ReportError.parameterNeeded("school")) { try ReportQuery(.pairs) }
    // Places 1 1 2 1 beside 2 2 1 2.
    #expect(
      try await lines(.pairs, ["school": "A"])
        == ["school,year,other,draws,above,equal", "A,2025,B,4,0.75,0"])
    for (scope, count) in [
      (Scope.operator, 2), (.municipality("90101"), 2), (.municipality("90102"), 0), (.region, 0),
      (.school("A"), 0), (.public, 0),
    ] {
      let found = try await Region.read(scope) { db in
        try db.value("select count(*) from report_v1.rank_pair", as: Int.self)
      }
      #expect(found == count, "\(scope)")
    }
  }

  @Test func `the region reads tiers, a municipality and a school places`() async throws {
    for (scope, seen) in [
      (Scope.region, "1/0"), (.municipality("90101"), "1/11"), (.school("A"), "1/11"),
    ] {
      let found = try await Region.read(scope) { db in
        try db.value(
          """
          select concat_ws('/', tier, num_nonnulls(score, rank, rank_low, rank_high, sampling_low,
              set_low, expected_rank, median_rank, top_quarter, above_next, score_error))
          from report_v1.ranking where school = 'A' and scope = 'region'
          """, as: String.self)
      }
      #expect(found == seen, "\(scope)")
    }
  }

  @Test func `the conditions of clusters and the names they were given are rows`() async throws {
    #expect(
      try await lines(.clusterContext) == [
        "region,year,cluster,identity,indicator,schools,mean,low,high",
        "90,2025,0,,x.good_share,6,0.4,0.3,0.5", "90,2025,1,4,x.good_share,5,0.25,0.2,0.3",
      ])
    #expect(
      try await lines(.clusterNames).dropFirst().map { $0.split(separator: ",").dropFirst() }
        == [
          ["4", "Городские школы", "City schools", "Аналитик", "2025-06-23T10:00:00Z", "true"],
          ["4", "Прежнее", "The former", "Аналитик", "2025-06-22T10:00:00Z", "false"],
          ["5", "Неустойчивые", "Not stable", "Аналитик", "2025-06-23T10:00:00Z", "true"],
        ])
  }
}
