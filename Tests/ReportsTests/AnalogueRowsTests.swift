import Postgres
import Schools
import Testing

@testable import Reports

/// Lists of schools as readers get them: who is in them, why there is none, and to whom they are shown.
@Suite struct AnalogueRowsTests {
  private func text(_ report: Report, _ filters: [String: String] = [:], _ scope: Scope = .operator)
    async throws -> String
  {
    let query = try ReportQuery(report, where: filters, language: .en)
    return try await Region.read(scope) { db in
      var bytes: [UInt8] = []
      try query.write(db, as: .csv) { bytes += $0 }
      return String(decoding: bytes, as: UTF8.self)
    }
  }

  @Test func `a list has a row for each of its schools, and one that there is not says why`()
    async throws
  {
    #expect(
      try await text(.analogues, ["analogue": "set:north"]).replacing("\r\n", with: "\n") == """
        school,year,analogue,member,memberName,distance,reason,basis,run
        A,2025,set:north,C,Village school,0.5,,"{""title"": ""Северные школы"", ""schools"": 2}",2
        A,2025,set:north,B,Gymnasium,,,"{""title"": ""Северные школы"", ""schools"": 2}",2

        """)
    #expect(
      try await text(.analogues, ["analogue": "municipal_same_kind"])
        .replacing("\r\n", with: "\n") == """
          school,year,analogue,member,memberName,distance,reason,basis,run
          B,2025,municipal_same_kind,,,,no_schools_of_kind,"{""type"": ""common"", ""level"": ""secondary"", ""dropped"": [""small"", ""settlement""], ""schools"": 1}",2

          """)
  }

  @Test func `an analogue is filtered by its name, and a name that is none is refused`() throws {
    for name in ["municipal_same_kind", "similar", "set:north", "previous"] {
      _ = try ReportQuery(.comparison, where: ["analogue": name])
    }
    for name in ["set", "set:", "nearest"] {
      #expect(throws: ReportError.self) {
        try ReportQuery(.comparison, where: ["analogue": name])
      }
    }
  }

  @Test func `a set is seen by whoever sees one of its schools, and of it those schools`()
    async throws
  {
    let all = try await text(.sets)
    #expect(all.split(separator: "\r\n").count == 1 + 4)
    #expect(all.contains("north,Северные школы,B,true,Аналитик,2025-06-21T00:00:00Z,,проба"))
    let south = try await text(.sets, [:], .municipality("90102"))
    #expect(south.split(separator: "\r\n").count == 2 && south.contains("Северные школы,C"))
    let own = try await text(.sets, [:], .school("B"))
    #expect(own.split(separator: "\r\n").count == 2 && own.contains("Северные школы,B"))
    // The list of a school shows it the schools of its own scope.
    let list = try await text(.analogues, ["analogue": "set:north"], .school("A"))
    #expect(list.split(separator: "\r\n").count == 2 && !list.contains("Gymnasium"))
  }
}
