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
}
