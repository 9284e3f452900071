import Foundation
import Pipeline
import SQLFiles
import Schools
import Testing

/// What every passport of the program must say, and the rules of ranking that no passport may loosen.
@Suite struct PassportTests {
  private static func indicators() throws -> [Indicator] {
    try Catalog(CatalogFile.program(ProgramFiles())).definitions.map(\.indicator)
  }

  @Test func `every passport is whole in both languages`() throws {
    for indicator in try Self.indicators() {
      let words = [
        indicator.title, indicator.short, indicator.asOf, indicator.numerator,
        indicator.denominator,
      ]
      #expect(words.allSatisfy { !$0.ru.isEmpty && !$0.en.isEmpty }, "\(indicator.code)")
      #expect(!indicator.source.isEmpty && !indicator.tables.isEmpty, "\(indicator.code)")
      #expect(["A", "B", "C"].contains(indicator.analogueClass), "\(indicator.code)")
      // Outside the table of 4.6 a passport names the clause it comes from.
      #expect(!indicator.rows.isEmpty || indicator.clause != "4.6", "\(indicator.code)")
      #expect(
        indicator.minimum.compute >= 1 && indicator.minimum.publish >= indicator.minimum.compute,
        "\(indicator.code)")
    }
  }

  @Test func `every version has a day, and what it changed`() throws {
    for indicator in try Self.indicators() {
      let versions = indicator.versions
      #expect(versions.map(\.version) == Array(1...indicator.version), "\(indicator.code)")
      #expect(versions.map(\.from) == versions.map(\.from).sorted(), "\(indicator.code)")
      #expect(
        versions.allSatisfy { $0.from.wholeMatch(of: /\d{4}-\d\d-\d\d/) != nil },
        "\(indicator.code)")
      #expect(versions.dropFirst().allSatisfy { $0.change != nil }, "\(indicator.code)")
    }
  }

  /// The least permissive policy of the department's defaults, by code; nil where they leave it open.
  private static func strictest(_ indicator: Indicator) -> Indicator.RankingPolicy? {
    let code = indicator.code
    func begins(_ prefixes: String...) -> Bool { prefixes.contains { code.hasPrefix($0) } }
    if indicator.direction == .context || indicator.isSensitive { return .forbidden }
    if begins("health.") && code != "health.sport_section_share" { return .forbidden }
    if begins("soc.juvenile_register", "soc.offences", "tea.modern", "tea.ict", "qa.", "ctx.") {
      return .forbidden
    }
    if begins("par.") && indicator.analogueClass == "C" { return .forbidden }
    if begins("ext.gia9.", "ext.gia11.", "ext.below_min.", "ext.regstudy.", "int.marks.") {
      return .internal
    }
    return nil
  }

  @Test func `no passport allows more ranking than the defaults do`() throws {
    let order: [Indicator.RankingPolicy] = [.forbidden, .internal, .allowed]
    var judged = 0
    for indicator in try Self.indicators() {
      guard let strictest = Self.strictest(indicator) else { continue }
      judged += 1
      let isWithin =
        try #require(order.firstIndex(of: indicator.ranking))
        <= #require(order.firstIndex(of: strictest))
      #expect(isWithin, "\(indicator.code) is \(indicator.ranking)")
    }
    #expect(judged > 70)
  }

  @Test func `a key set that names an indicator no one may rank by is refused, whichever it is`()
    throws
  {
    let program = try CatalogFile.program(ProgramFiles())
    let forbidden = try Self.indicators().filter { $0.ranking == .forbidden }
    #expect(forbidden.contains { $0.code == "qa.vpr_journal_match" })
    for indicator in forbidden {
      #expect(throws: Catalog.Invalid.self, "\(indicator.code)") {
        try Catalog(program + [Self.keySet(indicator.code)])
      }
    }
  }

  static func keySet(_ code: String) -> CatalogFile {
    CatalogFile(
      kind: .keySet, name: "test",
      content: """
        code: test
        title: {ru: "т", en: "t"}
        audience: internal
        years_base: none
        criteria:
          - {criterion: 1, weight: 1, title: {ru: "т", en: "t"}}
        indicators:
          - {code: \(code), cut: all, criterion: 1, weight: 1, goalposts: [0, 1]}
        clusters: []
        aggregation: {within: arithmetic, between: geometric}
        draws: 100
        """)
  }
}
