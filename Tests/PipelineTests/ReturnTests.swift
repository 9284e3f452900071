import Foundation
import Postgres
import Testing

/// One indicator from two sources: records, and counts that a school returns.
@Suite struct ReturnTests {
  /// In the sound school twelve pupils of grade 9 have marks 3, 4, 5 in turn: the mean is 48/12.
  private func bundle(_ returned: [String], asOf: String) throws -> TestBundle.Named {
    var tables = SoundSchool(2025).csv
    tables["indicator_return"] =
      (["indicator_code,cut,numerator,denominator,sum_squares,source"] + returned)
      .map { "\($0)\r\n" }.joined()
    return try TestBundle.school("S1", 2025, tables, asOf: asOf)
  }

  private func sources(_ site: TestSite) async throws -> [String: String] {
    struct Row: Decodable {
      let name: String
      let source: String
    }
    let rows = try await site.worker.transaction { db in
      try db.all(
        """
        select code || ' ' || cut as name, indicator_value.source || ' ' || numerator || '/'
            || denominator as source
        from result.indicator_value inner join result.indicator using (indicator_id)
        where until_run is null
            and code in ('ext.gia9.mean_mark5', 'ext.gia9.pass_share.final', 'par.openness_share')
        """, as: Row.self)
    }
    return Dictionary(uniqueKeysWithValues: rows.map { ($0.name, $0.source) })
  }

  private func conflicts(_ site: TestSite) async throws -> [String] {
    try await site.worker.transaction { db in
      try db.rows(
        """
        select indicator || ' ' || cut || ' ' || row_number as line from report_v1.return_conflict
        """
      ).map { try $0.get("line", as: String.self) }.sorted()
    }
  }

  @Test func `records win, counts stand where there are none, and a disagreement is kept by place`()
    async throws
  {
    let site = try await TestSite.make()
    _ = try await site.load([
      TestBundle.register(schools: ["S1"]),
      bundle(
        [
          // 4.00 by the records, and half of a hundredth is rounding: 4.005 of a thousand is not told, 4.006 is.
          "ext.gia9.mean_mark5,subject=rus,4005,1000,,",
          "ext.gia9.mean_mark5,subject=mat,4006,1000,,",
          // Twelve of twelve passed; the return in percent says the same.
          "ext.gia9.pass_share.final,subject=rus,100,100,,",
          "par.openness_share,all,30,40,,анкета",
        ], asOf: "2025-11-01"),
    ])
    _ = try #require(try await site.analyze())
    #expect(
      try await sources(site) == [
        "ext.gia9.mean_mark5 subject=rus": "records 48/12",
        "ext.gia9.mean_mark5 subject=mat": "records 48/12",
        "ext.gia9.pass_share.final subject=rus": "records 12/12",
        "ext.gia9.pass_share.final subject=mat": "records 12/12",
        "par.openness_share all": "return 30/40",
      ])
    #expect(try await conflicts(site) == ["ext.gia9.mean_mark5 subject=mat 3"])
    // The corrected return ends it.
    _ = try await site.load([
      bundle(["ext.gia9.mean_mark5,subject=mat,48,12,,"], asOf: "2025-11-02")
    ])
    _ = try #require(try await site.analyze())
    #expect(try await conflicts(site) == [])
    await site.close()
  }
}
