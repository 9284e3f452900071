import Foundation
import Pipeline
import SQLFiles
import Schools
import Testing

@testable import soko

/// `soko catalog`: the catalog against the regulation, and a passport in a terminal.
@Suite struct CatalogCommandTests {
  private static func indicators() throws -> [Indicator] {
    try Catalog(CatalogFile.program(ProgramFiles())).definitions.map(\.indicator)
  }

  @Test func `each of the 33 rows has a code, under its own criterion`() throws {
    let indicators = try Self.indicators()
    #expect(RegulationRow.all.map(\.number) == Array(1...33))
    for row in RegulationRow.all {
      let serving = indicators.filter { $0.rows.contains(row.number) }
      #expect(!serving.isEmpty, "row \(row.number) has no code: \(row.title)")
      #expect(serving.allSatisfy { $0.criterion == row.criterion }, "row \(row.number)")
      #expect(serving.allSatisfy { $0.clause == "4.6" }, "row \(row.number)")
    }
  }

  @Test func `each item of the clauses beside it has a code, or says why not`() throws {
    let codes = try Self.indicators().map(\.code)
    for item in RegulationClause.all {
      let name = "\(item.clause) (\(item.place))"
      #expect(!item.served(by: codes).isEmpty || item.missing != nil, "\(name)")
      for pattern in item.patterns {
        #expect(codes.contains { RegulationClause.matches($0, pattern) }, "\(name): \(pattern)")
      }
    }
    let places = Dictionary(grouping: RegulationClause.all, by: \.clause).mapValues(\.count)
    #expect(
      places == [
        "1.16": 6, "2.3": 2, "4.4.1": 9, "4.4.2": 11, "4.4.3": 2, "4.4.4": 6, "4.4.5": 6,
        "4.4.6": 6, "4.17": 7,
      ])
  }

  @Test func `every code of the catalog is named by the regulation somewhere`() throws {
    let codes = try Self.indicators().filter { $0.rows.isEmpty }.map(\.code)
    let named = Set(RegulationClause.all.flatMap { $0.served(by: codes) })
    #expect(codes.filter { !named.contains($0) } == [])
    for indicator in try Self.indicators() where indicator.rows.isEmpty {
      let own = RegulationClause.all.filter { $0.clause == indicator.clause }
      #expect(
        own.contains { !$0.served(by: [indicator.code]).isEmpty },
        "\(indicator.code) is not among the items of \(indicator.clause)")
    }
  }

  @Test func `the coverage fits a terminal of 100 columns and breaks no code`() throws {
    let indicators = try Self.indicators()
    for language in Language.allCases {
      let lines = CatalogCoverage(indicators).text(language, width: 100).split(separator: "\n")
      #expect(lines.allSatisfy { $0.count <= 100 }, "\(language)")
      let words = Set(lines.flatMap { $0.split(separator: " ") }.map(String.init))
      #expect(indicators.allSatisfy { words.contains($0.code) }, "\(language)")
    }
  }

  @Test func `a passport is printed whole, as text and as JSON`() throws {
    let home = try CommandTests.temporary()
    defer { try? FileManager.default.removeItem(at: home) }
    let soko = try CommandTests.products().appendingPathComponent("soko")
    let code = "soc.grad_neet_share"
    let text = try CommandTests.run(soko, ["catalog", code, "--language", "en"], home: home)
    #expect(text.status == 0)
    for part in [
      "Share of graduates neither working nor studying", "\(code), v2", "allowed",
      "1 October after graduation", "nearest to 1 October", "row 18",
      "from core.graduate_destination",
      "since 2026-11-25",
    ] {
      #expect(text.output.contains(part), "\(part)")
    }
    let json = try CommandTests.run(soko, ["catalog", code, "--format", "json"], home: home)
    let document = try #require(
      try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
    #expect(document["indicator"] as? String == code && document["tableRows"] as? [Int] == [18])
    #expect((document["fingerprint"] as? String)?.count == 64)
    #expect((document["versions"] as? [Any])?.count == 2)
    #expect((document["sql"] as? String)?.contains("core.graduate_destination") == true)
    #expect(try CommandTests.run(soko, ["catalog", "no.such"], home: home).status == 1)
  }
}
